"""What the cells of a column say together of each of them."""

from collections.abc import Iterable

from builder.field.column import CellKind
from builder.workbook.airlock.cleaning import fold
from builder.workbook.airlock.raw import Held, RawCell
from builder.workbook.reading.dated.cells import stands_month_first
from builder.workbook.reading.dated.words import SLASHED
from builder.workbook.reading.numbers import is_fraction
from builder.workbook.reading.spot import Spot

LOOKED_AT = frozenset({CellKind.DATE, CellKind.MOMENT, CellKind.PERCENT})
"""Kinds of columns whose cells are looked at before any is read."""


def look_at(spot: Spot, cells: Iterable[RawCell]) -> int:
    """Marks a column of fractions, or of dates with the month first; says how many such dates."""
    if spot.column.kind is CellKind.PERCENT:
        spot.has_fractions = any(is_fraction(each, spot) for each in cells)
        return 0
    # What mapping.yml gives a day is no question of its order.
    texts = [c.value for c in cells if c.held is Held.TEXT and fold(c.value) not in spot.words]
    spot.is_month_first = bool(texts) and stands_month_first(texts)
    if not spot.is_month_first:
        return 0
    return sum(SLASHED.fullmatch(each.strip()) is not None for each in texts)
