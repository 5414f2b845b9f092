"""The file that says where the ledger ends, so that a removed last run is missed."""

import json
from dataclasses import dataclass
from pathlib import Path

from builder.storage import canonical_json, write_atomic

GUARD = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How far the ledger reached when it was last written."""

    number: int
    """Files that stood; 0 = none yet."""
    head: str
    """Hash of the last line; empty where there was none."""


def read_end(folder: Path) -> End | None:
    """What the guard says; ``None`` where there is none, as in ledgers of earlier versions.

    Raises:
        ValueError: there is one and it is not as it was written.
    """
    path = folder / GUARD
    if not path.is_file():
        return None
    data = path.read_bytes()
    held = json.loads(data)
    if not isinstance(held, dict):
        raise ValueError(data)
    end = End(number=int(held.get("number", -1)), head=str(held.get("head", "")))
    if data != _spelt(end) or end.number < 0:
        raise ValueError(data)
    return end


def write_end(folder: Path, end: End) -> None:
    """Says that the ledger ends there, in place of what was said before."""
    write_atomic(folder / GUARD, _spelt(end))


def _spelt(end: End) -> bytes:
    return (canonical_json({"head": end.head, "number": end.number}) + "\n").encode()
