"""How typed values are spelt in machine-readable files."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from builder.field import LONDON, Moment

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
"""What JSON holds."""


def plain_number(number: Fraction | Decimal | int) -> int | float:
    """A JSON number; whole where it is whole."""
    whole, parts = number.as_integer_ratio()
    return whole if parts == 1 else float(number)


def plain_moment(at: datetime) -> str:
    """ISO 8601 with the offset that Europe/London has then."""
    return at.astimezone(LONDON).isoformat()


def plain_deadline(moment: Moment) -> str:
    """A bare date stays a date: ``2026-11-20``."""
    return moment.on.isoformat() if moment.at is None else plain_moment(moment.at)
