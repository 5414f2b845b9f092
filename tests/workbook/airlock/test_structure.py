"""Headings found, reordered, renamed; rows that are no records; what is never published."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from builder.workbook.handback import fix_list
from builder.workbook.reading import own_sheets
from builder.workbook.reading.folder_reading import Reading
from builder.workbook.schema import SHEETS
from builder.workbook.template import choices
from builder.workbook.template.template import template_bytes
from tests.made import moment
from tests.problems.faulty_parts import clean
from tests.workbook.made_reading import CATALOGUE_OF_CARE, found, read
from tests.workbook_text import ACTION, PERSON, SERVICE, action, book, rows, surgery


def tracker(table: str, tmp_path: Path, mapping: str | None = None) -> Reading:
    sheets = {"Services": rows(SERVICE), "People": rows(PERSON), "Actions": table}
    return read(tmp_path, {"t.xlsx": book(sheets)}, mapping)


def refs(reading: Reading) -> list[str]:
    return [line.ref for line in reading.register.actions]


def test_headings_stand_below_a_title_and_notes_in_any_order_and_case(tmp_path: Path) -> None:
    line = action()
    backwards = " | ".join(f"  {heading.upper()} * " for heading in reversed(line))
    cells = " | ".join(reversed(line.values()))
    reading = tracker(f"Oakfield House\nKept by Ash\n\n{backwards}\n{cells}", tmp_path)
    assert refs(reading) == ["A-1"]
    assert reading.register.actions[0].due == moment("2026-12-01")
    assert reading.register.actions[0].source.row == 5
    assert reading.register.actions[0].source.cell("ref") == "J5"
    assert reading.problems == ()


@pytest.mark.parametrize(("above", "is_found"), [(19, True), (20, False)])
def test_headings_are_looked_for_in_the_first_twenty_rows(
    tmp_path: Path, above: int, is_found: bool
) -> None:
    reading = tracker("note\n" * above + rows(action()), tmp_path)
    assert bool(refs(reading)) == is_found
    assert ("WB134" in {code for code, _ in found(reading)}) != is_found


def test_blank_rows_between_records_never_end_the_sheet(tmp_path: Path) -> None:
    heading, first = rows(action()).splitlines()
    second = first.replace("A-1", "A-2")
    reading = tracker("\n".join([heading, first, *[""] * 40, second]), tmp_path)
    assert refs(reading) == ["A-1", "A-2"]
    assert reading.register.actions[1].source.row == 43


def test_unknown_columns_and_sheets_are_reported_once_and_kept_nowhere(tmp_path: Path) -> None:
    lines = [{**action(Ref=f"A-{n}"), "Mood": "SECRET"} for n in range(3)]
    sheets = {
        "Services": rows(SERVICE),
        "People": rows(PERSON),
        "Actions": rows(*lines),
        "Diary": "Name | Note\nAsh | SECRET",
    }
    reading = read(tmp_path, {"t.xlsx": book(sheets)})
    assert found(reading) == [("WB139", "t.xlsx!Actions!K1"), ("WB130", "t.xlsx!Diary")]
    assert "SECRET" not in repr(reading)


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("Due Dat", "Due"),
        ("Quality statment", "Quality statements"),
        ("Sevice ID", "Service ID"),
        ("Raised", "Raised on"),
    ],
)
def test_a_near_heading_is_reported_with_the_one_that_may_be_meant(
    tmp_path: Path, typed: str, suggestion: str
) -> None:
    table = rows({typed if heading == suggestion else heading: value
                  for heading, value in ACTION.items()})  # fmt: skip
    reading = tracker(table, tmp_path)
    assert [problem.code for problem in reading.problems] == ["WB138"]
    assert reading.problems[0].remedy == f"Rename the heading to {suggestion}."


def test_a_heading_twice_is_refused_at_both_places(tmp_path: Path) -> None:
    heading, line = rows(action()).splitlines()
    reading = tracker(f"{heading} | Due\n{line} | 2027-01-01", tmp_path)
    assert found(reading) == [("WB137", "t.xlsx!Actions!I1"), ("WB137", "t.xlsx!Actions!K1")]
    assert reading.register.actions[0].due is None


MAPPING = """
sheets: {Tracker: Actions}
columns:
  Actions: {Reference: Ref, Who: Owner, "By when": Due}
words:
  Actions:
    Status: {Doing: In progress}
    Confidential: {Private: "Yes"}
