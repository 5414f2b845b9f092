"""Sessions that were due though no row plans them: the kinds that policy sets a time for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from builder.field import Session, local_moment
from builder.field.words import SessionKind
from builder.policy import ThresholdId
from builder.rules.facts.kept_days import (
    ONE_DAY,
    KeptTime,
    due_days,
    first_day,
    first_of_kind,
    kept_time,
)
from builder.rules.facts.sessions import held, sessions_of
from builder.rules.facts.stages import Grouped
from builder.rules.verdict import PROVIDER

TIMES: Mapping[SessionKind, ThresholdId] = {
    SessionKind.PRIORITISATION_MEETING: "prioritisation_meeting_0845",
    SessionKind.CHALLENGE_SESSION: "challenge_session_1430",
    SessionKind.END_OF_DAY_REVIEW: "cycle_closes",
}
"""The kinds whose days and times policy sets, and that no other rule judges."""


def due_at(facts: Grouped, kind: SessionKind, day: date) -> datetime:
    """When a session of a kind is due on a day."""
    return local_moment(day, facts.policy.time_of_day(TIMES[kind]))


def is_due_on(facts: Grouped, kind: SessionKind) -> Callable[[date], bool]:
    """Whether policy asks for a session of a kind on a day: each office day, or its weekdays."""
    is_office_day = facts.policy.calendar.is_office_day
    if kind is not SessionKind.CHALLENGE_SESSION:
        return is_office_day
    weekdays = facts.policy.challenge_weekdays
    return lambda day: day.weekday() in weekdays and is_office_day(day)


def first_due(facts: Grouped, kind: SessionKind) -> date | None:
    """Since when a kind is due: its own first row; of challenge sessions any row of the sheet."""
    if kind is SessionKind.CHALLENGE_SESSION:
        return first_day(facts, facts.register.sessions)
    return first_of_kind(facts, kind)


def kept_days(facts: Grouped, kind: SessionKind, scope: str = PROVIDER) -> frozenset[date]:
    """The days whose session of a kind was held by the end of the day, early or on it."""
    days = set()
    for each in held(facts, kind, scope):
        if each.held_at is not None:
            planned = each.scheduled_for
            is_early = planned is not None and each.held_at.on < planned.on
            days.add(planned.on if planned is not None and is_early else each.held_at.on)
    return frozenset(days)


def standing(facts: Grouped, kind: SessionKind) -> KeptTime | None:
    """How the sessions of a kind stand on the days that policy asks for them."""
    days = due_days(facts, first_due(facts, kind), is_due_on(facts, kind))
    kept_on = kept_days(facts, kind)
    return kept_time(facts, days, lambda day: due_at(facts, kind, day), kept_on.__contains__)


def missed_challenges(
    facts: Grouped, scope: str = PROVIDER
) -> Iterator[tuple[datetime, Session | None]]:
    """Every challenge session that was due and not held by the end of its day, oldest first.

    Each by the moment for which it was due, with its row where one plans it.
    """
    kind = SessionKind.CHALLENGE_SESSION
    kept_on = kept_days(facts, kind) | kept_days(facts, kind, scope)
    rows = {
        each.scheduled_for.on: each
        for each in reversed(sessions_of(facts, kind, scope))
        if each.scheduled_for is not None
    }
    days = {*rows, *_days_since(facts, first_due(facts, kind), is_due_on(facts, kind))}
    for day in sorted(days - kept_on):
        if day < facts.today:
            yield _moment_of(facts, day, rows.get(day)), rows.get(day)


def _days_since(
    facts: Grouped, first: date | None, is_due: Callable[[date], bool]
) -> Iterator[date]:
    day = facts.today if first is None else first
    while day < facts.today:
        if is_due(day):
            yield day
        day += ONE_DAY


def _moment_of(facts: Grouped, day: date, row: Session | None) -> datetime:
    planned = row.scheduled_for if row is not None else None
    if planned is not None and planned.at is not None:
        return planned.at
    return due_at(facts, SessionKind.CHALLENGE_SESSION, day)
