"""A proposal that brings every manager to or below the workload limit, or that there is none.

With few movable lines every way of sharing them out is tried; beyond that, lines are placed one by
one. Whatever is proposed was checked against the limit.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor, lcm

from builder.rules.assessment import Move, RebalanceProposal
from builder.rules.facts.facts import Facts
from builder.rules.facts.people.load import HUNDRED, LoadedLine, Workload, pressure
from builder.rules.facts.people.workload import idle_managers
from builder.rules.registers.packing import Load, keep_most_urgent, place_one_by_one
from builder.rules.verdict import PROVIDER

Placing = Mapping[str, str]
"""Line -> the manager who would have it."""


def rebalance_proposals(facts: Facts) -> tuple[RebalanceProposal, ...]:
    """The provider's proposal where somebody is above the limit; empty where nobody is."""
    everybody = {**facts.workloads, **idle_managers(facts)}
    loads = {
        person: load
        for person, load in sorted(everybody.items())
        if load.capacity_hours is not None
    }
    above = [person for person, load in loads.items() if not is_within(facts, load, None)]
    if not above:
        return ()
    return (_proposal(facts, loads, frozenset(above)),)


def is_within(facts: Facts, load: Workload, hours: Fraction | None) -> bool:
    """Whether a manager with so many hours of load, else their own, is at or below the limit."""
    carried = load.after_hours if hours is None else hours
    capacity = load.capacity_hours or Fraction(0)
    if capacity == 0:
        return carried == 0
    percent = pressure(carried, capacity)
    limit = facts.policy.threshold("workload_pressure")
    return percent is not None and not limit.is_fired_by(percent)


def _proposal(
    facts: Facts, loads: Mapping[str, Workload], above: frozenset[str]
) -> RebalanceProposal:
    """Lines of managers above the limit move; where that is not enough, anybody's lines may."""
    lines = _by_urgency(facts, loads)
    exact_up_to = int(facts.policy.number("rebalance_exact_up_to"))
    crowded = tuple(each for each in lines if each.manager in above)
    tried_all = False
    for movable in (crowded, lines):
        is_exact = len(movable) <= exact_up_to
        place = keep_most_urgent if is_exact else place_one_by_one
        placing = place(_weighed(movable), _room(facts, loads, lines, movable))
        if placing is not None and _is_met(facts, loads, lines, placing):
            return _met(loads, lines, placing, is_exact)
        tried_all = is_exact
    is_certain = tried_all or _is_short(facts, loads, lines)
    return RebalanceProposal(scope=PROVIDER, can_be_met=False, is_exact=is_certain)


def _by_urgency(facts: Facts, loads: Mapping[str, Workload]) -> tuple[LoadedLine, ...]:
    """Lines of managers whose hours are known: soonest due first, then the greatest risk."""
    lines = {
        line.action.ref: line
        for load in loads.values()
        for line in load.lines
        if line.manager in loads
    }

    def urgency(line: LoadedLine) -> tuple[object, int, str]:
        ref = line.action.ref
        due, risk = facts.deadlines[ref].due, facts.risk[ref]
        return (due.order if due is not None else (), -(risk.score or 0), ref)

    return tuple(sorted(lines.values(), key=urgency))


def _weighed(lines: Iterable[LoadedLine]) -> tuple[Load, ...]:
    return tuple(Load(each.action.ref, each.manager, each.hours) for each in lines)


def _room(
    facts: Facts,
    loads: Mapping[str, Workload],
    lines: Iterable[LoadedLine],
    movable: Iterable[LoadedLine],
) -> Mapping[str, Fraction]:
    """The hours that each manager may carry besides the lines that stay where they are."""
    free = {each.action.ref for each in movable}
    grain = lcm(*(each.hours.denominator for each in lines), 1)
    room = {}
    for person, load in loads.items():
        fixed = sum(
            (
                each.hours
                for each in load.lines
                if each.manager == person and each.action.ref not in free
            ),
            Fraction(0),
        )
        room[person] = _most_hours(facts, load, grain) - fixed
    return room


def _most_hours(facts: Facts, load: Workload, grain: int) -> Fraction:
    """The most hours, in steps of the lines' hours, with which a manager is within the limit."""
    limit = Fraction(str(facts.policy.number("workload_pressure")))
    capacity = load.capacity_hours or Fraction(0)
    steps = floor(capacity * limit / HUNDRED * grain)
    if is_within(facts, load, Fraction(steps, grain)):
        return Fraction(steps, grain)
    return Fraction(steps - 1, grain)


def _is_met(
    facts: Facts,
    loads: Mapping[str, Workload],
    lines: tuple[LoadedLine, ...],
    placing: Placing,
) -> bool:
    """The check of every proposal: nobody ends above the limit."""
    hours = _hours(loads, lines, placing)
    return all(is_within(facts, load, hours[person]) for person, load in loads.items())


def _hours(
    loads: Mapping[str, Workload], lines: Iterable[LoadedLine], placing: Placing
) -> dict[str, Fraction]:
    hours = dict.fromkeys(loads, Fraction(0))
    for line in lines:
        hours[placing.get(line.action.ref, line.manager)] += line.hours
    return hours


def _met(
    loads: Mapping[str, Workload],
    lines: tuple[LoadedLine, ...],
    placing: Placing,
    is_exact: bool,
) -> RebalanceProposal:
    moves = tuple(
        Move(
            action=line.action.ref,
            from_person=line.manager,
            to_person=placing[line.action.ref],
            hours=line.hours,
        )
        for line in sorted(lines, key=lambda each: each.action.ref)
        if placing.get(line.action.ref, line.manager) != line.manager
    )
    hours = _hours(loads, lines, placing)
    percents = {
        person: pressure(hours[person], load.capacity_hours) for person, load in loads.items()
    }
    return RebalanceProposal(
        scope=PROVIDER,
        can_be_met=True,
        moves=moves,
        after_percent={who: each for who, each in percents.items() if each is not None},
        is_exact=is_exact,
    )


def _is_short(facts: Facts, loads: Mapping[str, Workload], lines: tuple[LoadedLine, ...]) -> bool:
    """Whether there is more load than everybody's limits together allow."""
    allowed = sum(_room(facts, loads, lines, lines).values(), Fraction(0))
    return sum((each.hours for each in lines), Fraction(0)) > allowed
