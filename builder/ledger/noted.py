"""The history of a portal that keeps no ledger: what its builds noted beside it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from builder.history import History
from builder.ledger.read import read_history
from builder.problems import Problem


def history_folder(ledger: Path, seen: Path) -> Path:
    """Where the history stands: in the ledger; where none is kept, in the notes of builds."""
    is_kept = ledger.is_dir() and any(ledger.iterdir())
    return ledger if is_kept else seen


def history_of(folder: Path, seen: Path, as_at: datetime) -> tuple[History, tuple[Problem, ...]]:
    """The runs before a moment.

    RATIONALE: a note is for comparison and no proof of anything: it has no head, so that the same
    input keeps its build id, and a damaged one is none.
    """
    history, problems = read_history(folder, before=as_at)
    if folder != seen:
        return history, problems
    if problems or not history.runs:
        return History(), ()
    return replace(history, head="", heads=(), is_noted=True), ()
