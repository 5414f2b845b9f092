"""Where each register is shown."""

from builder.field.pages import (
    CHALLENGE_PAGE,
    CLOSURE_PAGE,
    DEADLINE_BOARD_PAGE,
    EVIDENCE_PAGE,
    INTEGRITY_PAGE,
    SLIPPAGE_PAGE,
    WORKLOAD_PAGE,
)

_PAGES = {
    "B1.1": DEADLINE_BOARD_PAGE,
    "B1.2": INTEGRITY_PAGE,
    "B1.3": WORKLOAD_PAGE,
    "B1.4": SLIPPAGE_PAGE,
    "B1.5": CHALLENGE_PAGE,
}


def register_page(id: str) -> str:
    """Where a register is shown: B1.x by its own page, B2.x with evidence, B3.x with closure."""
    if id in _PAGES:
        return _PAGES[id]
    return EVIDENCE_PAGE if id.startswith("B2") else CLOSURE_PAGE
