"""How reasons word days, moments, figures and lists, whatever the locale."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

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
_ONE_DECIMAL, _LEAST_SHOWN = Decimal("0.1"), Decimal("0.000001")
_TEN = Decimal(10)


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


Amount = int | Fraction | Decimal


def number_text(number: Amount, limit: Amount | None = None) -> str:
    """A figure to one decimal where it is not whole: "14.9".

    With as many more as tell it from ``limit``: 14.99 is not shown as 15.0.
    """
    exact = number if isinstance(number, Fraction) else Fraction(number)
    if exact.denominator == 1:
        return str(exact.numerator)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    shown = _rounded(decimal, _ONE_DECIMAL)
    if limit is None or exact == Fraction(limit):
        return str(shown)
    places = _ONE_DECIMAL
    while Fraction(shown) == Fraction(limit) and places > _LEAST_SHOWN:
        places /= _TEN
        shown = _rounded(decimal, places)
    return str(shown)


def _rounded(decimal: Decimal, places: Decimal) -> Decimal:
    return decimal.quantize(places, rounding=ROUND_HALF_UP)


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
    known = list(names)
    return " and ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)
