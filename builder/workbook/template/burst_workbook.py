"""Writes the workbook of a burst: the files drawn, and empty rows for the reviewers to fill in."""

from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from builder.field import LONDON, Register
from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.rules.burst.draw import Draw
from builder.workbook.schema import SHEETS_BY_NAME
from builder.workbook.template.choices import WORDS_SHEET, drop_down, rule_for
from builder.workbook.template.repack import workbook_bytes
from builder.workbook.template.template import FIRST_ROW, HEADING_ROW

DRAWN = "Burst samples"
TO_FILL = ("Validity reviews", "Live proof", "Retests", "Burst cycles")
ROWS_A_FILE = 5
"""Rows with drop-downs for each file drawn: a file may be reviewed, visited and retested again."""
_TITLE = Font(size=16, bold=True, color="1F3864")
_HINT = Font(italic=True, color="595959")
_HEADING = Font(bold=True, color="FFFFFF")
_REQUIRED = PatternFill("solid", fgColor="1F3864")
_OPTIONAL = PatternFill("solid", fgColor="5B6F9A")
_FORMATS = {
    CellKind.REF: "@",
    CellKind.DATE: "dd mmm yyyy",
    CellKind.MOMENT: "dd mmm yyyy hh:mm",
}
_WIDTH = 20
_FIELDS = tuple(each.field for each in SHEETS_BY_NAME[DRAWN].columns)
LONGEST_LIST = 255
"""Characters that Excel takes in a list typed into the rule itself."""


def burst_workbook(draw: Draw, register: Register) -> bytes:
    """The workbook of a burst; the same draw and people give the same bytes.

    RATIONALE: the reviewers' rows hold nothing until somebody fills them in, so that the workbook
    can lie in the workbooks folder from the draw on and no review is made up.
    """
    book = Workbook()
    book.remove(book["Sheet"])
    pages = [(name, book.create_sheet(name)) for name in (DRAWN, *TO_FILL)]
    lists = _lists(book, draw, register)
    last_row = FIRST_ROW + max(len(draw.files), 1) * ROWS_A_FILE - 1
    for name, page in pages:
        _write_sheet(page, SHEETS_BY_NAME[name], lists, last_row)
        page["A2"] = "Fill in one row each time, beneath the headings."
    _write_sample(book[DRAWN], draw)
    book.properties.creator = "Governance portal"
    return workbook_bytes(book, draw.drawn_at)


def _lists(book: Workbook, draw: Draw, register: Register) -> dict[str, str]:
    """What feeds the drop-downs of refs, by the sheet that holds them."""
    evidence = get_column_letter(_FIELDS.index("evidence") + 1)
    last = FIRST_ROW + len(draw.files) - 1
    lists = {"Burst samples": f'"{draw.burst}"'}
    if draw.files:
        lists["Evidence"] = f"'{DRAWN}'!${evidence}${FIRST_ROW}:${evidence}${last}"
    people = sorted(each.ref for each in register.people)
    if people:
        typed = ",".join(people)
        is_short = len(typed) <= LONGEST_LIST
        lists["People"] = f'"{typed}"' if is_short else _people_sheet(book, people)
    return lists


def _people_sheet(book: Workbook, people: list[str]) -> str:
    """RATIONALE: a list typed into the rule itself may have 255 characters, and no more."""
    page = book.create_sheet(WORDS_SHEET)
    page.sheet_state = "hidden"
    for row, ref in enumerate(people, 1):
        page.cell(row, 1, ref)
    return f"{WORDS_SHEET}!$A$1:$A${len(people)}"


def _write_sheet(page: Worksheet, sheet: Sheet, lists: dict[str, str], last_row: int) -> None:
    page["A1"] = sheet.name
    page["A1"].font = _TITLE
    page["A2"].font = _HINT
    for number, column in enumerate(sheet.columns, 1):
        _write_column(page, number, column, _choices(sheet, column, lists), last_row)
    page.freeze_panes = f"A{FIRST_ROW}"


def _choices(sheet: Sheet, column: Column, lists: dict[str, str]) -> str:
    if column.field == "burst":
        return lists["Burst samples"]
    if column.refers_to:
        return lists.get(column.refers_to[0], "")
    return drop_down(column, {}, FIRST_ROW, FIRST_ROW)


def _write_column(
    page: Worksheet, number: int, column: Column, choices: str, last_row: int
) -> None:
    letter = get_column_letter(number)
    heading = page.cell(HEADING_ROW, number, column.heading)
    heading.font = _HEADING
    heading.fill = _REQUIRED if column.required else _OPTIONAL
    heading.alignment = Alignment(wrap_text=True, vertical="center")
    dimension = page.column_dimensions[letter]
    dimension.width = max(_WIDTH, len(column.heading) + 2)
    if column.kind in _FORMATS:
        dimension.number_format = _FORMATS[column.kind]
    if choices:
        rule = rule_for(column, choices)
        rule.add(f"{letter}{FIRST_ROW}:{letter}{last_row}")
        page.add_data_validation(rule)


def _write_sample(page: Worksheet, draw: Draw) -> None:
    page["A2"] = (
        f"Drawn from {len(draw.candidates)} files; leave these rows as they are. "
        f"Seed: {draw.seed}. To check, draw again: portal draw --date {draw.on.isoformat()}"
    )
    for row, file in enumerate(draw.files, FIRST_ROW):
        values: tuple[tuple[str, str | datetime], ...] = (
            ("burst", draw.burst),
            ("drawn_at", _local(draw.drawn_at)),
            ("evidence", file.evidence),
            ("stratum", file.stratum.value),
        )
        for field, value in values:
            cell = page.cell(row, _FIELDS.index(field) + 1, value)
            cell.number_format = _FORMATS[CellKind.MOMENT if field == "drawn_at" else CellKind.REF]


def _local(at: datetime) -> datetime:
    """RATIONALE: Excel has no time zones, so a moment is written as the clock showed it."""
    return at.astimezone(LONDON).replace(tzinfo=None)
