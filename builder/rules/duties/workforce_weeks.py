"""Each week of a service's workforce is recorded in full and shared with management (A3.1)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from builder.field import WorkforceWeek
from builder.field.moment import LAST_SECOND, local_moment
from builder.policy import Threshold
from builder.policy.values import weekday_numbers
from builder.rules.answers import Answer, places
from builder.rules.duty import Case, duty, of_service, together
from builder.rules.facts.kept_days import ONE_DAY, lookback_start
from builder.rules.facts.people.workforce import WEEK, services_with_workforce
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import counted, day_text, listed

SHEET = "Workforce"


class DueWeek(NamedTuple):
    """One week that ended, with its row."""

    end: date
    by: datetime
    """The end of the weekday after it."""
    row: WorkforceWeek | None
    lacking: tuple[str, ...]
    """What the row does not give, in plain words; empty where it is recorded and shared."""


def _with_weeks(facts: Facts) -> Iterator[Case[tuple[WorkforceWeek, ...]]]:
    """Each service whose workforce has a dated week, with its weeks."""
    for service, weeks in services_with_workforce(facts).items():
        if weeks:
            yield of_service(service, weeks)


@duty("workforce_recorded_weekly", together(SHEET, (SHEET, "week_starting")), _with_weeks)
def workforce_recorded_weekly(
    facts: Facts, threshold: Threshold, rows: tuple[WorkforceWeek, ...]
) -> Answer:
    """Each week that ended since the first row was recorded in full and shared in time (A3.1)."""
    weekdays = weekday_numbers(list(facts.policy.words("workforce_recorded_weekly")))
    weeks = tuple(_due_weeks(facts, rows, weekdays))
    late = [each for each in weeks if each.lacking and facts.as_at > each.by]
    waiting = [each for each in weeks if each.lacking and each not in late]
    shown = [each.row for each in (late or waiting or weeks[-1:]) if each.row is not None]
    cells = places(shown or rows[-1:], "week_starting", "shared_with_management_on")
    if late:
        reason = " ".join(_words(each) for each in late)
        return Answer(Outcome.FIRED, reason, len(late), cells, by=late[0].by)
    if waiting:
        return Answer(Outcome.NOT_DUE, _words(waiting[0]), 0, cells, by=waiting[0].by)
    if not weeks:
        return Answer(Outcome.NOT_DUE, "No week has ended since the first one recorded.", 0, cells)
    reason = f"{counted(len(weeks), 'week')} up to {day_text(weeks[-1].end)} recorded and shared."
    return Answer(Outcome.MET, reason, 0, cells)


def _words(week: DueWeek) -> str:
    return f"The week that ended on {day_text(week.end)}: {listed(week.lacking)}."


def _due_weeks(
    facts: Facts, rows: tuple[WorkforceWeek, ...], weekdays: Sequence[int]
) -> Iterator[DueWeek]:
    """The weeks that ended since the first row, as far as kept times look back, oldest first."""
    first = next(each.week_starting for each in rows if each.week_starting is not None)
    earliest, start = lookback_start(facts), first
    while (end := start + WEEK - ONE_DAY) < facts.today:
        if end >= earliest:
            by = local_moment(_next_weekday(end, weekdays), LAST_SECOND)
            row = _row_of(rows, start, end)
            yield DueWeek(end, by, row, tuple(_lacking(facts, row, by)))
        start += WEEK


def _next_weekday(after: date, weekdays: Sequence[int]) -> date:
    day = after + ONE_DAY
    while weekdays and day.weekday() not in weekdays:
        day += timedelta(days=1)
    return day


def _row_of(rows: tuple[WorkforceWeek, ...], start: date, end: date) -> WorkforceWeek | None:
    """The latest row of a week, by the day on which it starts."""
    of_week = [each for each in rows if each.week_starting and start <= each.week_starting <= end]
    return of_week[-1] if of_week else None


def _lacking(facts: Facts, row: WorkforceWeek | None, by: datetime) -> Iterator[str]:
    if row is None:
        yield "not recorded"
        return
    figures = (
        ("vacancies", row.vacancies),
        ("absence", row.absence_percent),
        ("visits missed", row.visits_missed),
    )
    for name, value in figures:
        if value is None:
            yield f"no figure for {name}"
    shared = row.shared_with_management_on
    if shared is None or not facts.has_happened(shared):
        yield "no record that it was shared"
    elif shared.end > by:
        yield f"shared late, on {day_text(shared.on)}"
