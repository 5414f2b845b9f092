"""Where what the workbooks say now does not agree with what they said at earlier runs."""

from datetime import datetime

from builder.field import Register
from builder.history.discrepancy import Discrepancy, DiscrepancyKind
from builder.history.history import History
from builder.history.in_changes import found_in_changes
from builder.history.in_sheets import found_in_sheets
from builder.history.seen_changes import SeenChanges

__all__ = ["Discrepancy", "DiscrepancyKind", "discrepancies"]


def discrepancies(history: History, register: Register, as_at: datetime) -> tuple[Discrepancy, ...]:
    """Every disagreement, by when it was first seen.

    Args:
        history: The recorded runs, with what changed since the last.
        register: What the workbooks say now.
        as_at: The moment that the changes since the last run were seen at.
    """
    seen = SeenChanges.of(history, as_at)
    told = found_in_changes(seen, register)
    known = {(each.kind, each.change.action, each.change.after) for each in told}
    contradicted = (
        each
        for each in found_in_sheets(seen, register)
        if (each.kind, each.change.action, each.change.after) not in known
    )
    return tuple(sorted((*told, *contradicted), key=lambda each: each.first_seen))
