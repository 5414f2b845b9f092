"""A register of any size with a little of everything, the same one each time."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from builder.field import (
    LONDON,
    Action,
    Check,
    DeadlineChange,
    Evidence,
    Moment,
    Person,
    Register,
    Review,
    Service,
    Session,
    Source,
    Step,
    ValidityReview,
)
from builder.field.words import ActionSource, RecordedIn, Role, SessionKind, Status, StepKind
from builder.workbook.schema import SHEETS

TODAY = date(2026, 11, 20)
THEMES = ("Medication recording", "Lighting and premises", "Staffing levels", "Care plans")
STATUSES = (
    Status.IN_PROGRESS,
    Status.NOT_STARTED,
    Status.PROPOSED_FOR_CLOSURE,
    Status.CLOSED,
)
SERVICES = 20
MANAGERS = 40


def _source(sheet: str, row: int) -> Source:
    return Source("big.xlsx", sheet, row, _columns(sheet))


@cache
def _columns(sheet: str) -> dict[str, str]:
    found = next(each for each in SHEETS if each.name == sheet)
    return {column.field: "A" for column in found.columns}


def _day(days_ago: int) -> Moment:
    return Moment(TODAY - timedelta(days=days_ago))


def _at(days_ago: int, hour: int) -> Moment:
    on = TODAY - timedelta(days=days_ago)
    return Moment.instant(datetime(on.year, on.month, on.day, hour, tzinfo=LONDON))


def _action(number: int) -> Action:
    status = STATUSES[number % len(STATUSES)]
    return Action(
        source=_source("Actions", number + 2),
        ref=f"A-{number:05}",
        title=f"Line {number}",
        service=f"S-{number % SERVICES}",
        theme=THEMES[number % len(THEMES)],
        source_kind=ActionSource.AUDIT,
        quality_statements=("SAFE-6",),
        likelihood=number % 5 + 1,
        consequence=number // 5 % 5 + 1,
        owner=f"P-{number % MANAGERS}",
        raised_on=_day(number % 150 + 10),
        due=_day(number % 60 - 40),
        evidence_due=TODAY,
        status=status,
        progress_note="Nearly complete" if number % 7 == 0 else "Under way",
        percent_complete=Decimal(number % 100),
        remaining_hours=Decimal(number % 8),
        closed_on=_day(number % 10) if status is Status.CLOSED else None,
    )


def _evidence(number: int, actions: int) -> Evidence:
    return Evidence(
        source=_source("Evidence", number + 2),
        ref=f"E-{number:05}",
        action=f"A-{number % actions:05}",
        title=f"File {number}",
        category="EC-OUTCOME",
        source_date=TODAY - timedelta(days=number % 50),
        submitted_on=_day(number % 40),
        submitted_by=f"P-{number % MANAGERS}",
        shows_outcome=number % 2 == 0,
        external=number % 9 == 0,
    )


def _validity(number: int) -> ValidityReview:
    return ValidityReview(
        source=_source("Validity reviews", number + 2),
        burst=f"B-{number % 30}",
        evidence=f"E-{number:05}",
        reviewed_at=_at(number % 30, 12),
        reviewer="P-1",
        matches_live_practice=number % 10 != 0,
        source_date_current=True,
        outcome_proof=True,
    )


def _sessions() -> tuple[Session, ...]:
    kinds = (SessionKind.CHALLENGE_SESSION, SessionKind.END_OF_DAY_REVIEW)
    return tuple(
        Session(
            source=_source("Sessions", number + 2),
            kind=kinds[number % 2],
            scheduled_for=_at(number // 2, 14 + number % 2 * 3),
            held_at=_at(number // 2, 14 + number % 2 * 3),
        )
        for number in range(200)
    )


def big_register(actions: int, evidence: int) -> Register:
    """A register of so many lines and evidence files, with what hangs on a tenth of the lines."""
    tenth = range(0, actions, 10)
    parts = {
        "services": tuple(
            Service(source=_source("Services", n + 2), ref=f"S-{n}", registered_manager=f"P-{n}")
            for n in range(SERVICES)
        ),
        "people": tuple(
            Person(
                source=_source("People", n + 2),
                ref=f"P-{n}",
                roles=(Role.REGISTERED_MANAGER,),
                weekly_capacity_hours=Decimal(actions // 10),
            )
            for n in range(MANAGERS)
        ),
        "actions": tuple(_action(n) for n in range(actions)),
        "evidence": tuple(_evidence(n, actions) for n in range(evidence)),
        "validity_reviews": tuple(_validity(n) for n in range(0, evidence, 10)),
        "deadline_changes": tuple(
            DeadlineChange(
                source=_source("Deadline changes", n + 2),
                action=f"A-{n:05}",
                changed_on=_day(30),
                from_due=_day(20),
                to_due=_day(n % 60 - 40),
                approved_by="P-1",
                approved_on=_day(29),
            )
            for n in tenth
        ),
        "steps": tuple(
            Step(
                source=_source("Steps", n + 2),
                action=f"A-{n:05}",
                kind=StepKind.SUPERVISION,
                done_on=_day(5),
                recorded_in=(RecordedIn.SUPERVISION_LOG,),
            )
            for n in tenth
        ),
        "checks": tuple(
            Check(
                source=_source("Checks", n + 2),
                action=f"A-{n:05}",
                checked_on=_at(3, 9),
                sample=10,
                compliant=9,
            )
            for n in tenth
        ),
        "reviews": tuple(
            Review(
                source=_source("Reviews", n * 10 + week),
                action=f"A-{n:05}",
                reviewed_on=_day(week * 7),
                target_met=True,
            )
            for n in tenth
            for week in range(4)
        ),
        "sessions": _sessions(),
    }
    kept = {
        sheet.name: frozenset(each.field for each in sheet.columns)
        for sheet in SHEETS
        if sheet.attribute in parts
    }
    return Register(columns_kept=kept, **parts)  # type: ignore[arg-type]  # each fits its field
