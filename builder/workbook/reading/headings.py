"""Finds the heading row of a sheet, and which column holds what."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from builder.field.column import Column
from builder.field.sheet import Sheet
from builder.problems import Cell, Kind, Problem, in_workbook
from builder.problems.quoted import quoted
from builder.workbook.airlock import limits
from builder.workbook.airlock.cleaning import clean, fold, heading_text
from builder.workbook.airlock.raw import Held, RawRow, RawSheet
from builder.workbook.airlock.references import column_letters
from builder.workbook.reading.hiding import hiding_column
from builder.workbook.reading.named_values import nearest

_LEAST_KNOWN = 2
"""Headings that a row must hold to be the heading row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """Where a sheet's headings stand."""

    row: int
    columns: Mapping[int, Column]
    """Column number -> what it holds; only what can be read."""
    texts: Mapping[int, str]
    """Column number -> folded heading, known or not."""


def find_headings(
    raw: RawSheet, sheet: Sheet, mapped: Mapping[str, str], workbook: str
) -> tuple[Headings | None, tuple[Problem, ...]]:
    """The headings of a sheet, and what is wrong with them.

    Args:
        raw: The sheet's cells.
        sheet: What the sheet is.
        mapped: Folded heading -> field, from ``mapping.yml``.
        workbook: File name, for the places of problems.
    """
    known = {fold(column.heading): column for column in sheet.columns}
    known.update({theirs: sheet.column(field) for theirs, field in mapped.items()})
    best: dict[int, str] = {}
    best_row, best_score = 0, 0
    for row in raw.rows:
        if row.number > max(limits.HEADING_SEARCH_ROWS, raw.rows[0].number):
            break
        texts = _texts(raw, row, known)
        score = sum(text in known for text in texts.values())
        if score > best_score:
            best, best_row, best_score = texts, row.number, score
    if best_score < min(_LEAST_KNOWN, len(sheet.columns)):
        rows = str(limits.HEADING_SEARCH_ROWS)
        place = Cell(workbook, raw.name)
        return None, (Problem(in_workbook.NO_HEADINGS, place, {"rows": rows}),)
    return _Reading(raw, sheet, known, workbook, best, best_row).headings()


def _texts(raw: RawSheet, row: RawRow, known: Mapping[str, Column]) -> dict[int, str]:
    """Folded headings of a row; where two rows are merged into one, of both."""
    own = {c.column: heading_text(c.value) for c in row.cells if c.held is Held.TEXT}
    texts = {column: text for column, text in own.items() if text}
    above = _above(raw, row.number)
    for column in above.keys() | texts.keys():
        if column not in texts:
            if above[column][1]:
                texts[column] = above[column][0]
        elif texts[column] not in known or sum(t == texts[column] for t in texts.values()) > 1:
            joined = f"{above.get(column, ('', False))[0]} {texts[column]}"
            if joined in known:
                texts[column] = joined
    return dict(sorted(texts.items()))


def _above(raw: RawSheet, row: int) -> dict[int, tuple[str, bool]]:
    """Column -> the merged heading over it in the row above, and whether it reaches this row."""
    if not raw.merges:
        return {}
    upper = {each.number: each for each in raw.rows if each.number in (row - 1, row - 2)}
    found: dict[int, tuple[str, bool]] = {}
    for merge in raw.merges:
        above = upper.get(merge.first_row)
        if above is None or merge.last_row < row - 1 or merge.last_row > row:
            continue
        cell = next((c for c in above.cells if c.column == merge.first_column), None)
        if cell is None or cell.held is not Held.TEXT:
            continue
        last = min(merge.last_column, merge.first_column + limits.MOST_COLUMNS)
        for column in range(merge.first_column, last + 1):
            reaches = merge.last_row == row and column == merge.first_column
            found[column] = (heading_text(cell.value), reaches)
    return found


