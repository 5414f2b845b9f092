"""How reasons word days, moments, figures and lists, whatever the locale."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import floor

from builder.field import LONDON, Moment

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
TEN = 10
HALF = Fraction(1, 2)
Amount = int | Fraction | Decimal


def day_text(on: date) -> str:
    """A day: "21 November 2026"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def moment_text(moment: datetime | Moment) -> str:
    """A moment with its local time, or a bare date: "21 November 2026, 17:20"."""
    at = moment.at if isinstance(moment, Moment) else moment
    if at is None:
        return day_text(moment.on) if isinstance(moment, Moment) else ""
    local = at.astimezone(LONDON)
    return f"{day_text(local.date())}, {local:%H:%M}"


def number_text(number: Amount, limit: Amount | None = None) -> str:
    """A figure to one decimal where it is not whole: "14.9"; to as many as tell the truth.

    A limit is compared unrounded, so that 86.96 is never shown as 87, nor 14.99 as 15.0.
    """
    exact, decimals = _shown(number, limit)
    return f"{'-' if exact < 0 else ''}{_digits(abs(exact), decimals)}"


def _shown(number: Amount, limit: Amount | None = None) -> tuple[Fraction, int]:
    """A figure as it is rounded to be shown, and with how many decimals.

    One that is not whole never looks whole, nor stands on the other side of its limit.
    """
    exact = Fraction(number)
    if exact.denominator == 1:
        return exact, 0
    against = None if limit is None or limit == exact else Fraction(limit)
    for decimals in count(1):
        rounded = _half_up(exact, decimals)
        is_true = against is None or _side(rounded, against) == _side(exact, against)
        if is_true and rounded.denominator != 1:
            return rounded, decimals
    raise AssertionError("every fraction is shown by some number of decimals")


def _half_up(exact: Fraction, decimals: int) -> Fraction:
    """RATIONALE: by whole numbers, so that no precision ends before the figure does."""
    scale = TEN**decimals
    rounded = Fraction(floor(abs(exact) * scale + HALF), scale)
    return -rounded if exact < 0 else rounded


def _side(number: Fraction, limit: Fraction) -> int:
    return (number > limit) - (number < limit)


def _digits(number: Fraction, decimals: int) -> str:
    whole, parts = divmod(floor(number * TEN**decimals), TEN**decimals)
    return f"{whole}.{parts:0{decimals}}" if decimals else str(whole)


def quantity_text(number: Amount, unit: str, limit: Amount | None = None) -> str:
    """A figure with its unit, where it has one: "14.9%", "3 files"."""
    between = "" if unit == "%" else " "
    return f"{number_text(number, limit)}{between}{unit}".strip()


def capitalised(text: str) -> str:
    """Text with a capital first, the rest as it stands."""
    return f"{text[:1].upper()}{text[1:]}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 file", "3 files"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Iterable[str]) -> str:
    """Names in a row: "A, B and C"."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last
