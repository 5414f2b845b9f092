"""Severe misses stand until a recovery review is held after the cycle that reached them (B1.4)."""

from typing import Any

import pytest

from builder.field import Action, Session
from tests.made import as_at, make
from tests.rules.judging import Judged, judge

MISSED = "2026-11-17 12:00"
"""Severe at noon on Wednesday 18 November, in the cycle that closes at 17:20 that day."""
WEDNESDAY, THURSDAY = "2026-11-18 17:20", "2026-11-19 17:20"


def lines(count: int = 3, due: str = MISSED) -> list[Any]:
    return [
        make(Action, ref=f"A-{n}", service="OAK", status="In progress", due=due, owner="P-1")
        for n in range(count)
    ]


def session(kind: str, held_at: str | None, scheduled: str = "2026-11-16 17:20") -> Session:
    return make(Session, kind=kind, scheduled_for=held_at or scheduled, held_at=held_at)


def end_of_day(*held_at: str) -> list[Session]:
    return [session("End-of-day review", each) for each in held_at]


def recovery(held_at: str) -> Session:
    return session("Recovery review", held_at)


def told(*records: Any, at: str, kept: tuple[str, ...] = ("Panels", "Sessions")) -> Judged:
    return judge(*records, at=at, kept=kept)


def outcomes(found: Judged) -> tuple[str, str]:
    """Of the limit, and of the rule that its review is held."""
    limit = found.register_verdict("B1.4", "severe_misses").outcome.value
    return limit, found.outcome("recovery_review_held")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-11-18 11:59", ("met", "not_due"), id="not yet severe"),
        pytest.param("2026-11-18 12:00", ("fired", "not_due"), id="in the running cycle"),
        pytest.param("2026-11-18 18:00", ("fired", "not_due"), id="as the cycle has closed"),
        pytest.param("2026-11-19 02:00", ("fired", "not_due"), id="at a build at night"),
        pytest.param("2026-11-19 09:00", ("fired", "not_due"), id="at its time"),
        pytest.param("2026-11-19 09:01", ("fired", "fired"), id="a minute past it"),
        pytest.param("2026-11-20 17:20", ("fired", "fired"), id="in the cycle after the next"),
    ],
)
@pytest.mark.parametrize(
    "reviews", [(), (WEDNESDAY,), ("2026-11-17 17:20", WEDNESDAY)], ids=["none", "one", "two"]
)
def test_severe_misses_stand_until_a_recovery_review_is_held(
    reviews: tuple[str, ...], at: str, expected: tuple[str, str]
) -> None:
    assert outcomes(told(*lines(), *end_of_day(*reviews), at=at)) == expected


@pytest.mark.parametrize(
    ("held_at", "expected"),
    [
        pytest.param("2026-11-18 13:00", ("fired", "fired"), id="before the cycle closed"),
        pytest.param("2026-11-18 17:20", ("fired", "fired"), id="as it closed"),
        pytest.param("2026-11-18 17:21", ("met", "met"), id="after it"),
        pytest.param("2026-11-19 09:00", ("met", "met"), id="at its time"),
        pytest.param("2026-11-19 11:00", ("met", "met"), id="late"),
        pytest.param("2026-11-20 17:21", ("fired", "fired"), id="tomorrow"),
    ],
)
def test_a_recovery_review_answers_the_cycle_only_after_it(
    held_at: str, expected: tuple[str, str]
) -> None:
    records = (*lines(), *end_of_day("2026-11-17 17:20", WEDNESDAY), recovery(held_at))
    assert outcomes(told(*records, at="2026-11-20 17:20")) == expected


def test_an_end_of_day_review_that_is_not_held_puts_no_recovery_review_off() -> None:
    reviews = end_of_day("2026-11-17 17:20")
    assert outcomes(told(*lines(), *reviews, at="2026-11-19 10:00")) == ("fired", "fired")
    answered = told(*lines(), *reviews, recovery("2026-11-19 09:00"), at="2026-11-19 10:00")
    assert outcomes(answered) == ("met", "met")


def test_two_severe_misses_ask_for_no_review() -> None:
    assert outcomes(told(*lines(2), at="2026-11-19 10:00")) == ("met", "not_due")


def test_the_review_of_a_friday_is_due_on_monday() -> None:
    found = told(*lines(due="2026-11-19 12:00"), at="2026-11-21 10:00")
    assert outcomes(found) == ("fired", "not_due")
    limit = found.register_verdict("B1.4", "severe_misses")
    assert limit.by == as_at("2026-11-23 09:00")


@pytest.mark.parametrize(
    ("at", "outcome"), [("2026-12-02 17:00", "fired"), ("2026-12-03 17:00", "met")]
)
def test_without_a_sessions_sheet_they_stand_for_the_days_looked_back_on(
    at: str, outcome: str
) -> None:
    found = told(*lines(), at=at, kept=("Panels",))
    assert found.register_verdict("B1.4", "severe_misses").outcome.value == outcome
    assert found.outcome("recovery_review_held") == "not_recorded"


@pytest.mark.parametrize(
    ("board", "expected"),
    [
        pytest.param("2026-11-18 08:15", ("fired", "fired"), id="since before the cycle ended"),
        pytest.param("2026-11-20 08:15", ("met", "not_due"), id="only since later"),
    ],
)
def test_where_sessions_are_kept_time_alone_answers_nothing(
    board: str, expected: tuple[str, str]
) -> None:
    found = told(*lines(), session("Board opened", board), at="2027-03-01 12:00")
    assert outcomes(found) == expected


def test_the_figures_stay_those_of_the_running_cycle() -> None:
    found = told(*lines(), *end_of_day(WEDNESDAY), at="2026-11-19 10:00")
    assert found.register("B1.4").figures["missed_24h_or_more"] == 0
    assert found.register("B1.4").figures["standing_24h_or_more"] == 3
    limit = found.register_verdict("B1.4", "severe_misses")
    assert limit.observed == 3
    assert "no recovery review after it is on record" in limit.reason
