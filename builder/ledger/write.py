"""Writing the next file of the ledger: whole or not at all, and only after the one before."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from builder.field import local_date
from builder.ledger.chain import START, chained
from builder.ledger.folder import (
    Holdings,
    end_of,
    file_name,
    leftovers,
    number_of,
    run_paths,
    set_aside,
)
from builder.ledger.guard import End, write_end
from builder.lock import Held
from builder.storage import write_new


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """One entry that was added."""

    path: Path
    head: str
    """Hash of the ledger's last entry."""
    heads: tuple[tuple[str, str], ...]
    """(day, hash of the last entry) after each file, this one included."""
    entries: int
    is_unchanged: bool
    """Whether every record was as at the run before."""
    set_aside: tuple[Path, ...] = ()
    """What an earlier, killed run left; nothing of it was deleted."""


def write_entries(
    folder: Path,
    held: Holdings,
    lock: Held,
    as_at: datetime,
    entries: tuple[dict[str, Any], ...],
) -> Appended:
    """Adds a file after those that are held.

    Raises:
        LockLostError: another run took the ledger's lock over; nothing was added.
        FileExistsError: another run has just added that file.
        OSError: the file could not be written; the ledger is as it was.
    """
    aside = tuple(set_aside(folder, name) for name in leftovers(folder))
    head = held.head or START
    lines: list[bytes] = []
    for entry in entries:
        line, head = chained(entry, head)
        lines.append(line)
    number = len(held.files) + 1
    lock.check()
    # RATIONALE: before the file, so that from the first guarded file on there is a guard.
    write_end(folder, end_of(held.files))
    path = folder / file_name(number, as_at)
    _claim(path, number, b"".join(lines))
    write_end(folder, End(number=number, head=head))
    return Appended(
        path=path,
        head=head,
        heads=(*held.heads, (local_date(as_at).isoformat(), head)),
        entries=len(entries),
        is_unchanged=bool(entries[0].get("is_unchanged")),
        set_aside=aside,
    )


def _claim(path: Path, number: int, data: bytes) -> None:
    """Writes the next file, unless another run was first; of two at once the first name stays."""
    write_new(path, data)
    first = next(each for each in run_paths(path.parent) if number_of(each) == number)
    if path != first:
        path.unlink()
        raise FileExistsError(str(first))
