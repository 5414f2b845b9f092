"""B1.5: the figures at the moment and at each held challenge session, and the two-session rule."""

from datetime import timedelta
from typing import Any

import pytest

from builder.field import Action, DeadlineChange, Evidence, Session, ValidityReview
from tests.made import as_at, make
from tests.rules.judging import Judged, judge


def line(ref: str = "A-1", **typed: Any) -> Action:
    defaults = {
        "service": "OAK",
        "status": "In progress",
        "raised_on": "2026-09-01",
        "due": "2026-11-01",
        "likelihood": 4,
        "consequence": 4,
    }
    return make(Action, ref=ref, **{**defaults, **typed})


def session(held_at: str | None, scheduled: str | None = None, **typed: Any) -> Session:
    return make(
        Session,
        kind="Challenge session",
        scheduled_for=scheduled or held_at,
        held_at=held_at,
        **typed,
    )


def change(**typed: Any) -> DeadlineChange:
    defaults = {
        "action": "A-1",
        "changed_on": "2026-11-10",
        "from_due": "2026-11-01",
        "to_due": "2026-12-01",
        "approved_by": "P-1",
    }
    return make(DeadlineChange, **{**defaults, **typed})


TUESDAY, THURSDAY = "2026-11-17 14:30", "2026-11-19 14:30"


def figures(judged: Judged) -> Any:
    return judged.register("B1.5").figures


def test_overdue_and_high_risk_are_counted() -> None:
    low = {"likelihood": 1, "consequence": 2}
    judged = judge(line(), line("A-2", **low), line("A-3", due="2026-12-01"))
    assert figures(judged)["overdue_open"] == 2
    assert figures(judged)["overdue_high_risk"] == 1


@pytest.mark.parametrize(
    ("likelihood", "consequence", "high"), [(2, 3, 0), (2, 4, 1), (3, 5, 1), (5, 5, 1)]
)
def test_high_risk_is_high_or_extreme(likelihood: int, consequence: int, high: int) -> None:
    judged = judge(line(likelihood=likelihood, consequence=consequence))
    assert figures(judged)["overdue_high_risk"] == high


def test_the_current_pair_counts_before_the_baseline() -> None:
    judged = judge(line(current_likelihood=1, current_consequence=2))
    assert figures(judged)["overdue_high_risk"] == 0
    half = judge(line(current_likelihood=1))
    assert figures(half)["overdue_high_risk"] == 1


def test_an_overdue_line_of_unknown_risk_counts_as_high_and_is_told() -> None:
    register = judge(line(likelihood=None)).register("B1.5")
    assert register.figures["overdue_high_risk"] == 1
    assert "1 overdue action without a risk score counted as high" in register.note


def test_a_line_of_unknown_deadline_is_left_out_and_named() -> None:
    for likelihood in (4, None):
        register = judge(line(due=None, likelihood=likelihood)).register("B1.5")
        assert register.left_out["overdue_high_risk"] == ("A-1",)


@pytest.mark.parametrize(
    ("approved_on", "number"),
    [
        pytest.param("2026-11-19 14:30", 0, id="at the session"),
        pytest.param("2026-11-19 14:31", 1, id="after the session"),
        pytest.param("2026-11-19", 0, id="on the session's day"),
        pytest.param("2026-11-20", 1, id="the day after"),
        pytest.param("2026-11-21", 0, id="to come"),
    ],
)
def test_changes_are_counted_since_the_latest_held_session(approved_on: str, number: int) -> None:
    judged = judge(line(), change(approved_on=approved_on), session(THURSDAY))
    assert figures(judged)["deadline_changes_approved"] == number


def test_an_approved_change_without_a_day_is_left_out_and_named() -> None:
    register = judge(line(), change(), session(THURSDAY)).register("B1.5")
    assert register.figures["deadline_changes_approved"] == 0
    assert register.left_out["deadline_changes_approved"] == ("A-1",)


def test_without_the_sheet_approved_changes_are_not_recorded() -> None:
    assert figures(judge(line()))["deadline_changes_approved"] is None


