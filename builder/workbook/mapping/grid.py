"""A sheet by its rows and columns: what stands where, and what a column may be called."""

from collections.abc import Mapping
from functools import cached_property

from builder.workbook.airlock import limits
from builder.workbook.airlock.cleaning import clean, heading_text
from builder.workbook.airlock.raw import Held, RawCell, RawRow, RawSheet

_LEAST_REPEATED = 3
_ABOVE = 2
"""Rows over a heading in which what stands above it is looked for."""


class Grid:
    """Looks up what a sheet holds."""

    def __init__(self, raw: RawSheet) -> None:
        self.raw = raw
        self.rows: Mapping[int, RawRow] = {row.number: row for row in raw.rows}

    @cached_property
    def _merged(self) -> Mapping[int, tuple[tuple[int, int, int, int, str], ...]]:
        """Last row of a merged heading -> first and last column, first and last row, its text."""
        found: dict[int, list[tuple[int, int, int, int, str]]] = {}
        for merge in self.raw.merges:
            row = self.rows.get(merge.first_row)
            if row is None or merge.last_row - merge.first_row > _ABOVE:
                continue
            text = next((c.value for c in row.cells if c.column == merge.first_column), "")
            last = min(merge.last_column, merge.first_column + limits.MOST_COLUMNS)
            held = (merge.first_column, last, merge.first_row, merge.last_row, clean(text)[0])
            if held[-1]:
                found.setdefault(merge.last_row, []).append(held)
        return {row: tuple(each) for row, each in found.items()}

    def texts(self, number: int) -> dict[int, str]:
        """Column -> text, of the cells of a row that hold a text."""
        row = self.rows.get(number)
        cells = row.cells if row else ()
        found = {c.column: clean(c.value)[0] for c in cells if c.held is Held.TEXT}
        return {at: text for at, text in found.items() if text}

    def names(self, number: int, first: int | None = None) -> dict[int, tuple[str, ...]]:
        """Column -> what its heading may be read as, the likeliest first.

        Args:
            number: The row of the headings, or the last where they are spread over several.
            first: The first of these rows, where somebody has said so.
        """
        own, above = self.texts(number), self._above(number)
        for row in range(first, number) if first else ():
            above = {**above, **self.texts(row)}
        held = {at for row in range(first or number, number + 1) for at in self.texts(row)}
        columns = sorted(held | own.keys() | {at for at, (_, ends) in self._reaching(number)})
        found = {}
        for at in columns:
            mine, over = own.get(at, ""), above.get(at, "")
            joined = f"{over} {mine}" if over and mine else ""
            found[at] = tuple(each for each in (mine or over, joined) if each)
        return {at: names for at, names in found.items() if names}

    def _reaching(self, number: int) -> list[tuple[int, tuple[str, bool]]]:
        return [
            (left, (text, True))
            for left, _, first, _, text in self._merged.get(number, ())
            if first < number
        ]

    def _above(self, number: int) -> dict[int, str]:
        """Column -> what stands over it: merged over it, or in the row above, to the next text."""
        found: dict[int, str] = {}
        over, own = self.texts(number - 1), self.texts(number)
        text, reach = "", 0
        for at in sorted(own.keys() | over.keys()):
            if at in over:
                text, reach = over[at], at
            elif at > reach + 1:
                text = ""
            reach = at
            if text:
                found[at] = text
        for row in (number - 1, number):
            for left, right, first, _, merged in self._merged.get(row, ()):
                if first < number:
                    found.update(dict.fromkeys(range(left, right + 1), merged))
        return found

    def is_joined(self, first: int, last: int) -> bool:
        """Whether headings are merged from one row down to another."""
        return any(start <= first for _, _, start, _, _ in self._merged.get(last, ()))

    def below(self, number: int, last: int) -> list[RawRow]:
        """The rows below a row, up to another, both exclusive and inclusive."""
        return [row for row in self.raw.rows if number < row.number <= last]


def value_of(row: RawRow, column: int) -> RawCell | None:
    """The cell of a row in a column that holds more than blanks."""
    for cell in row.cells:
        if cell.column == column:
            blank = cell.held is Held.TEXT and not cell.value.strip()
            return None if blank else cell
    return None


def repeats(texts: Mapping[int, str], names: Mapping[int, tuple[str, ...]]) -> bool:
    """Whether the texts of a row are headings once more, as these columns are called."""
    known = [
        heading_text(text) in folded_names(names[at]) for at, text in texts.items() if at in names
    ]
    return len(known) >= _LEAST_REPEATED and all(known)


def folded_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names as they are matched."""
    return tuple(heading_text(each) for each in names)
