"""Reads numbers, percentages, and yes or no from cells."""

import math
import re
from decimal import Decimal

from builder.problems import in_cell
from builder.workbook.airlock import limits
from builder.workbook.airlock.cleaning import fold
from builder.workbook.airlock.number_formats import is_percent_format
from builder.workbook.airlock.raw import Held, RawCell
from builder.workbook.reading.spot import Spot

_TYPED = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?")
_HUNDRED = Decimal(100)
YES = frozenset({"yes", "y", "true", "1"})
NO = frozenset({"no", "n", "false", "0"})


def serial_number(text: str) -> float:
    """The stored number of a cell; not a number where the file holds something else."""
    try:
        return math.nan if "_" in text else float(text)
    except ValueError:
        return math.nan


def tidy(number: Decimal) -> Decimal:
    """The same number in plain digits, without trailing zeros."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def stored_number(text: str) -> Decimal | None:
    """A number as Excel means it (15 digits); ``None`` where it is none, or not finite.

    RATIONALE: the file holds the nearest binary fraction, 0.15000000000000002 for a typed 0.15.
    """
    if text.isascii() and text.isdigit() and len(text) <= len(str(limits.GREATEST_NUMBER)):
        return Decimal(int(text))
    try:
        number = math.nan if "_" in text else float(text)
    except ValueError:
        return None
    if not math.isfinite(number) or abs(number) > limits.GREATEST_NUMBER:
        return None
    return tidy(Decimal(format(number, ".15g")))


def typed_number(text: str) -> Decimal | None:
    """A number typed as text, thousands parted by commas or not."""
    if not _TYPED.fullmatch(text) or not any(each.isdigit() for each in text):
        return None
    return stored_number(text.replace(",", ""))


def read_number(cell: RawCell, spot: Spot) -> Decimal | None:
    """A number."""
    if cell.held is Held.NUMBER:
        number = stored_number(cell.value)
    elif cell.held is Held.TEXT:
        number = typed_number(cell.value)
        if number is not None:
            spot.report(in_cell.NUMBER_AS_TEXT, value=cell.value, read=f"{number:f}")
    else:
        number = None
    if number is None:
        spot.report(in_cell.BAD_NUMBER, value=cell.value)
    return number


def read_whole(cell: RawCell, spot: Spot) -> int | None:
    """A whole number within the column's bounds."""
    number = read_number(cell, spot)
    if number is None:
        return None
    if number != number.to_integral_value():
        spot.report(in_cell.NOT_WHOLE, value=f"{number:f}")
        return None
    whole, least, most = int(number), spot.column.least, spot.column.most
    if (least is not None and whole < least) or (most is not None and whole > most):
        spot.report(in_cell.NUMBER_OUT_OF_RANGE, value=str(whole), range=_range(least, most))
        return None
    return whole


def _range(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return f"from {least} to {most}"
    return f"{least} or more" if most is None else f"{most} or less"


def read_percent(cell: RawCell, spot: Spot) -> Decimal | None:
    """A percentage: 15 for 15 %."""
    text = cell.value
    if cell.held is Held.TEXT and text.endswith("%"):
        number = typed_number(text[:-1].strip())
        if number is None:
            spot.report(in_cell.BAD_NUMBER, value=text)
            return None
        return _within(number, spot)
    number = read_number(cell, spot)
    if number is None:
        return None
    if cell.held is Held.NUMBER and is_percent_format(spot.facts.number_format(cell.style)):
        return _within(tidy(number * _HUNDRED), spot)
    if 0 < number < 1 or (number == 1 and spot.has_fractions):
        meant = f"{tidy(number * _HUNDRED):f}"
        spot.report(in_cell.FRACTION_FOR_PERCENT, value=f"{number:f}", meant=meant)
    return _within(number, spot)


def is_fraction(cell: RawCell, spot: Spot) -> bool:
    """Whether a cell holds a part of one that no % format shows."""
    if cell.held is not Held.NUMBER or is_percent_format(spot.facts.number_format(cell.style)):
        return False
    return 0 < serial_number(cell.value) < 1


def _within(percent: Decimal, spot: Spot) -> Decimal | None:
    if 0 <= percent <= _HUNDRED:
        return percent
    spot.report(in_cell.PERCENT_OUT_OF_RANGE, value=f"{percent:f}")
    return None


def read_yes_no(cell: RawCell, spot: Spot) -> bool | None:
    """Yes or no, also as true/false and 1/0."""
    typed = fold(cell.value)
    typed = fold(spot.words.get(typed, typed))
    if typed in YES:
        return True
    if typed in NO:
        return False
    spot.report(in_cell.BAD_YES_NO, value=cell.value)
    return None
