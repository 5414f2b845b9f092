"""Workbooks broken in ways that no program writes, and the refusals that they get."""

import zipfile
from io import BytesIO

import pytest

from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.refusal import RefusedError
from tests.problems.faulty_parts import cut
from tests.workbook_text import workbook

SHEET = "xl/worksheets/sheet1.xml"
SMALL = "Ref | Title\nA-1 | Mend the rail"


def refused(content: bytes, ending: str = ".xlsx") -> RefusedError:
    """The refusal of a workbook that must not be read."""
    with pytest.raises(RefusedError) as caught:
        read_workbook(content, ending)
    return caught.value


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def stuffed(content: bytes) -> bytes:
    """The workbook with a thousand and one parts more."""
    return with_parts(content, {f"x{number}.bin": b"" for number in range(1001)})


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The workbook with further parts."""
    out = BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def in_sheet(old: bytes, new: bytes) -> bytes:
    """A small workbook with bytes of its sheet replaced."""
    return cut(SHEET, old, new, workbook("Actions", SMALL))


def with_cells(xml: bytes) -> bytes:
    """A small workbook with further rows of XML."""
    return in_sheet(b"</sheetData>", xml + b"</sheetData>")


def take_away(data: bytes) -> None:
    """Takes a part away."""
    return
