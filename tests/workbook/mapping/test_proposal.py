from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import openpyxl
import pytest
import yaml

from builder.frameworks import load_catalogue
from builder.problems import Severity
from builder.shipped import catalogue_text
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.mapping.mapping import load_mapping
from builder.workbook.mapping.proposal import propose_mapping
from builder.workbook.reading.folder_reading import Reading, read_folder
from builder.workbook.schema import SHEETS
from tests.made import as_at

Rows = list[list[Any]]


def book_with(path: Path, sheets: dict[str, Rows], merges: dict[str, list[str]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        for merge in merges.get(name, []):
            page.merge_cells(merge)
    book.save(path)
    return path


def read_with(folder: Path, proposal: str) -> Reading:
    return read_folder(
        folder,
        mapping_text=proposal,
        catalogue=load_catalogue(catalogue_text()),
        as_at=as_at("2026-11-20 17:20"),
    )


def wide_tracker(path: Path) -> Path:
    headings = [
        "No.", "Issue", "Home", "Topic", "Identified through", "CQC quality statement",
        "By whom", "Date identified", "By when", "RAG status", "Latest update", "Mood",
    ]  # fmt: skip
    rows: Rows = [
        ["Our improvement plan"],
        [],
        headings,
        ["1", "Mend the hall light", "BIR", "Lighting", "Repairs", "SAFE-5", "TW",
         date(2026, 10, 1), date(2026, 12, 1), "Amber", "Asked", "fine"],
        ["2", "Audit the charts", "OAK", "Medicines", "Mock inspection", "SAFE-8", "HM",
         date(2026, 10, 2), date(2026, 12, 2), "Completed", "Done", "good"],
        ["3", "Ask families", "OAK", "Feedback", "Planet", "CARING-1", "HM",
         date(2026, 10, 3), date(2026, 12, 3), "Parked", "", ""],
    ]  # fmt: skip
    return book_with(path, {"SIP 2026": rows}, {})


def merged_tracker(path: Path) -> Path:
    rows: Rows = [
        ["Action", None, "Where and what", None, "Dates", None, "People", None, "Standard",
         "Status"],
        ["Ref", "Title", "Service ID", "Theme", "Raised", "Due", "Lead", "Manager",
         "Quality statements", None],
        ["A-1", "Mend the light", "BIR", "Lighting", date(2026, 10, 1), date(2026, 12, 1),
         "TW", "RC", "SAFE-5", "Ongoing"],
    ]  # fmt: skip
    merges = ["A1:B1", "C1:D1", "E1:F1", "G1:H1", "J1:J2"]
    return book_with(path, {"Actions": rows}, {"Actions": merges})


def two_tables(path: Path) -> Path:
    rows: Rows = [
        ["Ref", "Action required", "Location", "Theme", "Origin", "Standard", "Lead", "Raised",
         "Deadline", "Status"],
        ["A-1", "Mend the light", "BIR", "Lighting", "Audit", "SAFE-5", "TW",
         date(2026, 10, 1), date(2026, 12, 1), "In progress"],
        [],
        ["Staff ID", "Full name", "Job title", "Start date"],
        ["TW", "Tomasz Wilk", "Registered Manager", date(2021, 6, 7)],
    ]  # fmt: skip
    return book_with(path, {"Tracker": rows}, {})


def test_a_wide_tracker_with_renamed_columns_is_read_with_its_proposal(tmp_path: Path) -> None:
    proposal = propose_mapping(wide_tracker(tmp_path / "sip.xlsx"))
    found = yaml.safe_load(proposal)
    assert found["sheets"] == {"SIP 2026": "Actions"}
    assert found["columns"]["Actions"] == {
        "No.": "Ref",
        "Issue": "Title",
        "Home": "Service ID",
        "Topic": "Theme",
        "Identified through": "Source",
        "CQC quality statement": "Quality statements",
        "By whom": "Owner",
        "Date identified": "Raised on",
        "By when": "Due",
        "RAG status": "Status",
        "Latest update": "Progress note",
    }
    assert found["words"]["Actions"]["Status"] == {"Amber": "In progress", "Completed": "Closed"}
    actions = read_with(tmp_path, proposal).register.actions
    assert [(each.ref, each.title, str(each.status)) for each in actions[:2]] == [
        ("1", "Mend the hall light", "In progress"),
        ("2", "Audit the charts", "Closed"),
    ]


def test_what_a_person_has_to_decide_stands_as_a_comment(tmp_path: Path) -> None:
    proposal = propose_mapping(wide_tracker(tmp_path / "sip.xlsx"))
    assert '# "Mood": nothing of ours fits' in proposal
    assert '# "Parked": choose one of Not started, In progress' in proposal
    assert '# "Planet": choose one of Audit' in proposal


def test_headings_merged_over_two_rows_are_told_apart(tmp_path: Path) -> None:
    proposal = propose_mapping(merged_tracker(tmp_path / "merged.xlsx"))
    found = yaml.safe_load(proposal)
    assert found["sheets"] == {}
    assert found["columns"]["Actions"] == {
        "Raised": "Raised on",
        "Lead": "Owner",
        "Manager": "Accountable manager",
    }
    assert found["words"] == {"Actions": {"Status": {"Ongoing": "In progress"}}}
    assert "# Missing: Source, which each row needs" in proposal
    (action,) = read_with(tmp_path, proposal).register.actions
    assert (action.ref, action.owner, str(action.status)) == ("A-1", "TW", "In progress")


def test_a_heading_that_stands_twice_takes_the_merged_one_above_it(tmp_path: Path) -> None:
    rows: Rows = [
        ["Action", "Action", "Original", None, "Revised", None],
        ["Ref", "Title", "Due", "Note", "Due", "Comment"],
        ["A-1", "One", date(2026, 10, 1), "", date(2026, 12, 1), ""],
    ]
    merges = {"Actions": ["C1:D1", "E1:F1"]}
    proposal = propose_mapping(book_with(tmp_path / "t.xlsx", {"Actions": rows}, merges))
    (action,) = read_with(tmp_path, proposal).register.actions
    assert (str(action.original_due), str(action.due)) == ("2026-10-01", "2026-12-01")


def test_two_tables_on_one_sheet_are_both_named(tmp_path: Path) -> None:
    proposal = propose_mapping(two_tables(tmp_path / "two.xlsx"))
    found = yaml.safe_load(proposal)
    assert found["sheets"] == {"Tracker": "Actions"}
    assert "# Another table, like People, begins in row 4, columns A to" in proposal
    assert "move it to a sheet of its own called People" in proposal
    assert found["columns"]["People"] == {
        "Staff ID": "Person ID",
        "Full name": "Display name",
        "Job title": "Roles",
        "Start date": "Active from",
    }
    assert found["columns"]["Actions"]["Action required"] == "Title"
    assert "Status" not in found["words"].get("Actions", {})


def test_a_long_tracker_is_proposed_for_as_quickly_as_a_short_one(tmp_path: Path) -> None:
    rows: Rows = [["Ref", "Issue", "Lead", "Home", "Deadline", "Status"]]
    rows += [[f"A-{n}", f"Mend light {n}", "TW", "BIR", None, "Done"] for n in range(3000)]
    rows += [[], ["Staff ID", "Full name", "Job title"], ["TW", "Tomasz Wilk", "HR"]]
    path = book_with(tmp_path / "t.xlsx", {"Log": rows}, {})
    began = monotonic()
    proposal = propose_mapping(path)
    assert monotonic() - began < 20
    assert "like People, begins in row 3003" in proposal


def test_two_tables_side_by_side_are_both_named(tmp_path: Path) -> None:
    rows: Rows = [
        ["Ref", "Issue", "Lead", "Deadline", None, "Staff ID", "Full name", "Job title"],
        ["A-1", "Mend the light", "TW", date(2026, 12, 1), None, "TW", "Tomasz Wilk", "HR"],
    ]
    proposal = propose_mapping(book_with(tmp_path / "t.xlsx", {"Log": rows}, {}))
    assert yaml.safe_load(proposal)["sheets"] == {"Log": "Actions"}
    assert "# Another table, like People, begins in row 1, columns F to" in proposal


def test_two_tabs_of_one_sheet_share_their_entries(tmp_path: Path) -> None:
    one: Rows = [["Ref", "Issue", "Lead", "Status"], ["A-1", "x", "TW", "Done"]]
    two: Rows = [["Ref", "Task", "Lead", "Status"], ["A-2", "y", "HM", "Ongoing"]]
    proposal = propose_mapping(book_with(tmp_path / "t.xlsx", {"North": one, "South": two}, {}))
    found = yaml.safe_load(proposal)
    assert found["sheets"] == {"North": "Actions", "South": "Actions"}
    assert found["columns"]["Actions"] == {"Issue": "Title", "Task": "Title", "Lead": "Owner"}
    assert found["words"]["Actions"]["Status"] == {"Done": "Closed", "Ongoing": "In progress"}


@pytest.mark.parametrize("maker", [wide_tracker, merged_tracker, two_tables])
def test_every_proposal_is_a_mapping_without_a_problem(maker: Any, tmp_path: Path) -> None:
    proposal = propose_mapping(maker(tmp_path / "t.xlsx"))
    _, problems = load_mapping(proposal)
    assert problems == ()


def test_a_tracker_of_our_own_shape_needs_nothing(tmp_path: Path) -> None:
    rows: Rows = [[column.heading for column in sheet.columns] for sheet in SHEETS[:1]]
    proposal = propose_mapping(book_with(tmp_path / "t.xlsx", {"Services": rows}, {}))
    assert yaml.safe_load(proposal) == {"sheets": {}, "columns": {}, "words": {}}


def test_text_of_a_cell_cannot_break_out_of_the_proposal(tmp_path: Path) -> None:
    rows: Rows = [
        ["Ref", "Issue", "Lead", 'x": y\nsheets: {"a": "b"}'],
        ["A-1", "One", "TW", "z"],
    ]
    proposal = propose_mapping(book_with(tmp_path / "t.xlsx", {"Lo\u2028g": rows}, {}))
    found = yaml.safe_load(proposal)
    assert set(found) == {"sheets", "columns", "words"}
    assert list(found["sheets"].values()) == ["Actions"]


def test_a_sheet_without_a_table_is_named(tmp_path: Path) -> None:
    proposal = propose_mapping(book_with(tmp_path / "t.xlsx", {"Rota": [["Mon", "Tue"]]}, {}))
    assert '# "Rota": no table was found' in proposal


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"a,b,c\n")
    with pytest.raises(RefusedError):
        propose_mapping(path)


def test_no_proposal_leads_to_an_error_about_the_mapping(tmp_path: Path) -> None:
    proposal = propose_mapping(wide_tracker(tmp_path / "sip.xlsx"))
    reading = read_with(tmp_path, proposal)
    about_mapping = [each for each in reading.problems if each.place.workbook == "mapping.yml"]
    assert [each for each in about_mapping if each.severity is Severity.ERROR] == []
