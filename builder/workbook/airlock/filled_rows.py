"""Gathers a sheet's filled rows, whatever kind of file they stand in, within the limits."""

from collections.abc import Sequence
from operator import attrgetter

from builder.problems import in_workbook
from builder.workbook.airlock import limits
from builder.workbook.airlock.raw import RawCell, RawRow
from builder.workbook.airlock.refusal import RefusedError

_COLUMN, _VALUE = attrgetter("column"), attrgetter("value")


class ValuedCells:
    """Counts the cells with values of a whole workbook, and their characters."""

    def __init__(self) -> None:
        self._count = 0
        self._characters = 0

    def add(self, cells: Sequence[RawCell]) -> None:
        """Counts a row's cells.

        Raises:
            RefusedError: there are too many.
        """
        self._count += len(cells)
        self._characters += sum(map(len, map(_VALUE, cells)))
        if self._characters > limits.MOST_TEXT_CHARACTERS:
            limit = f"{limits.MOST_TEXT_CHARACTERS:,} characters"
            raise RefusedError(in_workbook.OVER_LIMIT, limit=limit)
        if self._count > limits.MOST_VALUED_CELLS:
            limit = f"{limits.MOST_VALUED_CELLS:,} filled cells"
            raise RefusedError(in_workbook.OVER_LIMIT, limit=limit)


class FilledRows:
    """The rows of one sheet, counted while they come."""

    def __init__(self, valued: ValuedCells) -> None:
        self._valued = valued
        self._rows: list[RawRow] = []
        self._columns: set[int] = set()

    def add(self, row: RawRow) -> None:
        """Takes the next row; one without a value is passed over.

        Raises:
            RefusedError: there are too many rows, columns or cells.
        """
        if not row.cells:
            return
        self._valued.add(row.cells)
        self._columns.update(map(_COLUMN, row.cells))
        self._rows.append(row)
        if len(self._rows) > limits.MOST_DATA_ROWS + limits.HEADING_SEARCH_ROWS:
            limit = f"{limits.MOST_DATA_ROWS:,} filled rows on a sheet"
            raise RefusedError(in_workbook.OVER_LIMIT, limit=limit)
        if len(self._columns) > limits.MOST_COLUMNS:
            limit = f"{limits.MOST_COLUMNS} filled columns on a sheet"
            raise RefusedError(in_workbook.OVER_LIMIT, limit=limit)

    def all(self) -> tuple[RawRow, ...]:
        """Every row so far, in the order of their coming."""
        return tuple(self._rows)
