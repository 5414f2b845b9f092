"""The records behind the cells that a verdict cites: of which services, and with which moments."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from builder.field import Moment, Source
from builder.field.column import CellKind, Column, DateRole
from builder.field.references import COLUMNS, RECORD_KINDS, sheet_of
from builder.problems import Cell
from builder.rules.gate.facts import Facts

_DATED = frozenset({CellKind.DATE, CellKind.MOMENT})
_ATTRIBUTES = {sheet_of(attribute): attribute for attribute in RECORD_KINDS}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Cited:
    """Finds a cell's record; each sheet is gone through once, and only where it is cited."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._rows: dict[str, dict[tuple[str, str], Any]] = {}
        self.line_of = {each.ref: each.action for each in facts.register.evidence}
        """Evidence ref -> the line that it is of."""

    def services(self, cells: Iterable[Cell]) -> tuple[str, ...]:
        """The services of the records, sorted."""
        found = {self._service(self._record(each)) for each in cells}
        return tuple(sorted(each for each in found if each is not None))

    def moments(self, cells: Iterable[Cell]) -> Iterator[datetime]:
        """The moments of what is cited, where they have come."""
        for cell in cells:
            record = self._record(cell)
            for column in COLUMNS.get(type(record), ()):
                if column.kind in _DATED and _tells(record, column, cell):
                    yield from self.come(getattr(record, column.field))

    def come(self, stamp: Moment | date | None) -> Iterator[datetime]:
        """A moment where it has come, else nothing."""
        moment = Moment(stamp) if isinstance(stamp, date) else stamp
        if moment is not None and moment.has_happened(self._facts.as_at):
            yield moment.end

    def _record(self, cell: Cell) -> Any:
        rows = self._rows.get(cell.sheet)
        if rows is None:
            attribute = _ATTRIBUTES.get(cell.sheet)
            records = getattr(self._facts.register, attribute) if attribute else ()
            rows = {(each.source.workbook, str(each.source.row)): each for each in records}
            self._rows[cell.sheet] = rows
        return rows.get((cell.workbook, cell.cell.lstrip(_LETTERS)))

    def _service(self, record: Any) -> str | None:
        """The service that a record names, or that of its line."""
        if record is None or hasattr(record, "service"):
            return getattr(record, "service", None)
        line = getattr(record, "action", None) or self.line_of.get(
            getattr(record, "evidence", None) or ""
        )
        action = self._facts.actions.get(line or "")
        return None if action is None else action.service


def _tells(record: Any, column: Column, cell: Cell) -> bool:
    """Whether a date says when what is cited came about: its own cell, or its whole row.

    RATIONALE: a row without a ref is one event; a record with one gathers many.
    """
    source: Source = record.source
    is_cited = column.field in source.columns and source.cell(column.field) == cell.cell
    return is_cited or (column.role is DateRole.EVENT and not hasattr(record, "ref"))
