"""The load of each accountable manager against their hours, before and after the day's moves."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from builder.field import RebalanceMove
from builder.field.words import Role
from builder.rules.facts.people.load import LoadedAction, Workload
from builder.rules.facts.stages import Grouped, Positioned, Weighed


def moves_of_the_day(facts: Grouped) -> tuple[RebalanceMove, ...]:
    """The Rebalance rows of the as-at day, in a stated order."""
    of_day = (
        each
        for each in facts.register.rebalance
        if each.moved_on is not None
        and each.moved_on.on == facts.today
        and facts.has_happened(each.moved_on)
    )
    return tuple(sorted(of_day, key=lambda each: (each.action, str(each.moved_on))))


def loaded_actions(facts: Positioned) -> tuple[LoadedAction, ...]:
    """Live lines with a manager that are overdue or due by the end of the horizon, by ref."""
    days = int(facts.policy.number("workload_horizon"))
    horizon = facts.policy.calendar.end_of_office_days(facts.today, days)
    default = Fraction(facts.policy.number("default_remaining_hours"))
    came_from: dict[str, str] = {}
    for move in moves_of_the_day(facts):
        if move.from_person is not None:
            came_from.setdefault(move.action, move.from_person)
    actions = []
    for ref, action in facts.actions.items():
        position, manager = facts.deadlines[ref], facts.managers.get(ref)
        if not position.is_live or manager is None or position.due is None:
            continue
        if position.due.end <= horizon:
            hours = action.remaining_hours
            actions.append(
                LoadedAction(
                    action=action,
                    hours=default if hours is None else Fraction(hours),
                    is_default=hours is None,
                    manager=manager,
                    manager_before=came_from.get(ref, manager),
                )
            )
    return tuple(actions)


def workloads(facts: Positioned) -> Mapping[str, Workload]:
    """The workload of everybody who manages a live line or had one moved today, by Person ID."""
    before: dict[str, Fraction] = {}
    after: dict[str, Fraction] = {}
    actions: dict[str, list[LoadedAction]] = {}
    for action in loaded_actions(facts):
        before[action.manager_before] = (
            before.get(action.manager_before, Fraction(0)) + action.hours
        )
        after[action.manager] = after.get(action.manager, Fraction(0)) + action.hours
        for person in dict.fromkeys((action.manager_before, action.manager)):
            actions.setdefault(person, []).append(action)
    people = sorted({*_managers_of_live_actions(facts), *before, *after})
    return {
        person: Workload(
            person=person,
            before_hours=before.get(person, Fraction(0)),
            after_hours=after.get(person, Fraction(0)),
            capacity_hours=_capacity(facts, person),
            lines=tuple(actions.get(person, ())),
        )
        for person in people
    }


def _managers_of_live_actions(facts: Positioned) -> Iterable[str]:
    return (person for ref, person in facts.managers.items() if facts.deadlines[ref].is_live)


def idle_managers(facts: Weighed) -> Mapping[str, Workload]:
    """Active people in a managing role who have no live line, by Person ID: they could take one."""
    value = facts.policy.threshold("manager_roles").value
    roles = tuple(Role(each) for each in value) if isinstance(value, tuple) else ()
    people = {ref for role in roles for ref in facts.people_by_role.get(role, ())}
    return {
        person: Workload(
            person=person,
            before_hours=Fraction(0),
            after_hours=Fraction(0),
            capacity_hours=_capacity(facts, person),
            lines=(),
        )
        for person in sorted(people - facts.workloads.keys())
    }


def _capacity(facts: Grouped, person: str) -> Fraction | None:
    known = facts.people.get(person)
    if known is None or known.weekly_capacity_hours is None:
        return None
    return Fraction(known.weekly_capacity_hours)
