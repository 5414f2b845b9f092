"""Runs of a small provider to record, day after day."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from builder.field import Action, Evidence, Person, Register, Service, Source, Step, WorkbookInput
from builder.ledger.append import Appended, RunFacts, append
from builder.ledger.read import replay
from builder.problems import Cell, Kind, Problem, Severity
from builder.rules.assessment import (
    ActionAssessment,
    Assessment,
    AssuredStatus,
    Escalation,
    Fitness,
    RegisterResult,
)
from builder.rules.verdict import Outcome, Subject, Verdict
from tests.made import as_at, make, register

DAY_ONE = as_at("2026-11-16 17:20")
ONE_DAY = timedelta(days=1)
KIND = Kind(
    code="WB201",
    title="Not a date",
    says="“{typed}” is no date.",
    remedy="Type a date.",
    severity=Severity.ERROR,
)
PROBLEM = Problem(KIND, Cell("oak.xlsx", "Actions", "H2"), {"typed": "soon"})
CANARY = "Canary of the confidential line"


def day(number: int) -> datetime:
    return DAY_ONE + (number - 1) * ONE_DAY


def row(sheet: str, number: int) -> Source:
    return Source("oak.xlsx", sheet, number, {"ref": "A", "title": "B", "due": "H"})


def provider(*, digest: str = "aa", due: str = "2026-11-20", **line: object) -> Register:
    """Two lines, one of them confidential; ``line`` sets fields of the open one."""
    return register(
        make(Service, ref="OAK", name="Oakfield House", source=row("Services", 2)),
        make(Person, ref="P-1", display_name="Grace Okafor", source=row("People", 2)),
        make(
            Action,
            **{
                "ref": "OAK-001",
                "title": "Check stock",
                "service": "OAK",
                "owner": "P-1",
                "due": due,
                "raised_on": "2026-10-01 09:30",
                "percent_complete": "12.50",
                "status": "In progress",
                "source": row("Actions", 2),
                **line,
            },
        ),
        make(
            Action,
            ref="OAK-002",
            title=CANARY,
            progress_note=f"{CANARY}: almost done",
            service="OAK",
            confidential=True,
            source=row("Actions", 3),
        ),
        make(Step, action="OAK-001", step="Order", done_on="2026-11-02", source=row("Steps", 2)),
        make(Step, action="OAK-001", step="Order", done_on="2026-11-03", source=row("Steps", 3)),
        make(
            Step, action="OAK-001", step=f"See {CANARY}", kind="Repair", source=row("Steps", 7)
        ),
        make(Step, action="OAK-002", step="Interview", source=row("Steps", 8)),
        make(Evidence, ref="EV-1", action="OAK-001", title="Audit",
             link="https://x.example/a", source=row("Evidence", 2)),
        inputs=(WorkbookInput(workbook="oak.xlsx", sha256=digest * 32, rows={"Actions": 2}),),
    )  # fmt: skip


def judged(held: Register, at: datetime, **more: object) -> Assessment:
    fired = Verdict(rule="integrity_defects", outcome=Outcome.FIRED)
    whole = Assessment(
        as_at=at,
        policy_edition="2026-11",
        inputs=held.inputs,
        problems=(PROBLEM,),
        registers=(
            RegisterResult(
                id="B1.1",
                name="dashboard",
                figures={"live": len(held.actions), "match_percent": Fraction(200, 3), "x": None},
                verdicts=(fired,),
            ),
        ),
        actions=tuple(_line(each) for each in held.actions),
        evidence=tuple(
            Fitness(ref=each.ref, action=each.action or "", state="untested")
            for each in held.evidence
        ),
    )
    return replace(whole, **more)  # type: ignore[arg-type]  # a test names real fields


def _line(action: Action) -> ActionAssessment:
    return ActionAssessment(
        ref=action.ref,
        service=action.service or "",
        source=action.source,
        claimed_status=action.status,
        assured_status=AssuredStatus.OPEN,
        is_live=True,
        overdue=False,
    )


def escalation(ref: str) -> Escalation:
    return Escalation(
        subject=Subject("Actions", ref),
        service="OAK",
        rung="provider",
        to="provider",
        because=("overdue_provider_review",),
    )


def facts(at: datetime) -> RunFacts:
    return RunFacts(recorded_at=at + timedelta(minutes=1), build_id="b", tool_version="0.1.0")


def record(folder: Path, number: int, held: Register | None = None, **more: object) -> Appended:
    """Records the run of a day."""
    whole = held if held is not None else provider()
    return append(
        folder,
        whole,
        judged(whole, day(number), **more),
        facts(day(number)),
        texts={"policy.yml": "overrides: []"},
        phrases=("almost done",),
    )


def register_at(folder: Path, on: date) -> Register | None:
    """The records of a day as a replay has them."""
    then = replay(folder, on)
    return then.register if then is not None else None
