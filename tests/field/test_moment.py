"""Dates and moments: bare or timed, over the clock changes, and as typed on the command line."""

from datetime import UTC, date, datetime

import pytest

from builder.field.moment import Moment, local_date, typed_moment
from tests.made import moment


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        pytest.param("2026-11-20", "2026-11-20T23:59:59", id="a bare date is its end"),
        pytest.param("2026-07-01", "2026-07-01T22:59:59", id="in summer an hour before, in UTC"),
        pytest.param("2026-11-20T17:20", "2026-11-20T17:20:00", id="local without an offset"),
        pytest.param("2026-07-01 17:20", "2026-07-01T16:20:00", id="a blank for the T"),
        pytest.param("2026-07-01T17:20+00:00", "2026-07-01T17:20:00", id="its own offset"),
        pytest.param("2026-07-01T17:20Z", "2026-07-01T17:20:00", id="in UTC"),
        pytest.param(" 2026-11-20 ", "2026-11-20T23:59:59", id="blanks around it"),
    ],
)
def test_a_typed_moment_is_local_where_it_names_no_offset(typed: str, at: str) -> None:
    assert typed_moment(typed) == datetime.fromisoformat(at).replace(tzinfo=UTC)


@pytest.mark.parametrize("typed", ["", "tomorrow", "20/11/2026", "2026-13-01", "2026-11-20 25:00"])
def test_what_is_no_iso_moment_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        typed_moment(typed)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        pytest.param("2026-03-29 01:30", "2026-03-29T01:30:00", id="skipped, so an hour later"),
        pytest.param("2026-10-25 01:30", "2026-10-25T00:30:00", id="twice, so the first"),
    ],
)
def test_a_time_that_the_clock_change_skips_or_repeats_is_still_one_moment(
    typed: str, at: str
) -> None:
    assert moment(typed).at == datetime.fromisoformat(at).replace(tzinfo=UTC)


def test_a_bare_date_has_happened_on_its_own_day_and_a_moment_at_its_own_time() -> None:
    noon = moment("2026-11-20 12:00").end
    assert moment("2026-11-20").has_happened(noon)
    assert moment("2026-11-20 12:00").has_happened(noon)
    assert moment("2026-11-20 12:01").is_after(noon)
    assert moment("2026-11-21").is_after(noon)


def test_the_local_day_of_a_summer_night_is_the_next_in_utc() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert local_date(late) == date(2026, 7, 2)
    assert Moment.instant(late).on == date(2026, 7, 2)


def test_a_moment_is_shown_in_local_time() -> None:
    assert str(moment("2026-07-01 17:20")) == "2026-07-01 17:20"
    assert str(moment("2026-07-01")) == "2026-07-01"
