"""A register with bursts, panels and notices, for tests of the assurance pages."""

from builder.field import (
    Action,
    Batch,
    BurstCycle,
    BurstSample,
    Evidence,
    LiveProof,
    Notice,
    PanelDecision,
    Person,
    Register,
    Retest,
    Service,
    ValidityReview,
)
from tests.made import make, register


def assurance_register() -> Register:
    """Two services, four lines, four files, two bursts, three decisions, three notices."""
    action = {
        "raised_on": "2026-09-01",
        "due": "2026-11-30",
        "status": "In progress",
        "owner": "P1",
    }
    file = {"submitted_on": "2026-11-02", "submitted_by": "P1", "source_date": "2026-11-01"}
    return register(
        make(Service, ref="OAK", name="Oakfield House", type="Residential"),
        make(Service, ref="HAR", name="Harbour Homecare", type="Domiciliary"),
        make(Person, ref="P1", display_name="Priya Shah", roles=["Registered Manager"]),
        make(Person, ref="P2", display_name="Tom Ash", roles=["Team Leader"]),
        make(Person, ref="P3", display_name="Ann Oak", roles=["Team Leader"]),
        make(
            Action, ref="A-1", service="OAK", title="Sign doses", quality_statements=["safe-8"],
            regulations=["ra-12"], **action,
        ),
        make(
            Action, ref="A-2", service="HAR", title="Recruit", quality_statements=["SAFE-6"],
            source_ref="N-2", **{**action, "status": "Proposed for closure"},
        ),
        make(Action, ref="A-3", service="HAR", title="No statement", **action),
        make(
            Action, ref="A-4", service="OAK", title="Newer", quality_statements=["ASC26-SAFE-7"],
            **{**action, "status": "Closed", "owner": "P2"},
        ),
        make(
            Evidence, ref="E-1", action="A-1", title="MAR audit", category="EC-PROCESS",
            link="https://files.example/mar", **file,
        ),
        make(Evidence, ref="E-2", action="A-1", title="Round", category="Observation", **file),
        make(Evidence, ref="E-3", action="A-1", title="Log", category="Processes", **file),
        make(Evidence, ref="E-4", action="A-2", title="Rota", category="Rumour", **file),
        make(
            BurstSample, burst="B-1", evidence="E-1", drawn_at="2026-11-19 11:00", drawn_by="P1",
            huddle_at="2026-11-19 12:00", stratum="High-risk",
        ),
        make(BurstSample, burst="B-2", evidence="E-1", drawn_at="2026-11-20 11:00"),
        make(BurstSample, burst="B-2", evidence="E-2", drawn_at="2026-11-20 11:00"),
        make(
            ValidityReview, burst="B-2", evidence="E-1", reviewed_at="2026-11-20 13:00",
            reviewer="P1", matches_live_practice=False, source_date_current=True,
            outcome_proof=False,
        ),
        make(
            ValidityReview, burst="B-2", evidence="E-2", reviewed_at="2026-11-20 13:00",
            reviewer="P1", matches_live_practice=True, source_date_current=True,
            outcome_proof=True,
        ),
        make(
            ValidityReview, burst="B-1", evidence="E-1", reviewed_at="2026-11-19 13:00",
            reviewer="P1", matches_live_practice=False, source_date_current=True,
            outcome_proof=True, corrected_on="2026-11-19", accepted_after_correction=True,
            action_reinstated=True,
        ),
        make(
            LiveProof, burst="B-2", evidence="E-1", checked_at="2026-11-20 14:00", shift="Early",
            steps_observed=8, records_checked=23, records_matching=20, staff_prompts=1,
        ),
        *_retests(),
        make(BurstCycle, burst="B-1", closed_at="2026-11-19 17:55", closed_by="P1"),
        make(
            PanelDecision, panel_at="2026-11-19 10:15", action="A-2", decision="Deferred",
            reason="More proof", decided_by="P1", re_review_on="2026-11-26",
        ),
        make(
            PanelDecision, panel_at="2026-11-17 10:15", action="A-2", decision="Rejected",
            decided_by="P1",
        ),
        make(
            PanelDecision, panel_at="2026-11-17 10:15", action="A-4", decision="Approved",
            decided_by="P1", batch="BA-1", external_assurance=["E-1"],
        ),
        make(Batch, ref="BA-1", authorised_at="2026-11-17 17:05", authorised_by="P1"),
        make(
            Notice, ref="N-1", type="CQC-WN", service="OAK", served_on="2026-11-06",
            served_by="Email", comply_by="2026-11-20", regulations=["RA-12"], actions=["A-1"],
        ),
        make(Notice, ref="N-2", type="CQC-NOP", service="HAR", served_on="2026-10-01"),
        make(Notice, ref="N-3", type="Letter", service="HAR", served_on="2026-11-01"),
    )  # fmt: skip


def _retests() -> tuple[Retest, ...]:
    base = {"burst": "B-2", "evidence": "E-1", "stages_tested": 10, "coaching_minutes": 20}
    return (
        make(
            Retest, person="P2", retested_at="2026-11-20 15:00", stages_correct=5,
            critical_omissions=2, **base,
        ),
        make(
            Retest, person="P2", retested_at="2026-11-20 16:00", stages_correct=8,
            critical_omissions=1, supervision_arranged_on="2026-11-21", **base,
        ),
        make(
            Retest, person="P3", retested_at="2026-11-20 16:10", stages_correct=9,
            critical_omissions=0, repeated_omissions=1, retested_by="P1", **base,
        ),
    )  # fmt: skip
