"""B1.3, the workload-rebalance sheet: the day's moves, and each manager's pressure around them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction

from builder.field import RebalanceMove, local_moment
from builder.field.moment import LAST_SECOND
from builder.field.registers import Figure, WorkloadRebalance
from builder.problems import Cell
from builder.rules.answers import verdict
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.facts.people.load import Workload
from builder.rules.facts.people.workload import moves_of_the_day
from builder.rules.figure import Counted, result, row
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import counted, number_text


def workload_rebalance(facts: Facts, scope: str) -> RegisterResult:
    """The sheet of a scope; a manager's pressure always covers all of their lines.

    RATIONALE: capacity is a person's whole week, so that the load beside it is all of their lines,
    in whichever service they are.
    """
    loads = _workloads_of(facts, scope)
    return result(
        WorkloadRebalance,
        scope,
        _figures(facts, scope),
        recorded=facts.register.keeps("Actions"),
        rows=tuple(_row(facts, each) for each in loads),
        verdicts=(_verdict(facts, scope, loads),),
        note=_note(loads),
    )


def workload_verdicts(facts: Facts) -> Iterator[Verdict]:
    """One verdict per accountable manager (B1.3)."""
    if _can_be_judged(facts):
        for load in facts.workloads.values():
            yield _person_verdict(facts, load)


def _can_be_judged(facts: Facts) -> bool:
    """Whether hours available and the lines due soon are known at all."""
    return facts.register.holds("People") and facts.register.holds("Actions", "due")


def _workloads_of(facts: Facts, scope: str) -> tuple[Workload, ...]:
    if scope == PROVIDER:
        return tuple(facts.workloads.values())
    here = {facts.managers.get(each.ref) for each in facts.live_actions_of(scope)}
    moved = _moves_of(facts, scope)
    here.update(each.from_person for each in moved)
    here.update(each.to_person for each in moved)
    return tuple(load for person, load in facts.workloads.items() if person in here)


def _moves_of(facts: Facts, scope: str) -> tuple[RebalanceMove, ...]:
    moves = moves_of_the_day(facts)
    if scope == PROVIDER:
        return moves
    of_scope = {each.ref for each in facts.actions_of(scope)}
    return tuple(each for each in moves if each.action in of_scope)


def _figures(facts: Facts, scope: str) -> dict[Figure, Counted]:
    if not facts.register.holds("Rebalance"):
        return {}
    moves = _moves_of(facts, scope)
    forward = tuple(each for each in moves if each.deadline_brought_forward)
    hours = tuple(each for each in moves if each.hours_assigned is not None)
    return {
        WorkloadRebalance.moved: _of_moves(moves, len(moves), (), "to_person"),
        WorkloadRebalance.brought_forward: _of_moves(
            forward,
            len(forward),
            (each for each in moves if each.deadline_brought_forward is None),
            "deadline_brought_forward",
        ),
        WorkloadRebalance.hours_assigned: _of_moves(
            hours,
            sum((Fraction(each.hours_assigned or 0) for each in hours), Fraction(0)),
            (each for each in moves if each.hours_assigned is None),
            "hours_assigned",
        ),
    }


def _of_moves(
    moves: tuple[RebalanceMove, ...],
    value: int | Fraction,
    left_out: Iterable[RebalanceMove],
    field: str,
) -> Counted:
    return Counted(
        value,
        tuple(each.action for each in moves),
        tuple(each.action for each in left_out),
        tuple(each.source.place(field) for each in moves),
    )


def _row(facts: Facts, load: Workload) -> RegisterRow:
    keeps_people = facts.register.holds("People")
    return row(
        "person",
        load.person,
        {
            WorkloadRebalance.load_hours_before: load.before_hours,
            WorkloadRebalance.load_hours: load.after_hours,
            WorkloadRebalance.capacity_hours: load.capacity_hours if keeps_people else None,
            WorkloadRebalance.before_percent: load.before_percent,
            WorkloadRebalance.after_percent: load.after_percent,
            WorkloadRebalance.pressure_percent: load.after_percent,
            WorkloadRebalance.lines: len(load.lines),
            WorkloadRebalance.lines_without_hours: sum(1 for each in load.lines if each.is_default),
        },
        _cells(facts, load),
    )


def _cells(facts: Facts, load: Workload) -> tuple[Cell, ...]:
    cells = [each.action.source.place("remaining_hours") for each in load.lines]
    person = facts.people.get(load.person)
    if person is not None:
        cells.append(person.source.place("weekly_capacity_hours"))
    return tuple(cells)


def _is_above(facts: Facts, load: Workload) -> bool:
    """Whether a manager is above the limit once the day's moves are made."""
    after = load.after_percent
    limit = facts.policy.threshold("workload_pressure")
    return load.has_load_without_hours or (after is not None and limit.is_fired_by(after))


