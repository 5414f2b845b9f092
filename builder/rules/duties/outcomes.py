"""What each line's gate says of its outcome, as rules: change, sustained runs, incidents."""

from collections.abc import Iterator

from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duties.signs.evidence import movement_outcome
from builder.rules.duty import Case, columns, duty, of_action, rule, sheets
from builder.rules.facts.reduction import MeasureChange, reduction_of
from builder.rules.gate.checks import NO_FURTHER_INCIDENTS, SUSTAINED_IMPROVEMENT
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Verdict
from builder.rules.words import listed


def _changes(facts: Facts) -> Iterator[Case[tuple[str, MeasureChange]]]:
    for ref, changed in facts.changes.items():
        yield of_action(facts.actions[ref], (ref, changed))


@duty("outcome_change", sheets("Measures"), _changes)
def outcome_change(facts: Facts, threshold: Threshold, of: tuple[str, MeasureChange]) -> Answer:
    """How the measure moved that a line is judged by, with the evidence behind it (A1.O)."""
    ref, changed = of
    reduction = reduction_of(changed)
    behind = [
        each.ref
        for each in facts.handed_in.get(ref, ())
        if each.evidence is not None and each.evidence.shows_outcome is True
    ]
    evidence = f"Evidence: {listed(behind)}." if behind else "No evidence shows the outcome."
    moved = changed.why_not if reduction is None else changed.moved
    return Answer(
        movement_outcome(threshold, reduction),
        f"{changed.measure}: {moved}. {evidence}",
        reduction,
        places(changed.rows, "numerator"),
    )


@rule("sustained_improvement", sheets("Reviews"))
def sustained_improvement(facts: Facts, _: Threshold) -> Iterator[Verdict]:
    """Whether each live line's target held through its window (A1.5, A2.5, A3.5)."""
    return _of_live_actions(facts, SUSTAINED_IMPROVEMENT)


@rule("no_further_incidents", (*sheets("Steps"), *columns("Findings", "found_at", "service")))
def no_further_incidents(facts: Facts, _: Threshold) -> Iterator[Verdict]:
    """Whether nothing more was found after the repair, of the lines that it concerns (A2.5)."""
    return _of_live_actions(facts, NO_FURTHER_INCIDENTS)


def _of_live_actions(facts: Facts, check: str) -> Iterator[Verdict]:
    for action in facts.live_actions_of(PROVIDER):
        found = facts.whole_gates[action.ref].check(check)
        if found is not None:
            # RATIONALE: a line that is not sustained yet is work in hand, and nobody is told of it.
            yield found.verdict._replace(tell="")
