"""Tells a sheet's records from totals, section titles, legends and repeated headings."""

from collections.abc import Iterator, Mapping
from enum import Enum

from builder.field.sheet import Sheet
from builder.workbook.airlock.cleaning import clean, fold, heading_text
from builder.workbook.airlock.raw import Held, RawCell, RawRow, RawSheet
from builder.workbook.reading.headings import Headings
from builder.workbook.reading.merged import MergedCells
from builder.workbook.schema import SHEETS

_TOTALS = ("total", "totals", "grand total", "subtotal", "sub-total", "sub total", "average")
_LEAST_HEADINGS = 3
_LONGEST_LEGEND = 60
_ALL_HEADINGS = frozenset(fold(column.heading) for sheet in SHEETS for column in sheet.columns)
_PERIODS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "quarter", "week", "month", "year", "section", "part",
    "theme", "domain", "standard", "area",
)  # fmt: skip
_IN_WORDS = (Held.TEXT, Held.BOOLEAN, Held.ISO_DATE)


class RowKind(Enum):
    """What a row below the headings is; the words say why it is no record."""

    RECORD = ""
    TOTAL = "a total"
    SECTION = "the title of a section"
    LEGEND = "a legend"
    HEADINGS = "the headings again"
    SECOND_TABLE = "it belongs to a second table on the sheet"
    OUTSIDE = "nothing in the columns that are read"
    EMPTY = "nothing but formulas outside the columns that are read"


class Rows:
    """The rows below the headings of a sheet."""

    def __init__(self, raw: RawSheet, sheet: Sheet, headings: Headings) -> None:
        self._raw, self._headings = raw, headings
        self.merged = MergedCells(raw, headings)
        self._own = {
            at
            for at, column in headings.columns.items()
            if column.field in sheet.key and not column.refers_to
        }
        self._titles = {at for at, column in headings.columns.items() if column.field == "title"}
        self._is_tracker = bool(self._titles)
        self._first = min(headings.columns, default=0)

    def __iter__(self) -> Iterator[tuple[RowKind, RawRow, Mapping[int, RawCell]]]:
        """Each row: its kind, itself, and its cells in known columns, merged ones among them."""
        columns = self._headings.columns
        is_second = False
        for row in self._raw.rows:
            if row.number <= self._headings.row:
                continue
            cells = {
                c.column: c for c in row.cells if c.column in columns and not c.value.isspace()
            }
            kind = RowKind.SECOND_TABLE if is_second else self._kind(row, cells)
            is_second = kind is RowKind.SECOND_TABLE
            if kind is RowKind.RECORD and row.number in self.merged.rows:
                cells = {**self.merged.rows[row.number], **cells}
            yield kind, row, cells

    def _kind(self, row: RawRow, cells: Mapping[int, RawCell]) -> RowKind:
        if not cells:
            is_typed = any(not c.is_formula and not c.value.isspace() for c in row.cells)
            return RowKind.OUTSIDE if is_typed else RowKind.EMPTY
        if (
            len(cells) > 1
            and cells[min(cells)].held is Held.NUMBER
            and not self._own - cells.keys()
        ):
            return RowKind.RECORD
        first = next((heading_text(c.value) for c in row.cells if c.held is Held.TEXT), "")
        if first in _ALL_HEADINGS or first in self._headings.texts.values():
            like = self._like_headings(row)
            if like is not None:
                return like
        if first.startswith(_TOTALS) and _is_total(first, row):
            return RowKind.TOTAL
        return self._of_few(row, cells) if len(cells) == 1 else RowKind.RECORD

    def _like_headings(self, row: RawRow) -> RowKind | None:
        texts = {c.column: heading_text(c.value) for c in row.cells if c.held is Held.TEXT}
        if len(texts) < _LEAST_HEADINGS:
            return None
        own = self._headings.texts
        if all(own.get(at) == text for at, text in texts.items()):
            return RowKind.HEADINGS
        known = _ALL_HEADINGS | set(own.values())
        return RowKind.SECOND_TABLE if all(text in known for text in texts.values()) else None

    def _of_few(self, row: RawRow, cells: Mapping[int, RawCell]) -> RowKind:
        """What a row with one known cell is."""
        ((at, cell),) = cells.items()
        if cell.held is not Held.TEXT or len(self._headings.columns) < _LEAST_HEADINGS:
            return RowKind.RECORD
        if row.coloured_blanks == (at - 1,) and len(cell.value) <= _LONGEST_LEGEND:
            return RowKind.LEGEND
        is_across = (row.number, at) in self.merged.across
        if len(row.cells) > 1 or (row.number in self.merged.rows and not is_across):
            return RowKind.RECORD
        return RowKind.SECTION if self._is_section(row, at, cell) else RowKind.RECORD

    def _is_section(self, row: RawRow, at: int, cell: RawCell) -> bool:
        """A single text stands in the row, and is no title or ref of a record."""
        if (row.number, at) in self.merged.across:
            return True
        text = clean(cell.value)[0]
        if at in self._own:
            return not text[-1:].isdigit() or fold(text).startswith(_PERIODS)
        if not self._is_tracker:
            return True
        return at == self._first and at not in self._titles


def _is_total(text: str, row: RawRow) -> bool:
    """Whether a row that begins with "total" sums up, and is no line on total care."""
    if text in _TOTALS:
        return True
    rest = row.cells[1:]
    is_named = any(text.startswith((f"{word} ", f"{word}:")) for word in _TOTALS)
    return is_named and bool(rest) and not any(each.held in _IN_WORDS for each in rest)
