"""Kept times as a build of the small hours finds them: the last due day, and the run of misses."""

from typing import Any

import pytest

from builder.field import (
    Action,
    Batch,
    BurstCycle,
    BurstSample,
    PanelDecision,
    Session,
    WorkforceWeek,
)
from tests.made import make
from tests.rules.judged import decimal
from tests.rules.judging import judge, policy_with


def session(kind: str, day: str, at: str | None = "08:00", **typed: Any) -> Session:
    held = None if at is None else f"{day} {at}"
    return make(Session, kind=kind, scheduled_for=f"{day} 08:00", held_at=held, **typed)


def drawn(day: str, burst: str = "B-1") -> BurstSample:
    return make(BurstSample, burst=burst, evidence="E-1", drawn_at=f"{day} 11:00")


def closed(day: str, at: str = "17:50", burst: str = "B-1") -> BurstCycle:
    return make(BurstCycle, burst=burst, closed_at=f"{day} {at}")


def approved(day: str, batch: str | None = None) -> PanelDecision:
    return make(
        PanelDecision, action="A-1", panel_at=f"{day} 10:15", decision="Approved", batch=batch
    )


LINE = make(Action, ref="A-1", service="OAK", raised_on="2026-10-01")
WEEK = make(WorkforceWeek, service="OAK", week_starting="2026-11-02")
TUESDAY, WEDNESDAY, THURSDAY = "2026-11-17", "2026-11-18", "2026-11-19"
KEPT = {
    "board_opened_0815": (session("Board opened", TUESDAY),),
    "integrity_review_by_1030": (session("Integrity review", TUESDAY),),
    "rota_reviewed_daily": (WEEK, session("Rota review", TUESDAY)),
    "session_not_held": (session("End-of-day review", TUESDAY, "17:20"),),
    "burst_not_drawn": (drawn(TUESDAY),),
    "cycle_closed_by_1800": (
        drawn(TUESDAY),
        closed(TUESDAY),
        drawn(WEDNESDAY, "B-2"),
        drawn(THURSDAY, "B-3"),
    ),
    "gate_register_by_0940": (LINE, session("Gate review", TUESDAY)),
    "batch_by_1710": (
        LINE,
        approved(TUESDAY, "BA-1"),
        make(Batch, ref="BA-1", authorised_at=f"{TUESDAY} 17:00"),
        approved(WEDNESDAY),
        approved(THURSDAY),
    ),
}
"""Each kept on Tuesday and not since."""


@pytest.mark.parametrize("rule", KEPT)
def test_a_build_of_the_small_hours_tells_of_yesterday(rule: str) -> None:
    found = judge(*KEPT[rule], at="2026-11-20 02:00").verdicts(rule)
    told = [each for each in found if each.outcome == "fired" and "Missed since" in each.reason]
    words = "18 November 2026, 2 in a row"
    if rule == "gate_register_by_0940":
        words = "19 November 2026, 1 in a row"
    assert [words in each.reason for each in told if "challenge" not in each.reason] == [True]


@pytest.mark.parametrize("rule", KEPT)
def test_on_the_day_on_which_it_was_kept_nothing_fires(rule: str) -> None:
    found = judge(*KEPT[rule], at="2026-11-18 02:00").verdicts(rule)
    assert {each.outcome.value for each in found if "challenge" not in each.reason} == {"met"}


def test_before_its_hour_the_last_due_day_counts() -> None:
    opened = [session("Board opened", day) for day in (TUESDAY, THURSDAY)]
    assert judge(*opened, at="2026-11-18 08:15").outcome("board_opened_0815") == "met"
    assert judge(*opened, at="2026-11-18 08:16").outcome("board_opened_0815") == "fired"
    assert judge(*opened, at="2026-11-19 08:15").outcome("board_opened_0815") == "fired"
    assert judge(*opened, at="2026-11-19 08:16").outcome("board_opened_0815") == "met"


def test_the_weekend_is_no_day_of_the_board() -> None:
    friday = session("Board opened", "2026-11-20", None)
    for at in ("2026-11-21 12:00", "2026-11-23 08:15"):
        (told,) = judge(friday, at=at).verdicts("board_opened_0815")
        assert told.outcome == "fired"
        assert "Missed since 20 November 2026, 1 in a row." in told.reason


def test_no_more_is_looked_back_on_than_policy_says() -> None:
    first = session("Board opened", "2026-10-01", None)
    (told,) = judge(first).verdicts("board_opened_0815")
    assert "Missed since 6 November 2026, at least 11 in a row." in told.reason
    fewer = policy_with("kept_times_lookback", decimal("2"))
    (told,) = judge(first, policy=fewer).verdicts("board_opened_0815")
    assert "Missed since 18 November 2026, at least 3 in a row." in told.reason


def test_an_opening_of_another_kind_makes_no_board_due() -> None:
    assert judge(session("Integrity review", TUESDAY)).outcome("board_opened_0815") == "not_due"


@pytest.mark.parametrize(
    ("at", "outcomes"),
    [
        pytest.param("2026-11-17 14:30", {"not_due"}, id="at its time"),
        pytest.param("2026-11-17 14:31", {"fired"}, id="a minute past"),
        pytest.param("2026-11-19 14:30", {"fired"}, id="before the next"),
    ],
)
def test_a_challenge_session_is_due_on_policys_days_without_a_row(
    at: str, outcomes: set[str]
) -> None:
    board = session("Board opened", TUESDAY)
    found = judge(board, at=at).outcomes("session_not_held")
    challenges = {ref: each for ref, each in found.items() if ref.startswith("Challenge")}
    assert set(challenges.values()) == outcomes
    assert list(challenges) == ["Challenge session 2026-11-17 14:30"]


@pytest.mark.parametrize(
    ("kind", "hour"), [("End-of-day review", "17:20"), ("Prioritisation meeting", "08:45")]
)
def test_a_daily_session_is_due_each_office_day_since_its_first_row(kind: str, hour: str) -> None:
    held = session(kind, TUESDAY)
    found = judge(held, at=f"2026-11-18 {hour}:01").outcomes("session_not_held")
    assert found[f"{kind} 2026-11-18 {hour}"] == "fired"
    found = judge(held, at=f"2026-11-18 {hour}").outcomes("session_not_held")
    assert f"{kind} 2026-11-18 {hour}" not in found
