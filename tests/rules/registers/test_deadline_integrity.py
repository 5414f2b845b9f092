"""B1.2: contradictory deadlines, missing evidence dates, owners who are not active."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from builder.field import Action, DeadlineChange, Notice, Person, Session
from tests.made import as_at, make
from tests.rules.judging import judge, policy_with


def line(ref: str = "A-1", **typed: Any) -> Action:
    defaults = {
        "service": "OAK",
        "status": "In progress",
        "owner": "P-1",
        "due": "2026-12-10",
        "evidence_due": "2026-12-01",
    }
    return make(Action, ref=ref, **{**defaults, **typed})


OWNER = make(Person, ref="P-1")


def figure(name: str, *records: Any, **more: Any) -> object:
    return judge(*records, **more).register("B1.2").figures[name]


@pytest.mark.parametrize(
    ("evidence_due", "due", "mismatched"),
    [
        pytest.param("2026-12-10", "2026-12-10", 0, id="the same day"),
        pytest.param("2026-12-11", "2026-12-10", 1, id="the day after"),
        pytest.param("2026-12-09", "2026-12-10", 0, id="the day before"),
        pytest.param("2026-12-10", "2026-12-10 12:00", 1, id="runs past noon of the day"),
    ],
)
def test_evidence_due_after_due_is_a_mismatch(evidence_due: str, due: str, mismatched: int) -> None:
    found = figure("mismatched_deadlines", line(evidence_due=evidence_due, due=due), OWNER)
    assert found == mismatched


@pytest.mark.parametrize(("comply_by", "mismatched"), [("2026-12-10", 0), ("2026-12-09", 1)])
@pytest.mark.parametrize("link", ["by the notice", "by the line"])
def test_due_after_the_notices_comply_by_is_a_mismatch(
    comply_by: str, mismatched: int, link: str
) -> None:
    notice = make(Notice, ref="N-1", comply_by=comply_by, actions=["A-1"] * (link != "by the line"))
    action = line(source_ref="N-1" if link == "by the line" else None)
    assert figure("mismatched_deadlines", action, notice, OWNER) == mismatched


@pytest.mark.parametrize(("due", "mismatched"), [("2026-12-10", 0), ("2026-12-11", 1)])
def test_due_after_the_parents_due_is_a_mismatch(due: str, mismatched: int) -> None:
    child = line("A-2", parent="A-1", due=due)
    assert figure("mismatched_deadlines", line(), child, OWNER) == mismatched


@pytest.mark.parametrize(
    ("due", "to_due", "mismatched"),
    [
        ("2026-12-10", "2026-12-10", 0),
        ("2026-12-10", "2026-12-11", 1),
        ("2026-12-10 17:00", "2026-12-10", 0),
        ("2026-12-10 17:00", "2026-12-10 16:00", 1),
    ],
)
def test_due_other_than_the_latest_approved_change_is_a_mismatch(
    due: str, to_due: str, mismatched: int
) -> None:
    change = make(
        DeadlineChange,
        action="A-1",
        changed_on="2026-11-01",
        from_due="2026-11-15",
        to_due=to_due,
        approved_by="P-1",
    )
    assert figure("mismatched_deadlines", line(due=due), change, OWNER) == mismatched


def test_a_line_with_two_contradictions_is_one_defect() -> None:
    notice = make(Notice, ref="N-1", comply_by="2026-12-01", actions=["A-1"])
    register = judge(line(evidence_due="2026-12-20"), notice, OWNER).register("B1.2")
    assert register.figures["mismatched_deadlines"] == 1
    assert register.figures["defects"] == 1
    (row,) = register.rows
    assert row.values["mismatched_deadline"] == (
        "evidence due after the action's deadline; deadline after the notice's comply-by date"
    )


@pytest.mark.parametrize(
    ("owner", "person", "inactive"),
    [
        pytest.param(None, OWNER, 1, id="blank"),
        pytest.param("P-9", OWNER, 1, id="not in People"),
        pytest.param("P-1", make(Person, ref="P-1", active_to="2026-11-19"), 1, id="left"),
        pytest.param("P-1", make(Person, ref="P-1", active_to="2026-11-20"), 0, id="last day"),
        pytest.param("P-1", make(Person, ref="P-1", active_from="2026-11-21"), 1, id="not yet"),
        pytest.param("P-1", make(Person, ref="P-1", active_from="2026-11-20"), 0, id="first day"),
    ],
)
def test_an_owner_is_active_on_the_as_at_day(
    owner: str | None, person: Person, inactive: int
) -> None:
    assert figure("inactive_owner", line(owner=owner), person) == inactive


def test_without_people_inactive_owners_are_not_recorded() -> None:
    register = judge(line(owner=None)).register("B1.2")
    assert register.recorded
    assert register.figures["inactive_owner"] is None
    assert register.note == "Not looked for: inactive owners (no People sheet)."


def test_closed_lines_have_no_defects() -> None:
    closed = line(status="Closed", evidence_due=None, owner=None)
    assert figure("defects", closed, OWNER) == 0


def with_defects(number: int) -> list[Action]:
    """So many defects: two on each of the first lines."""
    actions = [line(f"A-{n}", evidence_due=None, owner="P-9") for n in range(number // 2)]
    return [line("A-whole"), *actions, *[line("A-odd", evidence_due=None)] * (number % 2)]


@pytest.mark.parametrize(("defects", "outcome"), [(0, "met"), (5, "met"), (6, "fired")])
def test_defects_above_five_fire(defects: int, outcome: str) -> None:
    judged = judge(*with_defects(defects), OWNER)
    verdict = judged.register_verdict("B1.2", "integrity_defects")
    assert verdict.outcome.value == outcome
    assert verdict.observed == defects
    assert judged.register("B1.2").figures["lines_with_defects"] == (defects + 1) // 2


def test_with_a_kind_of_defect_unrecorded_a_low_count_does_not_pass() -> None:
    verdict = judge(line()).register_verdict("B1.2", "integrity_defects")
    assert verdict.outcome.value == "not_recorded"


def test_with_a_kind_of_defect_unrecorded_a_high_count_still_fires() -> None:
    actions = [line(f"A-{n}", evidence_due=None) for n in range(6)]
    verdict = judge(*actions).register_verdict("B1.2", "integrity_defects")
    assert verdict.outcome.value == "fired"


def test_the_operations_manager_is_told_90_minutes_after_the_held_review() -> None:
    review = make(Session, kind="Integrity review", held_at="2026-11-20 10:12")
    verdict = judge(*with_defects(6), OWNER, review).register_verdict("B1.2", "integrity_defects")
    assert verdict.tell == "Operations Manager"
    assert verdict.by == as_at("2026-11-20 11:42")


@pytest.mark.parametrize(
    "review",
    [
        pytest.param([], id="none"),
        pytest.param(
            [make(Session, kind="Integrity review", held_at="2026-11-19 10:12")], id="yesterday's"
        ),
        pytest.param(
            [make(Session, kind="Integrity review", scheduled_for="2026-11-20 10:00")],
            id="not held",
        ),
    ],
)
def test_without_a_held_review_that_day_the_clock_starts_at_half_past_ten(
    review: list[Session],
) -> None:
    judged = judge(*with_defects(6), OWNER, *review)
    assert judged.register_verdict("B1.2", "integrity_defects").by == as_at("2026-11-20 12:00")


def test_the_clock_is_elapsed_time_on_the_day_of_the_clock_change() -> None:
    review = make(Session, kind="Integrity review", held_at="2026-10-25 00:30")
    judged = judge(*with_defects(6), OWNER, review, at="2026-10-25 12:00")
    verdict = judged.register_verdict("B1.2", "integrity_defects")
    # 00:30 is still summer time, 23:30 UTC the day before.
    assert verdict.by == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "by", "words"),
    [
        pytest.param("2026-11-20 02:00", "2026-11-19 11:42", "19 November 2026", id="at night"),
        pytest.param("2026-11-20 10:29", "2026-11-19 11:42", "19 November 2026", id="before it"),
        pytest.param("2026-11-20 10:30", "2026-11-20 12:00", "", id="at its time"),
        pytest.param("2026-11-21 12:00", "2026-11-20 12:00", "20 November 2026", id="Saturday"),
        pytest.param("2026-11-23 08:00", "2026-11-20 12:00", "20 November 2026", id="on Monday"),
    ],
)
def test_before_the_days_review_the_limit_is_judged_at_the_last_review_day(
    at: str, by: str, words: str
) -> None:
    review = make(Session, kind="Integrity review", held_at="2026-11-19 10:12")
    verdict = judge(*with_defects(6), OWNER, review, at=at).register_verdict(
        "B1.2", "integrity_defects"
    )
    assert (verdict.outcome.value, verdict.by) == ("fired", as_at(by))
    judged_at = f" Judged at the review of {words}." if words else ""
    assert verdict.reason == f"6 deadline defects found on live actions.{judged_at}"


def test_a_tighter_limit_comes_from_policy() -> None:
    judged = judge(*with_defects(3), OWNER, policy=policy_with("integrity_defects", Decimal(2)))
    assert judged.register_verdict("B1.2", "integrity_defects").outcome.value == "fired"


@pytest.mark.parametrize(
    ("told", "outcome"),
    [("2026-11-20 11:42", "met"), ("2026-11-20 11:43", "fired"), (None, "fired")],
)
def test_an_escalation_after_its_time_is_late(told: str | None, outcome: str) -> None:
    review = make(Session, kind="Integrity review", held_at="2026-11-20 10:12", escalated_at=told)
    judged = judge(*with_defects(6), OWNER, review)
    assert judged.outcomes("escalation_late")["B1.2 integrity_defects"] == outcome
