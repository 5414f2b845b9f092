"""Roles of acts: who may lead, draw, review, visit, retest, close, decide and authorise."""

from typing import Any

import pytest

from builder.field import (
    Action,
    Batch,
    BurstCycle,
    BurstSample,
    Evidence,
    LiveProof,
    PanelDecision,
    Person,
    Retest,
    Service,
    Session,
    ValidityReview,
)
from builder.rules.verdict import Outcome, Verdict
from tests.made import make
from tests.rules.judged import POLICY, assessment_of, verdicts_of, with_value

HELD = {"scheduled_for": "2026-11-19 09:00", "held_at": "2026-11-19 09:00"}
LINE = (
    make(Action, ref="A-1", service="S-1", owner="P-9", raised_on="2026-09-01"),
    make(Evidence, ref="E-1", action="A-1"),
)


def person(ref: str, *roles: str) -> Person:
    return make(Person, ref=ref, display_name=ref, roles=roles)


def session(kind: str, **typed: Any) -> Session:
    return make(Session, **{"kind": kind, "led_by": "P-1", **HELD, **typed})


ACTS = {
    "Board opened": (session("Board opened"), "Registered Manager"),
    "Prioritisation meeting": (session("Prioritisation meeting"), "Registered Manager"),
    "Rota review": (session("Rota review"), "Registered Manager"),
    "Integrity review": (session("Integrity review"), "Governance Coordinator"),
    "End-of-day review": (session("End-of-day review"), "Deputy Manager"),
    "Challenge session": (session("Challenge session"), "Nominated Individual"),
    "Gate review": (session("Gate review"), "Compliance Manager"),
    "Recovery review": (session("Recovery review"), "Operations Manager"),
    "Recovery review by a manager": (session("Recovery review"), "Registered Manager"),
    "burst drawn": (
        make(BurstSample, burst="B-1", evidence="E-1", drawn_at="2026-11-19 11:00", drawn_by="P-1"),
        "Quality Assurance Lead",
    ),
    "validity review": (
        make(
            ValidityReview,
            burst="B-1",
            evidence="E-1",
            reviewed_at="2026-11-19 13:00",
            reviewer="P-1",
        ),
        "Clinical Lead",
    ),
    "live proof": (
        make(
            LiveProof, burst="B-1", evidence="E-1", checked_at="2026-11-19 14:00", checked_by="P-1"
        ),
        "Unit Manager",
    ),
    "retest": (
        make(
            Retest,
            burst="B-1",
            person="P-9",
            evidence="E-1",
            retested_at="2026-11-19 15:00",
            retested_by="P-1",
        ),
        "Learning and Development Lead",
    ),
    "burst cycle closed": (
        make(BurstCycle, burst="B-1", closed_at="2026-11-19 18:00", closed_by="P-1"),
        "Operations Manager",
    ),
    "panel": (
        make(
            PanelDecision,
            panel_at="2026-11-19 10:15",
            action="A-1",
            decision="Approved",
            decided_by="P-1",
        ),
        "Registered Manager",
    ),
    "batch": (
        make(Batch, ref="BA-1", authorised_at="2026-11-19 17:00", authorised_by="P-1"),
        "Provider Director",
    ),
}


def told(*records: Any, **more: Any) -> Verdict:
    (found,) = verdicts_of(assessment_of(*LINE, *records, **more), "role_not_held").values()
    return found


@pytest.mark.parametrize(("act", "role"), ACTS.values(), ids=ACTS)
def test_an_act_asks_for_the_role_of_its_clause(act: Any, role: str) -> None:
    assert told(act, person("P-1", role)).outcome is Outcome.MET
    without = told(act, person("P-1", "Performance Analyst"))
    assert without.outcome is Outcome.FIRED
    assert role in without.reason
    assert without.cells[0].sheet == act.source.sheet


BOARD = ACTS["Board opened"][0]


def test_without_people_nothing_is_known_of_roles() -> None:
    (found,) = verdicts_of(assessment_of(BOARD), "role_not_held").values()
    assert found.outcome is Outcome.NOT_RECORDED


def test_somebody_who_is_not_on_the_people_sheet_holds_no_role() -> None:
    assert told(BOARD, person("P-2", "Registered Manager")).outcome is Outcome.FIRED


def test_where_nobody_is_named_it_cannot_be_said() -> None:
    found = told(session("Board opened", led_by=None), person("P-1", "Registered Manager"))
    assert found.outcome is Outcome.NOT_COMPUTABLE


def test_a_session_that_was_not_held_was_led_by_nobody() -> None:
    records = (session("Board opened", held_at=None), person("P-1", "HR"))
    assert verdicts_of(assessment_of(*records), "role_not_held") == {}


def test_policy_may_name_another_role() -> None:
    policy = with_value("board_opened_by", ("Deputy Manager",), POLICY)
    assert told(BOARD, person("P-1", "Deputy Manager"), policy=policy).outcome is Outcome.MET


OWN = make(Service, ref="S-1", registered_manager="P-2")
MANAGERS = (person("P-1", "Registered Manager"), person("P-2", "Registered Manager"))


@pytest.mark.parametrize(
    ("records", "outcome"),
    [
        pytest.param((*MANAGERS, OWN), Outcome.FIRED, id="the service has its own"),
        pytest.param(
            (*MANAGERS, make(Service, ref="S-1")), Outcome.MET, id="the service has none of its own"
        ),
        pytest.param(
            (*MANAGERS, make(Service, ref="S-1", registered_manager="P-1")),
            Outcome.MET,
            id="it is the service's own",
        ),
        pytest.param(
            (*MANAGERS, OWN, make(Action, ref="A-2", service="S-1", accountable_manager="P-1")),
            Outcome.MET,
            id="accountable for a line of the service",
        ),
    ],
)
def test_a_person_of_the_service_acts_where_there_is_one(
    records: tuple[Any, ...], outcome: Outcome
) -> None:
    assert told(ACTS["panel"][0], *records).outcome is outcome
    assert told(session("Rota review", service="S-1"), *records).outcome is outcome


@pytest.mark.parametrize(
    ("role", "outcome"),
    [
        ("Registered Manager", Outcome.FIRED),
        ("Operations Manager", Outcome.MET),
        ("Nominated Individual", Outcome.MET),
        ("Provider Director", Outcome.MET),
    ],
)
def test_a_line_that_a_registered_manager_owns_is_decided_higher_up(
    role: str, outcome: Outcome
) -> None:
    owner = person("P-9", "Registered Manager")
    assert told(ACTS["panel"][0], person("P-1", role), owner).outcome is outcome


def test_a_later_decision_by_somebody_with_the_role_answers_it() -> None:
    wrong = ACTS["panel"][0]
    right = make(
        PanelDecision,
        panel_at="2026-11-20 10:15",
        action="A-1",
        decision="Approved",
        decided_by="P-2",
    )
    people = (person("P-1", "HR"), person("P-2", "Registered Manager"))
    assert told(wrong, right, *people).outcome is Outcome.MET


def test_a_burst_is_named_once_with_all_who_acted_in_it() -> None:
    acts = [ACTS[each][0] for each in ("burst drawn", "validity review", "live proof")]
    found = told(*acts, person("P-1", "Clinical Lead"))
    assert found.outcome is Outcome.FIRED
    assert found.observed == 2
    assert found.reason.endswith("and 1 other.")
