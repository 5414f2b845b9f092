"""Who must be told of what by when: at the moment itself, a second later, once and not twice."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from builder.field import Action, Person
from builder.rules.answers import verdict
from builder.rules.assessment import RegisterResult
from builder.rules.duties.escalations import MANAGER, OWNER, escalations, rung_of
from builder.rules.facts.evidence.newly_closed import is_newly_closed
from builder.rules.registers.packing import Load, place_one_by_one
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict, Weight
from tests.made import as_at, make, moment
from tests.rules.judged import POLICY, assessment_of, facts_of, result_of, with_value

NOW = as_at("2026-11-20 17:20")
SECOND = timedelta(seconds=1)
LINE = make(Action, ref="A-1", owner="P-1", service="OAK", due="2026-12-01", status="In progress")
FACTS = facts_of(LINE)


def fired(
    rule: str = "manager_review_24h",
    *,
    by: datetime | None = None,
    done_at: datetime | None = None,
    tell: str | None = None,
) -> Verdict:
    threshold = POLICY.thresholds[rule]
    subject = Subject("Findings", "F-1")
    made = verdict(threshold, Outcome.FIRED, "So.", subject=subject, by=by, done_at=done_at)
    return made if tell is None else made._replace(tell=tell)


@pytest.mark.parametrize(
    ("by", "done_at", "has_passed"),
    [
        pytest.param(NOW, None, False, id="the very moment"),
        pytest.param(NOW - SECOND, None, True, id="a second later"),
        pytest.param(NOW - SECOND, NOW - SECOND, False, id="told at the last moment"),
        pytest.param(NOW - 2 * SECOND, NOW - SECOND, True, id="told a second late"),
        pytest.param(None, None, False, id="no time set"),
    ],
)
def test_a_time_has_passed_only_after_it_and_only_where_nobody_was_told_in_time(
    by: datetime | None, done_at: datetime | None, has_passed: bool
) -> None:
    (found,) = escalations(FACTS, (fired(by=by, done_at=done_at),), ())
    assert found.has_passed is has_passed
    assert found.told_at == done_at


def test_only_what_fired_or_runs_is_told() -> None:
    runs = fired(by=NOW)._replace(outcome=Outcome.NOT_DUE)
    (found,) = escalations(FACTS, (runs,), ())
    assert found.is_running
    for silent in (
        runs._replace(by=None),
        fired()._replace(outcome=Outcome.MET),
        fired()._replace(outcome=Outcome.NOT_RECORDED),
        fired()._replace(weight=Weight.WATCH),
        fired()._replace(tell=""),
    ):
        assert escalations(FACTS, (silent,), ()) == ()


def register_that_fired(scope: str) -> RegisterResult:
    limit = fired("integrity_defects")._replace(subject=None, scope=scope)
    return replace(result_of("B1.2", LINE), scope=scope, verdicts=(limit,))


def test_a_limit_that_fired_for_the_provider_is_not_told_again_for_a_service() -> None:
    both = (register_that_fired(PROVIDER), register_that_fired("OAK"))
    (found,) = escalations(FACTS, (), both)
    assert found.service == PROVIDER


def test_a_limit_that_fired_in_a_service_alone_is_told_there() -> None:
    calm = replace(register_that_fired(PROVIDER), verdicts=())
    (found,) = escalations(FACTS, (), (calm, register_that_fired("OAK")))
    assert found.service == "OAK"
    assert found.subject == Subject("Registers", "B1.2")


@pytest.mark.parametrize(
    ("role", "rung"),
    [
        (PROVIDER, PROVIDER),
        ("Provider Director", PROVIDER),
        ("Nominated Individual", PROVIDER),
        ("Registered Manager", MANAGER),
        ("Action owner", OWNER),
    ],
)
def test_each_role_stands_on_one_rung(role: str, rung: str) -> None:
    assert rung_of(role) == rung


def test_an_overdue_line_climbs_from_its_owner_to_its_manager() -> None:
    overdue = make(
        Action,
        ref="A-1",
        owner="P-1",
        accountable_manager="P-2",
        due="2026-11-01",
        status="In progress",
    )
    people = [make(Person, ref=each, display_name=each) for each in ("P-1", "P-2")]
    rungs = {
        each.because: each.people
        for each in assessment_of(overdue, *people).escalations
        if each.subject.ref == "A-1"
    }
    assert rungs["overdue_owner"] == ("P-1",)
    assert rungs["overdue_manager"] == ("P-2",)
    assert "overdue_owner" not in {each.because for each in assessment_of(LINE).escalations}


def test_a_load_that_just_fits_stays_with_its_carrier() -> None:
    load = Load("A-1", "P-1", Fraction(5))
    assert place_one_by_one((load,), {"P-1": Fraction(5), "P-2": Fraction(50)}) == {"A-1": "P-1"}
    moved = place_one_by_one((load,), {"P-1": Fraction(4), "P-2": Fraction(5)})
    assert moved == {"A-1": "P-2"}


@pytest.mark.parametrize(
    ("closed", "counts"),
    [
        pytest.param("2026-11-20 11:00", True, id="at the draw"),
        pytest.param("2026-11-20 11:01", False, id="a minute after it"),
    ],
)
def test_a_line_closed_at_the_draw_itself_is_newly_closed(closed: str, counts: bool) -> None:
    assert is_newly_closed(moment(closed), None, moment("2026-11-20 11:00"), 14) is counts


@pytest.mark.parametrize(
    ("due", "has_passed"),
    [
        pytest.param("2026-11-19 17:20", False, id="the very moment"),
        pytest.param("2026-11-19 17:19", True, id="a minute later"),
    ],
)
def test_a_rung_of_the_ladder_has_passed_only_after_its_time(due: str, has_passed: bool) -> None:
    action = make(Action, ref="A-1", owner="P-1", due=due, status="In progress")
    facts = facts_of(action, policy=with_value("overdue_owner", Decimal(1)))
    (owner,) = [each for each in escalations(facts, (), ()) if each.because == "overdue_owner"]
    assert owner.has_passed is has_passed
    assert owner.is_running is not has_passed


def test_the_provider_is_named_as_such_and_an_owner_is_the_lines_own() -> None:
    action = Subject("Actions", "A-1")
    (provider,) = escalations(FACTS, (fired(by=NOW, tell=PROVIDER),), ())
    assert provider.to == "Provider"
    (owner,) = escalations(FACTS, (fired(tell="Action owner")._replace(subject=action),), ())
    assert (owner.to, owner.people) == ("Action owner", ("P-1",))
    (elsewhere,) = escalations(FACTS, (fired(tell="Action owner"),), ())
    assert elsewhere.people == ()
