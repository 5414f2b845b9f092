"""Weeks of workforce figures at the very day or second where one begins, ends or is due (A3.1)."""

from typing import Any

import pytest

from builder.rules.verdict import Verdict
from tests.made import as_at
from tests.rules.duties.test_workforce import week
from tests.rules.judging import NOW, judge


def told(*rows: Any, at: str = NOW) -> Verdict:
    (found,) = judge(*rows, at=at).verdicts("workforce_recorded_weekly")
    return found


@pytest.mark.parametrize(
    ("at", "outcome"), [("2026-11-27 23:59:59", "not_due"), ("2026-11-28 00:00", "fired")]
)
def test_the_last_second_of_the_friday_is_in_time(at: str, outcome: str) -> None:
    assert told(week(), at=at).outcome == outcome


def test_a_week_is_not_over_on_its_last_day() -> None:
    shared = week(shared_with_management_on="2026-11-14")
    assert told(shared, at="2026-11-15 23:00").outcome == "not_due"
    assert told(shared, at="2026-11-16 00:00").outcome == "met"


def test_of_two_late_weeks_the_first_says_by_when() -> None:
    rows = [week(day, shared_with_management_on=None) for day in ("2026-11-06", "2026-11-13")]
    found = told(*rows, at="2026-11-21 09:00")
    assert (found.observed, found.by) == (2, as_at("2026-11-13 23:59:59"))


def test_the_last_week_that_ended_is_named() -> None:
    found = told(week("2026-11-02", shared_with_management_on="2026-11-10"), week())
    assert found.reason == "2 weeks up to 15 November 2026 recorded and shared."


def test_the_latest_row_of_a_week_counts() -> None:
    assert told(week("2026-11-09", vacancies=None), week("2026-11-10")).outcome == "met"


def test_a_row_that_starts_on_the_last_day_of_a_week_is_of_that_week() -> None:
    first = week("2026-11-02", shared_with_management_on="2026-11-10")
    assert told(first, week("2026-11-15")).outcome == "met"


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        pytest.param("2026-10-31", "2026-11-07", "fired", id="ended on the first day looked at"),
        pytest.param("2026-10-30", "2026-11-06", "not_due", id="ended the day before"),
    ],
)
def test_weeks_are_looked_back_on_from_the_day_on_which_kept_times_are(
    first: str, second: str, outcome: str
) -> None:
    never = week(first, shared_with_management_on=None)
    assert told(never, week(second, shared_with_management_on="2026-11-13")).outcome == outcome
