"""Finds the tables on a sheet of another shape, and which of our sheets each is likest."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.field.sheet import Sheet
from builder.workbook.airlock import limits
from builder.workbook.airlock.cleaning import clean, heading_text
from builder.workbook.airlock.raw import Held, RawRow, RawSheet
from builder.workbook.mapping.synonyms import Fit, Fitted, fit_heading, fit_sheet, heading_names
from builder.workbook.schema import SHEETS

_LEAST_HEADINGS = 3
"""Headings that must fit before a row is taken for the headings of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """One table on a sheet: where it stands, and what it is likest."""

    sheet: Sheet
    row: int
    """Of its headings."""
    headings: Mapping[int, str]
    """Column number -> heading as typed, with a merged heading above it where it needs one."""
    fits: Mapping[int, Fitted]
    """Column number -> our heading; the best of those that fit it."""

    @property
    def score(self) -> int:
        """How well the headings fit, and whether a row could be told from another."""
        keys = {self.sheet.column(field).heading for field in self.sheet.key}
        fitted = {each.name for each in self.fits.values()}
        return sum(each.fit for each in self.fits.values()) + len(keys & fitted)


def find_tables(raw: RawSheet) -> tuple[FoundTable, ...]:
    """The tables of a sheet from the top; the first is the one that the reader would find."""
    found: list[FoundTable] = []
    for row in raw.rows:
        # RATIONALE: the reader looks for headings near the top only; later ones are other tables.
        if row.number > limits.HEADING_SEARCH_ROWS and (not found or not _names_columns(row)):
            continue
        blocks = list(_blocks(_headings(raw, row)))
        tables = [table for block in blocks if (table := _likest(raw.name, row.number, block))]
        found += _joined(tables, blocks)
    return tuple(found)


def _names_columns(row: RawRow) -> bool:
    """Whether a row holds headings that are well known; much quicker than fitting each."""
    texts = {heading_text(each.value) for each in row.cells if each.held is Held.TEXT}
    return len(texts & heading_names()) >= _LEAST_HEADINGS


def _headings(raw: RawSheet, row: RawRow) -> dict[int, tuple[str, str]]:
    """Column -> a heading's own text, and the merged text above it."""
    texts = {c.column: clean(c.value)[0] for c in row.cells if c.held is Held.TEXT}
    above = _merged_above(raw, row.number)
    columns = sorted({*texts, *(at for at, (_, reaches) in above.items() if reaches)})
    return {at: (texts.get(at, ""), above.get(at, ("", False))[0]) for at in columns}


def _merged_above(raw: RawSheet, number: int) -> dict[int, tuple[str, bool]]:
    """Column -> the text merged over it in the row above, and whether it reaches this row."""
    rows = {row.number: row for row in raw.rows if number - 2 <= row.number < number}
    found = {}
    for merge in raw.merges:
        row = rows.get(merge.first_row)
        if row is None or not number - 1 <= merge.last_row <= number:
            continue
        text = next((c.value for c in row.cells if c.column == merge.first_column), "")
        last = min(merge.last_column, merge.first_column + limits.MOST_COLUMNS)
        for at in range(merge.first_column, last + 1):
            found[at] = (clean(text)[0], merge.last_row == number and at == merge.first_column)
    return {at: each for at, each in found.items() if each[0]}


def _blocks(headings: Mapping[int, tuple[str, str]]) -> Iterator[dict[int, tuple[str, str]]]:
    """Headings that stand side by side; a blank column parts two blocks."""
    block: dict[int, tuple[str, str]] = {}
    for at, texts in headings.items():
        if block and at > max(block) + 1:
            yield block
            block = {}
        block[at] = texts
    if block:
        yield block


def _likest(tab: str, row: int, block: Mapping[int, tuple[str, str]]) -> FoundTable | None:
    named = fit_sheet(tab)
    best: FoundTable | None = None
    best_score = 0
    for sheet in SHEETS:
        table = _as_table(sheet, row, block)
        is_named = named is not None and named.name == sheet.name
        score = table.score + (_LEAST_HEADINGS if is_named else 0)
        is_better = score > best_score and len(table.fits) >= _LEAST_HEADINGS
        if is_better and 2 * len(table.fits) >= len(block):
            best, best_score = table, score
    return best


def _as_table(sheet: Sheet, row: int, block: Mapping[int, tuple[str, str]]) -> FoundTable:
    times = Counter(heading_text(own) for own, _ in block.values())
    headings: dict[int, str] = {}
    fits: dict[int, Fitted] = {}
    for at, (own, above) in block.items():
        headings[at] = own or above
        fitted = fit_heading(headings[at], sheet)
        joined = f"{above} {own}" if own and above else ""
        if joined and (fitted is None or times[heading_text(own)] > 1):
            with_above = fit_heading(joined, sheet)
            if with_above is not None:
                headings[at], fitted = joined, with_above
        if fitted is not None:
            fits[at] = fitted
    return FoundTable(sheet=sheet, row=row, headings=headings, fits=_best_of_each(fits))


def _best_of_each(fits: Mapping[int, Fitted]) -> dict[int, Fitted]:
    """Of columns that fit the same heading of ours the surest stays, then the leftmost."""
    chosen: dict[str, int] = {}
    for at in sorted(fits, key=lambda at: (-fits[at].fit, at)):
        chosen.setdefault(fits[at].name, at)
    return {at: fits[at] for at in sorted(chosen.values())}


def _joined(tables: list[FoundTable], blocks: list[dict[int, tuple[str, str]]]) -> list[FoundTable]:
    """Blocks of one row that are of one sheet are one table with a blank column in it."""
    merged: dict[str, FoundTable] = {}
    for table in tables:
        held = merged.get(table.sheet.name)
        if held is None:
            merged[table.sheet.name] = table
            continue
        both = {at: texts for block in blocks for at, texts in block.items()}
        both = {at: both[at] for at in both if at in held.headings or at in table.headings}
        merged[table.sheet.name] = _as_table(table.sheet, table.row, both)
    return sorted(merged.values(), key=lambda each: min(each.headings))


def is_exact(table: FoundTable, column: int) -> bool:
    """Whether a heading needs no mapping."""
    return table.fits[column].fit is Fit.EXACT
