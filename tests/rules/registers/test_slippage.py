"""B1.4: what was closed on time in the cycle, and what was missed by how far."""

from decimal import Decimal
from typing import Any

import pytest

from builder.field import Action, Evidence, PanelDecision, Session, ValidityReview
from tests.made import as_at, make
from tests.rules.judging import Judged, judge, policy_with

FIGURES = ("on_schedule", "missed_under_24h", "missed_24h_or_more", "standing_24h_or_more")


def line(ref: str = "A-1", **typed: Any) -> Action:
    return make(
        Action, ref=ref, **{"service": "OAK", "owner": "P-1", "status": "In progress", **typed}
    )


def approved(at: str, ref: str = "A-1") -> PanelDecision:
    return make(PanelDecision, panel_at=at, action=ref, decision="Approved", decided_by="P-2")


def end_of_day(held_at: str | None, scheduled: str = "2026-11-20 17:20") -> Session:
    return make(Session, kind="End-of-day review", scheduled_for=scheduled, held_at=held_at)


def numbers(judged: Judged) -> tuple[Any, ...]:
    return tuple(judged.register("B1.4").figures[each] for each in FIGURES)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        pytest.param("2026-11-20", (0, 0, 0, 0), id="today's date is not missed"),
        pytest.param("2026-11-20 17:19", (0, 1, 0, 0), id="a minute late"),
        pytest.param("2026-11-20 17:20", (0, 0, 0, 0), id="just now"),
        pytest.param("2026-11-19", (0, 1, 0, 0), id="since midnight"),
        pytest.param("2026-11-19 17:21", (0, 1, 0, 0), id="a minute under 24 hours"),
        pytest.param("2026-11-19 17:20", (0, 0, 1, 1), id="24 hours exactly"),
        pytest.param("2026-11-18 17:21", (0, 0, 1, 1), id="crossed early in this cycle"),
        pytest.param("2026-11-18 17:20", (0, 0, 0, 1), id="crossed as the cycle before closed"),
        pytest.param("2026-11-18", (0, 0, 1, 1), id="bare date crossed last midnight"),
        pytest.param("2026-11-17", (0, 0, 0, 1), id="bare date crossed a cycle ago"),
        pytest.param("2026-12-01", (0, 0, 0, 0), id="not due"),
    ],
)
def test_open_lines_are_classed_by_how_far_they_missed(due: str, expected: tuple[int, ...]) -> None:
    assert numbers(judge(line(due=due), kept=("Panels",))) == expected


@pytest.mark.parametrize(
    ("due", "closed", "expected"),
    [
        pytest.param("2026-11-20", "2026-11-20 15:45", (1, 0, 0, 0), id="on its day"),
        pytest.param("2026-11-20 15:45", "2026-11-20 15:45", (1, 0, 0, 0), id="on the minute"),
        pytest.param("2026-11-20 15:44", "2026-11-20 15:45", (0, 1, 0, 0), id="a minute late"),
        pytest.param("2026-11-19 15:46", "2026-11-20 15:45", (0, 1, 0, 0), id="under 24 hours"),
        pytest.param("2026-11-19 15:45", "2026-11-20 15:45", (0, 0, 1, 0), id="24 hours late"),
        pytest.param("2026-11-19 17:20", "2026-11-20", (0, 0, 1, 0), id="a day late by the cycle"),
        pytest.param("2026-11-19 17:21", "2026-11-20", (0, 1, 0, 0), id="under a day by the cycle"),
        pytest.param("2026-11-01", "2026-11-20 15:45", (0, 0, 0, 0), id="counted in its cycle"),
        pytest.param("2026-11-20", "2026-11-19 15:45", (0, 0, 0, 0), id="closed a cycle ago"),
    ],
)
def test_closed_lines_are_classed_by_their_accepted_closure(
    due: str, closed: str, expected: tuple[int, ...]
) -> None:
    closed_action = line(due=due, status="Closed", closed_on=closed)
    assert numbers(judge(closed_action, approved(closed))) == expected


