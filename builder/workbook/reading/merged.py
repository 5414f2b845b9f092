"""What merged cells hold: each row that a cell is merged down over has its value."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator

from builder.workbook.airlock.raw import Merge, RawCell, RawSheet
from builder.workbook.airlock.references import column_letters
from builder.workbook.reading.headings import Headings


class MergedCells:
    """The merged cells below the headings of a sheet."""

    def __init__(self, raw: RawSheet, headings: Headings) -> None:
        self.rows: dict[int, dict[int, RawCell]] = {}
        """Row -> column -> the cell that is merged down over it."""
        self.across: set[tuple[int, int]] = set()
        """(Row, column) of each cell that is merged over several columns of its row."""
        self._headings, self._merges = headings, raw.merges
        below = [each for each in raw.merges if each.last_row > headings.row]
        if not below:
            return
        cells = {row.number: row.cells for row in raw.rows}
        numbers = [*cells]
        # RATIONALE: merged ranges never overlap; where a file says so, this ends all the same.
        left = len(numbers) * len(headings.columns)
        for merge in below:
            held = _first(cells.get(merge.first_row, ()), merge)
            if held is None or left <= 0:
                continue
            if merge.last_column > merge.first_column:
                self.across.add((merge.first_row, merge.first_column))
            own = {at: held._replace(column=at) for at in self._columns(merge)}
            first = bisect_left(numbers, max(merge.first_row, headings.row + 1))
            covered = numbers[first : bisect_right(numbers, merge.last_row)] if own else []
            left -= len(covered) * len(own)
            for number in covered:
                self.rows.setdefault(number, {}).update(own)

    def told(self, rows: Container[int], last: int) -> Iterator[tuple[str, str]]:
        """First cell and range of each merge that begins in one of some rows, in what is read."""
        known = self._headings.columns
        for merge in self._merges:
            touched = range(merge.first_column, min(merge.last_column, last) + 1)
            if merge.first_row in rows and any(at in known for at in touched):
                cell = f"{column_letters(merge.first_column)}{merge.first_row}"
                yield cell, f"{cell}:{column_letters(merge.last_column)}{merge.last_row}"

    def _columns(self, merge: Merge) -> list[int]:
        """Where the value counts: in its own column, and in each that hides rows."""
        is_below = merge.first_row > self._headings.row
        return [
            at
            for at, column in self._headings.columns.items()
            if merge.first_column <= at <= merge.last_column
            and (column.hides or (is_below and at == merge.first_column))
        ]


def _first(cells: tuple[RawCell, ...], merge: Merge) -> RawCell | None:
    return next((each for each in cells if each.column == merge.first_column), None)
