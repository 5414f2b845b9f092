"""Small workbooks written inline in tests as text tables.

``workbook("Actions", '''Ref | Title | Due
A-1 | Mend the rail | 2026-11-20''')`` gives the bytes of an ``.xlsx``. A cell is typed by how it is
written: ``2026-11-20`` a date, ``2026-11-20 17:20`` a moment, ``17:20`` a time, ``12`` or ``1.5`` a
number, ``15%`` a number in a percent format, ``=SUM(A1)`` a formula, ``'12`` text, anything else
text; ``\\n`` is a new line within the cell.
"""

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

ACTION = {
    "Ref": "A-1",
    "Title": "Mend the rail",
    "Service ID": "OAK",
    "Theme": "Falls",
    "Source": "Audit",
    "Quality statements": "SAFE-1",
    "Owner": "P-1",
    "Raised on": "2026-10-01",
    "Due": "2026-12-01",
    "Status": "In progress",
}
"""A line without a fault, where no People or Services sheet is kept."""
EVIDENCE = {
    "Evidence ref": "E-1",
    "Action ref": "A-1",
    "Title": "Audit sheet",
    "Category": "Processes",
    "Link": "https://example.org/e-1.pdf",
    "Source date": "2026-10-05",
    "Submitted on": "2026-10-06",
    "Submitted by": "P-1",
}
"""A file without a fault."""
PERSON = {"Person ID": "P-1", "Display name": "Ash Reed", "Roles": "Action owner"}
SERVICE = {"Service ID": "OAK", "Name": "Oakfield House", "Type": "Residential"}

Change = Callable[[Any], None]


def typed(text: str, cell: Cell) -> None:
    """Puts a written value into a cell as Excel would hold it."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        cell.value = date.fromisoformat(text)
        cell.number_format = "dd/mm/yyyy"
    elif re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", text):
        cell.value = datetime.fromisoformat(text)
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif re.fullmatch(r"\d\d:\d\d", text):
        cell.value = time.fromisoformat(text)
        cell.number_format = "hh:mm"
    elif re.fullmatch(r"-?\d+(\.\d+)?%", text):
        cell.value = float(text[:-1]) / 100
        cell.number_format = "0%"
    elif re.fullmatch(r"-?\d+(\.\d+)?", text):
        cell.value = float(text) if "." in text else int(text)
    elif text.startswith("'"):
        cell.value = text[1:]
    elif text:
        cell.value = text.replace("\\n", "\n")


def fill(sheet: Worksheet, table: str, first_row: int = 1) -> None:
    """Writes a table, ``|`` between cells, a line a row; blank lines are blank rows."""
    for number, line in enumerate(table.strip("\n").splitlines(), first_row):
        for column, text in enumerate(line.split("|"), 1):
            cell = sheet.cell(number, column)
            assert isinstance(cell, Cell)
            typed(text.strip(), cell)


def book(sheets: Mapping[str, str], change: Change | None = None) -> bytes:
    """The bytes of a workbook of these sheets; ``change`` may still alter it."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, table in sheets.items():
        fill(made.create_sheet(name), table)
    if change is not None:
        change(made)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def workbook(sheet: str, table: str, change: Change | None = None) -> bytes:
    """The bytes of a workbook with one sheet."""
    return book({sheet: table}, change)


def rows(*records: Mapping[str, str]) -> str:
    """A table with the headings that any of the records has."""
    headings = list(dict.fromkeys(heading for record in records for heading in record))
    lines = [" | ".join(headings)]
    lines.extend(" | ".join(record.get(each, "") for each in headings) for record in records)
    return "\n".join(lines)


def action(**changes: str) -> dict[str, str]:
    """A line without a fault but for the changes: ``action(Due="31/02/2026")``.

    An underscore stands for a space in a heading.
    """
    return {**ACTION, **_headed(changes)}


def evidence(**changes: str) -> dict[str, str]:
    """A file without a fault but for the changes."""
    return {**EVIDENCE, **_headed(changes)}


def _headed(changes: Mapping[str, str]) -> dict[str, str]:
    return {heading.replace("_", " "): value for heading, value in changes.items()}


def actions(*records: Mapping[str, str], change: Change | None = None) -> bytes:
    """A workbook with an Actions sheet of these lines."""
    return workbook("Actions", rows(*records), change)


def surgery(content: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The workbook with one part's bytes changed; ``None`` takes the part away."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data: bytes | None = old.read(info)
            if info.filename == part:
                data = change(data or b"")
            if data is not None:
                new.writestr(info.filename, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def with_part(content: bytes, part: str, data: bytes) -> bytes:
    """The workbook with a further part."""
    out = BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, data)
    return out.getvalue()


def shared(content: bytes) -> bytes:
    """The workbook with its texts in the shared table, as Excel keeps them."""
    texts: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        number = texts.setdefault(found.group(2), len(texts))
        return f't="s"{found.group(1)}><v>{number}</v>'

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                text = re.sub(r't="inlineStr"([^>]*)><is>(.*?)</is>', numbered, data.decode())
                data = text.encode()
            elif name == "xl/_rels/workbook.xml.rels":
                data = data.replace(b"</Relationships>", _SHARED_RELATION + b"</Relationships>")
            elif name == "[Content_Types].xml":
                data = data.replace(b"</Types>", _SHARED_TYPE + b"</Types>")
            new.writestr(name, data)
        items = "".join(f"<si>{text}</si>" for text in texts)
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{items}</sst>')
    return out.getvalue()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHARED_RELATION = (
    b'<Relationship Id="rIdShared" Target="sharedStrings.xml" Type="http://schemas.openxmlformats'
    b'.org/officeDocument/2006/relationships/sharedStrings"/>'
)
_SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.spreadsheetml.sharedStrings+xml"/>'
)
