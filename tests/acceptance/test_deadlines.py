"""B1.1: live, due, overdue, ageing, on both sides of every limit and across clock changes."""

import pytest

from tests.acceptance.command import Command
from tests.workbook_text import action, rows


@pytest.mark.parametrize(
    ("due", "as_at", "due_48h", "overdue", "days_overdue"),
    [
        pytest.param("2026-11-19", "2026-11-20T17:20", 0, 1, 1, id="bare date yesterday"),
        pytest.param("2026-11-20", "2026-11-20T23:59:59", 1, 0, 0, id="bare date today"),
        pytest.param("2026-11-20", "2026-11-21T00:00", 0, 1, 1, id="bare date as its day ends"),
        pytest.param("2026-11-22", "2026-11-20T00:00", 1, 0, 0, id="the day after tomorrow"),
        pytest.param("2026-11-23", "2026-11-20T23:59", 0, 0, 0, id="three days away"),
        pytest.param("2026-11-20 17:20", "2026-11-20T17:20", 1, 0, 0, id="moment just now"),
        pytest.param("2026-11-20 17:20", "2026-11-20T17:20:01", 0, 1, 0, id="moment a second ago"),
        pytest.param("2026-11-22 17:20", "2026-11-20T17:20", 1, 0, 0, id="moment in 48 hours"),
        pytest.param("2026-11-22 17:21", "2026-11-20T17:20", 0, 0, 0, id="a minute more than 48"),
        pytest.param("2026-11-19 17:20", "2026-11-20T17:19", 0, 1, 0, id="late by under a day"),
        pytest.param("2026-11-19 17:20", "2026-11-20T17:20", 0, 1, 1, id="late by a whole day"),
        pytest.param("2026-10-25 17:00", "2026-10-23T18:00", 1, 0, 0, id="autumn 48 h elapsed"),
        pytest.param("2026-10-25 17:01", "2026-10-23T18:00", 0, 0, 0, id="autumn 48 h 1 min"),
        pytest.param("2027-03-28 19:00", "2027-03-26T18:00", 1, 0, 0, id="spring 48 h elapsed"),
        pytest.param("2027-03-28 19:01", "2027-03-26T18:00", 0, 0, 0, id="spring 48 h 1 min"),
        pytest.param("2026-10-24 18:00", "2026-10-25T17:00", 0, 1, 1, id="autumn 24 h elapsed"),
        pytest.param("2026-10-24 18:00", "2026-10-25T16:59", 0, 1, 0, id="autumn under 24 h"),
    ],
)
def test_due_soon_and_overdue_are_apart(
    assess: Command, due: str, as_at: str, due_48h: int, overdue: int, days_overdue: int
) -> None:
    answer = assess({"Actions": rows(action(Due=due))}, as_at)
    figures = answer.figures("B1.1")
    assert (figures["due_48h"], figures["overdue"]) == (due_48h, overdue)
    assert answer.action()["overdue"] is bool(overdue)
    assert answer.action()["days_overdue"] == days_overdue
    assert answer.action()["assured_status"] == ("overdue" if overdue else "open")


@pytest.mark.parametrize(
    ("due", "as_at", "counted"),
    [
        pytest.param("2026-11-23", "2026-11-20T17:20", 1, id="Friday shows Monday"),
        pytest.param("2026-11-24", "2026-11-20T17:20", 0, id="Friday leaves Tuesday"),
        pytest.param("2026-11-23 23:59", "2026-11-20T17:20", 1, id="later on the day of the board"),
        pytest.param("2026-11-20", "2026-11-20T17:20", 1, id="today"),
        pytest.param("2026-11-19", "2026-11-20T17:20", 0, id="overdue is not due"),
        pytest.param("2026-12-29", "2026-12-24T17:20", 1, id="over Christmas 2026"),
        pytest.param("2026-12-30", "2026-12-24T17:20", 0, id="the day after that board"),
        pytest.param("2027-03-30", "2027-03-25T17:20", 1, id="over Easter 2027"),
        pytest.param("2027-03-31", "2027-03-25T17:20", 0, id="the day after Easter's board"),
        pytest.param("2026-11-23", "2026-11-21T12:00", 1, id="Saturday shows Monday"),
    ],
)
def test_due_before_next_board(assess: Command, due: str, as_at: str, counted: int) -> None:
    figures = assess({"Actions": rows(action(Due=due))}, as_at).figures("B1.1")
    assert figures["due_before_next_board"] == counted


@pytest.mark.parametrize(
    ("status", "live"),
    [
        ("Not started", 1),
        ("In progress", 1),
        ("Proposed for closure", 1),
        ("Closed", 0),
        ("Cancelled", 0),
    ],
)
def test_live_counts_by_claimed_status(assess: Command, status: str, live: int) -> None:
    closed = {"Closed on": "2026-11-10"} if status == "Closed" else {}
    answer = assess({"Actions": rows({**action(Status=status), **closed})})
    assert answer.figures("B1.1")["live"] == live
    assert answer.action()["claimed_status"] == status
    not_assured = int(status == "Closed")
    assert answer.figures("B1.1")["closed_not_assured"] == not_assured


