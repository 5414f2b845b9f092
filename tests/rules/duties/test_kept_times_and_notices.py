"""Kept times of the day, sessions not held, and the clocks of regulator's notices."""

from typing import Any

import pytest

from builder.field import Notice, Session
from tests.made import as_at, make
from tests.rules.judging import judge


def session(kind: str, held_at: str | None, **typed: Any) -> Session:
    return make(Session, kind=kind, held_at=held_at, **typed)


@pytest.mark.parametrize(
    ("kind", "rule", "in_time", "late"),
    [
        ("Board opened", "board_opened_0815", "08:15", "08:16"),
        ("Integrity review", "integrity_review_by_1030", "10:30", "10:31"),
    ],
)
def test_a_session_is_held_by_its_time_of_day(
    kind: str, rule: str, in_time: str, late: str
) -> None:
    assert judge(session(kind, f"2026-11-20 {in_time}")).outcome(rule) == "met"
    assert judge(session(kind, f"2026-11-20 {late}")).outcome(rule) == "fired"
    assert judge(session(kind, f"2026-11-19 {in_time}")).outcome(rule) == "fired"
    assert judge(session(kind, None), at=f"2026-11-20 {in_time}").outcome(rule) == "not_due"
    assert judge(session(kind, None), at=f"2026-11-20 {late}").outcome(rule) == "fired"


def test_the_first_opening_of_the_day_counts() -> None:
    sessions = [session("Board opened", f"2026-11-20 {at}") for at in ("09:00", "08:10")]
    assert judge(*sessions).outcome("board_opened_0815") == "met"


@pytest.mark.parametrize("day", ["2026-11-21", "2026-12-25", "2026-08-31"])
def test_on_a_day_without_office_no_board_is_due(day: str) -> None:
    judged = judge(session("Board opened", None), at=f"{day} 12:00")
    assert judged.outcome("board_opened_0815") == "not_due"


@pytest.mark.parametrize(
    ("scheduled", "at", "outcome"),
    [
        ("2026-11-20 14:30", "2026-11-20 14:30", "not_due"),
        ("2026-11-20 14:30", "2026-11-20 14:31", "fired"),
        ("2026-11-20", "2026-11-20 23:59:59", "not_due"),
        ("2026-11-20", "2026-11-21 00:00", "fired"),
    ],
)
def test_a_scheduled_session_that_was_not_held_is_reported(
    scheduled: str, at: str, outcome: str
) -> None:
    missed = session("Recovery review", None, scheduled_for=scheduled)
    assert judge(missed, at=at).outcome("session_not_held") == outcome


def test_a_session_held_late_was_held() -> None:
    late = session("Gate review", "2026-11-20 16:00", scheduled_for="2026-11-20 10:15")
    assert judge(late).outcome("session_not_held") == "met"


@pytest.mark.parametrize(
    "rule",
    [
        "board_opened_0815",
        "integrity_review_by_1030",
        "session_not_held",
        "rota_reviewed_daily",
        "notice_response",
        "notice_comply_by",
    ],
)
def test_without_the_sheet_a_rule_is_not_recorded(rule: str) -> None:
    assert judge().outcome(rule) == "not_recorded"


def notice(**typed: Any) -> Notice:
    defaults = {"ref": "N-1", "type": "CQC-NOP", "service": "OAK", "served_by": "Hand"}
    return make(Notice, **{**defaults, **typed})


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        pytest.param(
            {"type": "CQC-NOP", "served_on": "2026-11-02"}, "2026-11-30", id="28 calendar days"
        ),
        pytest.param(
            {"type": "CQC-WN", "served_on": "2026-11-02"}, "2026-11-16", id="10 office days"
        ),
        pytest.param(
            {"type": "CQC-WN", "served_on": "2026-12-21"}, "2027-01-07", id="over bank holidays"
        ),
        pytest.param(
            {"type": "CQC-NOP", "served_on": "2026-11-02", "served_by": "Post"},
            "2026-12-03",
            id="third day after posting",
        ),
        pytest.param(
            {"type": "CQC-NOP", "served_on": "2026-11-06", "served_by": "Email"},
            "2026-12-07",
            id="email on a Friday",
        ),
        pytest.param({"type": "CQC-NOP", "served_on": "2028-02-01"}, "2028-02-29", id="leap day"),
        pytest.param(
            {"type": "CQC-S64", "served_on": "2026-11-02", "response_due_on": "2026-11-13"},
            "2026-11-13",
            id="date in the notice",
        ),
        pytest.param(
            {"type": "CQC-NOP", "served_on": "2026-11-02", "response_due_on": "2026-11-27"},
            "2026-11-27",
            id="typed date before the kind's",
        ),
    ],
)
def test_the_response_is_due_by_the_clock_of_the_notice(typed: dict[str, Any], by: str) -> None:
    (verdict,) = judge(notice(**typed)).verdicts("notice_response")
    assert verdict.by == as_at(f"{by} 23:59:59")


@pytest.mark.parametrize(
    ("served", "sent", "outcome"),
    [
        ("2026-10-23", None, "not_due"),
        ("2026-10-22", None, "fired"),
        ("2026-10-22", "2026-11-19", "met"),
        ("2026-10-22", "2026-11-20", "fired"),
        ("2026-10-22", "2026-11-21", "fired"),
    ],
)
def test_a_response_is_sent_by_the_last_day(served: str, sent: str | None, outcome: str) -> None:
    judged = judge(notice(served_on=served, response_sent_on=sent))
    assert judged.outcome("notice_response") == outcome


def test_how_a_date_came_about_is_said() -> None:
    (verdict,) = judge(notice(served_on="2026-11-02", served_by="Post")).verdicts("notice_response")
    assert verdict.reason.endswith(
        "Sent by post, it counts as served on 5 November 2026; by HSCA 2008 s.26-27."
    )


def test_service_of_an_unknown_kind_is_marked_estimated() -> None:
    (verdict,) = judge(notice(served_on="2026-11-02", served_by=None)).verdicts("notice_response")
    assert verdict.is_estimated


def test_without_the_day_of_service_the_clock_is_not_assessable() -> None:
    assert judge(notice()).outcome("notice_response") == "not_computable"


def test_a_notice_without_a_clock_asks_for_no_response() -> None:
    judged = judge(notice(type="CQC-CAUTION", served_on="2026-11-02"))
    assert judged.outcomes("notice_response") == {}


def test_a_notice_that_no_line_answers_is_not_assessable() -> None:
    judged = judge(notice(comply_by="2026-11-19"))
    assert judged.outcome("notice_comply_by") == "not_computable"
