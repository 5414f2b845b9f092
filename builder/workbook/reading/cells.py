"""Turns one raw cell into the value that its column holds, reporting what is wrong with it."""

from builder.field.column import CellKind, Column
from builder.problems import in_cell
from builder.workbook.airlock import limits
from builder.workbook.airlock.cleaning import clean, fold
from builder.workbook.airlock.raw import Held, RawCell
from builder.workbook.reading.dated.cells import read_date, read_moment, read_time
from builder.workbook.reading.hiding import read_hiding
from builder.workbook.reading.links import read_link
from builder.workbook.reading.named_values import NAMED_KINDS, read_named
from builder.workbook.reading.numbers import read_number, read_percent, read_whole, read_yes_no
from builder.workbook.reading.shown import shown_text
from builder.workbook.reading.spot import Reader, Spot


def read_text(cell: RawCell, spot: Spot) -> str | None:
    """Plain text; of a number or a date what Excel shows."""
    if cell.held in (Held.NUMBER, Held.BOOLEAN):
        return shown_text(cell, spot.facts)
    return cell.value or None


_READERS: dict[CellKind, Reader] = {
    CellKind.TEXT: read_text,
    CellKind.DATE: read_date,
    CellKind.TIME: read_time,
    CellKind.MOMENT: read_moment,
    CellKind.WHOLE: read_whole,
    CellKind.NUMBER: read_number,
    CellKind.PERCENT: read_percent,
    CellKind.YES_NO: read_yes_no,
    **dict.fromkeys(NAMED_KINDS, read_named),
}


def reader_of(column: Column) -> Reader:
    """What turns the cells of a column into values; links have a way of their own."""
    return _READERS.get(column.kind, read_text)


def read_cell(cell: RawCell, address: str, spot: Spot) -> object | None:
    """The value of a cell; ``None`` where it is unknown, and then the spot has a problem of it.

    Args:
        cell: As it stands in the file.
        address: The hyperlink behind it, or an empty text.
        spot: Where it stands, and of which column.
    """
    if spot.column.hides:
        return read_hiding(cell, spot)
    if _is_unreadable(cell, address, spot):
        return None
    if cell.held is Held.TEXT:
        text = _cleaned(cell.value, spot)
        if text != cell.value:
            cell = cell._replace(value=text)
    if not cell.value and not address:
        return None
    if spot.column.kind is CellKind.LINK:
        text = read_text(cell, spot) or ""
        return read_link(text, address, spot) if text or address else None
    return spot.read(_meant(cell, spot), spot)


def _meant(cell: RawCell, spot: Spot) -> RawCell:
    """The cell as ``mapping.yml`` says it is meant, where a word of its stands for a value."""
    kind = spot.column.kind
    if not spot.words or kind in NAMED_KINDS or kind is CellKind.YES_NO:
        return cell  # those look their words up themselves
    typed = read_text(cell, spot) if cell.held is Held.NUMBER else cell.value
    meant = spot.words.get(fold(typed or ""))
    if meant is None:
        return cell
    held = Held.ISO_DATE if kind in (CellKind.DATE, CellKind.MOMENT) else Held.TEXT
    return cell._replace(held=held, value=meant)


def _is_unreadable(cell: RawCell, address: str, spot: Spot) -> bool:
    if cell.held is Held.ERROR:
        spot.report(in_cell.ERROR_CELL, value=cell.value)
        return True
    if cell.held is Held.NO_RESULT and not address:
        spot.report(in_cell.NO_RESULT)
        return True
    if cell.held is Held.TEXT and len(cell.value) > limits.MOST_CELL_CHARACTERS:
        count, limit = f"{len(cell.value):,}", f"{limits.MOST_CELL_CHARACTERS:,}"
        spot.report(in_cell.TOO_LONG, count=count, limit=limit)
        return True
    return False


def _cleaned(text: str, spot: Spot) -> str:
    cleaned, unwanted = clean(text)
    if unwanted:
        found = ", ".join(f"U+{ord(each):04X}" for each in unwanted[:_MOST_NAMED])
        spot.report(in_cell.CLEANED_TEXT, value=cleaned, found=found)
    return cleaned


_MOST_NAMED = 4
