"""Dates that contradict one another, or lie in the future."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from builder.field.column import Column
from builder.field.moment import LONDON, Moment
from builder.field.register import Register
from builder.field.sheet import Sheet
from builder.field.tracker import Action, Evidence
from builder.field.words import Status
from builder.problems import Problem, between_records


def shown(stamp: Moment | date) -> str:
    """``21 Nov 2026``, with ``, 17:20`` where a time is known."""
    on = stamp.on if isinstance(stamp, Moment) else stamp
    text = f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    is_timed = isinstance(stamp, Moment) and not stamp.is_bare
    return f"{text}, {str(stamp)[-5:]}" if is_timed else text


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun",
           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # fmt: skip


def in_order(register: Register) -> Iterator[Problem]:
    """Due and closed not before raised, closed when claimed, evidence not before its source."""
    for action in register.actions:
        yield from _of_action(action)
    for evidence in register.evidence:
        yield from _of_evidence(evidence)


def _of_action(action: Action) -> Iterator[Problem]:
    raised, due, closed = action.raised_on, action.due, action.closed_on
    if raised is not None and due is not None and is_before(due, raised):
        particulars = {"value": shown(due), "other": shown(raised)}
        place = action.source.place("due")
        yield Problem(between_records.DUE_BEFORE_RAISED, place, particulars)
    if closed is None:
        return
    place = action.source.place("closed_on")
    if action.status is not None and action.status is not Status.CLOSED:
        particulars = {"value": shown(closed), "status": action.status.value}
        yield Problem(between_records.CLOSED_ON_WHILE_OPEN, place, particulars)
    if raised is not None and is_before(closed, raised):
        particulars = {"value": shown(closed), "other": shown(raised)}
        yield Problem(between_records.CLOSED_BEFORE_RAISED, place, particulars)


def _of_evidence(evidence: Evidence) -> Iterator[Problem]:
    source, submitted = evidence.source_date, evidence.submitted_on
    if source is not None and submitted is not None and source > submitted.on:
        particulars = {"value": shown(source), "other": shown(submitted)}
        place = evidence.source.place("source_date")
        yield Problem(between_records.SUBMITTED_BEFORE_SOURCE, place, particulars)


def questioned(register: Register, as_at: datetime) -> Iterator[Problem]:
    """Deadlines so far ahead that a slip of the year is likelier."""
    today = as_at.astimezone(LONDON).date()
    for action in register.actions:
        due = action.due
        if due is not None and due.on.year - today.year >= _FAR_YEARS and _is_far(due.on, today):
            particulars = {"value": shown(due), "years": "three"}
            yield Problem(between_records.FAR_AHEAD, action.source.place("due"), particulars)


def _is_far(due: date, today: date) -> bool:
    ahead = (due.year - today.year, due.month, due.day)
    return ahead > (_FAR_YEARS, today.month, today.day)


_FAR_YEARS = 3


def is_before(one: Moment, other: Moment) -> bool:
    """Whether one lies before the other; a bare date lies anywhere on its day.

    RATIONALE: in the hour that the autumn repeats, a time may be the second of the two.
    """
    if one.at is not None and other.at is not None:
        return one.latest < other.at
    return one.on < other.on


def not_in_the_future(
    register: Register, as_at: datetime, sheets: Sequence[Sheet]
) -> Iterator[Problem]:
    """Nothing dated after the as-at moment but plans and deadlines."""
    today = as_at.astimezone(LONDON).date()
    moment = shown(Moment.instant(as_at))
    for sheet in sheets:
        rows = getattr(register, sheet.attribute)
        for event in sheet.events:
            yield from _late(rows, event, today, as_at, moment)


def _late(
    rows: Sequence[Any], event: Column, today: date, as_at: datetime, moment: str
) -> Iterator[Problem]:
    field = event.field
    for row in rows:
        stamp = getattr(row, field)
        if stamp is None:
            continue
        if isinstance(stamp, Moment):
            is_late = stamp.on >= today and stamp.is_after(as_at)
        else:
            is_late = stamp > today
        if is_late:
            particulars = {"heading": event.heading, "value": shown(stamp), "as_at": moment}
            yield Problem(between_records.IN_THE_FUTURE, row.source.place(field), particulars)
