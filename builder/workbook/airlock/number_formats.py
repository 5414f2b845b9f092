"""Which number formats show dates, and which day a serial number is.

RATIONALE: openpyxl knows both, and importing it costs more than reading four workbooks; the tests
hold these few lines to what it says.
"""

import re
from datetime import datetime, timedelta

from builder.workbook.airlock.limits import LAST_SERIAL

BUILT_IN = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "14": "mm-dd-yy",
    "15": "d-mmm-yy",
    "16": "d-mmm",
    "17": "mmm-yy",
    "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM",
    "20": "h:mm",
    "21": "h:mm:ss",
    "22": "m/d/yy h:mm",
    "45": "mm:ss",
    "46": "[h]:mm:ss",
    "47": "mmss.0",
    "48": "##0.0E+0",
}
"""Formats that a file names by number alone, as far as they change what a number means."""
GENERAL = "General"
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTER = re.compile("[dmhys]", re.IGNORECASE)
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel has no time zones
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - Excel has no time zones
_LEAP_DAY_THAT_NEVER_WAS = 60
"""Excel counts 29 February 1900; days before it stand one further on."""


def is_date_format(number_format: str) -> bool:
    """Whether a format shows a number as a date or a time of day."""
    if number_format == GENERAL:
        return False
    first_section = _NOT_SHOWN.sub("", number_format).split(";")[0]
    return _DATE_LETTER.search(first_section) is not None


def is_percent_format(number_format: str) -> bool:
    """Whether a format shows a number times a hundred."""
    return "%" in number_format and "%" in _NOT_SHOWN.sub("", number_format)


def serial_datetime(serial: float, counts_from_1904: bool) -> datetime | None:
    """The naive date and time of a serial number, to the second; ``None`` beyond the calendar."""
    if not 1 <= serial <= LAST_SERIAL:
        return None
    epoch = _EPOCH_1904 if counts_from_1904 else _EPOCH_1900
    if not counts_from_1904 and serial < _LEAP_DAY_THAT_NEVER_WAS:
        serial += 1
    try:
        found = epoch + timedelta(seconds=round(serial * timedelta(days=1).total_seconds()))
    except OverflowError:
        return None
    return found
