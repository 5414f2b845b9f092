"""The smallest set of changes for the lines that people want to close, the most urgent first."""

from collections.abc import Mapping
from itertools import islice

from builder.field.words import Status
from builder.rules.assessment import AssuredStatus
from builder.rules.gate.explain.search import Explanation, explain
from builder.rules.gate.facts import Facts


def closing_changes(facts: Facts) -> Mapping[str, Explanation]:
    """Line -> what would let it close, for lines proposed, or closed and not assured
    or in doubt.

    So many lines as policy says, because each is judged again many times; of the others
    ``portal explain`` tells.
    """
    most = int(facts.policy.number("changes_searched"))
    wanted = sorted(
        (ref for ref in facts.cases if _is_wanted(facts, ref)), key=lambda ref: _urgency(facts, ref)
    )
    return {ref: explain(facts, ref) for ref in islice(wanted, most)}


def _is_wanted(facts: Facts, ref: str) -> bool:
    if facts.assured[ref] in (AssuredStatus.CLOSED_NOT_ASSURED, AssuredStatus.CLOSED_IN_DOUBT):
        return True
    is_proposed = facts.actions[ref].status is Status.PROPOSED_FOR_CLOSURE
    return is_proposed and ref not in facts.closable


def _urgency(facts: Facts, ref: str) -> tuple[int, int, str]:
    """The higher risk first, then the longer overdue, then by ref."""
    return -(facts.risk[ref].score or 0), -(facts.deadlines[ref].days_overdue or 0), ref
