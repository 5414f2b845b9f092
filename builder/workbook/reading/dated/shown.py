"""How Excel shows a serial number by the format of a date or a time."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from builder.workbook.airlock.number_formats import serial_datetime
from builder.workbook.reading.number_parts import TOKENS, plain, sections

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_AS_HERE = {
    "mm-dd-yy": "dd/mm/yyyy",
    "m/d/yyyy": "dd/mm/yyyy",
    "m/d/yy h:mm": "dd/mm/yyyy hh:mm",
}
"""Formats by which Excel means the short date of the computer's own country."""
_BY_CODE = {"[$-f800]": "d mmmm yyyy", "[$-f400]": "hh:mm:ss"}
_CODE_LENGTH = 8
_SECONDS_OF_DAY = timedelta(days=1).total_seconds()
_STEPS = {"h": 3600, "m": 60, "s": 1}
_NOON, _TWO, _SHORT, _LETTER = 12, 2, 3, 5


def shown_date(serial: float, number_format: str, counts_from_1904: bool) -> str:
    """``03/04/2026``, ``3-Apr``, ``07:30``; empty where the number is no day."""
    form = sections(_AS_HERE.get(number_format, number_format))[0]
    form = _BY_CODE.get(form[:_CODE_LENGTH].casefold(), form)
    found = serial_datetime(serial, counts_from_1904)
    if found is None and 0 <= serial < 1:
        found = serial_datetime(1 + serial, counts_from_1904)
    if found is None:
        return ""
    return "".join(_parts(serial, found, [*TOKENS.finditer(form)])).strip()


def _parts(serial: float, found: datetime, parts: Sequence[re.Match[str]]) -> Iterator[str]:
    is_half = any(each["half"] for each in parts)
    after_hours = False
    for at, part in enumerate(parts):
        if part["elapsed"]:
            unit = part["elapsed"]
            yield str(round(serial * _SECONDS_OF_DAY) // _STEPS[unit[0].lower()]).zfill(len(unit))
            after_hours = True
        elif part["part"]:
            unit = part["part"].lower()
            if unit[0] == "m" and (after_hours or _before_seconds(parts[at + 1 :])):
                yield str(found.minute).zfill(min(len(unit), _TWO))
            else:
                yield _part(found, unit, is_half)
            after_hours = unit[0] == "h"
        elif part["half"]:
            yield "AM" if found.hour < _NOON else "PM"
        elif not part["sign"]:
            yield part["digits"] or plain(part)


def _before_seconds(rest: Sequence[re.Match[str]]) -> bool:
    following = next((each["part"] for each in rest if each["part"]), "")
    return following[:1].lower() == "s"


def _part(found: datetime, unit: str, is_half: bool) -> str:
    letter, width = unit[0], len(unit)
    if letter == "y":
        return f"{found.year:04}" if width > _TWO else f"{found.year % 100:02}"
    if letter in "md" and width > _TWO:
        names, at = (MONTHS, found.month - 1) if letter == "m" else (_DAYS, found.weekday())
        if width == _LETTER and letter == "m":
            return names[at][:1]
        return names[at][:_SHORT] if width == _SHORT else names[at]
    hour = (found.hour - 1) % _NOON + 1 if is_half else found.hour
    figures = {"m": found.month, "d": found.day, "h": hour, "s": found.second}
    return str(figures[letter]).zfill(min(width, _TWO))
