"""B1.4, the slippage-classification record: what was closed on time and what was missed."""

from builder.field.registers import Figure, Slippage
from builder.problems import Cell
from builder.rules.assessment import RegisterResult
from builder.rules.figure import Counted, result
from builder.rules.gate.facts import Facts
from builder.rules.registers.cycles import (
    Cycle,
    classes_in_cycle,
    closing_cycle,
    reviews_held,
    severe_after,
)
from builder.rules.registers.recovery import severe_verdict
from builder.rules.words import moment_text


def slippage(facts: Facts, scope: str) -> RegisterResult:
    """The record of a scope for the cycle that the as-at day closes."""
    cycle = closing_cycle(facts, reviews_held(facts, scope), facts.as_at)
    figures = _figures(facts, scope, cycle)
    return result(
        Slippage,
        scope,
        figures,
        recorded=facts.register.keeps("Actions"),
        verdicts=(severe_verdict(facts, scope, cycle, figures[Slippage.missed_24h_or_more]),),
        note=_note(facts, cycle),
    )


def _figures(facts: Facts, scope: str, cycle: Cycle) -> dict[Figure, Counted]:
    severe = severe_after(facts)
    found: dict[Figure, list[tuple[str, Cell]]] = {each: [] for each in Slippage.figures()}
    left_out: list[str] = []
    for action in facts.actions_of(scope):
        closed = facts.closings[action.ref].accepted_at
        position = facts.deadlines[action.ref]
        if closed is None and not position.is_live:
            continue
        if position.due is None:
            left_out.append(action.ref)
            continue
        for figure in classes_in_cycle(position.due, closed, cycle, severe):
            found[figure].append((action.ref, position.due_cell))
    return {
        figure: Counted(
            len(group),
            tuple(ref for ref, _ in sorted(group)),
            tuple(sorted(left_out)),
            tuple(cell for _, cell in sorted(group)),
        )
        for figure, group in found.items()
    }


def _note(facts: Facts, cycle: Cycle) -> str:
    span = f"Closing cycle from {moment_text(cycle.start)} to {moment_text(cycle.end)}."
    if facts.register.keeps("Panels"):
        return span
    return f"{span} No Panels sheet is kept, so that Closed on stands for an accepted closure."
