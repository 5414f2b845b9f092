"""Turns an openpyxl workbook into bytes that are the same on every run."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip entry can carry."""
UNIX = 3
"""The system that every entry says it was made on, so that Windows gives the same bytes."""
_STAMP = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def workbook_bytes(book: Workbook, modified: datetime) -> bytes:
    """The workbook as a file, with a fixed save time.

    Args:
        book: What openpyxl holds.
        modified: The UTC moment that the file says it was saved at.
    """
    book.properties.created = modified.replace(tzinfo=None)
    saved = BytesIO()
    book.save(saved)
    packed = BytesIO()
    with ZipFile(saved) as old, ZipFile(packed, "w") as new:
        for name in old.namelist():
            add_part(new, name, _stamped(name, old.read(name), modified))
    return packed.getvalue()


def add_part(archive: ZipFile, name: str, data: bytes) -> None:
    """Adds one part without a clock in its bytes."""
    entry = ZipInfo(name, EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = UNIX
    archive.writestr(entry, data, compresslevel=9)


def _stamped(name: str, data: bytes, modified: datetime) -> bytes:
    # RATIONALE: openpyxl writes the clock's time into the properties whenever it saves.
    if name != "docProps/core.xml":
        return data
    stamp = modified.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return _STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
