"""Turns the rows of one sheet into its records."""

from collections.abc import Mapping
from time import monotonic
from typing import Any

from builder.field import Source
from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.problems import Cell, Kind, Problem, in_cell, in_workbook
from builder.problems.quoted import quoted
from builder.workbook.airlock import limits
from builder.workbook.airlock.raw import Held, Merge, RawCell, RawRow, RawSheet
from builder.workbook.airlock.references import column_letters, parse_cell
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.mapping.mapping import Mapping as NameMapping
from builder.workbook.mapping.view import More, nothing_more
from builder.workbook.reading.cells import read_cell, reader_of
from builder.workbook.reading.headings import Headings, find_headings
from builder.workbook.reading.parsed import ParsedSheet
from builder.workbook.reading.rows import RowKind, rows_below
from builder.workbook.reading.spot import Facts, Spot

_REPEATED_KINDS = frozenset(CellKind) - {CellKind.TEXT, CellKind.LINK}
"""Kinds whose values come again and again, so that reading each distinct one once pays."""
_COLOUR_KINDS = frozenset({CellKind.WORD, CellKind.YES_NO})
_UNSEEN: Any = object()


def read_sheet(
    raw: RawSheet,
    sheet: Sheet,
    mapping: NameMapping,
    facts: Facts,
    struck_texts: frozenset[str] = frozenset(),
    more: More = nothing_more,
) -> tuple[ParsedSheet | None, tuple[Problem, ...]]:
    """The records of a sheet, and every problem met on the way.

    Returns:
        ``None`` for the records where no heading row, or no key column, was found.
    """
    if not raw.rows:
        return None, ()  # a tab that nobody has begun is no problem
    mapped = mapping.columns.get(sheet.name, {})
    headings, problems = find_headings(raw, sheet, mapped, facts.workbook)
    if headings is None:
        return None, problems
    reading = _SheetReading(raw, sheet, headings, mapping, facts, struck_texts, more)
    reading.problems.extend(problems)
    reading.read()
    return reading.parsed(), tuple(reading.problems)


