"""The figures of B1.4 for closing cycles of earlier days, worked out from what the sheets say now.

A line is looked at only in the cycles in which it can count, however many cycles there are.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from builder.field import Action, Moment
from builder.field.registers import Figure, Slippage
from builder.field.words import Status
from builder.rules.facts.board_spans import deadlines_over_time, live_spans
from builder.rules.facts.order import begins
from builder.rules.gate.facts import Facts
from builder.rules.registers.cycles import Cycle, classes_in_cycle, severe_after

FIGURES = (Slippage.on_schedule, Slippage.missed_under_24h, Slippage.missed_24h_or_more)
"""Figures of a cycle; the standing one is of a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCycle:
    """One closing cycle as a build of its day could see it."""

    cycle: Cycle
    seen_at: datetime
    """The moment that the build judged, at or after the cycle's end."""


def figures_of_cycles(
    facts: Facts, scope: str, cycles: Sequence[EarlierCycle]
) -> list[Mapping[Figure, int]]:
    """The figures of each cycle, which come oldest first."""
    found: list[Counter[Figure]] = [Counter(dict.fromkeys(FIGURES, 0)) for _ in cycles]
    ends = [each.cycle.end for each in cycles]
    severe = severe_after(facts)
    for action in facts.actions_of(scope):
        deadlines = tuple(deadlines_over_time(facts, action))
        closings = tuple(_closings(facts, action))
        for place in _places(deadlines, closings, ends, severe):
            line = _action_at(facts, action, deadlines, cycles[place].seen_at)
            if line is not None:
                found[place].update(classes_in_cycle(*line, cycles[place].cycle, severe))
    return [{figure: each[figure] for figure in FIGURES} for each in found]


def severe_moments(
    facts: Facts, scope: str, cycles: Sequence[EarlierCycle]
) -> list[list[datetime]]:
    """Of each cycle, when each line that counts as a severe miss passed the mark, in order.

    The cycles come oldest first; a line is looked at only in those in which it passed the mark.
    """
    found: list[list[datetime]] = [[] for _ in cycles]
    starts, ends = [each.cycle.start for each in cycles], [each.cycle.end for each in cycles]
    severe = severe_after(facts)
    for action in facts.actions_of(scope):
        deadlines = tuple(deadlines_over_time(facts, action))
        passed = {due.end + severe for _, _, due in deadlines if due is not None}
        places = {
            place
            for mark in passed
            for place in range(bisect_left(ends, mark), bisect_left(starts, mark))
        }
        for place in places:
            line = _action_at(facts, action, deadlines, cycles[place].seen_at)
            if line is not None and Slippage.missed_24h_or_more in classes_in_cycle(
                *line, cycles[place].cycle, severe
            ):
                found[place].append(line[0].end + severe)
    return [sorted(each) for each in found]


Deadline = tuple[datetime, datetime, Moment | None]


def _places(
    deadlines: Iterable[Deadline],
    closings: Iterable[Moment],
    ends: list[datetime],
    severe: timedelta,
) -> list[int]:
    """The cycles in which a line can count: where it was closed, was missed, or became severe."""
    spans = [(due.end, due.end + severe) for _, _, due in deadlines if due is not None]
    spans += [(begins(each), each.end) for each in closings]
    return sorted(
        {
            place
            for first, last in spans
            for place in range(bisect_left(ends, first), bisect_left(ends, last) + 1)
            if place < len(ends)
        }
    )


def _closings(facts: Facts, action: Action) -> Iterator[Moment]:
    """When the line's closure was accepted, each time, oldest first (settled questions, B1.4)."""
    if action.status is not Status.CLOSED:
        return
    if not facts.register.keeps("Panels"):
        if action.closed_on is not None:
            yield action.closed_on
        return
    for decision in facts.closing_records[action.ref].approvals:
        if decision.panel_at is not None:
            yield decision.panel_at


def _action_at(
    facts: Facts, action: Action, deadlines: Iterable[Deadline], at: datetime
) -> tuple[Moment, Moment | None] | None:
    """A line's deadline and accepted closure at a moment; ``None`` where it counted nowhere."""
    closed = facts.closing_records[action.ref].position(at).accepted_at
    live = live_spans(facts, action)
    if closed is None and not any(since <= at < until for since, until in live):
        return None
    due = next((due for since, until, due in deadlines if since <= at < until), None)
    return None if due is None else (due, closed)
