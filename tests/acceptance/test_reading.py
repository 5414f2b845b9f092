"""Cells and rows: what is read, what is kept, and what a figure leaves out."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.acceptance.command import Command
from tests.workbook_text import action, actions, rows


def test_row_order_never_changes_the_assessment(assess: Command) -> None:
    lines = [action(Ref=f"A-{n}", Due=f"2026-11-{10 + n}") for n in range(6)]
    one = assess({"Actions": rows(*lines)})
    (assess.folder / "tracker.xlsx").unlink()
    other = assess({"Actions": rows(*reversed(lines))})
    assert one.figures("B1.1") == other.figures("B1.1")
    assert [each["ref"] for each in one.data["actions"]] == [
        each["ref"] for each in other.data["actions"]
    ]
    assert [(each["rule"], each["verdict"], each["subject"]) for each in one.data["verdicts"]] == [
        (each["rule"], each["verdict"], each["subject"]) for each in other.data["verdicts"]
    ]


def test_both_of_two_rows_with_one_ref_stand(assess: Command) -> None:
    answer = assess(
        {"Actions": rows(action(Due="2026-11-10"), action(Ref="a-1", Due="2026-12-10"))}
    )
    assert answer.figures("B1.1")["live"] == 2
    assert answer.action()["due"] == "2026-11-10"
    assert answer.action("A-1~2")["due"] == "2026-12-10"
    places = {
        (each["sheet"], each["cell"])
        for each in answer.problems("WB")
        if each["severity"] == "error"
    }
    assert {("Actions", "A2"), ("Actions", "A3")} <= places


def test_a_ref_twice_in_two_workbooks_names_both_places(assess: Command) -> None:
    answer = assess({"Actions": rows(action())}, other={"Actions": rows(action(Title="Other"))})
    places = {each["workbook"] for each in answer.problems("WB3") if each["severity"] == "error"}
    assert places == {"other.xlsx", "tracker.xlsx"}


def test_a_row_without_a_ref_stays_and_is_told(assess: Command) -> None:
    answer = assess({"Actions": rows(action(Ref=""), action(Ref="A-2"))})
    assert answer.figures("B1.1")["live"] == 2
    assert any(each["cell"] == "A2" for each in answer.data["problems"])


@pytest.mark.parametrize("heading", ["Status", "Due", "Owner", "Theme", "Raised on", "Title"])
def test_a_faulty_cell_never_drops_its_row(assess: Command, heading: str) -> None:
    answer = assess({"Actions": rows({**action(), heading: ""}, action(Ref="A-2"))})
    assert [each["ref"] for each in answer.data["actions"]] == ["A-1", "A-2"]
    assert any(each["severity"] == "error" for each in answer.data["problems"])


def test_a_line_of_unknown_status_stays_among_the_live_ones(assess: Command) -> None:
    answer = assess({"Actions": rows(action(Status="Nearly"), action(Ref="A-2"))})
    assert answer.figures("B1.1")["live"] == 2
    assert answer.action("A-1")["claimed_status"] is None


@pytest.mark.parametrize(
    ("typed", "percent"), [("50%", 50), ("50", 50), ("0.5", 0.5), ("0.5%", 0.5)]
)
def test_percent_cells(assess: Command, typed: str, percent: float) -> None:
    workforce = f"""
        Service ID | Week starting | Vacancies | Absence percent | Visits planned | Visits missed | Target missed percent | Recorded on
        OAK | 2026-11-09 | 1 | 5% | 1000 | 6 | {typed} | 2026-11-16"""  # noqa: E501  # a table
    answer = assess({"Actions": rows(action()), "Workforce": workforce})
    (found,) = answer.verdicts("continuity_escalated")
    assert found["limit"] == percent
    warned = any(each["severity"] == "warning" for each in answer.problems("WB2"))
    assert warned is (typed == "0.5")


def test_dates_of_the_1904_calendar(assess: Command) -> None:
    made = load_workbook(BytesIO(actions(action())))
    sheet = made["Actions"]
    made.epoch = CALENDAR_MAC_1904
    headings = [cell.value for cell in sheet[1]]
    for heading, day in (("Raised on", date(2026, 10, 1)), ("Due", date(2026, 11, 10))):
        sheet.cell(2, headings.index(heading) + 1).value = day
    stream = BytesIO()
    made.save(stream)
    (assess.folder / "tracker.xlsx").write_bytes(stream.getvalue())
    line = assess.judge().action()
    assert (line["due"], line["days_overdue"]) == ("2026-11-10", 10)


@pytest.mark.parametrize("typed", ["'2026-11-10", "'10/11/2026", "'10 November 2026"])
def test_dates_typed_as_text_are_read_with_a_warning(assess: Command, typed: str) -> None:
    answer = assess({"Actions": rows(action(Due=typed))})
    if answer.action()["due"] is not None:
        assert answer.action()["due"] == "2026-11-10"
        assert [each["severity"] for each in answer.problems("WB2")] == ["warning"]
    else:
        assert [each["severity"] for each in answer.problems("WB2")] == ["error"]
        assert typed == "'10 November 2026"


def test_headings_are_matched_without_case_under_a_title(assess: Command) -> None:
    table = rows(action()).replace("Due |", "  dUE  |").replace("Service ID", "service  id")
    answer = assess({"Actions": "Tracker of Oakfield\n\n" + table})
    assert answer.action()["due"] == "2026-12-01"
    assert answer.action()["source"]["row"] == 4


def test_an_unknown_column_is_told_once_and_a_near_one_with_its_name(assess: Command) -> None:
    lines = [{**action(Ref=f"A-{n}"), "Due Dat": "x", "Colour": "red"} for n in range(3)]
    answer = assess({"Actions": rows(*lines)})
    told = [each for each in answer.data["problems"] if "Colour" in each["message"]]
    assert len(told) == 1
    near = [each for each in answer.data["problems"] if "Due Dat" in each["message"]]
    assert len(near) == 1


def test_an_absent_sheet_is_one_note(assess: Command) -> None:
    answer = assess({"Actions": rows(*(action(Ref=f"A-{n}") for n in range(5)))})
    people = [each for each in answer.data["problems"] if "People" in each["message"]]
    assert [each["severity"] for each in people] == ["note"]


@pytest.mark.parametrize(
    ("column", "figures"),
    [
        ("Evidence due", {"missing_evidence_due": None}),
    ],
)
def test_an_absent_column_counts_as_an_absent_sheet(
    assess: Command, column: str, figures: dict[str, None]
) -> None:
    line = action()
    line.pop(column, None)
    found = assess({"Actions": rows(line)}).figures("B1.2")
    assert {key: found[key] for key in figures} == figures


def test_without_an_actions_sheet_the_tracker_is_not_recorded(assess: Command) -> None:
    answer = assess({"People": "Person ID | Display name | Roles\nP-1 | Ash Reed | Action owner"})
    for name in ("B1.1", "B1.2", "B1.3", "B1.4", "B1.5", "B3.1"):
        assert answer.register(name)["recorded"] is False
        assert set(answer.figures(name).values()) == {None}
        assert {each["verdict"] for each in answer.register(name)["verdicts"]} <= {"not_recorded"}