class _Reading:
    """Judges the headings of one row."""

    def __init__(
        self,
        raw: RawSheet,
        sheet: Sheet,
        known: Mapping[str, Column],
        workbook: str,
        texts: dict[int, str],
        row: int,
    ) -> None:
        self._raw, self._sheet, self._known = raw, sheet, known
        self._workbook, self._texts, self._row = workbook, texts, row
        self._problems: list[Problem] = []
        self._twice: set[str] = set()
        """Fields whose heading stands more than once."""

    def headings(self) -> tuple[Headings, tuple[Problem, ...]]:
        columns = self._unique_columns()
        explained = self._unknown_columns(columns)
        fields = {column.field for column in columns.values()}
        for column in self._sheet.columns:
            if column.field in fields or column.field in self._twice:
                continue
            if column is self._sheet.own:
                self._report(in_workbook.NO_KEY_COLUMN, "", heading=column.heading)
            elif column.required and column.field not in explained:
                self._report(in_workbook.NO_REQUIRED_COLUMN, "", heading=column.heading)
        found = Headings(row=self._row, columns=columns, texts=self._texts)
        return found, tuple(self._problems)

    def _report(self, kind: Kind, cell: str, **particulars: str) -> None:
        self._problems.append(Problem(kind, self._place(cell), particulars))

    def _place(self, cell: str) -> Cell:
        return Cell(self._workbook, self._raw.name, cell)

    def _cell(self, column: int) -> str:
        return f"{column_letters(column)}{self._row}"

    def _unique_columns(self) -> dict[int, Column]:
        found = {at: self._known[text] for at, text in self._texts.items() if text in self._known}
        times = Counter(column.field for column in found.values())
        for field, count in times.items():
            if count > 1:
                self._report_twice(field, [at for at, each in found.items() if each.field == field])
        read = {at: each for at, each in found.items() if times[each.field] == 1 or each.hides}
        return {**read, **self._hiding_columns(frozenset(times))}

    def _report_twice(self, field: str, places: list[int]) -> None:
        column = self._sheet.column(field)
        kind = in_workbook.HIDING_HEADING_TWICE if column.hides else in_workbook.DUPLICATE_HEADING
        if not column.hides:
            self._twice.add(field)
        cells = " and ".join(self._cell(at) for at in places)
        for at in places:
            self._report(kind, self._cell(at), heading=column.heading, cells=cells)

    def _hiding_columns(self, exact: frozenset[str]) -> dict[int, Column]:
        """Columns whose heading is near to one that hides rows: in doubt it is that one."""
        found: dict[int, Column] = {}
        for at, text in self._texts.items():
            column = None if text in self._known else hiding_column(text, self._sheet, exact)
            if column is not None:
                found[at] = column
                heading = f"“{quoted(self._typed().get(at, text))}”"
                self._report(
                    in_workbook.NEAR_HIDING_HEADING,
                    self._cell(at),
                    heading=heading,
                    suggestion=column.heading,
                )
        return found

    def _unknown_columns(self, read: Mapping[int, Column]) -> set[str]:
        """Reports headings that are not known; gives the fields that were suggested for them."""
        taken = {column.field for column in read.values()}
        free = {
            text: column
            for text, column in self._known.items()
            if column.field not in taken and text not in self._texts.values()
        }
        suggested: set[str] = set()
        for at, text in self._texts.items():
            if text in self._known or at in read or at in self._raw.read_beside:
                continue
            heading = f"“{quoted(self._typed().get(at, text))}”"
            near = near_heading(text, free)
            if near is None:
                self._report(in_workbook.UNKNOWN_COLUMN, self._cell(at), heading=heading)
                continue
            suggested.add(free[near].field)
            suggestion = free[near].heading
            self._report(
                in_workbook.NEAR_HEADING, self._cell(at), heading=heading, suggestion=suggestion
            )
        return suggested

    def _typed(self) -> dict[int, str]:
        for row in self._raw.rows:
            if row.number == self._row:
                return {cell.column: clean(cell.value)[0] for cell in row.cells}
        return {}


def near_heading(text: str, free: Mapping[str, Column]) -> str | None:
    """The known heading that a typed one is near to: by its letters, else by its words."""
    near = nearest(text, free, cutoff=0.8)
    if near is not None:
        return near
    words = set(text.split())
    within = [each for each in free if set(each.split()) <= words]
    return max(within, key=len, default=None)
