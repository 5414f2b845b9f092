"""Turns the rows of one sheet into its records."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from time import monotonic
from typing import Any

from builder.field import LeftOut, SheetRows, Source
from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.problems import Cell, Kind, Problem, between_records, in_cell, in_mapping, in_workbook
from builder.problems.quoted import quoted
from builder.workbook.airlock import limits
from builder.workbook.airlock.raw import Held, RawCell, RawRow, RawSheet
from builder.workbook.airlock.references import column_letters, parse_cell
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.mapping.mapping import Mapping as NameMapping
from builder.workbook.mapping.view import More, nothing_more
from builder.workbook.reading.cells import read_cell, reader_of
from builder.workbook.reading.columns import LOOKED_AT, look_at
from builder.workbook.reading.headings import Headings, find_headings
from builder.workbook.reading.parsed import ParsedSheet
from builder.workbook.reading.rows import RowKind, Rows
from builder.workbook.reading.shown import shown_text
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
        self._rows = Rows(raw, sheet, headings)
        own = sheet.own
        self._required = frozenset(
            at for at, column in headings.columns.items() if column.required and column is not own
        )
        self._blank_keys = dict.fromkeys(sheet.key, "")
        self._as_typed = tuple(
            (at, column.field) for at, column in headings.columns.items() if column.as_typed
        )
        self._left_out: list[LeftOut] = []
        self._is_second_table = False
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
            self._report(in_mapping.HIDDEN_WITHOUT_MAPPING, "", heading=column.heading)
        return {column.field: True for column in lost}

    def _report(self, kind: Kind, cell: str, **particulars: str) -> None:
        place = Cell(self._facts.workbook, self._raw.name, cell)
        self.problems.append(Problem(kind, place, particulars))

    def read(self) -> None:
        """Reads every row, then says what concerns the sheet as a whole."""
        self._look_at_columns()
        headed = self._headings.texts.keys() | self._headings.columns.keys()
        for kind, row, cells in self._rows:
            if monotonic() > self._facts.deadline:
                raise RefusedError(in_workbook.TOO_SLOW, seconds=f"{limits.MOST_SECONDS:.0f}")
            if kind is RowKind.RECORD:
                self._record(row, cells)
            elif kind is not RowKind.EMPTY:
                self._skip(kind, row)
            if kind in (RowKind.RECORD, RowKind.OUTSIDE, RowKind.EMPTY):
                self._stray.update(c.column for c in row.cells if c.column not in headed)
        self._report_whole()

    def _look_at_columns(self) -> None:
        for at, (spot, _) in self._readers.items():
            if spot.column.kind in LOOKED_AT and (count := look_at(spot, self._cells(at))):
                cell, more = f"{spot.letters}{self._headings.row}", {"count": str(count)}
                kind = between_records.MONTH_FIRST_COLUMN
                self._report(kind, cell, heading=spot.column.heading, **more)

    def _cells(self, at: int) -> Iterator[RawCell]:
        """The cells of a column below its heading."""
        first = bisect_right([row.number for row in self._raw.rows], self._headings.row)
        for row in self._raw.rows[first:]:
            if self._more is nothing_more:
                yield from (cell for cell in row.cells if cell.column == at)
                continue
            cells = {cell.column: cell for cell in row.cells}
            found = {**cells, **self._more(row, cells)}.get(at)
            if found is not None:
                yield found

    def _skip(self, kind: RowKind, row: RawRow) -> None:
        is_first = kind is RowKind.SECOND_TABLE and not self._is_second_table
        self._is_second_table |= is_first
        is_counted = kind is RowKind.SECOND_TABLE and not is_first
        self._left_out.append(LeftOut(row.number, kind.value, is_counted))
        first = row.cells[0]
        cell, number = f"{column_letters(first.column)}{row.number}", str(row.number)
        value = f"“{quoted(first.value)}”"
        if kind is RowKind.TOTAL:
            self._report(in_workbook.TOTAL_ROW, cell, row=number, value=value)
        elif kind in (RowKind.SECTION, RowKind.LEGEND):
            self._report(in_workbook.SECTION_ROW, cell, row=number, value=value)
        elif kind is RowKind.HEADINGS:
            self._report(in_workbook.REPEATED_HEADINGS, cell, row=number)
        elif is_first:
            self._report(in_workbook.SECOND_TABLE, cell, row=number)

    def _record(self, row: RawRow, cells: Mapping[int, RawCell]) -> None:
        values: dict[str, Any] = {**self._blank_keys, **self._hidden_in_doubt}
        problems = self.problems
        cells = {**cells, **self._more(row, cells)}
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
            if spot.first_date is not None:
                values.setdefault("original_due", spot.first_date)
                spot.first_date = None
            if value is not None:
                # RATIONALE: two columns may both be taken for the one that hides the row.
                is_hidden = spot.column.hides and values.get(spot.column.field)
                values[spot.column.field] = is_hidden or value
        self._finish(row, cells, values)

    def _finish(self, row: RawRow, cells: Mapping[int, RawCell], values: dict[str, Any]) -> None:
        for at in sorted(self._required - cells.keys()):
            spot = self._readers[at][0]
            if spot.column.field == "quality_statements" and "key_question" in values:
                continue
            if not self._linked(at, spot.column, row, values):
                spot.row = row.number
                spot.report(in_cell.BLANK)
        if row.coloured_blanks:
            self._colours(row)
        source = self._source(row, cells, values)
        self._records.append(self._sheet.record(source=source, **values))
        self._record_rows.add(row.number)
        if row.is_hidden:
            self._hidden.append(row.number)
        if self._struck_styles or self._struck_texts:
            self._strike(row, cells)

    def _source(
        self, row: RawRow, cells: Mapping[int, RawCell], values: Mapping[str, Any]
    ) -> Source:
        typed = {
            field: shown
            for at, field in self._as_typed
            if at in cells
            # A word or an id that is spelt as it is read says nothing more.
            for shown in [shown_text(cells[at], self._facts)]
            if shown not in (values.get(field), *_words(values.get(field)))
        }
        return Source(self._facts.workbook, self._raw.name, row.number, self._fields, typed)

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
        read = max(self._readers, default=0)
        for cell, cells in self._rows.merged.told(self._record_rows, read):
            self._report(in_workbook.MERGED_CELLS, cell, cells=cells)

    def parsed(self) -> ParsedSheet:
        """The records read."""
        return ParsedSheet(
            schema=self._sheet.name,
            name=self._raw.name,
            columns=self._fields,
            records=tuple(self._records),
            headings=tuple(self._headings.texts.values()),
            rows=SheetRows(
                self._raw.name,
                self._sheet.name,
                len(self._records) + sum(each.counted for each in self._left_out),
                len(self._records),
                tuple(self._left_out),
            ),
        )


def _words(value: object) -> tuple[object, ...]:
    """A list of one, as its cell shows it."""
    return value if isinstance(value, tuple) and len(value) == 1 else ()
