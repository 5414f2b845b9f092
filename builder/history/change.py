"""One thing that is otherwise than at an earlier moment."""

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened, as the changes page groups it."""

    NEW = "new"
    PROPOSED = "proposed for closure"
    CLOSED = "closed"
    REOPENED = "reopened"
    OVERDUE = "overdue"
    NO_LONGER_OVERDUE = "no longer overdue"
    ESCALATED = "escalated"
    LIMIT_CROSSED = "limit reached"
    LIMIT_CLEARED = "back within the limit"
    EVIDENCE_ACCEPTED = "evidence accepted"
    EVIDENCE_INVALID = "evidence no longer valid"
    PROBLEM_FOUND = "problem found"
    PROBLEM_MENDED = "problem mended"
    CHANGED = "changed"
    GONE = "row no longer there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one record, figure or problem between two recorded moments."""

    kind: ChangeKind
    sheet: str
    """Sheet of the record; empty for a register's limit."""
    ref: str
    """Own ref of the record, or what names it; the scope of a register's limit."""
    action: str = ""
    """Ref of the line that the record hangs on, or is; empty where it is none."""
    service: str = ""
    """Service ID; empty for the provider."""
    owner: str = ""
    """Person ID of the line's owner."""
    field: str = ""
    """Field that changed; empty where the whole record did."""
    before: str = ""
    """Plain text; empty = nothing stood there."""
    after: str = ""
    rule: str = ""
    """Rule id of a limit or an escalation; code of a problem."""
    is_confidential: bool = False
    """Whether the record was confidential at either moment."""
