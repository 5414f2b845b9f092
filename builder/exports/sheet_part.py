"""One list as the part of an Excel package that holds a sheet: rows, table, links, widths.

RATIONALE: openpyxl makes an object of every cell, which took half of a whole build; the text of
a list's cells is known, so it is written at once. openpyxl and LibreOffice read it in the tests.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from html import escape
from itertools import islice

from builder.exports.lists import CellValue, ExportList, ListRow
from builder.exports.plain_values import plain_number
from builder.records import LONDON, Link, Moment

DAY, DAY_AND_TIME, TIME = "dd mmm yyyy", "dd mmm yyyy hh:mm", "hh:mm"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767
_MOST_LINKS = 65_000
"""Excel drops links beyond 65,530 on a sheet."""
_NARROWEST, _WIDEST, _MARGIN = 8, 60, 2
_MEASURED_ROWS = 200
"""Rows that a column's width is taken from."""
_WEB = ("http://", "https://", "mailto:")
_DAY_ZERO = date(1899, 12, 30).toordinal()
"""Excel counts days from here, 1900 taken as a leap year."""
_SECONDS_A_DAY = 86_400
_LETTERS = 26
FIRST_LINK = 2
"""Number of a sheet's first link among its relations; its table is the first of all."""


class CellStyle(IntEnum):
    """Place of a look among the package's cell formats; 0 is a plain cell."""

    HEADING = 1
    DAY = 2
    DAY_AND_TIME = 3
    TIME = 4
    LINK = 5
    QUOTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A written sheet, the same in a list's own file and in the workbook of all lists."""

    headings: tuple[str, ...]
    cells: str
    """The cells of the table: ``A1:D9``."""
    links: tuple[str, ...]
    """Addresses, in the order of their relations."""
    xml: bytes


def sheet_part(export: ExportList) -> SheetPart:
    """Writes a list; a list without a row has one empty one."""
    letters = tuple(_letter(number) for number in range(1, len(export.headings) + 1))
    # RATIONALE: Excel repairs, that is complains of, a table without a row.
    cells = f"A1:{letters[-1]}{max(len(export.rows), 1) + 1}"
    links = _Links()
    head = "".join(
        _text(f"{letter}1", title, CellStyle.HEADING)
        for letter, title in zip(letters, export.headings, strict=True)
    )
    rows = "".join(_row(number, row, letters, links) for number, row in enumerate(export.rows, 2))
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_LINKED}"><dimension ref="{cells}"/>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{_columns(export)}</cols><sheetData><row r="1">{head}</row>{rows}</sheetData>'
        f'{links.xml()}<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
    )
    return SheetPart(
        headings=export.headings, cells=cells, links=tuple(links.targets), xml=xml.encode()
    )


class _Links:
    """The links of a sheet as they are met."""

    def __init__(self) -> None:
        self.targets: list[str] = []
        self._places: list[str] = []

    def takes(self, place: str, target: str | None) -> bool:
        """Whether a cell becomes a link.

        RATIONALE: a relative address is meant from the workbooks' folder, not from this file's.
        """
        if target is None or not target.startswith(_WEB) or len(self.targets) >= _MOST_LINKS:
            return False
        self.targets.append(target)
        self._places.append(place)
        return True

    def xml(self) -> str:
        if not self._places:
            return ""
        each = (
            f'<hyperlink ref="{place}" r:id="rId{number}"/>'
            for number, place in enumerate(self._places, FIRST_LINK)
        )
        return f"<hyperlinks>{''.join(each)}</hyperlinks>"


def _row(number: int, row: ListRow, letters: tuple[str, ...], links: _Links) -> str:
    cells = [
        _cell(f"{letter}{number}", value, links)
        for letter, value in zip(letters, row, strict=True)
        if value is not None and value != ""
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: CellValue, links: _Links) -> str:
    match value:
        case str():
            # RATIONALE: so that editing the cell in Excel does not turn it into a formula.
            return _text(place, value, CellStyle.QUOTED if value.startswith("=") else None)
        case bool():
            return _text(place, "Yes" if value else "No")
        case int() | Decimal() | Fraction():
            return f'<c r="{place}"><v>{plain_number(value)}</v></c>'
        case Link():
            style = CellStyle.LINK if links.takes(place, value.target) else None
            return _text(place, value.text, style)
        case None:
            return ""
        case _:
            return _moment(place, value)


def _text(place: str, text: str, style: CellStyle | None = None) -> str:
    look = "" if style is None else f' s="{style:d}"'
    return f'<c r="{place}"{look} t="inlineStr"><is>{_words(text)}</is></c>'


# RATIONALE: a list says the same words in most of its rows.
@lru_cache(maxsize=65536)
def _words(text: str) -> str:
    clean = escape(_NOT_XML.sub("", text)[:_LONGEST_CELL], quote=False).replace("\r", "&#13;")
    return f"<t>{clean}</t>" if clean == clean.strip() else f'<t xml:space="preserve">{clean}</t>'


def _moment(place: str, value: Moment | datetime | date | time) -> str:
    if isinstance(value, Moment):
        value = value.on if value.at is None else value.at
    if isinstance(value, datetime):
        # RATIONALE: Excel has no time zones; its readers think in local time.
        local = value.astimezone(LONDON)
        serial, style = _days(local.date()) + _share(local.time()), CellStyle.DAY_AND_TIME
    elif isinstance(value, time):
        serial, style = _share(value), CellStyle.TIME
    else:
        serial, style = _days(value), CellStyle.DAY
    return f'<c r="{place}" s="{style:d}"><v>{serial}</v></c>'


def _days(day: date) -> int | float:
    return day.toordinal() - _DAY_ZERO


def _share(at: time) -> float:
    """Share of a day that has passed, to the second."""
    return (at.hour * 3600 + at.minute * 60 + at.second) / _SECONDS_A_DAY


def _letter(number: int) -> str:
    before, last = divmod(number - 1, _LETTERS)
    return (_letter(before) if before else "") + chr(ord("A") + last)


def _columns(export: ExportList) -> str:
    return "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_widths(export), 1)
    )


def _widths(export: ExportList) -> Iterator[int]:
    for index, title in enumerate(export.headings):
        shown = (_length(row[index]) for row in islice(export.rows, _MEASURED_ROWS))
        yield min(max(_NARROWEST, len(title), *shown) + _MARGIN, _WIDEST)


def _length(value: CellValue) -> int:
    match value:
        case str():
            return len(value)
        case Link():
            return len(value.text)
        case Moment(at=None):
            return len(DAY)
        case Moment() | datetime():
            return len(DAY_AND_TIME)
        case _:
            return _NARROWEST
