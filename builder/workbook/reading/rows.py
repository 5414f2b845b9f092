"""Tells a sheet's records from totals, section titles and repeated headings."""

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from builder.field.sheet import Sheet
from builder.workbook.airlock.cleaning import clean, fold, heading_text
from builder.workbook.airlock.raw import Held, RawCell, RawRow, RawSheet
from builder.workbook.reading.headings import Headings
from builder.workbook.schema import SHEETS

_TOTALS = ("total", "totals", "grand total", "subtotal", "sub-total", "sub total", "average")
_LEAST_HEADINGS = 3
_ALL_HEADINGS = frozenset(fold(column.heading) for sheet in SHEETS for column in sheet.columns)


class RowKind(Enum):
    """What a row below the headings is."""

    RECORD = auto()
    WITHOUT_KEY = auto()
    TOTAL = auto()
    SECTION = auto()
    HEADINGS = auto()
    SECOND_TABLE = auto()
    OUTSIDE = auto()
    """Only cells outside the known columns are filled."""


def rows_below(
    raw: RawSheet, sheet: Sheet, headings: Headings
) -> Iterator[tuple[RowKind, RawRow, Mapping[int, RawCell]]]:
    """Each row below the headings: its kind, itself, and its cells in known columns."""
    keys = tuple(at for at, column in headings.columns.items() if column.field in sheet.key)
    columns = headings.columns
    for row in raw.rows:
        if row.number <= headings.row:
            continue
        cells = {c.column: c for c in row.cells if c.column in columns and not c.value.isspace()}
        yield _kind(row, cells, keys, headings), row, cells


def _kind(
    row: RawRow, cells: Mapping[int, RawCell], keys: tuple[int, ...], headings: Headings
) -> RowKind:
    if not cells:
        return RowKind.OUTSIDE
    if all(at in cells for at in keys) and len(cells) > 1 and cells[min(cells)].held is Held.NUMBER:
        return RowKind.RECORD
    first = next((heading_text(c.value) for c in row.cells if c.held is Held.TEXT), "")
    if first in _ALL_HEADINGS or first in headings.texts.values():
        like = _like_headings(row, headings)
        if like is not None:
            return like
    if first.startswith(_TOTALS) and _is_total(first):
        return RowKind.TOTAL
    if len(cells) == 1 and len(row.cells) == 1 and _is_section(cells, keys, headings):
        return RowKind.SECTION
    if any(at not in cells for at in keys):
        return RowKind.WITHOUT_KEY
    return RowKind.RECORD


def _like_headings(row: RawRow, headings: Headings) -> RowKind | None:
    texts = {c.column: heading_text(c.value) for c in row.cells if c.held is Held.TEXT}
    if len(texts) < _LEAST_HEADINGS:
        return None
    if all(headings.texts.get(at) == text for at, text in texts.items()):
        return RowKind.HEADINGS
    known = _ALL_HEADINGS | set(headings.texts.values())
    return RowKind.SECOND_TABLE if all(text in known for text in texts.values()) else None


def _is_total(text: str) -> bool:
    return any(text == word or text.startswith((f"{word} ", f"{word}:")) for word in _TOTALS)


def _is_section(cells: Mapping[int, RawCell], keys: tuple[int, ...], headings: Headings) -> bool:
    """A single text that is no ref stands in the row."""
    ((at, cell),) = cells.items()
    if cell.held is not Held.TEXT or len(headings.columns) < _LEAST_HEADINGS:
        return False
    text = clean(cell.value)[0]
    return at not in keys or not any(each.isdigit() for each in text) or " " in text
