"""In which shift a moment falls, and which shifts a service has."""

from datetime import datetime, timedelta

from builder.field import Shift, local_date, local_moment
from builder.rules.facts.positions import ShiftSpan
from builder.rules.facts.stages import Grouped

ONE_DAY = timedelta(days=1)


def shifts_of(facts: Grouped, service: str | None) -> tuple[Shift, ...]:
    """The shifts of a service: its own and those of every service."""
    own = facts.shifts.get(service, ()) if service else ()
    return (*own, *facts.shifts.get("", ()))


def shift_of(
    facts: Grouped, service: str | None, at: datetime, typed: str | None = None
) -> ShiftSpan:
    """The shift that began last; eight hours by policy where none is recorded (marked estimated).

    A moment that falls between two shifts has no end to go by, and is estimated too. Where a
    record names its shift (``typed``) and that shift was running, that one counts; a shift that
    was not running then gives no longer time.
    """
    known = shifts_of(facts, service)
    named = tuple(each for each in known if typed and _folded(each.shift) == _folded(typed))
    running = _running(named, at) or _running(known, at)
    if running:
        return max(running, key=lambda each: (each.starts_at, each.name or ""))
    length = timedelta(hours=float(facts.policy.number("shift_length")))
    return ShiftSpan(name=None, starts_at=at, ends_at=at + length, is_estimated=True)


def _running(shifts: tuple[Shift, ...], at: datetime) -> list[ShiftSpan]:
    return [
        span
        for shift in shifts
        for span in _spans_around(shift, at)
        if span.starts_at <= at <= span.ends_at
    ]


def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _spans_around(shift: Shift, at: datetime) -> tuple[ShiftSpan, ...]:
    """The shift as it ran on the moment's day and on the day before."""
    if shift.starts is None or shift.ends is None:
        return ()
    today = local_date(at)
    spans = []
    for day in (today - ONE_DAY, today):
        last_day = day if shift.ends > shift.starts else day + ONE_DAY
        spans.append(
            ShiftSpan(
                name=shift.shift,
                starts_at=local_moment(day, shift.starts),
                ends_at=local_moment(last_day, shift.ends),
            )
        )
    return tuple(spans)
