"""What a cell of an OpenDocument spreadsheet holds, told as Excel would hold it."""

import re
from datetime import datetime

from builder.workbook.airlock.open_document_styles import attribute
from builder.workbook.airlock.raw import Held
from builder.workbook.airlock.xml_stream import Attributes

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet has no time zones
_FIRST_SERIAL = 61
"""1 March 1900: days before it are counted another way in Excel."""
_TIME = re.compile(r"PT(\d{1,5})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?")
_CALCULATED = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_DAY_SECONDS = 86_400


def cell_value(cell: Attributes, shown: str) -> tuple[Held, str]:
    """The kind and the value of a cell; an empty text where it holds nothing.

    Args:
        cell: Its attributes.
        shown: The text in it, paragraphs on lines of their own.
    """
    kind = attribute(cell, "office", "value-type")
    if cell.get(_CALCULATED) == "error":
        return Held.ERROR, shown
    if kind in ("float", "percentage", "currency"):
        value = attribute(cell, "office", "value")
        return (Held.NUMBER, value) if _NUMBER.fullmatch(value) else (Held.TEXT, shown)
    if kind == "date":
        serial = _serial(attribute(cell, "office", "date-value"))
        return (Held.NUMBER, serial) if serial else (Held.TEXT, shown)
    if kind == "time" and (found := _TIME.fullmatch(attribute(cell, "office", "time-value"))):
        hours, minutes, seconds = map(int, found.groups())
        return Held.NUMBER, repr((hours * 3600 + minutes * 60 + seconds) / _DAY_SECONDS)
    if kind == "boolean":
        return Held.BOOLEAN, "1" if attribute(cell, "office", "boolean-value") == "true" else "0"
    if not shown and not kind and attribute(cell, "table", "formula"):
        return Held.NO_RESULT, ""
    return Held.TEXT, shown or attribute(cell, "office", "string-value")


def _serial(text: str) -> str:
    """The number of a day, counted from 1900; empty where it is none."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return ""
    since = moment - _EPOCH
    if since.days < _FIRST_SERIAL:
        return ""
    return repr(since.days + since.seconds / _DAY_SECONDS) if since.seconds else str(since.days)
