"""Writes the blank template: one tracker workbook with every sheet of the schema."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.frameworks import load_catalogue
from builder.frameworks.catalogue import Catalogue
from builder.shipped import catalogue_text
from builder.workbook.schema import SHEETS
from builder.workbook.template.choices import WORDS_SHEET, drop_down, rule_for, write_words
from builder.workbook.template.notes import heading_note
from builder.workbook.template.repack import workbook_bytes

HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1
LAST_ROW = 2_000
"""The last row that drop-downs and formats reach."""
_SAVED = datetime(2026, 11, 20, tzinfo=UTC)
_ABOUT = (
    ("Action tracker", 18),
    ("Each sheet is one list: one row for each entry. Fill the sheets that you keep.", 0),
    ("Only Actions is needed to start. Sheets that you do not keep may be deleted.", 0),
    ("Headings on a dark ground must be filled in each row; the others may stay blank.", 0),
    ("Point at a heading to read what its column wants.", 0),
    ("Never name a person who uses the service, anywhere in the workbook.", 0),
    ("Everything is checked again when the portal is built; problems are named by cell.", 0),
)
_TITLE = Font(size=16, bold=True, color="1F3864")
_HINT = Font(italic=True, color="595959")
_REQUIRED = PatternFill("solid", fgColor="1F3864")
_OPTIONAL = PatternFill("solid", fgColor="8EA9DB")
_REQUIRED_FONT = Font(bold=True, color="FFFFFF")
_OPTIONAL_FONT = Font(bold=True, color="000000")
_OVERDUE = PatternFill("solid", bgColor="F8CBAD")
_BLANK = PatternFill("solid", bgColor="FFF2CC")
_FORMATS = {
    CellKind.REF: "@",
    CellKind.DATE: "dd mmm yyyy",
    CellKind.MOMENT: "dd mmm yyyy hh:mm",
    CellKind.TIME: "hh:mm",
    CellKind.PERCENT: "0%",
}
_WIDTHS = {CellKind.TEXT: 36, CellKind.LINK: 36, CellKind.MOMENT: 19}
_NARROW = 15
_NOTE_SIZE = (320, 130)
"""Width and height of a note, in pixels."""


def write_template(path: Path) -> None:
    """Writes the blank template; the same schema and catalogue give the same bytes."""
    path.write_bytes(template_bytes(load_catalogue(catalogue_text())))


def template_bytes(catalogue: Catalogue) -> bytes:
    """The blank template as a file."""
    book = Workbook()
    about = book["Sheet"]
    about.title = "About"
    _write_about(about)
    pages = [(sheet, book.create_sheet(sheet.name)) for sheet in SHEETS]
    ranges = write_words(book.create_sheet(WORDS_SHEET), catalogue)
    for sheet, page in pages:
        _write_sheet(page, sheet, ranges)
    book.properties.creator = "Governance portal"
    return workbook_bytes(book, _SAVED)


def _write_about(page: Worksheet) -> None:
    for row, (text, size) in enumerate(_ABOUT, 1):
        cell = page.cell(row, 1, text)
        cell.alignment = Alignment(wrap_text=True)
        if size:
            cell.font = Font(size=size, bold=True, color="1F3864")
    first = len(_ABOUT) + 2
    for row, sheet in enumerate(SHEETS, first):
        cell = page.cell(row, 1, sheet.name)
        cell.hyperlink = f"#'{sheet.name}'!A{FIRST_ROW}"
        cell.font = Font(color="0563C1", underline="single")
    page.column_dimensions["A"].width = 100
    page.sheet_view.showGridLines = False


def _write_sheet(page: Worksheet, sheet: Sheet, ranges: Mapping[str, str]) -> None:
    page["A1"] = sheet.name
    page["A1"].font = _TITLE
    page["A2"] = "Point at a heading to read what its column wants."
    page["A2"].font = _HINT
    for number, column in enumerate(sheet.columns, 1):
        _write_column(page, number, column, drop_down(column, ranges, FIRST_ROW, LAST_ROW))
    page.row_dimensions[HEADING_ROW].height = 32
    page.freeze_panes = f"B{FIRST_ROW}"
    last = get_column_letter(len(sheet.columns))
    name = "".join(word.capitalize() for word in sheet.name.split())
    table = Table(displayName=f"tbl{name}", ref=f"A{HEADING_ROW}:{last}{FIRST_ROW}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    page.add_table(table)
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    _add_colours(page, sheet)


def _write_column(page: Worksheet, number: int, column: Column, choices: str) -> None:
    letter = get_column_letter(number)
    heading = page.cell(HEADING_ROW, number, column.heading)
    heading.fill = _REQUIRED if column.required else _OPTIONAL
    heading.font = _REQUIRED_FONT if column.required else _OPTIONAL_FONT
    heading.alignment = Alignment(wrap_text=True, vertical="center")
    width, height = _NOTE_SIZE
    heading.comment = Comment(heading_note(column), "Portal", width=width, height=height)
    dimension = page.column_dimensions[letter]
    dimension.width = _WIDTHS.get(column.kind, max(_NARROW, len(column.heading) + 2))
    if column.kind in _FORMATS:
        dimension.number_format = _FORMATS[column.kind]
        # RATIONALE: Excel takes the format of a new table row from the row above, not the column.
        page.cell(FIRST_ROW, number).number_format = _FORMATS[column.kind]
    if choices:
        rule = rule_for(column, choices)
        rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
        page.add_data_validation(rule)


def _add_colours(page: Worksheet, sheet: Sheet) -> None:
    """Colours a required cell left blank in a filled row, and a live line past its due date."""
    letters = {column.field: get_column_letter(n) for n, column in enumerate(sheet.columns, 1)}
    last = get_column_letter(len(sheet.columns))
    for column in sheet.columns:
        if column.required:
            at = letters[column.field]
            blank = f"AND(ISBLANK({at}{FIRST_ROW}),COUNTA($A{FIRST_ROW}:${last}{FIRST_ROW})>0)"
            place = f"{at}{FIRST_ROW}:{at}{LAST_ROW}"
            page.conditional_formatting.add(place, _colour(blank, _BLANK))
    if "due" in letters:
        due, status = f"${letters['due']}{FIRST_ROW}", f"${letters['status']}{FIRST_ROW}"
        # RATIONALE: a date without a time runs to the end of its day (rules.md).
        ends = f"IF({due}=INT({due}),{due}+1,{due})"
        open_line = f'{status}<>"Closed",{status}<>"Cancelled"'
        late = f"AND(ISNUMBER({due}),{open_line},{ends}<NOW())"
        place = f"{letters['due']}{FIRST_ROW}:{letters['due']}{LAST_ROW}"
        page.conditional_formatting.add(place, _colour(late, _OVERDUE))


def _colour(formula: str, fill: PatternFill) -> Rule:
    return Rule(type="expression", dxf=DifferentialStyle(fill=fill), formula=[formula])