AGES = [
    ("2026-11-20", "0"),
    ("2026-11-19", "1-7"),
    ("2026-11-13", "1-7"),
    ("2026-11-12", "8-14"),
    ("2026-11-06", "8-14"),
    ("2026-11-05", "15-28"),
    ("2026-10-23", "15-28"),
    ("2026-10-22", "29+"),
]


def test_ageing_bands_of_days_open_and_days_overdue(assess: Command) -> None:
    lines = [
        action(Ref=f"A-{n}", Raised_on=day, Due="2026-12-31") for n, (day, _) in enumerate(AGES)
    ]
    late = [
        action(Ref=f"L-{n}", Raised_on="2026-10-01", Due=day) for n, (day, _) in enumerate(AGES)
    ]
    answer = assess({"Actions": rows(*lines, *late)})
    for n, (_, band) in enumerate(AGES):
        assert answer.action(f"A-{n}")["ageing_band"] == band
        assert answer.action(f"A-{n}")["overdue_band"] is None
        assert answer.action(f"L-{n}")["overdue_band"] == (None if n == 0 else band)
    bands = answer.register("B1.1")["bands"]
    assert bands["open"] == {"0": 1, "1-7": 2, "8-14": 2, "15-28": 2, "29+": 9}
    assert bands["overdue"] == {"0": 0, "1-7": 2, "8-14": 2, "15-28": 2, "29+": 1}
    assert list(bands["open"]) == ["0", "1-7", "8-14", "15-28", "29+"]


def test_a_line_late_by_hours_is_overdue_by_no_days(assess: Command) -> None:
    answer = assess({"Actions": rows(action(Due="2026-11-20 09:00"))})
    assert answer.action()["overdue_band"] == "0"
    assert answer.register("B1.1")["bands"]["overdue"]["0"] == 1


@pytest.mark.parametrize(
    ("approved_on", "approved_by", "due", "overdue"),
    [
        pytest.param("2026-11-10", "P-2", "2026-12-15", False, id="approved: Due as typed"),
        pytest.param("", "", "2026-11-18", True, id="not approved: its From"),
    ],
)
def test_an_unapproved_change_leaves_the_deadline_before(
    assess: Command, approved_on: str, approved_by: str, due: str, overdue: bool
) -> None:
    change = {
        "Action ref": "A-1",
        "Changed on": "2026-11-10",
        "From": "2026-11-18",
        "To": "2026-12-15",
        "Reason": "Parts late",
        "Approved by": approved_by,
        "Approved on": approved_on,
    }
    sheets = {"Actions": rows(action(Due="2026-12-15")), "Deadline changes": rows(change)}
    line = assess(sheets).action()
    assert (line["due"], line["overdue"]) == (due, overdue)


def test_the_latest_change_decides_whatever_the_row_order(assess: Command) -> None:
    table = """
        Action ref | Changed on | From | To | Reason | Approved by | Approved on
        A-1 | 2026-11-12 | 2026-11-18 | 2026-12-15 | Parts late | |
        A-1 | 2026-11-02 | 2026-11-01 | 2026-11-18 | Holiday | P-2 | 2026-11-02
    """
    sheets = {"Actions": rows(action(Due="2026-12-15")), "Deadline changes": table}
    assert assess(sheets).action()["due"] == "2026-11-18"


def test_overdue_on_the_original_date_stands_beside(assess: Command) -> None:
    answer = assess({"Actions": rows(action(Due="2026-12-15", Original_due="2026-11-01"))})
    assert answer.figures("B1.1")["overdue"] == 0
    assert answer.figures("B1.1")["overdue_on_original"] == 1


def test_figures_are_kept_for_each_service(assess: Command) -> None:
    lines = (
        action(Ref="A-1", Due="2026-11-10"),
        action(Ref="A-2", Due="2026-11-21"),
        action(Ref="B-1", Due="2026-11-11", Service_ID="BIR"),
    )
    answer = assess({"Actions": rows(*lines)})
    assert answer.figures("B1.1")["overdue"] == 2
    assert answer.figures("B1.1", "OAK")["overdue"] == 1
    assert answer.figures("B1.1", "BIR") | {"overdue_on_original": 1} == {
        "live": 1,
        "due_48h": 0,
        "overdue": 1,
        "due_before_next_board": 0,
        "overdue_on_original": 1,
        "closed_not_assured": 0,
        "closed_on_word": 0,
    }
    assert answer.register("B1.1")["counted"]["overdue"] == ["A-1", "B-1"]
    assert {each["scope"] for each in answer.data["registers"]} == {"provider", "OAK", "BIR"}


def test_a_line_without_a_readable_deadline_stays_and_is_left_out(assess: Command) -> None:
    lines = (action(Ref="A-1", Due="soon"), action(Ref="A-2", Due="2026-11-10"))
    answer = assess({"Actions": rows(*lines)})
    assert answer.action("A-1")["due"] is None
    assert answer.figures("B1.1")["live"] == 2
    assert answer.figures("B1.1")["overdue"] == 1
    assert answer.register("B1.1")["left_out"]["overdue"] == ["A-1"]