@pytest.mark.parametrize(
    ("records", "kept", "number"),
    [
        pytest.param([], ("Evidence",), 1, id="none handed in"),
        pytest.param([make(Evidence, ref="E-1", action="A-1")], (), 0, id="not validated at all"),
        pytest.param(
            [make(Evidence, ref="E-1", action="A-1")], ("Validity reviews",), 1, id="untested"
        ),
        pytest.param([], (), None, id="no sheet"),
    ],
)
def test_high_risk_lines_without_delivery_evidence(
    records: list[Any], kept: tuple[str, ...], number: int | None
) -> None:
    assert figures(judge(line(), *records, kept=kept))["high_risk_without_evidence"] == number


def evidence_accepted(at: str) -> list[Any]:
    return [
        make(Evidence, ref="E-1", action="A-1", source_date="2026-11-15"),
        make(
            ValidityReview,
            burst="B-1",
            evidence="E-1",
            reviewed_at=at,
            matches_live_practice=True,
            source_date_current=True,
            outcome_proof=True,
        ),
    ]


def rows(judged: Judged) -> dict[str, Any]:
    return {each.subject: each.values for each in judged.register("B1.5").rows}


def test_a_session_shows_the_figures_as_they_stood_then() -> None:
    judged = judge(
        line(due="2026-11-18"),
        *evidence_accepted("2026-11-18 12:00"),
        session(TUESDAY),
        session(THURSDAY),
    )
    tuesday, thursday = rows(judged).values()
    assert (tuesday["overdue_open"], thursday["overdue_open"]) == (0, 1)
    assert (tuesday["high_risk_without_evidence"], thursday["high_risk_without_evidence"]) == (1, 0)


def test_a_line_closed_since_was_open_at_the_session() -> None:
    closed = line(status="Closed", closed_on="2026-11-18 10:00")
    tuesday, thursday = rows(judge(closed, session(TUESDAY), session(THURSDAY))).values()
    assert (tuesday["overdue_open"], thursday["overdue_open"]) == (1, 0)


def test_a_line_raised_since_was_not_there() -> None:
    raised = line(raised_on="2026-11-18", due="2026-11-18")
    tuesday, thursday = rows(judge(raised, session(TUESDAY), session(THURSDAY))).values()
    assert (tuesday["overdue_open"], thursday["overdue_open"]) == (0, 1)


def test_a_deadline_moved_since_was_still_the_old_one() -> None:
    moved = line(due="2026-12-01")
    approved = change(changed_on="2026-11-18", approved_on="2026-11-18 09:00")
    tuesday, thursday = rows(judge(moved, approved, session(TUESDAY), session(THURSDAY))).values()
    assert (tuesday["overdue_open"], thursday["overdue_open"]) == (1, 0)
    assert (tuesday["deadline_changes_approved"], thursday["deadline_changes_approved"]) == (0, 1)


def test_a_session_not_held_has_a_row_and_a_verdict_of_its_own() -> None:
    judged = judge(line(), session(None, TUESDAY), session(THURSDAY), session(None, "2026-11-24"))
    found = rows(judged)
    assert [each["held"] for each in found.values()] == [False, True]
    assert [each["overdue_open"] for each in found.values()] == [1, 1]
    assert judged.outcomes("session_not_held") == {
        "Challenge session 2026-11-17 14:30": "fired",
        "Challenge session 2026-11-19 14:30": "met",
        "Challenge session 2026-11-24": "not_due",
    }


def overdue(number: int, **typed: Any) -> list[Action]:
    return [line(f"A-{n}", **typed) for n in range(number)]


@pytest.mark.parametrize(
    ("records", "outcome"),
    [
        pytest.param(overdue(5), "fired", id="five at both"),
        pytest.param(overdue(4), "met", id="four at both"),
        pytest.param(overdue(5, due="2026-11-18"), "met", id="five at the second only"),
        pytest.param(
            overdue(5, status="Closed", closed_on="2026-11-18"), "met", id="five at the first only"
        ),
    ],
)
def test_more_than_four_at_two_held_sessions_fire(records: list[Action], outcome: str) -> None:
    judged = judge(*records, session(TUESDAY), session(THURSDAY))
    verdict = judged.register_verdict("B1.5", "overdue_high_risk")
    assert verdict.outcome.value == outcome
    due = as_at(THURSDAY) + timedelta(minutes=15)
    assert verdict.by == (due if outcome == "fired" else None)


