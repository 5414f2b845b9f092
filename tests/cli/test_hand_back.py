"""Copies for the authors: never where the portal reads, one for each workbook that has a fault."""

import os
import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from builder.cli.exit_codes import ExitCode
from tests.cli.conftest import AS_AT, Portal
from tests.problems.faulty_parts import clean
from tests.workbook_text import PERSON, action, book, rows

FAULTY = rows(action(Due="31/02/2026"))


@pytest.fixture
def trackers(folder: Path) -> Path:
    (folder / "workbooks" / "oak.xlsx").write_bytes(clean(FAULTY))
    (folder / "workbooks" / "frameworks").mkdir()
    return folder / "workbooks"


def check(portal: Portal, to: str) -> tuple[int, str]:
    result = portal("check", "--as-at", AS_AT, "--quiet", "--hand-back", to)
    return result.exit_code, result.output


def linked(folder: Path) -> str:
    (folder / "elsewhere").symlink_to(folder / "workbooks", target_is_directory=True)
    return "elsewhere"


def holding_a_hard_link(folder: Path) -> str:
    (folder / "twin").mkdir()
    os.link(folder / "workbooks" / "oak.xlsx", folder / "twin" / "oak.xlsx")
    return "twin"


@pytest.mark.parametrize(
    "spelt",
    [
        pytest.param(lambda _: "workbooks", id="its name"),
        pytest.param(lambda _: "workbooks/", id="with a slash"),
        pytest.param(lambda _: "./workbooks/../workbooks", id="by a detour"),
        pytest.param(lambda folder: str(folder / "workbooks"), id="from the root"),
        pytest.param(lambda _: "workbooks/frameworks", id="frameworks"),
        pytest.param(linked, id="a link to it"),
        pytest.param(holding_a_hard_link, id="a folder that holds the same file"),
    ],
)
def test_no_copy_goes_where_the_portal_reads(portal: Portal, trackers: Path, spelt) -> None:  # type: ignore[no-untyped-def]  # a way to spell a folder
    before = (trackers / "oak.xlsx").read_bytes()
    code, output = check(portal, spelt(trackers.parent))
    assert code == ExitCode.WRONG_USAGE
    assert "to-mend" in output
    assert (trackers / "oak.xlsx").read_bytes() == before
    assert sorted(each.name for each in trackers.iterdir()) == ["frameworks", "oak.xlsx"]


def test_a_file_in_the_place_of_the_folder_is_wrong_usage(portal: Portal, trackers: Path) -> None:
    (trackers.parent / "to-mend").write_text("notes")
    code, output = check(portal, "to-mend")
    assert code == ExitCode.WRONG_USAGE
    assert "is a file" in output


def test_a_copy_of_an_earlier_day_is_written_anew_and_another_file_stays(
    portal: Portal, trackers: Path
) -> None:
    assert check(portal, "workbooks/to-mend")[0] == ExitCode.WORKBOOK_ERRORS
    copy = trackers / "to-mend" / "oak.xlsx"
    first = copy.read_bytes()
    assert check(portal, "workbooks/to-mend")[0] == ExitCode.WORKBOOK_ERRORS
    assert copy.read_bytes() == first
    copy.write_bytes(clean())
    code, output = check(portal, "workbooks/to-mend")
    assert code == ExitCode.WORKBOOK_ERRORS
    assert "No copy of oak.xlsx: another file stands" in output
    assert copy.read_bytes() == clean()


def test_one_workbook_that_cannot_be_handed_back_is_named_and_the_others_are(
    portal: Portal, trackers: Path
) -> None:
    shutil.copyfile(trackers / "oak.xlsx", trackers / "zoe.xlsx")
    (trackers / "half.xlsx").write_bytes(b"half")
    (trackers / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    code, output = check(portal, "to-mend")
    assert code == ExitCode.WORKBOOK_ERRORS
    assert "No copy of half.xlsx: it cannot be opened as a workbook." in output
    assert "No copy of old.xls: it cannot be opened as a workbook." in output
    names = sorted(each.name for each in (trackers.parent / "to-mend").iterdir())
    assert names == ["oak.xlsx", "zoe.xlsx"]


def test_a_workbook_without_a_fault_has_no_copy(portal: Portal, trackers: Path) -> None:
    (trackers / "zoe.xlsx").write_bytes(book({"Actions": rows(action(Ref="Z-1"))}))
    check(portal, "to-mend")
    assert [each.name for each in (trackers.parent / "to-mend").iterdir()] == ["oak.xlsx"]


@pytest.mark.parametrize(
    "sheets",
    [
        pytest.param({"Actions": "Ref | Title\nA-1 | Mend"}, id="a missing column"),
        pytest.param({"Actions": "Title | Owner\nMend | P-1"}, id="a missing key column"),
        pytest.param({"Notes": "a | b"}, id="no known sheet"),
        pytest.param({"People": rows(PERSON)}, id="no Actions"),
    ],
)
def test_a_missing_column_or_sheet_has_its_fix_list_too(
    portal: Portal, trackers: Path, sheets: dict[str, str]
) -> None:
    (trackers / "oak.xlsx").write_bytes(book(sheets))
    checked, output = check(portal, "to-mend")
    assert checked in (ExitCode.WORKBOOK_ERRORS, ExitCode.NOTHING_BUILT)
    copy = (trackers.parent / "to-mend" / "oak.xlsx").read_bytes()
    listed = openpyxl.load_workbook(BytesIO(copy))["Fix list"]
    codes = {str(row[4].value) for row in listed.iter_rows(min_row=2)}
    assert codes
    assert all(each in output for each in codes)
