"""Notices: when each clock runs out, and what is said where that is not known."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builder.field import Notice, local_date
from builder.frameworks import Clock
from builder.portal.parts.views import PageView, Table
from builder.portal.regulator import notices
from builder.portal.regulator.notice_clocks import clock_words, notice_clocks, service_words
from tests.made import make
from tests.portal.page_text import anchors, parts, section, text
from tests.portal.portals import assurance_context, context_of, empty_context
from tests.rules.judged import assessment_of, verdicts_of
from tests.rules.judging import shipped_catalogue, shipped_policy

TODAY = date(2026, 11, 20)


def clock(count: int | None, unit: str) -> Clock:
    return Clock(count=count, unit=unit, starts="served", purpose="representations")


def test_a_clock_is_worded_with_what_starts_it() -> None:
    assert clock_words(clock(10, "office_days")) == "10 office days from served"
    assert clock_words(clock(1, "months")) == "1 month from served"
    assert clock_words(clock(None, "date_in_notice")) == "The date in the notice, from served"
    assert clock_words(None) == "None"


def _clocks(**typed: Any) -> tuple[tuple[str, str | None, str], ...]:
    notice = make(Notice, ref="N", **{"type": "CQC-WN", "served_on": "2026-11-06", **typed})
    return tuple(
        (each.title, each.ends_on.isoformat() if each.ends_on else None, each.tag(TODAY).text)
        for each in notice_clocks(notice, shipped_catalogue(), shipped_policy())
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


@pytest.mark.parametrize(
    ("served_by", "ends_on"),
    [
        pytest.param("Hand", "2026-11-20", id="by-hand"),
        pytest.param(None, "2026-11-20", id="not-recorded"),
        pytest.param("Email", "2026-11-23", id="by-email-the-next-working-day"),
        pytest.param("Post", "2026-11-23", id="by-post-three-days-later"),
    ],
)
def test_the_clock_starts_when_the_notice_counts_as_served(
    served_by: str | None, ends_on: str
) -> None:
    assert _clocks(served_by=served_by)[0][1] == ends_on


def test_the_page_says_when_and_why_it_counts_as_served() -> None:
    policy, catalogue = shipped_policy(), shipped_catalogue()
    act = catalogue.regulator_action("CQC-WN")
    by_email = make(Notice, ref="N", served_on="2026-11-06", served_by="Email")
    assert service_words(by_email, act, policy) == (
        "Sent by email, it counts as served on 9 November 2026."
    )
    unknown = make(Notice, ref="N", served_on="2026-11-06")
    assert service_words(unknown, act, policy).startswith("How it was served is not recorded")
    by_hand = make(Notice, ref="N", served_on="2026-11-06", served_by="Hand")
    assert service_words(by_hand, act, policy) == ""
    assert service_words(make(Notice, ref="N"), act, policy) == ""
    request = catalogue.regulator_action("CQC-FAC")
    assert "no day is added" in service_words(by_email, request, policy)


def test_the_page_and_the_rule_give_the_same_day() -> None:
    for way in ("Email", "Post", "Hand", None):
        notice = make(Notice, ref="N", type="CQC-WN", served_on="2026-11-06", served_by=way)
        (shown, _) = notice_clocks(notice, shipped_catalogue(), shipped_policy())
        judged = verdicts_of(assessment_of(notice), "notice_response")["N"]
        assert judged.by is not None
        assert shown.ends_on == local_date(judged.by)


def _pages() -> dict[str, PageView]:
    return {page.path: page for page in notices.pages(assurance_context())}


def test_each_notice_has_a_page_with_its_clocks_and_its_source() -> None:
    pages = _pages()
    page = pages["notices/n-1.html"]
    assert "Warning Notice (section 29). Enforcement." in text(page)
    assert "6 November 2026, by email" in text(page)
    assert "Sent by email, it counts as served on 9 November 2026." in text(page)
    assert (
        "10 office days from served, counted from Served on (9 November 2026, when it counts as "
        "served)."
    ) in text(section(page, "clocks"))
    assert "made.xlsx" in text(page)


def test_a_notice_lists_lines_that_name_it_as_their_source() -> None:
    assert "A-2" in text(section(_pages()["notices/n-2.html"], "actions"))


def test_a_notice_without_a_clock_says_so() -> None:
    page = _pages()["notices/n-3.html"]
    assert "This kind of notice has no clock." in text(page)
    assert "No action is linked to this notice." in text(page)


def test_what_a_provider_notifies_stands_with_its_instrument_and_its_time() -> None:
    told = text(section(_pages()["notices/index.html"], "notifications"))
    assert "Notification of other incidents" in told
    assert "Without delay." in told
    assert "RA-18" not in told


def test_the_list_shows_each_clock_and_the_kinds_that_there_are() -> None:
    index = _pages()["notices/index.html"]
    table = next(each for each in parts(index) if isinstance(each, Table))
    rows = [" ".join(text(row).split()) for row in table.rows]
    assert "Representations: 23 Nov 2026 3 days left" in rows[0]
    assert "Representations: 29 Oct 2026 22 days over" in rows[1]
    kinds = text(section(index, "kinds"))
    assert "For NHS trusts only." in kinds
    assert "Action plan request (also: Requirement Notice (older reports))" in kinds
    assert "no registered manager £4,000" in kinds
    assert "To confirm" in kinds


def test_regulation_18_of_either_instrument_is_named_with_it() -> None:
    found = assurance_context().register
    both = make(Notice, ref="N-18", type="CQC-NOP", regulations=["RA-18", "RR-18"])
    context = context_of(replace(found, notices=(both,)), assurance_context().assessment)
    page = next(each for each in notices.pages(context) if each.path == "notices/n-18.html")
    links = {each.href: each.text for each in anchors(page) if "regulations/" in each.href}
    assert set(links) == {"regulations/ra-18.html", "regulations/rr-18.html"}
    assert links["regulations/ra-18.html"].startswith("RA-18 Staffing (")
    assert "2014" in links["regulations/ra-18.html"]
    assert "2009" in links["regulations/rr-18.html"]


def test_without_the_sheet_notices_are_not_recorded() -> None:
    index = next(iter(notices.pages(empty_context())))
    assert index.lead == "Not recorded: no Notices sheet is kept."
