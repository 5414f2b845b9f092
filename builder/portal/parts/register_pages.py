"""Where each register is shown."""

_PAGES = {
    "B1.1": "deadlines/board.html",
    "B1.2": "deadlines/integrity.html",
    "B1.3": "deadlines/workload.html",
    "B1.4": "deadlines/slippage.html",
    "B1.5": "deadlines/challenge.html",
}


def register_page(id: str) -> str:
    """Where a register is shown: B1.x by its own page, B2.x with evidence, B3.x with closure."""
    if id in _PAGES:
        return _PAGES[id]
    return "evidence/index.html" if id.startswith("B2") else "closure/index.html"
