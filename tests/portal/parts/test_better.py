from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from builder.history import Run
from builder.portal.parts.figures.better import Movement, better_section, movements
from builder.portal.parts.views import Tone
from builder.rules.assessment import RegisterResult, RegisterRow
from tests.portal.page_text import text
from tests.portal.portals import empty_context, small_context

TITLES = [
    "Overdue actions",
    "Invalid evidence files",
    "Live-practice match",
    "Failure rate",
    "Complaints about the original themes",
]


def _rows(register: str, key: str, *values: tuple[str, dict[str, object]]) -> RegisterResult:
    rows = tuple(RegisterRow(key=key, subject=name, values=each) for name, each in values)  # type: ignore[arg-type] # made
    return RegisterResult(id=register, name=register, rows=rows)


REGISTERS = (
    RegisterResult(id="B1.1", name="B1.1", figures={"overdue": 3}),
    _rows(
        "B1.5",
        "session",
        ("2026-11-17T14:30:00+00:00", {"overdue_open": 5}),
        ("2026-11-19T14:30:00+00:00", {"held": False, "overdue_open": None}),
        ("2026-11-20T14:30:00+00:00", {"overdue_open": 9}),
    ),
    _rows("B2.2", "burst", ("BU-2", {"invalid": 3}), ("BU-1", {"invalid": 1})),
    _rows("B2.3", "burst", ("BU-2", {"match_percent": 90}), ("BU-1", {"match_percent": 90})),
    _rows(
        "B3.2",
        "ref",
        ("A", {"reduction_percent": Fraction(10)}),
        ("B", {"reduction_percent": Fraction(75)}),
        ("C", {"reduction_percent": None}),
    ),
    _rows(
        "B3.3",
        "theme",
        ("Falls", {"complaints_linked": 1, "complaints_before": 4}),
        ("Food", {"complaints_linked": 2, "complaints_before": None}),
    ),
)


def _found() -> dict[str, Movement]:
    return {each.title: each for each in movements(small_context(registers=REGISTERS), "provider")}


def test_there_are_exactly_the_five_measures_in_their_order() -> None:
    assert list(_found()) == TITLES
    said = text(better_section(empty_context(), "provider"))
    assert all(title in said for title in TITLES)


@pytest.mark.parametrize(
    ("title", "position"),
    [
        pytest.param("Overdue actions", "Better", id="fewer than at the last earlier session"),
        pytest.param("Invalid evidence files", "Worse", id="more than in the burst before"),
        pytest.param("Live-practice match", "No change", id="as in the burst before"),
        pytest.param("Failure rate", "Better", id="the middle reduction is above 0"),
        pytest.param("Complaints about the original themes", "Better", id="themes with two points"),
    ],
)
def test_each_measure_is_held_against_the_period_before(title: str, position: str) -> None:
    assert _found()[title].tag.text == position


def test_overdue_is_compared_with_a_session_of_an_earlier_day() -> None:
    overdue = _found()["Overdue actions"]
    assert (overdue.now, overdue.before) == (3, 5)
    assert "17 Nov 2026" in overdue.before_words


def test_a_theme_with_one_review_point_is_not_counted() -> None:
    complaints = _found()["Complaints about the original themes"]
    assert (complaints.now, complaints.before) == (1, 4)
    assert "across 1 theme" in complaints.now_words


def test_the_failure_rate_says_how_many_reached_the_limit() -> None:
    assert "1 of 2 measured actions reached the limit" in _found()["Failure rate"].now_words


def test_what_is_not_recorded_is_neither_better_nor_worse() -> None:
    for each in movements(empty_context(), "provider"):
        assert each.tag.text == "Not recorded"
        assert each.tag.tone is Tone.MUTED


def test_one_burst_alone_cannot_be_compared() -> None:
    only = _rows("B2.2", "burst", ("BU-1", {"invalid": 1}))
    found = list(movements(small_context(registers=(only,)), "provider"))[1]
    assert found.tag.text == "Not assessable"
    assert found.before_words == "Not recorded: no earlier burst"


def _with_history(*registers: RegisterResult) -> dict[str, Movement]:
    figures = {
        ("B1.1", "provider", "overdue"): 7,
        ("B2.2", "provider", "invalid"): 5,
    }
    yesterday = datetime(2026, 11, 19, 17, 20, tzinfo=UTC)
    this_morning = yesterday + timedelta(hours=15)
    runs = (
        Run(as_at=yesterday, figures=figures),
        Run(as_at=this_morning, figures=dict.fromkeys(figures, 99)),
    )
    context = small_context(registers=registers)
    context = replace(context, history=replace(context.history, runs=runs, head="ab"))
    return {each.title: each for each in movements(context, "provider")}


def test_the_history_gives_the_period_before_where_no_session_does() -> None:
    found = _with_history(RegisterResult(id="B1.1", name="B1.1", figures={"overdue": 3}))
    overdue = found["Overdue actions"]
    assert (overdue.before, overdue.before_words) == (7, "7, recorded on 19 Nov 2026")
    assert overdue.tag.tone is Tone.GOOD


def test_a_session_on_the_sheets_comes_before_the_history() -> None:
    assert _with_history(*REGISTERS)["Overdue actions"].before == 5


def test_the_history_gives_the_burst_before_where_only_one_is_reviewed() -> None:
    one = _rows("B2.2", "burst", ("BU-2", {"invalid": 3}))
    two = _rows("B2.2", "burst", ("BU-2", {"invalid": 3}), ("BU-1", {"invalid": 1}))
    assert _with_history(one)["Invalid evidence files"].before == 5
    assert _with_history(two)["Invalid evidence files"].before == 1
    assert _with_history()["Invalid evidence files"].before is None
