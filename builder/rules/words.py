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
_ONE_DECIMAL = Decimal("0.1")


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


def number_text(number: int | Fraction | Decimal) -> str:
    """A figure to one decimal where it is not whole: "14.9"."""
    exact = number if isinstance(number, Fraction) else Fraction(number)
    if exact.denominator == 1:
        return str(exact.numerator)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return str(decimal.quantize(_ONE_DECIMAL, rounding=ROUND_HALF_UP))


def quantity_text(number: int | Fraction | Decimal, unit: str) -> str:
    """A figure with its unit, where it has one: "14.9%", "3 files"."""
    between = "" if unit == "%" else " "
    return f"{number_text(number)}{between}{unit}".strip()


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
