"""One small assessment that uses every kind of entry."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

from builder.field import Moment, Source, WorkbookInput
from builder.history import Change, ChangeKind
from builder.history.disagreement import Disagreement
from builder.history.discrepancies import Discrepancy, DiscrepancyKind
from builder.policy import Override
from builder.problems import Cell, Kind, Problem, Severity
from builder.rules.assessment import (
    ActionAssessment,
    Assessment,
    AssuredStatus,
    ClosureHold,
    Escalation,
    Fitness,
    Move,
    OutcomeChange,
    RebalanceProposal,
    RegisterResult,
    RegisterRow,
)
from builder.rules.verdict import GateCheck, Outcome, Subject, Verdict
from tests.made import as_at, moment

AS_AT = as_at("2026-11-20 17:20")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CELL = Cell("oakfield.xlsx", "Actions", "H12")
KIND = Kind(
    code="WB204",
    title="Word not known",
    says="“{typed}” is no status.",
    remedy="Choose one of the words in the list.",
    severity=Severity.ERROR,
)

VERDICT = Verdict(
    rule="integrity_defects",
    outcome=Outcome.FIRED,
    observed=6,
    limit=Fraction(5),
    comparison="exceeds",
    unit="defects",
    clause="B1.2",
    tell="Operations Manager",
    duty="Review the deadlines.",
    by=NOON,
    cells=(CELL,),
)
LINE_VERDICT = Verdict(
    rule="outcome_reduction",
    outcome=Outcome.FIRED,
    scope="OAK",
    subject=Subject("Actions", "OAK-012"),
    observed=Fraction(1, 3),
    limit=15,
    comparison="below",
)
ESCALATION = Escalation(
    subject=Subject("Actions", "OAK-012"),
    service="OAK",
    rung="provider",
    to="provider",
    because=("overdue_provider_review",),
    by=NOON,
)


def made_assessment() -> Assessment:
    return Assessment(
        as_at=AS_AT,
        policy_edition="2026-11",
        overrides=(
            Override(
                threshold="integrity_defects", value=Decimal("4.5"), reason="A tighter limit."
            ),
        ),
        inputs=(WorkbookInput(workbook="oakfield.xlsx", sha256="ab" * 32, rows={"Actions": 1}),),
        problems=(Problem(KIND, CELL, {"typed": "Clsed"}),),
        registers=(
            RegisterResult(
                id="B1.1",
                name="deadline-status dashboard",
                figures={"live": 42, "due_48h": None},
                counted={"live": ("OAK-012",)},
                cells={"live": (CELL,)},
                bands={"open": {"0": 1, "1-7": 0}, "overdue": {"29+": 2}},
                verdicts=(VERDICT,),
            ),
            RegisterResult(
                id="B3.2",
                name="closure-comparison table",
                scope="OAK",
                rows=(
                    RegisterRow(
                        key="ref",
                        subject="OAK-012",
                        values={"reduction_percent": Fraction(100, 3), "reviewed_at": NOON},
                        cells=(CELL,),
                    ),
                ),
            ),
        ),
        verdicts=(LINE_VERDICT,),
        actions=(
            ActionAssessment(
                ref="OAK-012",
                service="OAK",
                source=Source("oakfield.xlsx", "Actions", 12),
                claimed_status="Closed",
                assured_status=AssuredStatus.CLOSED_NOT_ASSURED,
                is_live=False,
                risk_band="High",
                due=moment("2026-11-10"),
                original_due=Moment.instant(NOON),
                overdue=False,
                days_overdue=0,
                gate=(GateCheck(check="outcome reduction", verdict=LINE_VERDICT, passes=False),),
                findings=(LINE_VERDICT,),
                escalations=(ESCALATION,),
                outcome_change=OutcomeChange(
                    measure="Errors",
                    baseline=Fraction(12),
                    current=Fraction(3),
                    unit="a month",
                    absolute=Fraction(-9),
                    absolute_unit="a month",
                    relative_percent=Fraction(-75),
                    reduction_percent=Fraction(75),
                    window="8 weeks",
                ),
            ),
        ),
        escalations=(ESCALATION,),
        closure_hold=ClosureHold(in_force=True, since=NOON, burst="B-1", residual_risks=4),
        evidence=(
            Fitness(ref="EV-1", action="OAK-012", state="stale", age_days=40, limit_days=30),
        ),
        rebalance=(
            RebalanceProposal(
                scope="provider",
                can_be_met=True,
                moves=(
                    Move(
                        action="OAK-012",
                        from_person="P-1",
                        to_person="P-2",
                        hours=Fraction(5, 2),
                    ),
                ),
                after_percent={"P-1": Fraction(90)},
            ),
        ),
        discrepancies=(
            Discrepancy(
                kind=DiscrepancyKind.DUE_MOVED,
                first_seen=as_at("2026-11-18 17:20"),
                change=Change(
                    kind=ChangeKind.CHANGED,
                    sheet="Actions",
                    ref="OAK-001",
                    action="OAK-001",
                    service="OAK",
                    field="due",
                    before="2026-11-20",
                    after="2026-11-27",
                ),
            ),
        ),
        disagreements=(
            Disagreement(
                register="B3.3",
                scope="provider",
                figure="complaints_linked",
                theme="Falls",
                point_at=None,
                sheets=None,
                recorded=3,
                recorded_at=NOON,
            ),
        ),
        withheld={"Actions": 2},
    )
