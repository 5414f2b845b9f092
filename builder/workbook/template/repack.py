"""Turns an openpyxl workbook into bytes that are the same on every run."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook

from builder.storage import deterministic_zip

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
    with ZipFile(saved) as parts:
        return deterministic_zip(
            [(name, _stamped(name, parts.read(name), modified)) for name in parts.namelist()]
        )


def _stamped(name: str, data: bytes, modified: datetime) -> bytes:
    # RATIONALE: openpyxl writes the clock's time into the properties whenever it saves.
    if name != "docProps/core.xml":
        return data
    stamp = modified.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return _STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
