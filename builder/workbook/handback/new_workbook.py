"""A tracker of another kind of file as an Excel workbook: each value where it stood."""

import re
from contextlib import suppress
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.worksheet.worksheet import Worksheet

from builder.workbook.airlock.cleaning import clean
from builder.workbook.airlock.raw import Held, RawCell, RawSheet, RawWorkbook
from builder.workbook.template.repack import workbook_bytes

_NO_TAB = re.compile(r"[\\*?:/\[\]]")
_LONGEST_TAB = 31
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


def tab_names(raw: RawWorkbook) -> dict[str, str]:
    """Name of each sheet -> what Excel lets its tab be called."""
    found: dict[str, str] = {}
    for number, name in enumerate(raw.sheet_names, 1):
        short = _NO_TAB.sub(" ", clean(name)[0]).strip("' ")[:_LONGEST_TAB] or f"Sheet {number}"
        taken = {each.casefold() for each in found.values()}
        found[name] = f"Sheet {number}" if short.casefold() in taken else short
    return found


def as_workbook(raw: RawWorkbook) -> bytes:
    """The bytes of an ``.xlsx`` with the values of a tracker; colours and widths are not kept."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in raw.sheets:
        _fill(book.create_sheet(tab_names(raw)[sheet.name]), sheet, raw)
    return workbook_bytes(book, raw.saved_at or _EARLIEST)


def _fill(made: Worksheet, sheet: RawSheet, raw: RawWorkbook) -> None:
    for row in sheet.rows:
        for cell in row.cells:
            place = made.cell(row.number, cell.column)
            if isinstance(place, Cell):
                with suppress(IllegalCharacterError, ValueError):
                    _put(place, cell, raw)
    for merge in sheet.merges:
        made.merge_cells(
            start_row=merge.first_row,
            start_column=merge.first_column,
            end_row=merge.last_row,
            end_column=merge.last_column,
        )
    made.sheet_state = "hidden" if sheet.is_hidden and len(raw.sheets) > 1 else "visible"


def _put(place: Cell, cell: RawCell, raw: RawWorkbook) -> None:
    if cell.held is Held.NUMBER:
        number = float(cell.value)
        place.value = int(number) if number.is_integer() else number
        place.number_format = raw.styles[cell.style].number_format
    elif cell.held is Held.BOOLEAN:
        place.value = cell.value == "1"
    else:
        place.value = clean(cell.value)[0]
        # RATIONALE: a text that begins with "=" is no formula.
        place.data_type = "s"
