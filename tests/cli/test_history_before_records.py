"""A tracker with history: what was closed before records began is a page of its own."""

import json
from pathlib import Path

from builder.cli.exit_codes import ExitCode
from tests.cli.conftest import AS_AT, Portal
from tests.workbook_text import PERSON, SERVICE, action, book, rows

PAGE = "actions/closed/before-records.html"


def write(folder: Path) -> None:
    old = {"Status": "Closed", "Raised on": "2025-01-05", "Due": "2025-02-01"}
    lines = (
        action(Title="Mend the rail"),
        action(Ref="A-2", Title="Paint the lounge", **{**old, "Closed on": "2025-02-03"}),
        action(Ref="A-3", Title="Check the water", **{**old, "Closed on": "2026-10-03"}),
    )
    headings = {**lines[0], "Closed on": ""}
    sheets = {
        "Actions": rows(headings, *lines[1:]),
        "People": rows(PERSON),
        "Services": rows(SERVICE),
    }
    (folder / "workbooks" / "tracker.xlsx").write_bytes(book(sheets))


def statuses(portal: Portal) -> dict[str, str]:
    done = portal("assess", "--as-at", AS_AT, "--format", "json", "--quiet")
    return {each["ref"]: each["assured_status"] for each in json.loads(done.stdout)["actions"]}


def test_the_mapping_says_when_records_begin(portal: Portal, folder: Path) -> None:
    write(folder)
    assert "closed before records" not in statuses(portal).values()
    (folder / "workbooks" / "mapping.yml").write_text("version: 2\nrecords_begin: 2026-04-01\n")
    found = statuses(portal)
    assert found["A-2"] == "closed before records"
    assert "closed before records" not in (found["A-1"], found["A-3"])


def test_what_was_closed_before_records_is_a_page_of_its_own(portal: Portal, folder: Path) -> None:
    write(folder)
    (folder / "workbooks" / "mapping.yml").write_text("version: 2\nrecords_begin: 2026-04-01\n")
    assert portal("build", "--as-at", AS_AT, "--quiet").exit_code == ExitCode.DONE
    site = folder / "site"
    page = (site / PAGE).read_text(encoding="utf-8")
    assert "Paint the lounge" in page
    assert "1 April 2026" in page
    assert "Check the water" not in page
    first = (site / "actions" / "index.html").read_text(encoding="utf-8")
    assert "Closed before records began" in first
    assert "Paint the lounge" not in first
    assert not (site / "actions" / "closed" / "2025.html").exists()
    assert (site / "actions" / "a-2.html").exists()
