import subprocess
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from builder.exports.xlsx_file import xlsx_pieces
from builder.field import Link, Moment
from builder.frameworks.load import load_catalogue
from builder.portal.parts.downloads import LISTS
from builder.shipped import catalogue_text
from builder.workbook.reading.folder_reading import read_folder
from tests.exports.made_context import made_context
from tests.exports.written import downloads, sheet_of_rows
from tests.made import as_at, moment

AS_AT = as_at("2026-11-20 17:20")
SERVICES = ("Service ID", "Name", "Type")
EVIDENCE = ("Evidence ref", "Action ref", "Title", "Category", "Link", "Source date",
            "Submitted on", "Submitted by")  # fmt: skip
ROW = (
    "EV-1",
    "A-1",
    "=1+1",
    "EC-PROCESS",
    Link("Audit of November", "https://x.example/audit?a=1&b=2"),
    Moment(moment("2026-11-01").on),
    moment("2026-11-02 09:30"),
    "P-1",
)


def _workbook() -> bytes:
    services = (("OAK", "+44 House", "Residential"),)
    sheets = (
        sheet_of_rows("services", SERVICES, services),
        sheet_of_rows("evidence", EVIDENCE, (ROW,)),
    )
    return b"".join(xlsx_pieces(("services", "evidence"), sheets, AS_AT))


def test_our_own_reader_reads_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_bytes(_workbook())
    held = read_folder(tmp_path, catalogue=load_catalogue(catalogue_text()), as_at=AS_AT).register
    assert [(each.ref, each.name) for each in held.services] == [("OAK", "+44 House")]
    (file,) = held.evidence
    assert file.title == "=1+1"
    assert file.link == ROW[4]
    assert file.source_date == moment("2026-11-01").on
    assert file.submitted_on == moment("2026-11-02 09:30")


def _converted(folder: Path, data: bytes) -> Any:
    source = folder / "out.xlsx"
    source.write_bytes(data)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "lo"),
         str(source)],
        check=True,
        capture_output=True,
        timeout=180,
    )  # fmt: skip
    return openpyxl.load_workbook(folder / "lo" / "out.xlsx")


@pytest.mark.slow
def test_libreoffice_reads_the_same_values(tmp_path: Path) -> None:
    files = downloads(made_context())
    ours = openpyxl.load_workbook(BytesIO(files["data/portal.xlsx"]))
    theirs = _converted(tmp_path, files["data/portal.xlsx"])
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        other = theirs[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                read = other[cell.coordinate]
                # RATIONALE: LibreOffice keeps fifteen digits of a number.
                wanted = pytest.approx(cell.value) if cell.data_type == "n" else cell.value
                assert read.value == wanted, (sheet.title, cell.coordinate)
                assert read.data_type != "f"


def test_every_part_of_an_export_is_named_in_its_package() -> None:
    files: Mapping[str, bytes] = downloads(made_context())
    with zipfile.ZipFile(BytesIO(files["data/portal.xlsx"])) as archive:
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
    tables = {name for name in names if name.startswith("xl/tables/")}
    assert len(tables) == len(LISTS)
    assert all(f'PartName="/{name}"' in types for name in tables)
