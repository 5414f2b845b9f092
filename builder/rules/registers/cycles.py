"""Closing cycles, and what a line counts as in one (B1.4).

A closing cycle runs from one held end-of-day review to the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from builder.field import Moment, local_date, local_moment
from builder.field.registers import Figure, Slippage
from builder.field.words import SessionKind
from builder.rules.facts.sessions import falls_within, held
from builder.rules.gate.facts import Facts


@dataclass(frozen=True, slots=True)
class Cycle:
    """One closing cycle: after ``start``, up to ``end`` inclusive."""

    start: datetime
    end: datetime


def reviews_held(facts: Facts, scope: str) -> tuple[Moment, ...]:
    """When each end-of-day review of a scope was held by the as-at moment, oldest first."""
    reviews = held(facts, SessionKind.END_OF_DAY_REVIEW, scope)
    return tuple(each.held_at for each in reviews if each.held_at is not None)


def closing_cycle(facts: Facts, reviews: Sequence[Moment], at: datetime) -> Cycle:
    """The cycle that the day of a moment closes (settled questions, B1.4).

    Args:
        facts: for the policy's calendar.
        reviews: when the end-of-day reviews up to the moment were held, oldest first.
        at: an aware moment.
    """
    day = local_date(at)
    end = reviews[-1].end if reviews and reviews[-1].on == day else at
    before = next((each.end for each in reversed(reviews) if each.end < end), None)
    if before is not None:
        return Cycle(before, end)
    previous = facts.policy.calendar.previous_office_day(day)
    return Cycle(local_moment(previous, facts.policy.time_of_day("cycle_closes")), end)


def severe_after(facts: Facts) -> timedelta:
    """By how much a deadline is missed severely."""
    return timedelta(hours=float(facts.policy.number("severe_after")))


def classes_in_cycle(
    due: Moment, closed: Moment | None, cycle: Cycle, severe: timedelta
) -> Iterator[Figure]:
    """The figures that a line counts in: at most one of the cycle's three, and the standing one."""
    if closed is not None and _is_on_time(closed, due):
        if falls_within(closed, cycle.start, cycle.end):
            yield Slippage.on_schedule
        return
    is_open = closed is None or not falls_within(closed, None, cycle.end)
    if closed is not None and not is_open and not falls_within(closed, cycle.start, cycle.end):
        return
    late_until = cycle.end if closed is None or is_open else min(closed.end, cycle.end)
    crossed = due.end + severe
    if crossed <= late_until:
        if crossed > cycle.start:
            yield Slippage.missed_24h_or_more
        if is_open:
            yield Slippage.standing_24h_or_more
    elif due.end < late_until:
        yield Slippage.missed_under_24h


def _is_on_time(closed: Moment, due: Moment) -> bool:
    """At or before the deadline; a bare date is compared by its day."""
    if closed.at is None or due.at is None:
        return closed.on <= due.on
    return closed.at <= due.at
