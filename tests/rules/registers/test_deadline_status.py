"""B1.1: what is live, due soon, overdue, due before the next board, and how old."""

from typing import Any

import pytest

from builder.field import Action, DeadlineChange
from tests.made import make
from tests.rules.judging import judge


def line(ref: str = "A-1", **typed: Any) -> Action:
    return make(Action, ref=ref, **{"service": "OAK", "status": "In progress", **typed})


@pytest.mark.parametrize(
    ("status", "live"),
    [
        ("Not started", 1),
        ("In progress", 1),
        ("Proposed for closure", 1),
        ("Closed", 0),
        ("Cancelled", 0),
        (None, 1),
    ],
)
def test_live_is_every_line_not_closed_or_cancelled(status: str | None, live: int) -> None:
    assert judge(line(status=status)).register("B1.1").figures["live"] == live


def test_a_line_of_unknown_status_is_counted_live_and_the_register_says_so() -> None:
    register = judge(line(status=None)).register("B1.1")
    assert register.note == "1 action with an unknown status counted as live."


@pytest.mark.parametrize(
    ("due", "overdue", "soon", "before_board"),
    [
        pytest.param("2026-11-19", 1, 0, 0, id="yesterday"),
        pytest.param("2026-11-20", 0, 1, 1, id="today is not overdue"),
        pytest.param("2026-11-22", 0, 1, 1, id="the day after tomorrow"),
        pytest.param("2026-11-23", 0, 0, 1, id="Friday shows Monday"),
        pytest.param("2026-11-24", 0, 0, 0, id="Tuesday"),
        pytest.param("2026-11-20 17:19", 1, 0, 0, id="a minute ago"),
        pytest.param("2026-11-20 17:20", 0, 1, 1, id="now"),
        pytest.param("2026-11-22 17:20", 0, 1, 1, id="in 48 hours"),
        pytest.param("2026-11-22 17:21", 0, 0, 1, id="in 48 hours and a minute"),
        pytest.param(None, 0, 0, 0, id="unknown"),
    ],
)
def test_due_soon_and_overdue_are_told_apart(
    due: str | None, overdue: int, soon: int, before_board: int
) -> None:
    figures = judge(line(due=due)).register("B1.1").figures
    assert figures["overdue"] == overdue
    assert figures["due_48h"] == soon
    assert figures["due_before_next_board"] == before_board


def test_48_hours_are_elapsed_hours_over_the_autumn_clock_change() -> None:
    at = "2026-10-24 12:00"
    in_48_hours = judge(line(due="2026-10-26 11:00"), at=at).register("B1.1").figures
    an_hour_more = judge(line(due="2026-10-26 12:00"), at=at).register("B1.1").figures
    assert (in_48_hours["due_48h"], an_hour_more["due_48h"]) == (1, 0)


def test_the_next_board_is_after_the_christmas_holidays() -> None:
    at = "2026-12-24 09:00"
    figures = judge(line(due="2026-12-29"), line("A-2", due="2026-12-30"), at=at)
    assert figures.register("B1.1").counted["due_before_next_board"] == ("A-1",)


def test_a_line_without_a_known_deadline_is_left_out_and_named() -> None:
    register = judge(line(due=None), line("A-2", due="2026-11-01")).register("B1.1")
    assert register.left_out["overdue"] == ("A-1",)
    assert register.counted["overdue"] == ("A-2",)


def test_a_figure_names_its_records_and_cells() -> None:
    action = line(due="2026-11-01")
    register = judge(action).register("B1.1")
    assert register.cells["overdue"] == (action.source.place("due"),)
    assert register.cells["live"] == (action.source.place("status"),)


def test_without_the_actions_sheet_nothing_is_recorded() -> None:
    register = judge().register("B1.1")
    assert not register.recorded
    assert set(register.figures.values()) == {None}
    assert register.bands is None


def test_with_an_empty_actions_sheet_the_figures_are_nought() -> None:
    register = judge(kept=("Actions",)).register("B1.1")
    assert register.recorded
    assert register.figures["live"] == 0


def test_each_service_has_its_own_figures() -> None:
    judged = judge(line(due="2026-11-01"), line("A-2", due="2026-11-01", service="ELM"))
    assert judged.register("B1.1", "ELM").counted["overdue"] == ("A-2",)
    assert judged.register("B1.1").figures["overdue"] == 2


@pytest.mark.parametrize(
    ("raised", "band"),
    [
        ("2026-11-20", "0"),
        ("2026-11-19", "1-7"),
        ("2026-11-13", "1-7"),
        ("2026-11-12", "8-14"),
        ("2026-11-06", "8-14"),
        ("2026-11-05", "15-28"),
        ("2026-10-23", "15-28"),
        ("2026-10-22", "29+"),
        ("2024-02-29", "29+"),
        ("2026-11-21", None),
        (None, None),
    ],
)
def test_days_open_fall_into_bands(raised: str | None, band: str | None) -> None:
    judged = judge(line(raised_on=raised))
    assert judged.line("A-1").ageing_band == band
    bands = judged.register("B1.1").bands
    assert bands is not None
    assert sum(bands["open"].values()) == (0 if band is None else 1)
    assert band is None or bands["open"][band] == 1


@pytest.mark.parametrize(
    ("due", "days", "band"),
    [
        pytest.param("2026-11-19", 1, "1-7", id="calendar days of a bare date"),
        pytest.param("2026-11-19 17:21", 0, "0", id="not yet a whole day"),
        pytest.param("2026-11-19 17:20", 1, "1-7", id="one whole day"),
        pytest.param("2026-11-20", 0, None, id="not overdue"),
    ],
)
def test_days_overdue_are_calendar_or_whole_elapsed_days(
    due: str, days: int, band: str | None
) -> None:
    found = judge(line(due=due)).line("A-1")
    assert (found.days_overdue, found.overdue_band) == (days, band)


def change(**typed: Any) -> DeadlineChange:
    defaults = {"action": "A-1", "changed_on": "2026-11-01", "from_due": "2026-11-10"}
    return make(DeadlineChange, **{**defaults, "to_due": "2026-12-01", **typed})


def test_an_unapproved_change_leaves_the_deadline_before_it_in_force() -> None:
    found = judge(line(due="2026-12-01"), change()).line("A-1")
    assert str(found.due) == "2026-11-10"
    assert found.overdue is True


@pytest.mark.parametrize("approval", [{"approved_by": "P-1"}, {"approved_on": "2026-11-02"}])
def test_an_approved_change_leaves_due_as_typed_in_force(approval: dict[str, str]) -> None:
    found = judge(line(due="2026-12-01"), change(**approval)).line("A-1")
    assert str(found.due) == "2026-12-01"
    assert found.overdue is False
    assert found.overdue_on_original is True


def test_only_the_latest_change_decides() -> None:
    later = change(changed_on="2026-11-05", from_due="2026-12-01", to_due="2026-12-20")
    found = judge(line(due="2026-12-20"), change(approved_by="P-1"), later).line("A-1")
    assert str(found.due) == "2026-12-01"
    assert found.due_moves == 2


def test_a_closed_line_is_never_overdue() -> None:
    found = judge(line(due="2026-11-01", status="Closed", closed_on="2026-11-15")).line("A-1")
    assert found.overdue is False


def test_a_line_claimed_closed_without_a_panel_decision_is_counted_beside() -> None:
    closed = line(status="Closed", closed_on="2026-11-15", due="2026-11-20")
    figures = judge(closed, kept=("Panels",)).register("B1.1").figures
    assert (figures["live"], figures["closed_not_assured"]) == (1, 1)
    assert figures["closed_on_word"] == 1
