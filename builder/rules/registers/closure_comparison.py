"""B3.2, the closure-comparison table: baseline and current failure, and the reduction achieved."""

from builder.field import Action
from builder.field.registers import ClosureComparison
from builder.field.words import ProposedOutcome, Status
from builder.rules.answers import verdict
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.facts.immediately import immediately_after
from builder.rules.facts.reduction import MeasureChange, reduction_of
from builder.rules.figure import result, row
from builder.rules.gate.checks import OUTCOME_REDUCTION
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome, Verdict


def closure_comparison(facts: Facts, scope: str) -> RegisterResult:
    """Every line of a scope that has a measure, with its reduction; exact, never as typed."""
    actions = facts.actions_of(scope)
    return result(
        ClosureComparison,
        scope,
        {},
        recorded=facts.register.holds("Measures"),
        rows=tuple(
            _row(each, facts.changes[each.ref]) for each in actions if each.ref in facts.changes
        ),
        verdicts=_verdicts(facts, scope),
    )


def _row(action: Action, changed: MeasureChange) -> RegisterRow:
    change = changed.change
    return row(
        "ref",
        action.ref,
        {
            ClosureComparison.baseline_rate: changed.baseline_failure,
            ClosureComparison.current_rate: changed.current_failure,
            ClosureComparison.reduction_percent: reduction_of(changed),
            ClosureComparison.measure: changed.measure,
            ClosureComparison.unit: change.unit if change is not None else None,
            ClosureComparison.why_not: changed.why_not or None,
        },
        (each.source.place("numerator") for each in changed.rows),
    )


def is_presented_as_resolved(action: Action) -> bool:
    """Whether a line is proposed as fully resolved; a blank outcome is unknown, so it is not."""
    return (
        action.status is Status.PROPOSED_FOR_CLOSURE
        and action.proposed_outcome is ProposedOutcome.RESOLVED
    )


def _verdicts(facts: Facts, scope: str) -> tuple[Verdict, ...]:
    """The reduction of each line proposed as Resolved against the limit, what fired first."""
    threshold = facts.policy.threshold("outcome_reduction")
    if not facts.register.holds("Measures"):
        reason = "No workbook has the sheet Measures."
        return (verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope),)
    checks = (
        facts.whole_gates[each.ref].check(OUTCOME_REDUCTION)
        for each in facts.actions_of(scope)
        if is_presented_as_resolved(each)
    )
    found = sorted(
        (_immediately(facts, each.verdict) for each in checks if each is not None),
        key=lambda each: each.outcome is not Outcome.FIRED,
    )
    if found:
        return tuple(found)
    reason = "No action is proposed as Resolved."
    return (verdict(threshold, Outcome.NOT_DUE, reason, scope=scope),)


def _immediately(facts: Facts, made: Verdict) -> Verdict:
    """The verdict with its clock: at once, from the proposal (B3.2)."""
    if made.outcome is not Outcome.FIRED or made.subject is None:
        return made
    proposed = facts.actions[made.subject.ref].proposed_on
    if proposed is None:
        return made
    return made._replace(since=proposed.end, by=immediately_after(facts.policy, proposed))
