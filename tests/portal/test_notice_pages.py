"""Notices: when each clock runs out, and what is said where that is not known."""

from datetime import date
from typing import Any

import pytest

from builder.frameworks import Clock
from builder.policy import Calendar
from builder.portal import notices
from builder.portal.notice_clocks import clock_words, end_of_clock, notice_clocks
from builder.portal.parts import PageView, Table
from builder.records import Notice
from tests.made import make
from tests.portal.made_assessment import empty_context, shipped_catalogue
from tests.portal.made_assurance import assurance_context
from tests.portal.page_text import parts, section, text

OFFICE = Calendar()
TODAY = date(2026, 11, 20)


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
    found = end_of_clock(clock(count, unit), date.fromisoformat(start), OFFICE)
    assert found is not None
    assert found.isoformat() == end


@pytest.mark.parametrize(
    ("count", "unit", "start"),
    [
        pytest.param(28, "calendar_days", None, id="not-served"),
        pytest.param(None, "date_in_notice", "2026-11-06", id="date-in-notice"),
        pytest.param(4, "moons", "2026-11-06", id="unknown-unit"),
    ],
)
def test_an_end_that_cannot_be_known_is_not_guessed(
    count: int | None, unit: str, start: str | None
) -> None:
    began = date.fromisoformat(start) if start else None
    assert end_of_clock(clock(count, unit), began, OFFICE) is None


def test_a_clock_is_worded_with_what_starts_it() -> None:
    assert clock_words(clock(10, "office_days")) == "10 office days from served"
    assert clock_words(clock(1, "months")) == "1 month from served"
    assert clock_words(clock(None, "date_in_notice")) == "The date in the notice, from served"
    assert clock_words(None) == "None"


def _clocks(**typed: Any) -> tuple[tuple[str, str | None, str], ...]:
    notice = make(Notice, ref="N", **{"type": "CQC-WN", "served_on": "2026-11-06", **typed})
    kind = shipped_catalogue().regulator_action(notice.type or "")
    return tuple(
        (each.title, each.ends_on.isoformat() if each.ends_on else None, each.tag(TODAY).text)
        for each in notice_clocks(notice, kind, OFFICE)
    )


def test_a_warning_notice_has_two_clocks() -> None:
    assert _clocks(comply_by="2026-12-11") == (
        ("Representations", "2026-11-20", "Ends today"),
        ("Comply", "2026-12-11", "21 days left"),
    )


def test_the_day_typed_stands_before_the_one_worked_out() -> None:
    assert _clocks(response_due_on="2026-11-19")[0] == (
        "Representations",
        "2026-11-19",
        "1 day over",
    )


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        pytest.param("2026-11-20", "Sent", id="on-the-last-day"),
        pytest.param("2026-11-21", "Sent late", id="a-day-later"),
    ],
)
def test_a_response_is_in_time_on_its_last_day(sent: str, says: str) -> None:
    assert _clocks(response_sent_on=sent)[0][2] == says


def test_a_date_in_the_notice_that_is_not_typed_is_not_recorded() -> None:
    assert _clocks() == (
        ("Representations", "2026-11-20", "Ends today"),
        ("Comply", None, "No date recorded"),
    )


def test_an_unknown_kind_has_only_the_clocks_that_are_typed() -> None:
    assert _clocks(type="Letter") == ()
    assert _clocks(type="Letter", response_due_on="2026-11-25") == (
        ("Response", "2026-11-25", "5 days left"),
    )
    assert _clocks(type="Letter", response_sent_on="2026-11-10") == (("Response", None, "Sent"),)


def _pages() -> dict[str, PageView]:
    return {page.path: page for page in notices.pages(assurance_context())}


def test_each_notice_has_a_page_with_its_clocks_and_its_source() -> None:
    pages = _pages()
    page = pages["notices/n-1.html"]
    assert "Warning Notice (section 29). Enforcement." in text(page)
    assert "6 November 2026, by email" in text(page)
    assert "10 office days from served, counted from Served on." in text(section(page, "clocks"))
    assert "made.xlsx" in text(page)


def test_a_notice_lists_lines_that_name_it_as_their_source() -> None:
    assert "A-2" in text(section(_pages()["notices/n-2.html"], "actions"))


def test_a_notice_without_a_clock_says_so() -> None:
    page = _pages()["notices/n-3.html"]
    assert "This kind of notice has no clock." in text(page)
    assert "No action is linked to this notice." in text(page)


def test_the_list_shows_each_clock_and_the_kinds_that_there_are() -> None:
    index = _pages()["notices/index.html"]
    table = next(each for each in parts(index) if isinstance(each, Table))
    rows = [" ".join(text(row).split()) for row in table.rows]
    assert "Representations: 20 Nov 2026 Ends today" in rows[0]
    assert "Representations: 29 Oct 2026 22 days over" in rows[1]
    kinds = text(section(index, "kinds"))
    assert "For NHS trusts only." in kinds
    assert "Action plan request (also: Requirement Notice (older reports))" in kinds
    assert "no registered manager £4,000" in kinds
    assert "To confirm" in kinds


def test_without_the_sheet_notices_are_not_recorded() -> None:
    index = next(iter(notices.pages(empty_context())))
    assert index.lead == "Not recorded: no Notices sheet is kept."
