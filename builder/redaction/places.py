"""Which places of the workbooks an audience may hear of."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from builder.field import Register, Source
from builder.field.references import RECORD_KINDS, sheet_of
from builder.policy import Audience
from builder.problems import Cell
from builder.redaction.scope import KEY_FIELDS, Scope
from builder.redaction.typed_people import Column, people_columns

_REMEMBERED = 16384
_A1 = re.compile(r"([A-Z]+)([0-9]+)")
Row = tuple[str, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Rows and columns of the workbooks that are left, or gone."""

    rows_left: frozenset[Row]
    """(workbook, sheet, row) of a record that is left."""
    sheets_left: frozenset[tuple[str, str]]
    """(workbook, sheet) that a record left was read from."""
    rows_gone: frozenset[Row]
    columns_gone: frozenset[Column]
    """(workbook, sheet, column letters) of a field that is not allowed."""
    people_columns: frozenset[Column]
    """(workbook, sheet, column letters) of a field that names people."""
    workbooks: frozenset[str] | None
    """Workbooks that may be named; ``None`` = every one."""

    def is_row_gone(self, cell: Cell) -> bool:
        """Whether a place lies in a withheld row, or in a workbook of another service."""
        if self.workbooks is not None and cell.workbook and cell.workbook not in self.workbooks:
            return True
        return bool(self.rows_gone) and row_of(cell) in self.rows_gone

    def is_row_left(self, cell: Cell) -> bool:
        """Whether a place lies in the row of a record that is left."""
        return row_of(cell) in self.rows_left

    def is_sheet_left(self, cell: Cell) -> bool:
        """Whether a place lies on a sheet that a record left was read from."""
        return (cell.workbook, cell.sheet) in self.sheets_left

    def is_column_gone(self, cell: Cell) -> bool:
        """Whether a place lies in a withheld column."""
        found = _A1.fullmatch(cell.cell) if self.columns_gone else None
        if found is None:
            return False
        return (cell.workbook, cell.sheet, found[1]) in self.columns_gone

    def is_any_column_gone(self, cells: Iterable[Cell]) -> bool:
        """Whether any of some places lies in a withheld column."""
        return bool(self.columns_gone) and any(map(self.is_column_gone, cells))

    def left(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The places that may be named."""
        nothing_is_gone = self.workbooks is None and not self.rows_gone
        if nothing_is_gone or not any(map(self.is_row_gone, cells)):
            return cells
        return tuple(each for each in cells if not self.is_row_gone(each))


def row_of(cell: Cell) -> Row | None:
    """The row that a place lies in; ``None`` for a place that is no cell."""
    row = _row_number(cell.cell)
    return None if row is None else (cell.workbook, cell.sheet, row)


# RATIONALE: the same cells are named on every sheet.
@lru_cache(maxsize=_REMEMBERED)
def _row_number(cell: str) -> int | None:
    found = _A1.fullmatch(cell)
    return int(found[2]) if found else None


def places_of(register: Register, scope: Scope, audience: Audience) -> Places:
    """The places that are left of a register's workbooks."""
    every = {name: getattr(register, name) for name in RECORD_KINDS}
    left = _rows(each.source for kept in scope.kept.values() for each in kept)
    workbooks = frozenset(workbook for workbook, _, _ in left) if audience.services else None
    return Places(
        rows_left=left,
        sheets_left=frozenset((workbook, sheet) for workbook, sheet, _ in left),
        rows_gone=_rows(each.source for held in every.values() for each in held) - left,
        columns_gone=_columns_gone(every, audience.fields),
        people_columns=people_columns(register),
        workbooks=workbooks,
    )


def _rows(sources: Iterable[Source]) -> frozenset[Row]:
    return frozenset((each.workbook, each.sheet, each.row) for each in sources)


def _columns_gone(
    every: Mapping[str, Iterable[object]], allowed: Mapping[str, tuple[str, ...]] | None
) -> frozenset[Column]:
    if allowed is None:
        return frozenset()
    gone: set[Column] = set()
    for attribute, records in every.items():
        for record in records:
            source: Source = getattr(record, "source")  # noqa: B009  # every record has one
            kept = {*allowed.get(sheet_of(attribute), ()), *KEY_FIELDS[type(record)]}
            gone.update(
                (source.workbook, source.sheet, letters)
                for name, letters in source.columns.items()
                if name not in kept
            )
    return frozenset(gone)
