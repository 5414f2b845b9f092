"""How typed values are spelt in machine-readable files."""

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

from builder.problems import Cell
from builder.records import LONDON, Moment

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
"""What JSON holds."""
Entry = dict[str, Plain]
"""One object of it."""


def plain_number(number: Fraction | Decimal | int) -> int | float:
    """A JSON number; whole where it is whole."""
    if isinstance(number, int):
        return number
    return int(number) if number == int(number) else float(number)


def plain_moment(at: datetime) -> str:
    """ISO 8601 with the offset that Europe/London has then."""
    return at.astimezone(LONDON).isoformat()


def plain_deadline(moment: Moment | None) -> str | None:
    """A bare date stays a date: ``2026-11-20``."""
    if moment is None:
        return None
    return moment.on.isoformat() if moment.at is None else plain_moment(moment.at)


def plain(value: object) -> Plain:
    """A single value of a figure, a row or a threshold.

    Raises:
        TypeError: the value is of a kind that no figure holds.
    """
    if value is None or isinstance(value, bool | str):
        # RATIONALE: an enum's str() is its word, and json would write the same.
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int | Fraction | Decimal):
        return plain_number(value)
    if isinstance(value, datetime):
        return plain_moment(value)
    if isinstance(value, Moment):
        return plain_deadline(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} is no plain value")


def plain_cells(cells: tuple[Cell, ...]) -> list[Plain]:
    """Places in workbooks."""
    return [{"workbook": each.workbook, "sheet": each.sheet, "cell": each.cell} for each in cells]
