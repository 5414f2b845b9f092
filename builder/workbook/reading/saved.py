"""When the files of a folder say that they were last saved."""

from datetime import datetime
from pathlib import Path

from builder.problems import in_workbook
from builder.workbook.airlock import limits
from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.reading.folder import BROKEN, BUSY, SavedAt

HALF_WRITTEN = (in_workbook.HALF_COPIED, in_workbook.EMPTY_FILE)
"""What a file is while it is being saved or copied."""


def saved_at_in(folder: Path) -> SavedAt:
    """Looks into the files of a folder; no sheet is read."""

    def saved_at(name: str) -> datetime | None:
        try:
            content = content_of(folder / name)
        except OSError:
            return BUSY
        try:
            return read_workbook(content, name, lambda _: False).saved_at
        except RefusedError as refused:
            return BUSY if refused.kind in HALF_WRITTEN else BROKEN

    return saved_at


def content_of(path: Path) -> bytes:
    """A file's bytes, but never more than one beyond the limit.

    Raises:
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        return file.read(limits.MOST_BYTES + 1)
