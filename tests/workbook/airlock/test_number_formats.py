"""Number formats and serial numbers mean what openpyxl, the oracle, says they mean."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.styles.numbers import is_date_format as oracle_says
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from builder.workbook.airlock.number_formats import (
    BUILT_IN,
    is_date_format,
    is_percent_format,
    serial_datetime,
)

FORMATS = [
    "dd/mm/yyyy", "d mmm yyyy", "[$-809]dd mmmm yyyy;@", "hh:mm", "[h]:mm:ss", "[mm]:ss", "mmss.0",
    "0", "0.00", "#,##0", "0%", "General", "@", "[Red]0.00", "[Blue]#,##0;[Red]-#,##0", "0.00E+00",
    '"day "0', '0" days"', '_-"£"* #,##0.00_-', '#,##0.00 "h"', "0;dd", "yyyy-mm-dd hh:mm:ss",
    "[$-F800]dddd, mmmm dd, yyyy", "\\d0", "m/d/yy h:mm", "AM/PM h:mm",
]  # fmt: skip


@pytest.mark.parametrize("number_format", [*FORMATS, *sorted(set(BUILTIN_FORMATS.values()))])
def test_a_format_shows_dates_where_openpyxl_says_so(number_format: str) -> None:
    assert is_date_format(number_format) == bool(oracle_says(number_format))


def test_the_built_in_formats_are_openpyxl_s() -> None:
    for id, number_format in BUILT_IN.items():
        assert BUILTIN_FORMATS[int(id)] == number_format
    missing = {id for id, each in BUILTIN_FORMATS.items() if str(id) not in BUILT_IN}
    assert not any(oracle_says(BUILTIN_FORMATS[id]) for id in missing)
    assert not any(is_percent_format(BUILTIN_FORMATS[id]) for id in missing)


@given(st.floats(min_value=61, max_value=2_958_465, allow_nan=False), st.booleans())
def test_a_serial_number_is_the_day_that_openpyxl_says(serial: float, is_1904: bool) -> None:
    epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
    ours = serial_datetime(serial, is_1904)
    try:
        theirs = from_excel(serial, epoch=epoch)
    except OverflowError:
        assert ours is None
        return
    assert ours is not None
    assert isinstance(theirs, datetime)
    assert abs(ours - theirs) <= timedelta(seconds=1)


@pytest.mark.parametrize("serial", [float("nan"), float("inf"), -1.0, 0.5, 2_958_466.0])
def test_a_number_beyond_the_calendar_is_no_day(serial: float) -> None:
    assert serial_datetime(serial, False) is None


@pytest.mark.parametrize(
    ("number_format", "is_percent"),
    [("0%", True), ("0.0 %", True), ('0"%"', False), ("0\\%", False), ("0", False)],
)
def test_a_percent_format_multiplies(number_format: str, is_percent: bool) -> None:
    assert is_percent_format(number_format) is is_percent
