"""Lists as an Excel workbook: real types, tables, widths, links, text that is no formula."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from warnings import catch_warnings, simplefilter
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from builder.exports.lists import CellValue, ExportList
from builder.exports.plain_values import plain_number
from builder.records import LONDON, Link, Moment
from builder.storage import deterministic_zip

_DAY = "dd mmm yyyy"
_DAY_AND_TIME = "dd mmm yyyy hh:mm"
_TIME = "hh:mm"
_LONGEST_CELL = 32_767
_LONGEST_SHEET_NAME = 31
_MOST_LINKS = 65_000
"""Excel drops links beyond 65,530 on a sheet."""
_NARROWEST, _WIDEST, _MARGIN = 8, 60, 2
_MEASURED_ROWS = 200
"""Rows that a column's width is taken from."""
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_WEB = ("http://", "https://", "mailto:")


def xlsx_bytes(exports: Iterable[ExportList], as_at: datetime) -> bytes:
    """One workbook with a sheet and a table for each list.

    Args:
        exports: At least one list.
        as_at: The moment that the file says it was made at.
    """
    book = Workbook(write_only=True)
    for number, export in enumerate(exports, 1):
        _add(book, export, number)
    held = BytesIO()
    book.save(held)
    return _repacked(held, as_at)


def _add(book: Workbook, export: ExportList, number: int) -> None:
    sheet = book.create_sheet(export.name.replace("-", " ").capitalize()[:_LONGEST_SHEET_NAME])
    sheet.freeze_panes = "A2"
    for index, width in enumerate(_widths(export), 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_heading(sheet, each) for each in export.headings])
    links_left = _MOST_LINKS
    for row in export.rows:
        cells = [_cell(sheet, each, may_link=links_left > 0) for each in row]
        links_left -= sum(isinstance(each, Link) for each in row)
        sheet.append(cells)
    if not export.rows:
        # RATIONALE: Excel repairs, that is complains of, a table without a row.
        sheet.append([None] * len(export.headings))
    last = get_column_letter(len(export.headings))
    table = Table(displayName=f"List{number}", ref=f"A1:{last}{max(len(export.rows), 1) + 1}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    # RATIONALE: openpyxl reads the headings from the cells, which write-only sheets do not keep.
    table.tableColumns = [
        TableColumn(id=index, name=title) for index, title in enumerate(export.headings, 1)
    ]
    table.autoFilter = AutoFilter(ref=table.ref)
    with catch_warnings():
        # RATIONALE: it warns of write-only sheets whether or not the columns are named.
        simplefilter("ignore", UserWarning)
        sheet.add_table(table)


def _heading(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: CellValue, *, may_link: bool) -> object:
    match value:
        case None | bool():
            return None if value is None else ("Yes" if value else "No")
        case int() | Decimal() | Fraction():
            return plain_number(value)
        case str():
            return _text(sheet, value)
        case Link():
            return _link(sheet, value, may_link=may_link)
        case Moment() | datetime() | date() | time():
            return _moment(sheet, value)


def _text(sheet: WriteOnlyWorksheet, text: str) -> object:
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL]
    if not clean.startswith("="):
        return clean
    cell = WriteOnlyCell(sheet, clean)
    cell.data_type = "s"
    # RATIONALE: so that editing the cell in Excel does not turn it into a formula.
    cell.quotePrefix = True
    return cell


def _link(sheet: WriteOnlyWorksheet, link: Link, *, may_link: bool) -> object:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", link.text)[:_LONGEST_CELL])
    cell.data_type = "s"
    # RATIONALE: a relative address is meant from the workbooks' folder, not from this file's.
    if may_link and link.target is not None and link.target.startswith(_WEB):
        cell.hyperlink = link.target
        cell.style = "Hyperlink"
    return cell


def _moment(sheet: WriteOnlyWorksheet, value: Moment | datetime | date | time) -> Cell:
    if isinstance(value, Moment):
        value = value.on if value.at is None else value.at
    shown = _DAY
    if isinstance(value, datetime):
        # RATIONALE: Excel has no time zones; its readers think in local time.
        value, shown = value.astimezone(LONDON).replace(tzinfo=None), _DAY_AND_TIME
    elif isinstance(value, time):
        shown = _TIME
    cell: Cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # stubs lack date, time
    cell.number_format = shown
    return cell


def _widths(export: ExportList) -> Iterable[int]:
    for index, title in enumerate(export.headings):
        shown = [len(title), *(_length(row[index]) for row in export.rows[:_MEASURED_ROWS])]
        yield min(max(_NARROWEST, *shown) + _MARGIN, _WIDEST)


def _length(value: CellValue) -> int:
    match value:
        case str():
            return len(value)
        case Link():
            return len(value.text)
        case Moment(at=None):
            return len(_DAY)
        case Moment() | datetime():
            return len(_DAY_AND_TIME)
        case _:
            return _NARROWEST


def _repacked(held: BytesIO, as_at: datetime) -> bytes:
    stamp = as_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(held) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return deterministic_zip(
        (name, _STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", data) if _is_core(name) else data)
        for name, data in parts
    )


def _is_core(name: str) -> bool:
    return name == "docProps/core.xml"
