"""The days on which a kept time was due, and whether the latest of them was kept (B1, B2, B3)."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from builder.field import Session
from builder.field.words import SessionKind
from builder.rules.facts.stages import Grouped
from builder.rules.words import day_text

ONE_DAY = timedelta(days=1)


class KeptTime(NamedTuple):
    """How a kept time stands: the due day that counts, and the run of missed ones up to it."""

    day: date
    """The latest due day whose hour has passed; the next one where none has."""
    missed: tuple[date, ...] = ()
    """The due days missed in a row up to it, oldest first; empty where it was kept."""
    is_cut: bool = False
    """Whether the run may be longer than the days that are looked back on."""

    @property
    def words(self) -> str:
        """Since when it was missed and how many in a row; empty where the latest was kept."""
        if not self.missed:
            return ""
        least = "at least " if self.is_cut else ""
        return f" Missed since {day_text(self.missed[0])}, {least}{len(self.missed)} in a row."


def due_days(
    facts: Grouped, first: date | None, is_due: Callable[[date], bool]
) -> tuple[date, ...]:
    """The days on which a thing was due, oldest first: from its first row, at most the lookback.

    Args:
        facts: the records.
        first: the day of the first row of its kind; ``None`` = there is none, so none was due.
        is_due: whether it is due on a day at all.
    """
    if first is None:
        return ()
    day = max(first, lookback_start(facts))
    days = []
    while day <= facts.today:
        if is_due(day):
            days.append(day)
        day += ONE_DAY
    return tuple(days)


def lookback_start(facts: Grouped) -> date:
    """The first day that kept times are judged on: so many office days before the as-at day."""
    day = facts.today
    for _ in range(int(facts.policy.number("kept_times_lookback"))):
        day = facts.policy.calendar.previous_office_day(day)
    return day


def kept_time(
    facts: Grouped,
    days: tuple[date, ...],
    due_by: Callable[[date], datetime],
    is_kept: Callable[[date], bool],
) -> KeptTime | None:
    """How a kept time stands; ``None`` where it was not due on any day looked back on.

    Before its hour the last due day is the one that counts.
    """
    passed = [day for day in days if facts.as_at > due_by(day)]
    if not passed:
        return KeptTime(days[-1]) if days else None
    missed: list[date] = []
    for day in reversed(passed):
        if is_kept(day):
            break
        missed.append(day)
    is_cut = len(missed) == len(passed) and passed[0] == lookback_start(facts)
    return KeptTime(passed[-1], tuple(reversed(missed)), is_cut)


def first_day(facts: Grouped, sessions: Iterable[Session]) -> date | None:
    """The day of the first of some sessions, planned or held; ``None`` where there is none.

    RATIONALE: a row without a date says that the session is kept, and not since when.
    """
    days = [_day_of(facts, each) for each in sessions]
    return min(days, default=None)


def _day_of(facts: Grouped, session: Session) -> date:
    known = [each.on for each in (session.scheduled_for, session.held_at) if each is not None]
    return min(known, default=facts.today)


def first_of_kind(facts: Grouped, kind: SessionKind) -> date | None:
    """The day of the first row of a kind, of whichever service."""
    return first_day(facts, facts.sessions.get(kind, ()))