def test_a_closing_without_a_panel_decision_is_no_accepted_closure() -> None:
    closed = line(due="2026-11-20", status="Closed", closed_on="2026-11-20 12:00")
    assert numbers(judge(closed, kept=("Panels",))) == (0, 0, 0, 0)


def test_where_no_panels_are_kept_closed_on_counts_and_the_register_says_so() -> None:
    closed = line(due="2026-11-20", status="Closed", closed_on="2026-11-20 12:00")
    judged = judge(closed)
    assert numbers(judged) == (1, 0, 0, 0)
    assert "Closed on stands for an accepted closure" in judged.register("B1.4").note


def test_a_line_reopened_after_its_approval_is_open_again() -> None:
    records = (
        line(due="2026-11-19"),
        approved("2026-11-20 10:15"),
        make(Evidence, ref="E-1", action="A-1"),
        make(
            ValidityReview,
            burst="B-1",
            evidence="E-1",
            reviewed_at="2026-11-20 14:00",
            action_reinstated=True,
        ),
    )
    assert numbers(judge(*records)) == (0, 1, 0, 0)


def test_the_cycle_runs_between_held_end_of_day_reviews() -> None:
    crossed_between = line(due="2026-11-18 17:00")
    held = (end_of_day("2026-11-19 16:50"), end_of_day("2026-11-20 17:05"))
    assert numbers(judge(crossed_between, *held, kept=("Panels",)))[2] == 1
    after_the_review = line(due="2026-11-19 17:10")
    assert numbers(judge(after_the_review, *held, kept=("Panels",))) == (0, 1, 0, 0)


def test_a_review_not_held_does_not_end_a_cycle() -> None:
    crossed_two_days_ago = line(due="2026-11-17 18:00")
    held = (end_of_day("2026-11-18 17:20"), end_of_day(None, "2026-11-19 17:20"))
    assert numbers(judge(crossed_two_days_ago, *held, kept=("Panels",)))[2] == 1


def test_on_a_monday_the_cycle_begins_on_friday() -> None:
    judged = judge(line(due="2026-11-20"), at="2026-11-23 17:20", kept=("Panels",))
    assert numbers(judged) == (0, 0, 1, 1)
    assert "from 20 November 2026, 17:20" in judged.register("B1.4").note


def test_the_cycle_is_24_elapsed_hours_over_a_clock_change() -> None:
    at = "2026-10-25 17:20"
    before = judge(line(due="2026-10-24 18:20"), at=at, kept=("Panels",))
    after = judge(line(due="2026-10-24 18:21"), at=at, kept=("Panels",))
    assert numbers(before)[1:3] == (0, 1)
    assert numbers(after)[1:3] == (1, 0)


@pytest.mark.parametrize(
    ("misses", "outcome"), [(0, "met"), (2, "met"), (3, "fired"), (4, "fired")]
)
def test_three_severe_misses_call_for_a_recovery_review(misses: int, outcome: str) -> None:
    actions = [line(f"A-{n}", due="2026-11-18") for n in range(misses)]
    judged = judge(line("A-9", due="2026-12-01"), *actions, kept=("Panels",))
    verdict = judged.register_verdict("B1.4", "severe_misses")
    assert verdict.outcome.value == outcome
    # Friday's review is on Monday.
    assert verdict.by == (as_at("2026-11-23 09:00") if outcome == "fired" else None)


def test_a_line_without_a_deadline_is_left_out_and_named() -> None:
    register = judge(line(), kept=("Panels",)).register("B1.4")
    assert register.left_out["missed_24h_or_more"] == ("A-1",)


def test_without_actions_the_register_is_not_recorded() -> None:
    judged = judge()
    assert not judged.register("B1.4").recorded
    assert judged.register_verdict("B1.4", "severe_misses").outcome.value == "not_recorded"


def test_how_late_is_severe_comes_from_policy() -> None:
    policy = policy_with("severe_after", Decimal(12))
    assert numbers(judge(line(due="2026-11-20 05:20"), policy=policy))[2] == 1