def test_the_lines_need_not_be_the_same_at_both_sessions() -> None:
    first = overdue(5, status="Closed", closed_on="2026-11-18")
    second = [line(f"B-{n}", due="2026-11-18") for n in range(5)]
    judged = judge(*first, *second, session(TUESDAY), session(THURSDAY))
    assert judged.register_verdict("B1.5", "overdue_high_risk").outcome.value == "fired"


def test_a_session_due_by_policys_weekday_has_a_row_at_the_end_of_its_day() -> None:
    board = make(Session, kind="Board opened", scheduled_for=f"{TUESDAY[:10]} 08:15")
    assert rows(judge(line(), board, at="2026-11-17 23:59")) == {}
    (missed,) = rows(judge(line(), board, at="2026-11-18 00:00")).values()
    assert (missed["held"], missed["overdue_open"]) == (False, 1)


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        pytest.param("2026-11-19 23:59", "not_due", id="the second day is not over"),
        pytest.param("2026-11-20 00:00", "fired", id="both days are over"),
    ],
)
def test_two_sessions_due_and_not_held_fire_once_their_days_are_over(at: str, outcome: str) -> None:
    board = make(Session, kind="Board opened", scheduled_for=f"{TUESDAY[:10]} 08:15")
    told = judge(*overdue(5), board, at=at).register_verdict("B1.5", "overdue_high_risk")
    assert told.outcome.value == outcome
    within = judge(*overdue(4), board, at=at).register_verdict("B1.5", "overdue_high_risk")
    assert within.outcome.value == ("met" if outcome == "fired" else outcome)


def test_the_two_latest_held_fire_whatever_stood_at_one_missed_since() -> None:
    held = (session("2026-11-12 14:30"), session(TUESDAY))
    closed = overdue(5, status="Closed", closed_on="2026-11-18")
    told = judge(*closed, *held).register_verdict("B1.5", "overdue_high_risk")
    assert told.outcome.value == "fired"
    assert told.reason.endswith("latest 2 held sessions: 5 and 5.")


def test_a_session_not_held_does_not_break_the_row() -> None:
    held = (session("2026-11-12 14:30"), session(None, TUESDAY), session(THURSDAY))
    judged = judge(*overdue(5), *held)
    assert judged.register_verdict("B1.5", "overdue_high_risk").outcome.value == "fired"


def test_with_one_held_session_the_rule_is_not_due() -> None:
    judged = judge(*overdue(5), session(THURSDAY))
    assert judged.register_verdict("B1.5", "overdue_high_risk").outcome.value == "not_due"


def test_without_sessions_the_rule_is_not_recorded() -> None:
    judged = judge(*overdue(5))
    assert judged.register_verdict("B1.5", "overdue_high_risk").outcome.value == "not_recorded"


def test_every_rule_stands_in_every_scope() -> None:
    judged = judge(line(), session(TUESDAY))
    for scope in ("provider", "OAK"):
        for id, rule in (
            ("B1.2", "integrity_defects"),
            ("B1.3", "workload_pressure"),
            ("B1.4", "severe_misses"),
            ("B1.5", "overdue_high_risk"),
        ):
            assert judged.register_verdict(id, rule, scope).scope == scope


@pytest.mark.parametrize(
    ("told", "outcome"), [("2026-11-19 14:45", "met"), ("2026-11-19 14:46", "fired")]
)
def test_the_escalation_is_due_immediately_after_the_session(told: str, outcome: str) -> None:
    judged = judge(*overdue(5), session(TUESDAY), session(THURSDAY, escalated_at=told))
    assert judged.outcomes("escalation_late")["B1.5 overdue_high_risk"] == outcome


def test_a_line_of_unknown_raised_day_was_there_at_every_session() -> None:
    judged = judge(line(raised_on=None), session(TUESDAY), kept=("Evidence",))
    tuesday, _ = rows(judged).values()
    assert (tuesday["overdue_open"], tuesday["high_risk_without_evidence"]) == (1, 1)
