"""What each line's gate says of its outcome, as rules: change, sustained runs, incidents."""

from collections.abc import Iterator

from builder.rules.answers import not_recorded, verdict
from builder.rules.duties.evidence_signs import movement_outcome
from builder.rules.facts.reduction import reduction_of
from builder.rules.gate.checks import NO_FURTHER_INCIDENTS, SUSTAINED_IMPROVEMENT
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Subject, Verdict
from builder.rules.words import listed


def outcome_change(facts: Facts) -> Iterator[Verdict]:
    """How the measure moved that a line is judged by, with the evidence behind it (A1.O)."""
    threshold = facts.policy.threshold("outcome_change")
    if not facts.register.keeps("Measures"):
        yield not_recorded(threshold, "Measures")
        return
    for ref, changed in facts.changes.items():
        reduction = reduction_of(changed)
        behind = [
            each.ref
            for each in facts.handed_in.get(ref, ())
            if each.evidence is not None and each.evidence.shows_outcome is True
        ]
        evidence = f"Evidence: {listed(behind)}." if behind else "No evidence shows the outcome."
        words = (
            f"{changed.measure}: {changed.why_not}."
            if reduction is None
            else f"{changed.measure}: {changed.moved}."
        )
        yield verdict(
            threshold,
            movement_outcome(threshold, reduction),
            f"{words} {evidence}",
            scope=facts.actions[ref].service or PROVIDER,
            subject=Subject("Actions", ref),
            observed=reduction,
            cells=tuple(each.source.place("numerator") for each in changed.rows),
        )


def sustained_improvement(facts: Facts) -> Iterator[Verdict]:
    """Whether each live line's target held through its window (A1.5, A2.5, A3.5)."""
    threshold = facts.policy.threshold("sustained_improvement")
    if not facts.register.keeps("Reviews"):
        yield not_recorded(threshold, "Reviews")
        return
    yield from _of_live_actions(facts, SUSTAINED_IMPROVEMENT)


def no_further_incidents(facts: Facts) -> Iterator[Verdict]:
    """Whether nothing more was found after the repair, of the lines that it concerns (A2.5)."""
    threshold = facts.policy.threshold("no_further_incidents")
    for sheet in ("Steps", "Findings"):
        if not facts.register.keeps(sheet):
            yield not_recorded(threshold, sheet)
            return
    yield from _of_live_actions(facts, NO_FURTHER_INCIDENTS)


def _of_live_actions(facts: Facts, check: str) -> Iterator[Verdict]:
    for action in facts.live_actions_of(PROVIDER):
        found = facts.whole_gates[action.ref].check(check)
        if found is not None:
            # RATIONALE: a line that is not sustained yet is work in hand, and nobody is told of it.
            yield found.verdict._replace(tell="")
