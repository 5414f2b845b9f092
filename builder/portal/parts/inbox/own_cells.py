"""Where what was done is recorded: the sheet's own cell, else a row of the sheet Told."""

from collections.abc import Iterable, Iterator
from typing import Any

from builder.field import Register
from builder.field.column import Column
from builder.field.references import COLUMNS, REFERENCES, records_by_sheet
from builder.portal.parts.words import place_words
from builder.problems import Cell
from builder.rules.verdict import Subject

MOST_PLACES = 2
"""How many cells are named; the record's page has the rest."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TOLD = (*REFERENCES["Told"]["about"], "Registers")
"""What a telling may be about."""


class OwnCells:
    """The records of a register by their row and by what names them."""

    def __init__(self, register: Register) -> None:
        self._of_row: dict[tuple[str, str, str], Any] = {}
        self._of_ref: dict[Subject, Any] = {}
        for sheet, records in records_by_sheet(register).items():
            for each in records:
                source = each.source
                self._of_row[(source.workbook, sheet, str(source.row))] = each
                if ref := getattr(each, "ref", ""):
                    self._of_ref[Subject(sheet, ref)] = each
        told = register.told
        self._told = f"{told[0].source.workbook}, Told" if told else "The sheet Told"

    def title(self, subject: Subject) -> str:
        """What a record is called, else its theme; empty where it has neither."""
        record = self._of_ref.get(subject)
        return getattr(record, "title", None) or getattr(record, "theme", None) or ""

    def record_in(self, subject: Subject, cells: Iterable[Cell]) -> tuple[str, ...]:
        """The blank ones among cited cells; else a new row of Told, else what is cited."""
        cited = tuple(dict.fromkeys(cells))
        own: dict[str, None] = {}
        for each in cited:
            own.update(dict.fromkeys(self._blank(subject, each)))
            if len(own) >= MOST_PLACES:
                break
        if own:
            return tuple(own)[:MOST_PLACES]
        if subject.sheet in _TOLD:
            return (f"{self._told}, a new row: About {subject.ref.partition(' ')[0]}",)
        return tuple(place_words(each) for each in cited[:1])

    def _blank(self, subject: Subject, cell: Cell) -> Iterator[str]:
        """A cited cell that is blank, and the blank moment of telling of the subject's own row."""
        record = self._of_row.get((cell.workbook, cell.sheet, cell.cell.lstrip(_LETTERS)))
        if record is None:
            return
        is_own = cell.sheet == subject.sheet
        for column in COLUMNS[type(record)]:
            if _asks(record, column, cell, is_own=is_own):
                place = place_words(record.source.place(column.field))
                yield f"{place} ({column.heading})"


def _asks(record: Any, column: Column, cell: Cell, *, is_own: bool) -> bool:
    """Whether a column's cell is blank and is the one cited, or says when it was told."""
    field, source = column.field, record.source
    if field not in source.columns or getattr(record, field) not in (None, ()):
        return False
    return source.cell(field) == cell.cell or (is_own and field == "escalated_at")
