"""A list as CSV that a spreadsheet opens without running anything."""

import csv
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from builder.exports.lists import CellValue, ExportList
from builder.exports.plain_values import plain_number
from builder.records import LONDON, Link, Moment

_BYTE_ORDER_MARK = "\ufeff"
"""RATIONALE: without it Excel reads UTF-8 as the system's own code page."""
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(export: ExportList) -> bytes:
    """UTF-8 with a byte order mark, lines ending in CRLF, one heading row."""
    held = StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow([guarded(each) for each in export.headings])
    for row in export.rows:
        writer.writerow([_field(each) for each in row])
    return (_BYTE_ORDER_MARK + held.getvalue()).encode()


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe first where it would be one."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except ArithmeticError:
        return False


def _field(value: CellValue) -> str:
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case bool():
            return "Yes" if value else "No"
        case int() | Decimal() | Fraction():
            return str(plain_number(value))
        case Link():
            return guarded(value.text if value.target in (None, value.text) else _both(value))
        case _:
            return moment_text(value)


def _both(link: Link) -> str:
    return f"{link.text} <{link.target}>"


def moment_text(value: date | datetime | time | Moment) -> str:
    """ISO 8601 in local time, without an offset: ``2026-11-20 17:20``."""
    if isinstance(value, datetime):
        return value.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)
