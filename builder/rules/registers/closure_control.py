"""B3.5, the executive closure-control record: each batch, and the risks it leaves open."""

from collections.abc import Callable, Iterable

from builder.field import Action, Batch
from builder.field.registers import ClosureControl, Figure
from builder.field.words import PanelOutcome, Status
from builder.problems import Cell
from builder.rules.answers import verdict
from builder.rules.assessment import AssuredStatus, RegisterResult
from builder.rules.facts.closing.batches import (
    actions_of_batch,
    residual_of_batch,
    residual_risks,
)
from builder.rules.figure import (
    NOT_RECORDED,
    Counted,
    count,
    counted_row,
    left_out_words,
    outcome_of_count,
    result,
)
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Verdict
from builder.rules.words import counted, listed, moment_text


def closure_control(facts: Facts, scope: str) -> RegisterResult:
    """The latest batch's figures, and a row per batch."""
    batches = facts.batches
    latest = batches[-1] if batches else None
    figures = _figures(facts, scope, latest) if latest is not None else {}
    residual = figures.get(ClosureControl.residual_medium_or_high, NOT_RECORDED)
    return result(
        ClosureControl,
        scope,
        {**figures, ClosureControl.residual_all: residual_risks(facts, facts.actions_of(scope))},
        recorded=facts.register.holds("Batches"),
        rows=tuple(
            counted_row(
                "batch", each.ref, _figures(facts, scope, each), (each.source.place("ref"),)
            )
            for each in reversed(batches)
            if scope == PROVIDER or actions_of_batch(facts, scope, each)
        ),
        verdicts=(_verdict(facts, scope, latest, residual),),
        note=_note(latest),
    )


def _figures(facts: Facts, scope: str, batch: Batch) -> dict[Figure, Counted]:
    actions = actions_of_batch(facts, scope, batch)
    return {
        ClosureControl.closed: _count(actions, lambda each: each.status is Status.CLOSED),
        ClosureControl.closed_not_assured: _count(
            actions,
            lambda each: facts.assured[each.ref] is AssuredStatus.CLOSED_NOT_ASSURED,
        ),
        ClosureControl.residual_medium_or_high: residual_of_batch(facts, scope, batch),
        ClosureControl.deferred_awaiting_review: _awaiting(facts, scope),
    }


def _count(actions: Iterable[Action], is_counted: Callable[[Action], bool]) -> Counted:
    return count(actions, is_counted, lambda each: each.ref, _status_cell)


def _status_cell(action: Action) -> Cell:
    return action.source.place("status")


def _awaiting(facts: Facts, scope: str) -> Counted:
    """Lines whose latest panel decision defers them, at the as-at moment."""

    def is_awaiting(action: Action) -> bool:
        decision = facts.cases[action.ref].latest_decision(facts.as_at)
        return decision is not None and decision.decision is PanelOutcome.DEFERRED

    if not facts.register.holds("Panels"):
        return NOT_RECORDED
    return _count(facts.actions_of(scope), is_awaiting)


def _note(batch: Batch | None) -> str:
    if batch is None:
        return "No batch is on record yet."
    when = f", authorised {moment_text(batch.authorised_at)}" if batch.authorised_at else ""
    return f"As of batch {batch.ref}{when}."


def _verdict(facts: Facts, scope: str, batch: Batch | None, residual: Counted) -> Verdict:
    threshold = facts.policy.threshold("residual_risk_batch")
    for need in (("Batches",), ("Risks", "actions")):
        if not facts.register.holds(*need):
            reason = f"No workbook holds what this rule reads: {', '.join(need).capitalize()}."
            return verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope)
    if batch is None:
        reason = "No batch is on record yet."
        return verdict(threshold, Outcome.NOT_DUE, reason, scope=scope)
    if residual.value is None:
        reason = "No decision of a panel names a batch."
        return verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope)
    names = f": {listed(residual.counted)}" if residual.counted else ""
    return verdict(
        threshold,
        outcome_of_count(threshold, residual),
        f"{counted(len(residual.counted), 'residual risk')} in batch {batch.ref}{names}."
        f"{left_out_words(residual)}",
        scope=scope,
        observed=residual.value,
        cells=residual.cells,
    )
