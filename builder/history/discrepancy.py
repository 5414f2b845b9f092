"""One thing in the workbooks that somebody should be able to explain."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from builder.history.change import Change


class DiscrepancyKind(StrEnum):
    """What does not agree."""

    DUE_MOVED = "Due date moved without a row in Deadline changes"
    APPROVED_LATE = "Deadline change approved after the deadline had moved"
    ENTERED_LATE = "Approval entered later under an earlier date"
    PAST_EDITED = "Past record edited"
    ROW_VANISHED = "Row no longer there"
    REF_REUSED = "Ref used again for another matter"
    PANEL_JUMPED = "Closed without an approving panel decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """One disagreement with what it was told from."""

    kind: DiscrepancyKind
    change: Change
    """Record, field, before, after."""
    first_seen: datetime
    """As-at moment of the run that saw it first."""
