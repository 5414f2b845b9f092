"""Writes the sample's workbooks as a manager would have made them in Excel."""

import re
from datetime import UTC, date, datetime, time
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.workbook.schema import SHEETS
from builder.workbook.template.repack import workbook_bytes
from tests.sample.tables import TABLES, Row, read_rows

SAVED = datetime(2026, 11, 20, 17, 5, tzinfo=UTC)
"""The moment that every workbook says it was saved at."""
HEADING_ROW = 4
_LINK = re.compile(r"(?P<text>.*?)\s*<(?P<target>[^>]*)>")
_LONGEST_LIST = 255
_WIDTHS = {
    CellKind.TEXT: 34,
    CellKind.LINK: 18,
    CellKind.MOMENT: 19,
    CellKind.CATEGORY: 30,
    CellKind.WORD: 20,
}
_LINE_HEIGHT = 15
_DATE_FORMAT, _MOMENT_FORMAT, _PERCENT_FORMAT = "dd mmm yyyy", "dd mmm yyyy hh:mm", "0%"


def write_book(folder: str, title: str, path: Path) -> None:
    """Writes the workbook whose tables lie in ``tables/<folder>``."""
    book = Workbook()
    book.remove(book["Sheet"])
    for sheet in SHEETS:
        table = TABLES / folder / f"{sheet.name.casefold().replace(' ', '-')}.txt"
        if table.exists():
            _write_sheet(book.create_sheet(sheet.name), sheet, title, read_rows(table))
    book.properties.creator = "Fernleigh Care"
    book.properties.title = title
    path.write_bytes(workbook_bytes(book, SAVED))


def _write_sheet(page: Worksheet, sheet: Sheet, title: str, rows: list[Row]) -> None:
    page["A1"] = f"{title}: {sheet.name.casefold()}"
    page["A1"].font = Font(size=16, bold=True, color="1F3864")
    page["A2"] = "Fernleigh Care. Please keep one row for each entry and do not rename the columns."
    page["A2"].font = Font(italic=True, color="666666")
    headings = _headings(sheet, rows)
    for number, heading in enumerate(headings, 1):
        cell = page.cell(HEADING_ROW, number, heading)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.font, cell.fill = (
            Font(bold=True, color="FFFFFF"),
            PatternFill("solid", fgColor="1F3864"),
        )
    for number, row in enumerate(rows, HEADING_ROW + 1):
        _write_row(page, number, headings, sheet, row)
    last = HEADING_ROW + len(rows)
    _add_look(page, sheet, headings, last)
    _add_drop_downs(page, sheet, headings, last)


def _headings(sheet: Sheet, rows: list[Row]) -> list[str]:
    used = {heading for row in rows for heading in row.cells}
    known = [column.heading for column in sheet.columns]
    return [each for each in known if each in used] + sorted(used - set(known))


def _write_row(page: Worksheet, number: int, headings: list[str], sheet: Sheet, row: Row) -> None:
    columns = {column.heading: column for column in sheet.columns}
    for place, heading in enumerate(headings, 1):
        text = row.cells.get(heading)
        if text is not None:
            cell = page.cell(number, place)
            _write_cell(cell, text, columns.get(heading))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row.mark == "struck":
                cell.font = Font(strike=True)
    if row.mark == "hidden":
        page.row_dimensions[number].hidden = True


def _write_cell(cell: Cell | MergedCell, text: str, column: Column | None) -> None:
    if column is None or text.startswith("'"):
        cell.value = text.removeprefix("'")
        return
    match column.kind:
        case CellKind.DATE | CellKind.MOMENT:
            cell.value = _date(text)
            cell.number_format = _DATE_FORMAT if len(text) == len("2026-11-20") else _MOMENT_FORMAT
        case CellKind.TIME:
            cell.value, cell.number_format = time.fromisoformat(text), "hh:mm"
        case CellKind.WHOLE | CellKind.NUMBER:
            cell.value = float(text) if "." in text else int(text)
        case CellKind.PERCENT:
            cell.value = float(text.removesuffix("%"))
            if text.endswith("%"):
                cell.value, cell.number_format = round(cell.value / 100, 6), _PERCENT_FORMAT
        case CellKind.LINK:
            _write_link(cell, text)
        case _:
            cell.value = text.replace("; ", "\n") if column.is_list and len(text) > 40 else text


def _date(text: str) -> date | datetime:
    if len(text) == len("2026-11-20"):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text)


def _write_link(cell: Cell | MergedCell, text: str) -> None:
    found = _LINK.fullmatch(text)
    if found is None:
        cell.value = text
        return
    cell.value = found["text"]
    cell.hyperlink = found["target"]
    cell.font = Font(color="0563C1", underline="single")


def _add_look(page: Worksheet, sheet: Sheet, headings: list[str], last: int) -> None:
    columns = {column.heading: column for column in sheet.columns}
    for number, heading in enumerate(headings, 1):
        page.column_dimensions[get_column_letter(number)].width = _width(columns.get(heading))
    for number in range(HEADING_ROW, last + 1):
        row = page.iter_rows(min_row=number, max_row=number, values_only=True)
        lines = max(_lines(page, place, value) for place, value in enumerate(next(row), 1))
        page.row_dimensions[number].height = _LINE_HEIGHT * lines
    page.freeze_panes = f"B{HEADING_ROW + 1}"
    place = f"A{HEADING_ROW}:{get_column_letter(len(headings))}{last}"
    table = Table(displayName="tbl" + sheet.name.title().replace(" ", ""), ref=place)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    page.add_table(table)
    page.sheet_view.zoomScale = 90
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"


def _width(column: Column | None) -> int:
    return 14 if column is None else _WIDTHS.get(column.kind, 14)


def _lines(page: Worksheet, place: int, value: object) -> int:
    """Lines that a text wraps to, so that every program shows the row as high as it is."""
    if not isinstance(value, str):
        return 1
    width = page.column_dimensions[get_column_letter(place)].width
    return sum(max(1, ceil(len(line) * 0.95 / width)) for line in value.split("\n"))


def _add_drop_downs(page: Worksheet, sheet: Sheet, headings: list[str], last: int) -> None:
    for column in sheet.columns:
        words = ["Yes", "No"] if column.kind is CellKind.YES_NO else list(column.words or ())
        choice = ",".join(words)
        if column.heading in headings and words and len(choice) <= _LONGEST_LIST:
            letter = get_column_letter(headings.index(column.heading) + 1)
            rule = DataValidation(type="list", formula1=f'"{choice}"', allow_blank=True)
            # RATIONALE: a cell that holds several words cannot be held to one of the list.
            rule.showErrorMessage = not column.is_list
            rule.add(f"{letter}{HEADING_ROW + 1}:{letter}{last}")
            page.add_data_validation(rule)
