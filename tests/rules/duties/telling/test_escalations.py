"""Who must be told of what by when: at the moment itself, a second later, once and not twice."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from builder.field import Action, Person, Service
from builder.rules.answers import verdict
from builder.rules.assessment import Escalation, RegisterResult
from builder.rules.duties.telling.escalations import MANAGER, OWNER, escalations, rung_of
from builder.rules.facts.evidence.newly_closed import is_newly_closed
from builder.rules.registers.packing import Load, place_one_by_one
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict, Weight
from tests.made import as_at, make, moment
from tests.rules.judged import POLICY, assessment_of, facts_of, result_of

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


def test_only_what_fired_is_told() -> None:
    (found,) = escalations(FACTS, (fired(),), ())
    assert found.because == ("manager_review_24h",)
    for silent in (
        fired(by=NOW)._replace(outcome=Outcome.NOT_DUE),
        fired()._replace(outcome=Outcome.MET),
        fired()._replace(outcome=Outcome.NOT_RECORDED),
        fired()._replace(weight=Weight.WATCH),
        fired()._replace(tell=""),
    ):
        assert escalations(FACTS, (silent,), ()) == ()


def test_one_entry_a_subject_and_recipient_with_the_earliest_time() -> None:
    later = fired(by=NOW)
    sooner = fired("logged_within_24h", by=NOW - SECOND)
    (found,) = escalations(FACTS, (later, sooner, later), ())
    assert found.because == ("logged_within_24h", "manager_review_24h")
    assert found.by == NOW - SECOND
    done = sooner._replace(done_at=NOW - SECOND)
    (found,) = escalations(FACTS, (later, done), ())
    assert (found.by, found.told_at) == (NOW, None)


def test_each_of_two_roles_that_a_rule_tells_has_an_entry() -> None:
    both = fired("complaints_unchanged")
    found = escalations(FACTS, (both,), ())
    assert {each.to for each in found} == {"Registered Manager", "Operations Manager"}


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


def test_of_two_homes_told_to_one_the_sooner_is_named() -> None:
    calm = replace(register_that_fired(PROVIDER), verdicts=())
    homes = [
        replace(one, verdicts=(one.verdicts[0]._replace(by=by),))
        for one, by in (
            (register_that_fired("OAK"), NOW),
            (register_that_fired("ELM"), NOW - SECOND),
        )
    ]
    (found,) = escalations(FACTS, (), (calm, *homes))
    assert (found.service, found.by) == ("ELM", NOW - SECOND)


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


def ladder_of(action: Action, *others: Any) -> Escalation:
    (found,) = [
        each
        for each in assessment_of(action, *others).escalations
        if {"overdue_owner", "overdue_manager"}.intersection(each.because)
    ]
    return found


def overdue(due: str = "2026-11-15", **typed: Any) -> Action:
    given = {"owner": "P-1", "service": "OAK", "status": "In progress", "likelihood": 1}
    return make(Action, **{"ref": "A-1", "due": due, "consequence": 2, **given, **typed})


@pytest.mark.parametrize(
    ("due", "because"),
    [
        pytest.param("2026-11-19 17:21", {"overdue_owner"}, id="a minute short of a day"),
        pytest.param("2026-11-19 17:20", {"overdue_owner", "overdue_manager"}, id="a day"),
        pytest.param("2026-11-13 17:20", {"overdue_owner", "overdue_manager"}, id="seven days"),
        pytest.param(
            "2026-11-12 17:20",
            {"overdue_owner", "overdue_manager", "overdue_provider_review"},
            id="eight days",
        ),
    ],
)
def test_a_line_is_told_at_the_highest_rung_that_it_has_reached(
    due: str, because: set[str]
) -> None:
    found = ladder_of(overdue(due))
    assert set(found.because) == because
    rungs = {1: "Action owner", 2: "Registered Manager", 3: "provider"}
    assert found.to == rungs[len(because)]
    assert found.by == as_at(due)


MANAGERS = (
    make(Service, ref="OAK", registered_manager="P-3"),
    make(Person, ref="P-1", roles=["Unit Manager"], reports_to="P-4"),
    make(Person, ref="P-2", roles=["Deputy Manager"]),
    make(Person, ref="P-3", roles=["Registered Manager"]),
    make(Person, ref="P-4", roles=["Operations Manager"]),
    make(Person, ref="P-9", roles=["Deputy Manager"], active_to="2026-10-31"),
)


@pytest.mark.parametrize(
    ("owner", "accountable", "told", "to"),
    [
        pytest.param("P-1", "P-2", "P-2", "Deputy Manager", id="accountable"),
        pytest.param("P-1", None, "P-3", "Registered Manager", id="the home's manager"),
        pytest.param("P-1", "P-1", "P-3", "Registered Manager", id="never the owner"),
        pytest.param("P-1", "P-9", "P-3", "Registered Manager", id="nobody who left"),
        pytest.param("P-3", "P-3", None, "Registered Manager", id="no manager but the owner"),
    ],
)
def test_a_lines_manager_is_never_its_owner(
    owner: str, accountable: str | None, told: str | None, to: str
) -> None:
    found = ladder_of(overdue(owner=owner, accountable_manager=accountable), *MANAGERS)
    assert (found.to, found.people) == (to, (told,) if told else ())


def test_the_person_whom_a_manager_reports_to_is_told_of_their_own_line() -> None:
    home = make(Service, ref="OAK", registered_manager="P-3")
    manager = make(Person, ref="P-3", roles=["Registered Manager"], reports_to="P-4")
    above = make(Person, ref="P-4", roles=["Operations Manager"])
    found = ladder_of(overdue(owner="P-3"), home, manager, above)
    assert (found.to, found.people) == ("Operations Manager", ("P-4",))


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


def test_the_provider_is_named_as_such_and_an_owner_is_the_lines_own() -> None:
    action = Subject("Actions", "A-1")
    (provider,) = escalations(FACTS, (fired(by=NOW, tell=PROVIDER),), ())
    assert provider.to == "provider"
    (owner,) = escalations(FACTS, (fired(tell="Action owner")._replace(subject=action),), ())
    assert (owner.to, owner.people) == ("Action owner", ("P-1",))
    (elsewhere,) = escalations(FACTS, (fired(tell="Action owner"),), ())
    assert elsewhere.people == ()


UNIT = "Unit Manager"


@pytest.mark.parametrize(
    ("service", "told"),
    [
        pytest.param("OAK", ("P-1",), id="who acts there"),
        pytest.param("HAR", ("P-2",), id="who acts there too"),
        pytest.param("BIR", ("P-3",), id="nobody of another home"),
        pytest.param(PROVIDER, ("P-1", "P-2", "P-3"), id="provider-wide"),
    ],
)
def test_a_role_is_who_holds_it_for_the_service(service: str, told: tuple[str, ...]) -> None:
    people = [make(Person, ref=f"P-{n}", roles=[UNIT]) for n in (1, 2, 3)]
    homes = (
        make(Action, ref="A-1", owner="P-1", service="OAK", status="In progress"),
        make(Action, ref="A-2", accountable_manager="P-2", service="HAR", status="In progress"),
    )
    facts = facts_of(*people, *homes)
    said = fired(tell=UNIT)._replace(scope=service, cells=())
    (found,) = escalations(facts, (said,), ())
    assert found.people == told


def test_a_role_of_the_whole_provider_is_told_of_every_home() -> None:
    person = make(Person, ref="P-1", roles=["Operations Manager"])
    line = make(Action, ref="A-1", owner="P-1", service="OAK", status="In progress")
    facts = facts_of(person, line)
    said = fired(tell="Operations Manager")._replace(scope="HAR")
    (found,) = escalations(facts, (said,), ())
    assert found.people == ("P-1",)


def test_of_a_limit_of_the_provider_the_homes_that_it_comes_from_are_told() -> None:
    homes = [make(Service, ref=f"S-{n}", registered_manager=f"P-{n}") for n in (1, 2)]
    people = [make(Person, ref=f"P-{n}", roles=["Registered Manager"]) for n in (1, 2)]
    line = make(Action, ref="A-1", service="S-2", status="In progress")
    facts = facts_of(*homes, *people, line)
    limit = fired("severe_misses")._replace(subject=None, also_tell=())
    held = replace(result_of("B1.4", LINE), verdicts=(limit,))
    assert escalations(facts, (), (held,))[0].people == ("P-1", "P-2")
    cited = limit._replace(cells=(line.source.place("due"),))
    (found,) = escalations(facts, (), (replace(held, verdicts=(cited,)),))
    assert found.people == ("P-2",)
