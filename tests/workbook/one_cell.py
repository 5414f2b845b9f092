"""One line of a tracker, with one cell as a person may have typed it."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from builder.field import Action
from tests.problems.faulty_parts import clean
from tests.workbook.made_reading import read
from tests.workbook_text import Change, action, rows


def one(tmp_path: Path, change: Change | None = None, **cells: str) -> tuple[Action, list[str]]:
    """The one line of a tracker with these cells, and the codes of its problems."""
    content = clean(rows(action(**cells)), change=change)
    reading = read(tmp_path, {"t.xlsx": content})
    return reading.register.actions[0], [problem.code for problem in reading.problems]


def put_cell(heading: str, value: Any, number_format: str = "General") -> Change:
    """Puts a value with a number format into the cell below a heading."""

    def change(made: Workbook) -> None:
        sheet = made["Actions"]
        column = next(cell.column for cell in sheet[1] if cell.value == heading)
        sheet.cell(2, column).value = value
        sheet.cell(2, column).number_format = number_format

    return change
