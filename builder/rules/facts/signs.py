"""Which lines are watched for signs: all but closures accepted longer ago than their window."""

from builder.rules.facts.positions import ClosingPosition
from builder.rules.facts.stages import Decided
from builder.rules.facts.sustained import span_of


def unwatched(facts: Decided) -> frozenset[str]:
    """Lines that no sign speaks of: accepted closures past their family's window, and those that
    were closed before records."""
    found = {ref for ref, each in facts.closings.items() if _is_over(facts, ref, each)}
    return frozenset(found)


def _is_over(facts: Decided, ref: str, closing: ClosingPosition) -> bool:
    if closing.is_before_records:
        return True
    if not closing.is_accepted or closing.accepted_at is None:
        return False
    family = facts.family(facts.actions[ref].theme)
    window = span_of(facts.policy, "sustained_improvement", family)
    return window.after(closing.accepted_at.on) < facts.today