"""


def test_a_provider_s_own_names_are_read_through_mapping_yml(tmp_path: Path) -> None:
    names = {"Ref": "Reference", "Owner": "Who", "Due": "By when"}
    line = {names.get(heading, heading): value for heading, value in ACTION.items()}
    table = rows({**line, "Status": "doing", "Confidential": "private"})
    sheets = {"Services": rows(SERVICE), "People": rows(PERSON), " TRACKER ": table}
    reading = read(tmp_path, {"t.xlsx": book(sheets)}, MAPPING)
    assert reading.problems == ()
    (kept,) = reading.register.actions
    assert (kept.ref, kept.owner, kept.due) == ("A-1", "P-1", moment("2026-12-01"))
    assert kept.status is not None
    assert kept.status.value == "In progress"
    assert kept.confidential is True


def test_mapping_yml_in_the_folder_is_used_of_itself(tmp_path: Path) -> None:
    (tmp_path / "mapping.yml").write_text("columns: {Actions: {Reference: Ref}}", encoding="utf-8")
    table = rows({("Reference" if h == "Ref" else h): v for h, v in ACTION.items()})
    assert refs(read(tmp_path, {"t.xlsx": clean(table)})) == ["A-1"]


def test_headings_merged_over_two_rows_are_read_as_one(tmp_path: Path) -> None:
    def change(made: Workbook) -> None:
        sheet = made["Actions"]
        sheet.insert_rows(1)
        for column, heading in enumerate(ACTION, 1):
            if heading in ("Raised on", "Due"):
                continue
            sheet.cell(1, column).value = heading
            sheet.cell(2, column).value = None
            sheet.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
        raised = list(ACTION).index("Raised on") + 1
        sheet.cell(1, raised).value = "Raised"
        sheet.cell(2, raised).value = "on"

        sheet.merge_cells(start_row=1, end_row=1, start_column=raised, end_column=raised + 1)

    reading = read(tmp_path, {"t.xlsx": clean(change=change)})
    assert refs(reading) == ["A-1"]
    assert reading.register.actions[0].raised_on == moment("2026-10-01")
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        pytest.param({"Ref": "Total", "Title": "1"}, "WB142", id="a total in the first column"),
        pytest.param({"Title": "Grand total:", "Due": "1"}, "WB142", id="a total without a ref"),
        pytest.param({"Ref": "First floor"}, "WB143", id="a section"),
        pytest.param({h: h for h in ACTION}, "WB141", id="headings again"),
    ],
)
def test_a_row_that_is_no_record_is_skipped_and_named(
    tmp_path: Path, row: dict[str, str], code: str
) -> None:
    reading = tracker(rows(action(), row, action(Ref="A-2")), tmp_path)
    assert refs(reading) == ["A-1", "A-2"]
    assert [problem.code for problem in reading.problems] == [code]


def test_a_lone_ref_is_a_record_with_blanks(tmp_path: Path) -> None:
    reading = tracker(rows(action(), {"Ref": "A-2"}), tmp_path)
    assert refs(reading) == ["A-1", "A-2"]
    assert {problem.code for problem in reading.problems} == {"WB201"}
    assert len(reading.problems) == len(ACTION) - 1


def test_a_title_that_begins_with_total_is_a_record(tmp_path: Path) -> None:
    reading = tracker(rows(action(Title="Total refit of the bathroom")), tmp_path)
    assert refs(reading) == ["A-1"]
    assert reading.problems == ()


def test_a_row_with_only_stray_cells_is_no_record(tmp_path: Path) -> None:
    reading = tracker(rows(action(), {"Mood": "fine"}), tmp_path)
    assert refs(reading) == ["A-1"]
    assert [problem.code for problem in reading.problems] == ["WB139"]


def test_a_second_table_is_named_and_not_read_into_the_first(tmp_path: Path) -> None:
    table = rows(action()) + "\n\nAction ref | Step | Kind\nA-1 | Rail | Repair"
    reading = tracker(table, tmp_path)
    assert refs(reading) == ["A-1"]
    assert found(reading) == [("WB144", "t.xlsx!Actions!A4")]


def test_hidden_rows_and_sheets_are_data_and_comments_are_not(tmp_path: Path) -> None:
    from openpyxl.comments import Comment

    def change(made: Workbook) -> None:
        made["Actions"].sheet_state = "hidden"
        made["Actions"].row_dimensions[3].hidden = True
        made["Actions"]["B2"].comment = Comment("SECRET", "Ash")

    content = clean(rows(action(), action(Ref="A-2")), change=change)
    reading = read(tmp_path, {"t.xlsx": content})
    assert refs(reading) == ["A-1", "A-2"]
    assert [problem.code for problem in reading.problems] == ["WB132", "WB133"]
    assert "SECRET" not in repr(reading)


def test_columns_kept_are_those_that_stand_in_some_workbook(tmp_path: Path) -> None:
    other = book({"Actions": rows({**action(Ref="B-1"), "Detail": "x"})})
    register = read(tmp_path, {"t.xlsx": clean(), "u.xlsx": other}).register
    assert register.keeps("Actions", "ref", "detail")
    assert not register.keeps("Actions", "regulations")
    assert not register.keeps("Evidence")


def test_mapping_yml_may_say_which_refs_and_items_a_provider_s_names_are(tmp_path: Path) -> None:
    mapping = """