class _SheetReading:
    """Goes down one sheet, row by row."""

    def __init__(
        self,
        raw: RawSheet,
        sheet: Sheet,
        headings: Headings,
        mapping: NameMapping,
        facts: Facts,
        struck_texts: frozenset[str],
        more: More,
    ) -> None:
        self.problems: list[Problem] = []
        self._raw, self._sheet, self._headings, self._facts = raw, sheet, headings, facts
        self._struck_texts, self._more = struck_texts, more
        self._struck_styles = frozenset(n for n, s in enumerate(facts.styles) if s.is_struck)
        self._fields = {column.field: column_letters(at) for at, column in headings.columns.items()}
        self._readers: dict[int, tuple[Spot, dict[object, object] | None]] = {
            at: (
                self._spot(at, column, mapping),
                {} if column.kind in _REPEATED_KINDS else None,
            )
            for at, column in headings.columns.items()
        }
        self._links = self._link_addresses()
        self._hidden_in_doubt = self._hiding_unknown(mapping)
        self._merged_marks = self._marks_in_merged_cells()
        self._required = frozenset(at for at, column in headings.columns.items() if column.required)
        self._records: list[Any] = []
        self._record_rows: set[int] = set()
        self._hidden: list[int] = []
        self._stray: set[int] = set()

    def _spot(self, at: int, column: Column, mapping: NameMapping) -> Spot:
        words = mapping.words.get((self._sheet.name, column.field), {})
        letters, read = column_letters(at), reader_of(column)
        return Spot(self._facts, self._raw.name, column, letters, self.problems, words, read)

    def _link_addresses(self) -> dict[tuple[int, int], str]:
        """(Column, row) -> the hyperlink behind a cell of a column of links."""
        found = {}
        for reference, address in self._raw.hyperlinks.items():
            place = parse_cell(reference)
            reader = self._readers.get(place[0]) if place else None
            if place and reader and reader[0].column.kind is CellKind.LINK:
                found[place] = address
        return found

    def _hiding_unknown(self, mapping: NameMapping) -> dict[str, bool]:
        """Columns that hide every row, because it is not known which column they are."""
        if mapping.is_whole:
            return {}
        lost = [each for each in self._sheet.columns if each.hides]
        lost = [each for each in lost if each.field not in self._fields]
        for column in lost:
            self._report(in_workbook.HIDDEN_WITHOUT_MAPPING, "", heading=column.heading)
        return {column.field: True for column in lost}

    def _marks_in_merged_cells(self) -> dict[int, dict[int, RawCell]]:
        """Row -> the cells of columns that hide rows, with the value that they are merged into."""
        hiding = [at for at, column in self._headings.columns.items() if column.hides]
        found: dict[int, dict[int, RawCell]] = {}
        for merge in self._raw.merges if hiding else ():
            columns = [at for at in hiding if merge.first_column <= at <= merge.last_column]
            if not columns:
                continue
            held = _first_cell(self._raw, merge)
            if held is None:
                continue
            marks = {at: held._replace(column=at) for at in columns}
            for row in self._raw.rows:
                if merge.first_row <= row.number <= merge.last_row:
                    found.setdefault(row.number, {}).update(marks)
        return found

    def _report(self, kind: Kind, cell: str, **particulars: str) -> None:
        place = Cell(self._facts.workbook, self._raw.name, cell)
        self.problems.append(Problem(kind, place, particulars))

    def read(self) -> None:
        """Reads every row, then says what concerns the sheet as a whole."""
        headed = self._headings.texts.keys() | self._headings.columns.keys()
        for kind, row, cells in rows_below(self._raw, self._sheet, self._headings):
            if monotonic() > self._facts.deadline:
                raise RefusedError(in_workbook.TOO_SLOW, seconds=f"{limits.MOST_SECONDS:.0f}")
            if kind is RowKind.SECOND_TABLE:
                cell = f"{column_letters(row.cells[0].column)}{row.number}"
                self._report(in_workbook.SECOND_TABLE, cell, row=str(row.number))
                break
            if kind is RowKind.RECORD:
                self._record(row, cells)
            else:
                self._skip(kind, row, cells)
            if kind in (RowKind.RECORD, RowKind.OUTSIDE):
                self._stray.update(c.column for c in row.cells if c.column not in headed)
        self._report_whole()

    def _skip(self, kind: RowKind, row: RawRow, cells: Mapping[int, RawCell]) -> None:
        if kind is RowKind.OUTSIDE:
            return
        first = row.cells[0]
        cell, number = f"{column_letters(first.column)}{row.number}", str(row.number)
        value = f"“{quoted(first.value)}”"
        if kind is RowKind.TOTAL:
            self._report(in_workbook.TOTAL_ROW, cell, row=number, value=value)
        elif kind is RowKind.SECTION:
            self._report(in_workbook.SECTION_ROW, cell, row=number, value=value)
        elif kind is RowKind.HEADINGS:
            self._report(in_workbook.REPEATED_HEADINGS, cell, row=number)
        elif kind is RowKind.WITHOUT_KEY:
            self._without_key(row, cells)

    def _without_key(self, row: RawRow, cells: Mapping[int, RawCell]) -> None:
        for at, column in self._headings.columns.items():
            if column.field in self._sheet.key and at not in cells:
                spot = self._readers[at][0]
                spot.row = row.number
                spot.report(in_cell.ROW_WITHOUT_KEY, row=str(row.number))

    def _record(self, row: RawRow, cells: Mapping[int, RawCell]) -> None:
        values: dict[str, Any] = dict(self._hidden_in_doubt)
        problems = self.problems
        cells = {**cells, **self._more(row)}
        if self._merged_marks:
            cells = {**cells, **self._merged_marks.get(row.number, {})}
        for at, cell in cells.items():
            spot, seen = self._readers[at]
            spot.row = row.number
            if seen is not None:
                key = cell[1:4]
                value = seen.get(key, _UNSEEN)
                if value is _UNSEEN:
                    before = len(problems)
                    value = read_cell(cell, "", spot)
                    if len(problems) == before:
                        seen[key] = value
            else:
                value = read_cell(cell, self._links.get((at, row.number), ""), spot)
            if value is not None:
                # RATIONALE: two columns may both be taken for the one that hides the row.
                is_hidden = spot.column.hides and values.get(spot.column.field)
                values[spot.column.field] = is_hidden or value
        self._finish(row, cells, values)

    def _finish(self, row: RawRow, cells: Mapping[int, RawCell], values: dict[str, Any]) -> None:
        for at in sorted(self._required - cells.keys()):
            spot = self._readers[at][0]
            if not self._linked(at, spot.column, row, values):
                spot.row = row.number
                spot.report(in_cell.BLANK)
        if row.coloured_blanks:
            self._colours(row)
        if any(field not in values for field in self._sheet.key):
            return
        self._records.append(
            self._sheet.record(
                source=Source(self._facts.workbook, self._raw.name, row.number, self._fields),
                **values,
            )
        )
        self._record_rows.add(row.number)
        if row.is_hidden:
            self._hidden.append(row.number)
        if self._struck_styles or self._struck_texts:
            self._strike(row, cells)

    def _linked(self, at: int, column: Column, row: RawRow, values: dict[str, Any]) -> bool:
        """Whether a blank cell has a hyperlink all the same; then it is read by that."""
        if column.kind is not CellKind.LINK:
            return False
        spot = self._readers[at][0]
        spot.row = row.number
        address = self._links.get((at, row.number), "")
        if address:
            values[column.field] = read_cell(RawCell(at, Held.TEXT, ""), address, spot)
        return bool(address)

    def _colours(self, row: RawRow) -> None:
        filled = {n for n, style in enumerate(self._facts.styles) if style.is_filled}
        if any(cell.style in filled for cell in row.cells):
            return  # the whole row is coloured: a band, not a meaning of one cell
        for at in row.coloured_blanks:
            reader = self._readers.get(at)
            if reader is None or reader[0].column.required:
                continue
            if reader[0].column.kind in _COLOUR_KINDS:
                reader[0].row = row.number
                reader[0].report(in_cell.COLOUR_ONLY)

    def _strike(self, row: RawRow, cells: Mapping[int, RawCell]) -> None:
        first = cells[min(cells)]
        if first.style in self._struck_styles or first.value in self._struck_texts:
            cell = f"{column_letters(first.column)}{row.number}"
            self._report(in_workbook.STRUCK_ROW, cell, row=str(row.number))

    def _report_whole(self) -> None:
        if self._raw.is_hidden:
            self._report(in_workbook.HIDDEN_SHEET, "")
        if self._hidden:
            count, first = str(len(self._hidden)), str(self._hidden[0])
            self._report(in_workbook.HIDDEN_ROWS, f"A{first}", count=count, row=first)
        for column in sorted(self._stray):
            letters = column_letters(column)
            self._report(in_workbook.NO_HEADING, f"{letters}{self._headings.row}", column=letters)
        for merge in self._raw.merges:
            self._merged(merge)

    def _merged(self, merge: Merge) -> None:
        if merge.first_row not in self._record_rows:
            return
        touched = range(merge.first_column, min(merge.last_column, max(self._readers)) + 1)
        if any(at in self._readers for at in touched):
            first = f"{column_letters(merge.first_column)}{merge.first_row}"
            last = f"{column_letters(merge.last_column)}{merge.last_row}"
            self._report(in_workbook.MERGED_CELLS, first, cells=f"{first}:{last}")

    def parsed(self) -> ParsedSheet:
        """The records read."""
        return ParsedSheet(
            schema=self._sheet.name,
            name=self._raw.name,
            columns=self._fields,
            records=tuple(self._records),
            headings=tuple(self._headings.texts.values()),
        )


def _first_cell(raw: RawSheet, merge: Merge) -> RawCell | None:
    row = next((each for each in raw.rows if each.number == merge.first_row), None)
    return next((c for c in row.cells if c.column == merge.first_column), None) if row else None
