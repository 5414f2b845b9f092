"""A proposal that brings every manager to or below the workload limit, or that there is none.

With few movable lines every way of sharing them out is tried; beyond that, lines are placed one by
one. Whatever is proposed was checked against the limit.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor, lcm

from builder.rules.assessment import Move, RebalanceProposal
from builder.rules.facts.people.load import HUNDRED, LoadedAction, Workload, pressure
from builder.rules.facts.people.workload import idle_managers
from builder.rules.gate.facts import Facts
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
    actions = _by_urgency(facts, loads)
    exact_up_to = int(facts.policy.number("rebalance_exact_up_to"))
    crowded = tuple(each for each in actions if each.manager in above)
    tried_all = False
    for movable in (crowded, actions):
        is_exact = len(movable) <= exact_up_to
        place = keep_most_urgent if is_exact else place_one_by_one
        placing = place(_weighed(movable), _room(facts, loads, actions, movable))
        if placing is not None and _is_met(facts, loads, actions, placing):
            return _met(loads, actions, placing, is_exact)
        tried_all = is_exact
    is_certain = tried_all or _is_short(facts, loads, actions)
    return RebalanceProposal(scope=PROVIDER, can_be_met=False, is_exact=is_certain)


def _by_urgency(facts: Facts, loads: Mapping[str, Workload]) -> tuple[LoadedAction, ...]:
    """Lines of managers whose hours are known: soonest due first, then the greatest risk."""
    actions = {
        action.action.ref: action
        for load in loads.values()
        for action in load.lines
        if action.manager in loads
    }

    def urgency(action: LoadedAction) -> tuple[object, int, str]:
        ref = action.action.ref
        due, risk = facts.deadlines[ref].due, facts.risk[ref]
        return (due.order if due is not None else (), -(risk.score or 0), ref)

    return tuple(sorted(actions.values(), key=urgency))


def _weighed(actions: Iterable[LoadedAction]) -> tuple[Load, ...]:
    return tuple(Load(each.action.ref, each.manager, each.hours) for each in actions)


def _room(
    facts: Facts,
    loads: Mapping[str, Workload],
    actions: Iterable[LoadedAction],
    movable: Iterable[LoadedAction],
) -> Mapping[str, Fraction]:
    """The hours that each manager may carry besides the lines that stay where they are."""
    free = {each.action.ref for each in movable}
    grain = lcm(*(each.hours.denominator for each in actions), 1)
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
    actions: tuple[LoadedAction, ...],
    placing: Placing,
) -> bool:
    """The check of every proposal: nobody ends above the limit."""
    hours = _hours(loads, actions, placing)
    return all(is_within(facts, load, hours[person]) for person, load in loads.items())


def _hours(
    loads: Mapping[str, Workload], actions: Iterable[LoadedAction], placing: Placing
) -> dict[str, Fraction]:
    hours = dict.fromkeys(loads, Fraction(0))
    for action in actions:
        hours[placing.get(action.action.ref, action.manager)] += action.hours
    return hours


def _met(
    loads: Mapping[str, Workload],
    actions: tuple[LoadedAction, ...],
    placing: Placing,
    is_exact: bool,
) -> RebalanceProposal:
    moves = tuple(
        Move(
            action=action.action.ref,
            from_person=action.manager,
            to_person=placing[action.action.ref],
            hours=action.hours,
        )
        for action in sorted(actions, key=lambda each: each.action.ref)
        if placing.get(action.action.ref, action.manager) != action.manager
    )
    hours = _hours(loads, actions, placing)
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


def _is_short(
    facts: Facts, loads: Mapping[str, Workload], actions: tuple[LoadedAction, ...]
) -> bool:
    """Whether there is more load than everybody's limits together allow."""
    allowed = sum(_room(facts, loads, actions, actions).values(), Fraction(0))
    return sum((each.hours for each in actions), Fraction(0)) > allowed
