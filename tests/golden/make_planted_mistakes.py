"""Remakes ``planted-mistakes/``: a folder of workbooks with a mistake of each kind.

Run ``python -m tests.golden.make_planted_mistakes`` from the root of the checkout.
``expected.json`` is written from the list of mistakes, never from what the reader says of them.
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from builder.workbook.template.repack import workbook_bytes
from tests.golden.planted_rows import DAY, MISTAKES, OTHERS, ROWS, Mistake, Row

FOLDER = Path(__file__).parent / "planted-mistakes"
HEADING_ROW = 3
_SAVED = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def make(folder: Path) -> None:
    """Writes the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = [list(each) for each in OTHERS]
    for name in ROWS:
        content, planted = _book(name)
        (folder / name).write_bytes(content)
        expected += planted
    tracker = (folder / "tracker.xlsx").read_bytes()
    (folder / "Copy of tracker.xlsx").write_bytes(tracker)
    (folder / "half.xlsx").write_bytes(tracker[: len(tracker) // 2])
    (folder / "empty.xlsx").write_bytes(b"")
    (folder / "page.xlsx").write_bytes(b"<html><body><table></table></body></html>\n")
    secret = "EncryptedPackage".encode("utf-16-le")
    (folder / "secret.xlsx").write_bytes(_COMPOUND + bytes(504) + secret + bytes(480))
    (folder / "old.xlsx").write_bytes(_COMPOUND + bytes(1016))
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in sorted(expected))
    (folder / "expected.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")


def _book(name: str) -> tuple[bytes, list[list[str]]]:
    book = Workbook()
    book.remove(book["Sheet"])
    places: list[list[str]] = []
    for sheet, rows in ROWS[name].items():
        page = book.create_sheet(sheet)
        columns = _write_rows(page, rows)
        for mistake in MISTAKES[name]:
            if mistake.sheet == sheet:
                cell = _plant(page, columns, mistake)
                places.append([name, sheet, cell, mistake.code])
    return workbook_bytes(book, _SAVED), places


def _write_rows(page: Worksheet, rows: list[Row]) -> dict[str, int]:
    page["A1"] = page.title
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    columns = {heading: number for number, heading in enumerate(headings, 1)}
    for heading, number in columns.items():
        page.cell(HEADING_ROW, number, heading)
    for number, row in enumerate(rows, HEADING_ROW + 1):
        for heading, value in row.items():
            _write(page.cell(number, columns[heading]), heading, value)
    return columns


def _write(cell: Cell | MergedCell, heading: str, value: Any) -> None:
    cell.value = value
    if isinstance(value, date):
        cell.number_format = f"{DAY} hh:mm" if isinstance(value, datetime) else DAY
    elif heading == "Percent complete":
        cell.number_format = "0%"


def _plant(page: Worksheet, columns: dict[str, int], mistake: Mistake) -> str:
    column = columns.setdefault(mistake.heading, len(columns) + 1)
    cell = page.cell(mistake.row, column)
    cell.value, cell.number_format = mistake.value, mistake.number_format
    return str(cell.coordinate)


if __name__ == "__main__":
    make(FOLDER)
