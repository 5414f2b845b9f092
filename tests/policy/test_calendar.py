"""Office days, operational days and working hours, over holidays and clock changes."""

from datetime import date, timedelta

import pytest

from builder.policy import Calendar
from tests.made import as_at

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("on", "is_open"),
    [
        ("2026-11-20", True),
        ("2026-11-21", False),
        ("2026-11-22", False),
        ("2026-12-25", False),
        ("2026-12-28", False),
        ("2026-04-06", False),
        ("2026-08-31", False),
        ("2028-02-29", True),
    ],
)
def test_office_days_are_weekdays_but_for_englands_bank_holidays(on: str, is_open: bool) -> None:
    assert CALENDAR.is_office_day(date.fromisoformat(on)) is is_open


def test_a_provider_adds_and_removes_holidays() -> None:
    calendar = Calendar(
        holidays_added=frozenset({date(2026, 11, 20)}),
        holidays_removed=frozenset({date(2026, 12, 25), date(2026, 11, 21)}),
    )
    assert not calendar.is_office_day(date(2026, 11, 20))
    assert calendar.is_office_day(date(2026, 12, 25))
    assert not calendar.is_office_day(date(2026, 11, 21))


def test_every_day_is_operational_unless_closed() -> None:
    sunday = date(2026, 12, 27)
    assert CALENDAR.is_operational_day(sunday)
    assert not Calendar(closed_weekdays=frozenset({6})).is_operational_day(sunday)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-20", 5, "2026-11-27"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-12-24", 5, "2027-01-05"),
        ("2028-02-28", 1, "2028-02-29"),
    ],
)
def test_office_days_are_added_after_the_day_itself(start: str, days: int, end: str) -> None:
    assert CALENDAR.add_office_days(date.fromisoformat(start), days) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("start", "hours", "operational", "end"),
    [
        pytest.param("2026-11-20 11:00", 4, False, "2026-11-20 15:00", id="within the day"),
        pytest.param("2026-11-20 13:00", 4, False, "2026-11-20 17:00", id="to its close"),
        pytest.param("2026-11-20 15:00", 4, False, "2026-11-23 11:00", id="over the weekend"),
        pytest.param("2026-11-20 15:00", 4, True, "2026-11-21 11:00", id="operational days"),
        pytest.param("2026-11-20 06:00", 4, False, "2026-11-20 13:00", id="before opening"),
        pytest.param("2026-11-20 18:00", 4, False, "2026-11-23 13:00", id="after closing"),
        pytest.param("2026-12-24 16:00", 4, False, "2026-12-29 12:00", id="over Christmas"),
        pytest.param("2026-10-24 15:00", 4, True, "2026-10-25 11:00", id="over the clock change"),
    ],
)
def test_working_hours_run_only_while_the_office_is_open(
    start: str, hours: int, operational: bool, end: str
) -> None:
    found = CALENDAR.after_working_hours(
        as_at(start), timedelta(hours=hours), operational=operational
    )
    assert found == as_at(end)


def test_next_and_previous_office_days() -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert CALENDAR.next_office_day(friday) == monday
    assert CALENDAR.previous_office_day(monday) == friday
    assert CALENDAR.end_of_office_days(friday, 1) == as_at("2026-11-23 23:59:59")
