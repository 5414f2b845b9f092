"""``mapping.yml``, version 2: what an entry does to the rows, and what is said of its faults."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from builder.field import Action
from builder.workbook.mapping.mapping import load_mapping
from builder.workbook.reading.folder_reading import Reading
from tests.workbook.made_reading import read
from tests.workbook_text import Change, book, workbook

HEAD = "No | Action needed | By whom | Target date | Revised target | RAG | Domain | Colour key"
PLAN = f"{HEAD}\n1 | Oil the hinges | CW | 2026-12-01 | | Green | Safe | x"


def of(tmp_path: Path, entry: str, table: str = PLAN, change: Change | None = None) -> Reading:
    text = f"version: 2\ntrackers:\n  - {{files: 'QIP*.xlsx', {entry}}}\n"
    return read(tmp_path, {"QIP 1.xlsx": workbook("Plan", table, change)}, text)


def line(reading: Reading) -> Action:
    (only,) = reading.register.actions
    return only


def said(reading: Reading, code: str) -> list[str]:
    return [each.message for each in reading.problems if each.code == code]


COLUMNS = "columns: {Ref: No, Title: Action needed, Owner: By whom}"


def test_columns_are_ours_and_tried_in_order(tmp_path: Path) -> None:
    entry = "columns: {Title: Action needed, Due: [Revised target, Target date]}"
    table = f"{PLAN}\n2 | Fit a ramp | Al | 2026-12-02 | 2027-01-02 | | |"
    reading = of(tmp_path, entry, table)
    found = [str(each.due.on) for each in reading.register.actions if each.due]
    assert found == ["2026-12-01", "2027-01-02"]
    assert not any("Revised target" in each for each in said(reading, "WB139"))


def test_one_column_may_be_two_of_ours(tmp_path: Path) -> None:
    entry = "columns: {Title: Action needed, Due: Target date, Original due: Target date}"
    only = line(of(tmp_path, entry))
    assert only.due == only.original_due
    assert only.source.cell("original_due") == only.source.cell("due") == "D2"


def test_constants_stand_where_no_column_gives_a_value(tmp_path: Path) -> None:
    entry = (
        f"{COLUMNS}, constants: {{Service ID: ROW, Source: Inspection, Theme: {{from: Domain}}}}"
    )
    only = line(of(tmp_path, entry))
    assert (only.service, str(only.source_kind), only.theme) == ("ROW", "Inspection", "Safe")


@pytest.mark.parametrize(("name", "service"), [("sheet name", "Plan"), ("file name", "QIP 1")])
def test_a_constant_may_be_the_name_of_the_sheet_or_the_file(
    name: str, service: str, tmp_path: Path
) -> None:
    only = line(of(tmp_path, f"{COLUMNS}, constants: {{Service ID: {{from: {name}}}}}"))
    assert only.service == service


def test_words_of_any_column_are_read_as_they_are_meant(tmp_path: Path) -> None:
    words = "{Status: {Green: In progress}, Owner: {CW: P-7}, Due: {end of autumn: 2026-11-30}}"
    columns = "{Title: Action needed, Owner: By whom, Due: Target date, Status: RAG}"
    entry = f"columns: {columns}, words: {words}"
    table = f"{HEAD}\n1 | Oil the hinges | CW | End of autumn | | green | |"
    only = line(of(tmp_path, entry, table))
    assert (only.owner, str(only.status)) == ("P-7", "In progress")
    assert only.due is not None
    assert str(only.due.on) == "2026-11-30"
    assert only.source.typed["due"] == "End of autumn"


@pytest.mark.parametrize(
    ("colour", "value", "status"),
    [
        pytest.param("FF00B050", None, "In progress", id="a colour alone"),
        pytest.param("FF00B050", "3/11 twelve done", "In progress", id="a colour beside a note"),
        pytest.param("FF00B050", "Closed", "Closed", id="a word, whatever its colour"),
        pytest.param("FFD9D9D9", None, None, id="a grey"),
        pytest.param("FFFF0000", None, None, id="a colour that is not mapped"),
    ],
)
def test_a_colour_is_read_where_the_cell_holds_no_word(
    colour: str, value: str | None, status: str | None, tmp_path: Path
) -> None:
    def change(made: Workbook) -> None:
        made["Plan"]["F2"].value = value
        made["Plan"]["F2"].fill = PatternFill("solid", fgColor=colour)

    entry = (
        "columns: {Title: Action needed, Status: {column: RAG, fill: true}}, "
        "words: {Status: {Green: In progress}}"
    )
    found = line(of(tmp_path, entry, PLAN, change)).status
    assert (None if found is None else str(found)) == status


def test_the_month_may_stand_first(tmp_path: Path) -> None:
    entry = "columns: {Title: Action needed, Due: {column: Target date, month_first: true}}"
    table = f"{HEAD}\n1 | Oil the hinges | CW | '12/01/2026 | | | |"
    found = line(of(tmp_path, entry, table)).due
    assert found is not None
    assert str(found.on) == "2026-12-01"


def test_columns_that_are_not_wanted_are_not_named_and_make_no_row(tmp_path: Path) -> None:
    table = f"{PLAN}\n | | | | | | | a key"
    entry = f"{COLUMNS}, ignore: [Colour key]"
    reading = of(tmp_path, entry, table)
    assert not any("Colour key" in each for each in said(reading, "WB139"))
    (sheet,) = reading.register.inputs[0].sheets
    assert (sheet.rows_in, sheet.rows_there) == (1, 1)


def test_headings_may_be_said_to_stand_in_two_rows(tmp_path: Path) -> None:
    table = "Title | What | Date\nAnother | to do | planned\nOil the hinges | | 2026-12-01"
    entry = "heading_rows: [1, 2], columns: {Title: Title Another, Due: Date planned}"
    only = line(of(tmp_path, entry, table))
    assert only.title == "Oil the hinges"
    assert only.due is not None


def test_the_first_entry_that_fits_a_sheet_is_used(tmp_path: Path) -> None:
    text = (
        "version: 2\ntrackers:\n"
        "  - files: '*'\n    sheets: ['* 2026']\n"
        "    columns: {Title: Action needed}\n    constants: {Theme: A}\n"
        "  - {columns: {Title: Action needed}, constants: {Theme: B}}\n"
    )
    sheets = {"Plan 2026": PLAN, "Other": PLAN.replace("hinges", "gate"), "Notes": "x | y\n1 | 2"}
    reading = read(tmp_path, {"t.xlsx": book(sheets)}, text)
    assert {each.title: each.theme for each in reading.register.actions} == {
        "Oil the hinges": "A",
        "Oil the gate": "B",
    }
    assert said(reading, "WB321") == []


def test_records_begin_on_a_day() -> None:
    mapping, problems = load_mapping("version: 2\nrecords_begin: 2026-04-01\n")
    assert str(mapping.records_begin) == "2026-04-01"
    assert problems == ()


@pytest.mark.parametrize(
    ("entry", "line_number", "words"),
    [
        pytest.param("as: Acitons", 4, "such as Actions", id="a sheet that is not there"),
        pytest.param("columns: {Duee: X}", 5, "such as Due", id="a column of ours"),
        pytest.param(
            "columns:\n      Title: A\n      Stauts: B", 7, "such as Status", id="its line"
        ),
        pytest.param("words: {Status: {Done: Closd}}", 5, "such as Closed", id="a word of ours"),
        pytest.param("words: {Status: {Done: }}", 5, "has no word", id="a word for nothing"),
        pytest.param("words: {Due: {soon: tomorrow}}", 5, "has no word", id="a word for no day"),
        pytest.param("constants: {Source: Inspektion}", 5, "such as Inspection", id="a constant"),
        pytest.param("words: {Status: {A: Closed, A: Closed}}", 5, "stands twice", id="twice"),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_nearest_name(
    entry: str, line_number: int, words: str
) -> None:
    lines = ["version: 2", "# a comment", "trackers:", "  - files: t.xlsx", f"    {entry}"]
    if entry.startswith("as"):
        lines[3:] = [f"  - {entry}"]
    _, problems = load_mapping("\n".join(lines) + "\n")
    (problem,) = problems
    assert problem.code == "WB121"
    assert f"Line {line_number} " in problem.message
    assert words in f"{problem.message} {problem.remedy}"


def test_two_entries_for_one_sheet_are_told() -> None:
    entry = "  - {files: t.xlsx, sheets: Plan, columns: {Title: A}}\n"
    _, problems = load_mapping(f"version: 2\ntrackers:\n{entry}{entry}")
    assert ["again" in each.message and "line 3" in each.message for each in problems] == [True]


def test_a_column_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    reading = of(tmp_path, "columns: {Title: Action needed, Owner: By whom, Due: Traget date}")
    (words,) = said(reading, "WB320")
    assert "Line 3" in words
    problem = next(each for each in reading.problems if each.code == "WB320")
    assert "Target date" in problem.remedy


def test_an_entry_for_no_file_is_told(tmp_path: Path) -> None:
    text = "version: 2\ntrackers:\n  - {files: 'Other*.xlsx', columns: {Title: A}}\n"
    reading = read(tmp_path, {"t.xlsx": workbook("Plan", PLAN)}, text)
    assert any("Other*.xlsx" in each for each in said(reading, "WB122"))


def test_a_lost_column_that_hides_hides_every_row(tmp_path: Path) -> None:
    reading = of(tmp_path, "columns: {Title: Action needed, Ref: No, Confidential: Privat}")
    assert line(reading).confidential is True


def test_words_as_yes_and_no_stay_words() -> None:
    text = "version: 2\ntrackers:\n  - {words: {Status: {Yes: Closed, No: Not started}}}\n"
    mapping, problems = load_mapping(text)
    assert problems == ()
    assert mapping.trackers[0].words["status"] == {"yes": "Closed", "no": "Not started"}