def _outcome(facts: Facts, load: Workload) -> Outcome:
    if _is_above(facts, load):
        return Outcome.FIRED
    return Outcome.NOT_COMPUTABLE if load.capacity_hours is None else Outcome.MET


def _end_of_day(facts: Facts) -> datetime:
    return local_moment(facts.today, LAST_SECOND)


def _person_verdict(facts: Facts, load: Workload) -> Verdict:
    outcome = _outcome(facts, load)
    return verdict(
        facts.policy.threshold("workload_pressure"),
        outcome,
        _person_reason(load),
        subject=Subject("People", load.person),
        observed=load.after_percent,
        by=_end_of_day(facts) if outcome is Outcome.FIRED else None,
        cells=_cells(facts, load),
    )


def _person_reason(load: Workload) -> str:
    if load.capacity_hours is None:
        return "The manager's weekly capacity hours are not recorded."
    if load.has_load_without_hours:
        hours = number_text(load.after_hours)
        return f"{hours} hours are needed and no hours are available."
    before, after = load.before_percent, load.after_percent
    if before is None or after is None:
        return "The manager's workload has no figure."
    if before == after:
        return f"Hours needed are {number_text(after)}% of the hours available."
    return (
        f"Hours needed are {number_text(after)}% of the hours available, "
        f"{number_text(before)}% before the day's moves."
    )


def _verdict(facts: Facts, scope: str, loads: tuple[Workload, ...]) -> Verdict:
    threshold = facts.policy.threshold("workload_pressure")
    if not _can_be_judged(facts):
        reason = "No workbook holds People and Due, so hours needed or available are not known."
        return verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope)
    above = [each for each in loads if _is_above(facts, each)]
    unknown = [each for each in loads if each.capacity_hours is None]
    known = [figure for each in loads if (figure := each.after_percent) is not None]
    outcome = Outcome.MET
    if above:
        outcome = Outcome.FIRED
    elif unknown:
        outcome = Outcome.NOT_COMPUTABLE
    return verdict(
        threshold,
        outcome,
        _reason(above, unknown, known),
        scope=scope,
        observed=max(known, default=None),
        by=_end_of_day(facts) if above else None,
        cells=tuple(cell for each in above or unknown for cell in _cells(facts, each)),
    )


def _reason(above: list[Workload], unknown: list[Workload], known: list[Fraction]) -> str:
    parts = []
    if above:
        verb = "is" if len(above) == 1 else "are"
        parts.append(f"{counted(len(above), 'manager')} {verb} above the limit")
    if known:
        parts.append(f"the highest workload is {number_text(max(known))}%")
    if unknown:
        parts.append(f"{counted(len(unknown), 'manager')} without recorded hours")
    words = "; ".join(parts) or "no manager has a live action"
    return f"{words[0].upper()}{words[1:]}."


def _note(loads: tuple[Workload, ...]) -> str:
    default = sum(1 for load in loads for each in load.lines if each.is_default)
    if not default:
        return ""
    return f"{counted(default, 'action')} without remaining hours counted with policy's default."
