"""A sheet as ``mapping.yml`` says to read it: its headings ours, its cells where they stand.

What an entry says beyond names (a second column where the first is blank, a constant, a colour)
is added to a row only when the row is read, so that totals and sections still look like what they
are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.field.sheet import Sheet
from builder.problems import Cell, Kind, Problem, in_mapping
from builder.problems.quoted import quoted
from builder.workbook.airlock import limits
from builder.workbook.airlock.cleaning import fold, heading_text
from builder.workbook.airlock.raw import Held, RawCell, RawRow, RawSheet, Style
from builder.workbook.mapping.entry_table import EntryTable
from builder.workbook.mapping.grid import Grid, folded_names, repeats, value_of
from builder.workbook.mapping.mapping import Mapping as NameMapping
from builder.workbook.mapping.month_first import day_of
from builder.workbook.mapping.tracker import AS_TYPED, Theirs, Tracker
from builder.workbook.reading.named_values import nearest
from builder.workbook.schema import SHEETS_BY_NAME

Cells = Mapping[int, RawCell]
More = Callable[[RawRow, Cells], Cells]
"""From a row, and its cells by column, to what is read of it beside, or instead of, these."""


def nothing_more(row: RawRow, cells: Cells) -> Cells:
    """What a row holds beyond its own cells where no entry says anything: nothing."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One table of a sheet, ready to be read."""

    sheet: Sheet
    raw: RawSheet
    """With our headings, and without the columns that are known and not wanted."""
    mapping: NameMapping
    """The words that hold for it."""
    more: More = nothing_more
    """Column -> cell, of what is to be read of a row beside, or instead of, its own cells."""
    problems: tuple[Problem, ...] = ()
    prefix: str = ""
    """Of refs that are made."""
    tracker: Tracker | None = None
    """The entry that is for it."""
    row: int = 0
    """Of the entry's headings."""
    at: frozenset[int] = frozenset()
    """The columns that the entry reads."""


