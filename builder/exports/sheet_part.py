"""One list as the part of an Excel package that holds a sheet: rows, table, links, widths.

RATIONALE: openpyxl makes an object of every cell, which took half of a whole build; the text of
a list's cells is known, so it is written at once. openpyxl and LibreOffice read it in the tests.
"""

import re
from collections.abc import Iterable, Iterator
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
from builder.field import LONDON, Link, Moment
from builder.storage import Deflated, Deflating

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
_REMEMBERED = 8192
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
    xml: Deflated


class SheetWriter:
    """Writes the sheet of a list, some rows at a time; what is written is held compressed."""

    def __init__(self, export: ExportList) -> None:
        self._export = export
        self._letters = tuple(_letter(number) for number in range(1, len(export.headings) + 1))
        # RATIONALE: Excel repairs, that is complains of, a table without a row.
        self._cells = f"A1:{self._letters[-1]}{max(len(export.records), 1) + 1}"
        self._links = _Links()
        self._xml = Deflating()
        self._last_row = 1
        self._xml.add(self._head().encode())

    def add(self, rows: Iterable[ListRow]) -> None:
        """Writes the list's next rows."""
        texts = [self._row(number, row) for number, row in enumerate(rows, self._last_row + 1)]
        self._last_row += len(texts)
        self._xml.add("".join(texts).encode())

    def done(self) -> SheetPart:
        """The sheet after its last row."""
        parts = '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
        self._xml.add(f"</sheetData>{self._links.xml()}{parts}".encode())
        return SheetPart(
            headings=self._export.headings,
            cells=self._cells,
            links=tuple(self._links.targets),
            xml=self._xml.done(),
        )

    def _head(self) -> str:
        titles = "".join(
            f'<c r="{letter}1" s="{CellStyle.HEADING:d}"{_words(title)}'
            for letter, title in zip(self._letters, self._export.headings, strict=True)
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<worksheet xmlns="{_MAIN}" xmlns:r="{_LINKED}"><dimension ref="{self._cells}"/>'
            '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
            'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f'<cols>{_columns(self._export)}</cols><sheetData><row r="1">{titles}</row>'
        )

    def _row(self, number: int, row: ListRow) -> str:
        note, place = self._links.note, f'{number}"'
        cells = [
            f'<c r="{letter}{place}{rest}'
            for letter, value in zip(self._letters, row, strict=True)
            if (rest := _cell(note(f"{letter}{number}", value) if type(value) is Link else value))
        ]
        return f'<row r="{place}>{"".join(cells)}</row>'


class _Links:
    """The links of a sheet as they are met."""

    def __init__(self) -> None:
        self.targets: list[str] = []
        self._places: list[str] = []

    def note(self, place: str, link: Link) -> Link | str:
        """The link of a cell, or its text alone where it becomes no link.

        RATIONALE: a relative address is meant from the workbooks' folder, not from this file's.
        """
        target = link.target
        if target is None or not target.startswith(_WEB) or len(self.targets) >= _MOST_LINKS:
            return link.text
        self.targets.append(target)
        self._places.append(place)
        return link

    def xml(self) -> str:
        if not self._places:
            return ""
        each = (
            f'<hyperlink ref="{place}" r:id="rId{number}"/>'
            for number, place in enumerate(self._places, FIRST_LINK)
        )
        return f"<hyperlinks>{''.join(each)}</hyperlinks>"


# RATIONALE: a list says the same in most of its rows.
@lru_cache(maxsize=_REMEMBERED, typed=True)
def _cell(value: CellValue) -> str:
    """What follows a cell's place; empty where there is no cell."""
    match value:
        case None | "":
            return ""
        case str():
            # RATIONALE: so that editing the cell in Excel does not turn it into a formula.
            return _styled(CellStyle.QUOTED, value) if value.startswith("=") else _words(value)
        case bool():
            return _words("Yes" if value else "No")
        case int() | Decimal() | Fraction():
            return f"><v>{plain_number(value)}</v></c>"
        case Link():
            return _styled(CellStyle.LINK, value.text)
        case _:
            return _moment(value)


def _styled(style: CellStyle, text: str) -> str:
    return f' s="{style:d}"{_words(text)}'


_CODED = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
"""Excel takes ``_x0041_`` for a letter; written so, it shows what was typed."""


def _words(text: str) -> str:
    clean = _CODED.sub("_x005F_x", _NOT_XML.sub("", text)[:_LONGEST_CELL])
    clean = escape(clean, quote=False).replace("\r", "&#13;")
    space = "" if clean == clean.strip() else ' xml:space="preserve"'
    return f' t="inlineStr"><is><t{space}>{clean}</t></is></c>'


def _moment(value: Moment | datetime | date | time) -> str:
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
    return f' s="{style:d}"><v>{serial}</v></c>'


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
    measured = [*islice(export.rows(), _MEASURED_ROWS)]
    for index, title in enumerate(export.headings):
        shown = (_length(row[index]) for row in measured)
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