words:
  Actions:
    Owner: {Ash Reed: P-1}
    Quality statements: {"S1": SAFE-1, Medicines: SAFE-8}
"""
    table = rows(action(Owner="ash  reed", Quality_statements="s1; medicines; SAFE-2"))
    reading = read(tmp_path, {"t.xlsx": clean(table)}, mapping)
    assert reading.problems == ()
    assert reading.register.actions[0].owner == "P-1"
    assert reading.register.actions[0].quality_statements == ("SAFE-1", "SAFE-8", "SAFE-2")


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("sheets: [", "WB120", "line 1"),
        ("colums: {}", "WB120", "colums"),
        ("- a", "WB120", "list of names"),
        ("sheets: {X: Actoins}", "WB121", "such as Actions"),
        ("columns: {Nowhere: {A: B}}", "WB121", "Nowhere"),
        ("columns: {Actions: {When: Duee}}", "WB121", "such as Due"),
        ("words: {Actions: {Status: {Done: Closd}}}", "WB121", "such as Closed"),
        ("words: {Actions: {Confidential: {Ja: Jawohl}}}", "WB121", "Jawohl"),
        ("columns: {Actions: {When: Due}}", "WB122", "when"),
        ("sheets: {Tracker: Actions}", "WB122", "tracker"),
        ("&a [*a]", "WB120", "mapping.yml"),
    ],
)
def test_what_is_wrong_with_mapping_yml_itself_is_said(
    tmp_path: Path, text: str, code: str, words: str
) -> None:
    reading = read(tmp_path, {"t.xlsx": clean(rows(action(Confidential="No")))}, text)
    assert [problem.code for problem in reading.problems] == [code]
    assert words in f"{reading.problems[0].message} {reading.problems[0].remedy}"
    assert refs(reading) == ["A-1"]


@pytest.mark.parametrize("text", ["", "# nothing yet", "sheets: {}"])
def test_an_empty_mapping_is_no_problem(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, {"t.xlsx": clean()}, text).problems == ()


def test_an_empty_sheet_is_neither_a_problem_nor_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, {"t.xlsx": clean(Steps="")})
    assert reading.problems == ()
    assert not reading.register.keeps("Steps")


def test_headings_without_rows_are_a_sheet_that_is_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, {"t.xlsx": clean(Steps="Action ref | Step | Kind")})
    assert reading.problems == ()
    assert reading.register.keeps("Steps", "kind")


@pytest.mark.parametrize("name", ["About", "Words", "Fix list", "fix list 2"])
def test_sheets_that_the_product_wrote_go_without_saying(tmp_path: Path, name: str) -> None:
    sheets = {"Services": rows(SERVICE), "People": rows(PERSON), "Actions": rows(action())}
    content = book({**sheets, name: "some | words"})
    assert read(tmp_path, {"t.xlsx": content}).problems == ()


def test_the_names_of_our_own_sheets_are_those_that_the_writers_use() -> None:
    assert own_sheets.WORDS == choices.WORDS_SHEET
    assert own_sheets.FIX_LIST == fix_list.NAME
    made = load_workbook(BytesIO(template_bytes(CATALOGUE_OF_CARE)), read_only=True)
    assert own_sheets.ABOUT in made.sheetnames


def test_a_fresh_template_is_read_without_a_problem_but_that_it_is_empty(tmp_path: Path) -> None:
    reading = read(tmp_path, {"t.xlsx": template_bytes(CATALOGUE_OF_CARE)})
    assert reading.problems == ()
    assert all(reading.register.keeps(sheet.name) for sheet in SHEETS)


@pytest.mark.parametrize("span", ["M:N", "$M:$N", "5:6"])
def test_whole_columns_that_are_merged_refuse_nothing(tmp_path: Path, span: str) -> None:
    merged = f'<mergeCells count="1"><mergeCell ref="{span}"/></mergeCells>'.encode()
    part = "xl/worksheets/sheet3.xml"
    margins = b"<pageMargins"
    whole = surgery(clean(), part, lambda data: data.replace(margins, merged + margins))
    reading = read(tmp_path, {"t.xlsx": whole})
    assert (refs(reading), reading.problems) == (["A-1"], ())
