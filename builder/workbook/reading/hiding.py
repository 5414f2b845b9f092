"""What hides a row: in doubt a heading is the one that hides, and a value is a yes."""

import re

from builder.field.column import Column
from builder.field.sheet import Sheet
from builder.problems import in_cell
from builder.workbook.airlock import limits
from builder.workbook.airlock.cleaning import clean, fold
from builder.workbook.airlock.raw import Held, RawCell
from builder.workbook.mapping.synonyms import fit_heading
from builder.workbook.reading.numbers import NO, YES, stored_number
from builder.workbook.reading.spot import Spot

_WORD = re.compile(r"\w+")


def hiding_column(heading: str, sheet: Sheet, exact: frozenset[str] = frozenset()) -> Column | None:
    """The column that hides rows which an unknown heading may mean.

    Args:
        heading: Folded, and none of the sheet's own.
        sheet: What the sheet is.
        exact: Fields whose own heading stands on the sheet; a heading that says more, such as
            "Why confidential", is then another column.
    """
    fitted = fit_heading(heading, sheet)
    words = frozenset(_WORD.findall(heading))
    for column in sheet.columns:
        if not column.hides:
            continue
        if words >= {*_WORD.findall(fold(column.heading))}:
            return None if column.field in exact else column
        if fitted is not None and fitted.name == column.heading:
            return column
    return None


def read_hiding(cell: RawCell, spot: Spot) -> bool | None:
    """Whether a row is hidden: yes, unless the cell is blank or a clear no."""
    text = clean(cell.value)[0] if len(cell.value) <= limits.MOST_CELL_CHARACTERS else cell.value
    typed = fold(text)
    is_value = cell.held not in (Held.ERROR, Held.NO_RESULT)
    if is_value and (not cell.value or cell.value.isspace()):
        return None
    if is_value and _is(typed, "1", YES, cell.held):
        return True
    if is_value and _is(fold(spot.words.get(typed, typed)), "0", NO, cell.held):
        return False
    if not _is(fold(spot.words.get(typed, typed)), "1", YES, cell.held):
        shown = "a formula without a result" if cell.held is Held.NO_RESULT else cell.value
        spot.report(in_cell.HIDDEN_IN_DOUBT, value=shown)
    return True


def _is(typed: str, figure: str, words: frozenset[str], held: Held) -> bool:
    return typed in words or (held is Held.NUMBER and stored_number(typed) == int(figure))
