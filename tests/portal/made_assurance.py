"""A register with bursts, panels and notices, judged by hand, for tests of the assurance pages."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from builder.policy import Audience
from builder.portal.context import PortalContext
from builder.records import (
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
from builder.rules.assessment import (
    ActionAssessment,
    Assessment,
    AssuredStatus,
    ClosureHold,
    Fitness,
    RegisterResult,
    RegisterRow,
)
from builder.rules.verdict import GateCheck, Outcome, Subject
from tests.made import as_at, make, register
from tests.portal.made_assessment import context_of
from tests.portal.made_registers import AS_AT, verdict

BOARD = Audience(id="board", title="Board", sees_confidential=True)


def assurance_register() -> Register:
    """Two services, four lines, four files, two bursts, three decisions, three notices."""
    line = {"raised_on": "2026-09-01", "due": "2026-11-30", "status": "In progress", "owner": "P1"}
    file = {"submitted_on": "2026-11-02", "submitted_by": "P1", "source_date": "2026-11-01"}
    return register(
        make(Service, ref="OAK", name="Oakfield House", type="Residential"),
        make(Service, ref="HAR", name="Harbour Homecare", type="Domiciliary"),
        make(Person, ref="P1", display_name="Priya Shah", roles=["Registered Manager"]),
        make(Person, ref="P2", display_name="Tom Ash", roles=["Team Leader"]),
        make(Person, ref="P3", display_name="Ann Oak", roles=["Team Leader"]),
        make(
            Action, ref="A-1", service="OAK", title="Sign doses", quality_statements=["safe-8"],
            regulations=["ra-12"], **line,
        ),
        make(
            Action, ref="A-2", service="HAR", title="Recruit", quality_statements=["SAFE-6"],
            source_ref="N-2", **{**line, "status": "Proposed for closure"},
        ),
        make(Action, ref="A-3", service="HAR", title="No statement", **line),
        make(
            Action, ref="A-4", service="OAK", title="Newer", quality_statements=["ASC26-SAFE-7"],
            **{**line, "status": "Closed"},
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
            critical_omissions=0, repeated_omissions=1, **base,
        ),
    )  # fmt: skip


def _row(burst: str, **values: Any) -> RegisterRow:
    return RegisterRow(key="burst", subject=burst, values=values)


def assurance_registers() -> tuple[RegisterResult, ...]:
    """B2.1 to B3.5, provider-wide, with one limit fired in each family."""
    invalid = verdict(
        "invalid_evidence", observed=3, limit=2, comparison="exceeds", unit="files",
        reason="3 invalid files in burst B-2.", clause="B2.2",
    )  # fmt: skip
    blocked = verdict(
        "residual_risk_batch", observed=6, limit=5, comparison="exceeds", unit="risks",
        reason="6 residual risks in batch BA-1.", tell="Provider Director", clause="B3.5",
    )  # fmt: skip
    supervision = verdict("retest_average", Outcome.FIRED, reason="80% on average.")
    return (
        RegisterResult(
            id="B2.1", name="sampler", figures={"selected": 2}, note="As of burst B-2",
            rows=(_row("B-2", selected=2, from_high_risk=1), _row("B-1", selected=1)),
        ),
        RegisterResult(
            id="B2.2", name="validity", figures={"invalid": 3}, verdicts=(invalid,),
            rows=(_row("B-2", invalid=3),), note="As of burst B-2",
        ),
        RegisterResult(id="B2.3", name="proof", figures={"match_percent": None}),
        RegisterResult(
            id="B2.4", name="retests", figures={"average_percent": Fraction(85)},
            rows=(_row("B-2", average_percent=Fraction(85)),), verdicts=(supervision,),
        ),
        RegisterResult(id="B2.5", name="closure log", figures={"residual_risks": 1}),
        RegisterResult(id="B3.1", name="gate register", figures={"proposed": 1, "ready": 0}),
        RegisterResult(
            id="B3.2", name="comparison",
            rows=(
                RegisterRow(
                    key="ref", subject="A-2",
                    values={"baseline_rate": Fraction(12), "current_rate": Fraction(11),
                            "reduction_percent": Fraction(25, 3), "measure": "Missed visits",
                            "unit": "%", "why_not": None},
                ),
                RegisterRow(key="ref", subject="A-4", values={"why_not": "no baseline"}),
            ),
        ),
        RegisterResult(
            id="B3.3", name="experience",
            rows=(
                RegisterRow(key="theme", subject="Rota", values={"complaints_linked": 2,
                            "median_closure_days": None}),
                RegisterRow(key="theme", subject="Doses", values={"complaints_linked": None}),
            ),
        ),
        RegisterResult(id="B3.4", name="decisions", figures={"approved": 1}, recorded=True),
        RegisterResult(
            id="B3.5", name="control", figures={"residual_medium_or_high": 6},
            rows=(RegisterRow(key="batch", subject="BA-1", values={"closed": 1}),),
            verdicts=(blocked,),
        ),
        RegisterResult(id="B1.3", name="workload-rebalance sheet", recorded=False),
    )  # fmt: skip


def gate_of_a2() -> tuple[GateCheck, ...]:
    """One check met, one not met with its role, one that could not be judged."""
    return (
        GateCheck(check="owner active", passes=True, verdict=verdict("owner", Outcome.MET)),
        GateCheck(
            check="outcome reduction", passes=False,
            verdict=verdict(
                "outcome_reduction", reason="Fell by 8.3%.", tell="Operations Manager",
                observed=Fraction(25, 3), limit=15, comparison="below", unit="%",
            ),
        ),
        GateCheck(
            check="sustained improvement", passes=False,
            verdict=verdict("sustained_improvement", Outcome.NOT_COMPUTABLE),
        ),
    )  # fmt: skip


def assurance_lines(reg: Register) -> tuple[ActionAssessment, ...]:
    """A-1 overdue, A-2 deferred, A-3 open, A-4 closed and assured."""
    status = {
        "A-1": AssuredStatus.OVERDUE,
        "A-2": AssuredStatus.DEFERRED,
        "A-3": AssuredStatus.OPEN,
        "A-4": AssuredStatus.CLOSED_ASSURED,
    }
    made = tuple(
        ActionAssessment(
            ref=each.ref,
            service=each.service or "",
            source=each.source,
            claimed_status=str(each.status),
            assured_status=status[each.ref],
            is_live=each.ref != "A-4",
            overdue=each.ref == "A-1",
            due=each.due,
        )
        for each in reg.actions
    )
    return tuple(each._replace(gate=gate_of_a2()) if each.ref == "A-2" else each for each in made)


def assurance_context(audience: Audience | None = None, **changes: Any) -> PortalContext:
    """The register above, judged; ``changes`` replace fields of the assessment."""
    reg = assurance_register()
    kept_time = verdict(
        "validity_review_4_working_hours",
        Outcome.MET,
        subject=Subject("Burst samples", "B-2"),
        reason="Reviewed within 4 working hours.",
    )
    on_line = verdict(
        "quality_statement_missing",
        subject=Subject("Actions", "A-3"),
        scope="HAR",
        reason="A-3 names no quality statement.",
        by=as_at("2026-11-20 10:00"),
    )
    assessment = Assessment(
        as_at=AS_AT,
        policy_edition="2026-11",
        registers=assurance_registers(),
        verdicts=(kept_time, on_line),
        actions=assurance_lines(reg),
        closure_hold=ClosureHold(
            in_force=True, until=as_at("2026-11-21 08:15"), burst="B-2", residual_risks=4
        ),
        evidence=(
            Fitness(ref="E-1", action="A-1", state="invalid", reasons=("no outcome proof",)),
            Fitness(ref="E-2", action="A-1", state="accepted", age_days=19, limit_days=30),
            Fitness(ref="E-3", action="A-1", state="corrected", age_days=19, limit_days=30),
        ),
    )
    context = context_of(reg, replace(assessment, **changes))
    return replace(context, audience=audience) if audience else context
