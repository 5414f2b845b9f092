"""When the clock of a notice ends, whatever started it."""

from datetime import date

import pytest

from builder.field import Notice
from builder.frameworks import Clock
from builder.rules.facts.notices import clock_end, deemed_served_on, notice_due
from tests.made import make
from tests.rules.judged import CATALOGUE, POLICY


def clock(count: int | None, unit: str) -> Clock:
    return Clock(count=count, unit=unit, starts="served", purpose="representations")


@pytest.mark.parametrize(
    ("count", "unit", "start", "end"),
    [
        pytest.param(28, "calendar_days", "2026-11-06", "2026-12-04", id="28-days"),
        pytest.param(10, "office_days", "2026-11-06", "2026-11-20", id="10-office-days"),
        pytest.param(10, "office_days", "2026-12-21", "2027-01-07", id="over-christmas"),
        pytest.param(6, "months", "2026-08-31", "2027-02-28", id="shorter-month"),
        pytest.param(6, "months", "2027-08-31", "2028-02-29", id="leap-day"),
        pytest.param(1, "months", "2026-12-15", "2027-01-15", id="over-the-year"),
    ],
)
def test_a_clock_ends_on_its_last_day(count: int, unit: str, start: str, end: str) -> None:
    found = clock_end(clock(count, unit), date.fromisoformat(start), POLICY)
    assert found is not None
    assert found.isoformat() == end


@pytest.mark.parametrize(
    ("count", "unit", "start"),
    [
        pytest.param(None, "date_in_notice", "2026-11-06", id="date-in-notice"),
        pytest.param(4, "moons", "2026-11-06", id="unknown-unit"),
    ],
)
def test_an_end_that_cannot_be_known_is_not_guessed(
    count: int | None, unit: str, start: str
) -> None:

    assert clock_end(clock(count, unit), date.fromisoformat(start), POLICY) is None


def test_a_notice_whose_service_is_not_recorded_has_no_end() -> None:
    due = notice_due(make(Notice, ref="N", type="CQC-WN"), CATALOGUE, POLICY)
    assert (due.served_on, due.due_on, due.by, due.is_deemed) == (None, None, None, False)


@pytest.mark.parametrize(
    ("served_by", "served_on", "counts_from"),
    [
        pytest.param("Hand", "2026-11-06", "2026-11-06", id="hand"),
        pytest.param(None, "2026-11-06", "2026-11-06", id="not-recorded"),
        pytest.param("Email", "2026-11-05", "2026-11-06", id="email-the-next-working-day"),
        pytest.param("Email", "2026-11-06", "2026-11-09", id="email-over-a-weekend"),
        pytest.param("Email", "2026-12-24", "2026-12-29", id="email-over-christmas"),
        pytest.param("Post", "2026-11-06", "2026-11-09", id="post-three-days"),
    ],
)
def test_a_notice_counts_as_served_by_how_it_was_sent(
    served_by: str | None, served_on: str, counts_from: str
) -> None:
    notice = make(Notice, ref="N", served_on=served_on, served_by=served_by)
    assert deemed_served_on(notice, POLICY) == date.fromisoformat(counts_from)
