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
    act = CATALOGUE.regulator_action("CQC-NOP")
    assert deemed_served_on(notice, act, POLICY) == date.fromisoformat(counts_from)
    for other in (CATALOGUE.regulator_action("CQC-FAC"), None):
        assert deemed_served_on(notice, other, POLICY) == date.fromisoformat(served_on)


@pytest.mark.parametrize(
    ("kind", "served_by", "due"),
    [
        pytest.param("CQC-NOP", "Email", "2026-11-10", id="proposal: the next office day"),
        pytest.param("CQC-NOD", "Post", "2026-11-12", id="decision: the third day"),
        pytest.param("CQC-WN", "Email", "2026-10-27", id="warning notice"),
        pytest.param("CQC-FAC", "Email", "2026-10-26", id="factual accuracy: from the email"),
        pytest.param("CQC-RATING-REVIEW", "Email", "2026-11-02", id="ratings: from publication"),
        pytest.param("CQC-ACTION-PLAN", "Post", "2026-11-09", id="a request: from receipt"),
        pytest.param("CQC-COMPLAINTS", "Email", "2026-11-09", id="complaints: from receipt"),
        pytest.param("CQC-FPN", "Post", "2026-11-09", id="in doubt: the earlier date"),
        pytest.param("CQC-SPECIAL", "Email", "2027-04-12", id="special measures: from the date"),
    ],
)
def test_a_day_is_added_only_for_notices_under_the_act(kind: str, served_by: str, due: str) -> None:
    notice = make(Notice, ref="N", type=kind, served_on="2026-10-12", served_by=served_by)
    found = notice_due(notice, CATALOGUE, POLICY)
    assert found.due_on == date.fromisoformat(due)
    assert found.basis
