"""Where the columns of an entry of ``mapping.yml`` stand on a sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.workbook.airlock import limits
from builder.workbook.mapping.grid import Grid, folded_names
from builder.workbook.mapping.tracker import Theirs, Tracker

_LEAST_FOUND = 2
"""Columns of an entry that must be there before a sheet is taken for one that it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTable:
    """Where the columns of an entry stand on a sheet."""

    tracker: Tracker
    first_row: int
    row: int
    """Of its headings, the last of them."""
    columns: Mapping[str, tuple[tuple[int, Theirs], ...]]
    """Field -> columns that are there, in the order in which they are tried."""
    names: Mapping[int, tuple[str, ...]]
    """Column -> what its heading may be read as."""

    @property
    def at(self) -> frozenset[int]:
        """The columns that are read."""
        return frozenset(at for columns in self.columns.values() for at, _ in columns)


def found_tables(grid: Grid, tracker: Tracker, others: Sequence[EntryTable]) -> list[EntryTable]:
    """The table that an entry is for, and those of one shape that stand beside it."""
    found: list[EntryTable] = []
    table = found_table(grid, tracker, others)
    while table is not None and (not found or table.row == found[0].row):
        found.append(table)
        table = found_table(grid, tracker, [*others, *found])
    return found


def found_table(grid: Grid, tracker: Tracker, others: Sequence[EntryTable]) -> EntryTable | None:
    """The table that an entry is for, whose headings no other table has taken."""
    best: EntryTable | None = None
    best_count = 0
    wanted = len(tracker.columns)
    for row in tracker.heading_rows[-1:] or [
        row.number for row in grid.raw.rows if row.number <= limits.HEADING_SEARCH_ROWS
    ]:
        table = _table_at(grid, tracker, row, others)
        count = len(table.columns)
        # RATIONALE: of headings that are merged over two rows the last row is theirs.
        is_same = best is not None and count == best_count and grid.is_joined(best.row, row)
        if count > best_count or is_same:
            best, best_count = table, count
    least = 1 if tracker.heading_rows else min(wanted, max(_LEAST_FOUND, wanted // 2))
    has_title = "title" not in tracker.columns or (best and "title" in best.columns)
    return best if best_count >= max(1, least) and has_title else None


def _table_at(grid: Grid, tracker: Tracker, row: int, others: Sequence[EntryTable]) -> EntryTable:
    first = tracker.heading_rows[0] if tracker.heading_rows else row
    taken = {at for each in others if each.row == row for at in each.at}
    names = grid.names(row, first if first < row else None)
    names = {at: each for at, each in names.items() if at not in taken}
    by_name: dict[str, int] = {}
    for rank in range(3):
        for at, each in names.items():
            if rank < len(each):
                by_name.setdefault(folded_names(each)[rank], at)
    columns = {
        field: found
        for field, theirs in tracker.columns.items()
        if (found := tuple((by_name[t.folded], t) for t in theirs if t.folded in by_name))
    }
    return EntryTable(tracker=tracker, first_row=first, row=row, columns=columns, names=names)