class Shaping:
    """Makes the view of one table."""

    def __init__(
        self,
        grid: Grid,
        workbook: str,
        mapping: NameMapping,
        styles: Sequence[Style],
        table: EntryTable,
        last_row: int,
    ) -> None:
        self._grid, self._workbook, self._mapping = grid, workbook, mapping
        self._styles, self._table, self._last_row = styles, table, last_row
        self._tracker = table.tracker
        self._sheet = SHEETS_BY_NAME[self._tracker.sheet]
        self._problems: list[Problem] = []
        self._places = self._placed()
        """Field -> the column that it is read from; beyond the last where another is read too."""
        self._ignored = {
            at
            for at, names in table.names.items()
            if self._tracker.ignore.intersection(folded_names(names))
        }
        self._words = self._known_words()

    def _placed(self) -> dict[str, int]:
        """Fields by column: a column that is read twice, and a constant, stand beyond the last."""
        places: dict[str, int] = {}
        taken: set[int] = set()
        for field, columns in self._table.columns.items():
            at = columns[0][0]
            while at in taken:
                at += limits.LAST_COLUMN
            taken.add(at)
            places[field] = at
        for field in (*self._tracker.constants, *self._tracker.named):
            at = 1
            while at in taken or at <= limits.LAST_COLUMN:
                at += limits.LAST_COLUMN
            taken.add(places.setdefault(field, at))
        return places

    def _known_words(self) -> dict[str, dict[str, str]]:
        found = {}
        for column in self._sheet.columns:
            own = {fold(word.value): word.value for word in column.words or ()}
            shared = self._mapping.words.get((self._sheet.name, column.field), {})
            entry = self._tracker.words.get(column.field, {})
            found[column.field] = {
                **self._days(column.field),
                **own, **{fold(typed): word for typed, word in shared.items()}, **entry
            }  # fmt: skip
        return found

    def _days(self, field: str) -> dict[str, str]:
        """Folded text -> day, of a column whose dates have the month first."""
        columns = [at for at, each in self._table.columns.get(field, ()) if each.is_month_first]
        cells = (
            value_of(row, at)
            for row in (self._grid.below(self._table.row, self._last_row) if columns else ())
            for at in columns
        )
        texts = {cell.value for cell in cells if cell is not None and cell.held is Held.TEXT}
        return {fold(text): day for text in sorted(texts) if (day := day_of(text))}

    def view(self) -> View:
        """The table, with its problems."""
        self._absent()
        words = {
            (self._sheet.name, field): {
                typed: word for typed, word in words.items() if word != AS_TYPED
            }
            for field, words in self._words.items()
        }
        hides = [each.field for each in self._sheet.columns if each.hides]
        is_lost = any(
            field in self._tracker.columns and field not in self._table.columns for field in hides
        )
        self._closed_alone()
        self._conditional()
        return View(
            sheet=self._sheet,
            raw=self._shaped(),
            mapping=NameMapping(words=words, is_whole=self._mapping.is_whole and not is_lost),
            more=self.more,
            problems=tuple(self._problems),
            prefix=self._tracker.prefix,
            tracker=self._tracker,
            row=self._table.row,
            at=self._table.at,
        )

    def _report(self, kind: Kind, **particulars: str) -> None:
        place = Cell(self._workbook, self._grid.raw.name)
        self._problems.append(Problem(kind, place, particulars))

    def _absent(self) -> None:
        there = {text: names[0] for names in self._table.names.values()
                 for text in folded_names(names)}  # fmt: skip
        for field, theirs in self._tracker.columns.items():
            if field in self._table.columns:
                continue
            near = nearest(theirs[0].folded, there) if theirs else None
            for each in theirs[:1]:
                self._report(
                    in_mapping.MAPPING_COLUMN_ABSENT,
                    line=str(each.line),
                    heading=f"“{quoted(each.heading)}”",
                    suggestion=f": “{quoted(there[near])}”" if near else "",
                )

    def _shaped(self) -> RawSheet:
        headings = {at: self._sheet.column(field).heading for field, at in self._places.items()}
        other = {
            at: names[0]
            for at, names in self._table.names.items()
            if at not in headings and at not in self._ignored
        }
        taken = {fold(each) for each in headings.values()}
        doubled = {at for at, text in other.items() if heading_text(text) in taken}
        outside = self._ignored | self._beside() | doubled
        cells = tuple(
            RawCell(at, Held.TEXT, text)
            for at, text in sorted({**other, **headings}.items())
            if at not in outside
        )
        rows = [RawRow(self._table.row, cells)]
        for row in self._grid.below(self._table.row, self._last_row):
            kept = tuple(cell for cell in row.cells if cell.column not in outside)
            if kept and self._repeats(row):
                rows.append(replace(row, cells=cells))
            elif kept:
                rows.append(replace(row, cells=kept))
        return replace(self._grid.raw, rows=tuple(rows), read_beside=self._table.at)

    def _repeats(self, row: RawRow) -> bool:
        """Whether a row holds the headings once more."""
        return repeats(self._grid.texts(row.number), self._table.names)

    def _beside(self) -> set[int]:
        """Columns of another table that stands beside this one, a blank column between."""
        used = set(self._table.names)
        for row in self._grid.below(self._table.row, self._last_row):
            used.update(cell.column for cell in row.cells)
        mine = self._table.at
        blocks: list[set[int]] = []
        for at in sorted(used):
            if not blocks or at > max(blocks[-1]) + 1:
                blocks.append(set())
            blocks[-1].add(at)
        return {
            at
            for block in blocks
            if not block & mine and block & self._table.names.keys()
            for at in block
        }

    def more(self, row: RawRow, cells: Cells) -> Cells:
        """What is read of a row beside, or instead of, its own cells, merged ones among them."""
        found: dict[int, RawCell] = {}
        for field, columns in self._table.columns.items():
            at = self._places[field]
            cell = self._cell(row, cells, field, columns)
            if cell is not None:
                found[at] = cell._replace(column=at)
        for field in (*self._tracker.constants, *self._tracker.named):
            at = self._places[field]
            if at not in found:
                tab = self._grid.raw.name
                text = self._tracker.constant(field, self._workbook, tab)
                found[at] = RawCell(at, Held.TEXT, text)
        self._without_claim(found)
        return found

    def _cell(
        self, row: RawRow, cells: Cells, field: str, columns: tuple[tuple[int, Theirs], ...]
    ) -> RawCell | None:
        for at, theirs in columns:
            cell = cells.get(at) or value_of(row, at)
            if theirs.is_fill and not self._is_word(field, cell):
                colour = self._colour(row, at, cell)
                if colour:
                    return RawCell(at, Held.TEXT, colour.capitalize())
            if cell is not None:
                return cell
        return None

    def _is_word(self, field: str, cell: RawCell | None) -> bool:
        return cell is not None and fold(cell.value) in self._words[field]

    def _colour(self, row: RawRow, at: int, cell: RawCell | None) -> str:
        style = cell.style if cell else None
        if style is None and at in row.coloured_blanks:
            place = row.coloured_blanks.index(at)
            style = row.blank_styles[place] if place < len(row.blank_styles) else None
        return self._styles[style].colour if style is not None and style < len(self._styles) else ""

    def _without_claim(self, cells: dict[int, RawCell]) -> None:
        """Takes an actual date for the closing day only where the status says closed."""
        closed = self._places.get("closed_on")
        if closed in cells and closed is not None and not self._says_closed(cells):
            cells[closed] = RawCell(closed, Held.TEXT, "")

    def _says_closed(self, cells: Mapping[int, RawCell]) -> bool:
        status = cells.get(self._places.get("status", 0))
        if "status" not in self._places:
            return self._sheet.name != "Actions"
        word = self._words["status"].get(fold(status.value), "") if status else ""
        return word == "Closed"

    def _closed_alone(self) -> None:
        columns = self._table.columns.get("closed_on", ())
        if not columns or self._sheet.name != "Actions":
            return
        count = 0
        for row in self._grid.below(self._table.row, self._last_row):
            held = self._cell(row, {}, "closed_on", columns)
            count += held is not None and not self.more(row, {})[self._places["closed_on"]].value
        if count:
            heading = f"“{quoted(columns[0][1].heading)}”"
            self._report(in_mapping.CLOSED_DATE_ALONE, count=str(count), heading=heading)

    def _conditional(self) -> None:
        for columns in self._table.columns.values():
            for at, theirs in columns:
                ranges = self._grid.raw.conditional
                if theirs.is_fill and any(left <= at <= right for left, right in ranges):
                    heading = f"“{quoted(theirs.heading)}”"
                    self._report(in_mapping.CONDITIONAL_COLOURS, heading=heading)
