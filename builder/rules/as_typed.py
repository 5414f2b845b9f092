"""What is typed of a line, beside what was read of it."""

from collections.abc import Container, Mapping
from typing import Any

from builder.field import Action


def as_typed(action: Action, people: Container[str]) -> Mapping[str, Any]:
    """The fields of a line's assessment that say what is typed.

    Args:
        action: The line.
        people: Person IDs that are known.
    """
    typed = action.source.typed
    status = None if action.status is None else str(action.status)
    risk = None if action.risk is None else str(action.risk)
    return {
        "title": action.title,
        "owner": action.owner if action.owner in people else None,
        "owner_text": typed.get("owner") or action.owner,
        "due_text": typed.get("due") or (str(action.due) if action.due else None),
        "status_text": typed.get("status") or status,
        "risk_text": typed.get("risk") or risk,
        "service_text": typed.get("service") or action.service,
        "ref_made": "ref" in typed,
    }
