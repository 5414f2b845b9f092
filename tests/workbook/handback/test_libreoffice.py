"""A workbook saved again by LibreOffice gives the same records."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder import shipped
from builder.field import Link, Register, Source
from builder.workbook.reading.folder_reading import read_folder
from builder.workbook.schema import SHEETS
from tests.workbook.made_reading import AS_AT, CATALOGUE_OF_CARE

NOWHERE = Source("", "", 0)


def unplaced(register: Register) -> dict[str, list[Any]]:
    """The records without where they stood; relative links by their file alone.

    LibreOffice writes a relative link anew for the folder that it saves into.
    """
    found = {
        sheet.name: [replace(row, source=NOWHERE) for row in getattr(register, sheet.attribute)]
        for sheet in SHEETS
    }
    found["Evidence"] = [replace(row, link=by_name(row.link)) for row in found["Evidence"]]
    return found


def by_name(link: Link | None) -> Link | None:
    if link is None or link.target is None or ":" in link.target:
        return link
    return Link(link.text, link.target.rpartition("/")[2])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_by_libreoffice_gives_the_same_records(tmp_path: Path) -> None:
    sample = shipped.shipped_folder("workbooks")
    saved, profile = tmp_path / "saved", tmp_path / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    files = [str(path) for path in sorted(sample.glob("*.xlsx"))]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(saved), *files],
        check=True,
        capture_output=True,
        timeout=300,
    )
    before = read_folder(sample, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT)
    after = read_folder(saved, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT)
    assert unplaced(after.register) == unplaced(before.register)
    codes = [[problem.code for problem in each.problems] for each in (before, after)]
    assert codes[0] == codes[1]
