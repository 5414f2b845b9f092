"""Both numbers of each sheet are stated, and where a row is missing nothing reads well."""

import json
from pathlib import Path

from builder.cli.exit_codes import ExitCode
from tests.cli.conftest import AS_AT, Portal
from tests.workbook_text import PERSON, SERVICE, action, book, rows

BELOW = "\n\nAction ref | Step | Kind\nA-1 | Order the rail | Repair\nA-1 | Fit it | Repair"


def write(folder: Path, actions: str, name: str = "tracker.xlsx") -> None:
    sheets = {"Actions": actions, "People": rows(PERSON), "Services": rows(SERVICE)}
    (folder / "workbooks" / name).write_bytes(book(sheets))


def text(folder: Path, page: str) -> str:
    return (folder / "site" / page).read_text(encoding="utf-8")


def test_both_numbers_stand_at_every_place(portal: Portal, folder: Path) -> None:
    write(folder, rows(action(), action(Ref="A-2")))
    words = "2 of 2 rows of tracker.xlsx, Actions"
    assert words in portal("check", "--as-at", AS_AT).output
    assert words in portal("build", "--as-at", AS_AT).output
    assert words in text(folder, "index.html")
    assert words in text(folder, "data-quality.html")
    assert "missing on these pages" not in text(folder, "index.html")


def test_where_a_row_is_missing_the_first_page_warns_and_figures_are_not_assessable(
    portal: Portal, folder: Path
) -> None:
    write(folder, rows(action()) + BELOW)
    done = portal("build", "--as-at", AS_AT)
    assert done.exit_code == ExitCode.DONE, done.output
    assert "of 3 rows of tracker.xlsx, Actions" in done.output
    assert "No limit is reached" not in done.output
    first = text(folder, "index.html")
    assert "Rows of the workbooks are missing on these pages" in first
    assert "No limit is reached" not in first
    for page in (folder / "site").rglob("*.html"):
        assert "No limit is reached" not in page.read_text(encoding="utf-8"), page
    found = json.loads(portal("assess", "--as-at", AS_AT, "--format", "json", "--quiet").stdout)
    status = [each for each in found["registers"] if each["id"] == "B1.1"]
    assert {each["scope"] for each in status} == {"provider", "OAK"}
    assert {value for each in status for value in each["figures"].values()} == {None}


def test_a_workbook_that_cannot_be_read_is_named_on_the_first_page(
    portal: Portal, folder: Path
) -> None:
    write(folder, rows(action()))
    (folder / "workbooks" / "other.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    done = portal("build", "--as-at", AS_AT)
    assert "No limit is reached" not in done.output
    assert "Nothing of other.xlsx is in." in text(folder, "index.html")
    assert "No limit is reached" not in text(folder, "index.html")
