"""Tellings: who of whom, of what, when; one ends an escalation and never a verdict."""

from typing import Any

import pytest

from builder.field import Action, DeadlineChange, Finding, Person, Service, Telling
from builder.rules.answers import verdict
from builder.rules.assessment import Assessment, Escalation
from builder.rules.duties.telling.cited import Cited
from builder.rules.duties.telling.escalations import escalations
from builder.rules.verdict import Outcome, Subject
from tests.made import as_at, make
from tests.rules.judged import POLICY, assessment_of, facts_of, verdicts_of

HOME = make(Service, ref="OAK", registered_manager="P-2")
PEOPLE = (
    make(Person, ref="P-1", roles=["Action owner"]),
    make(Person, ref="P-2", roles=["Registered Manager"]),
    make(Person, ref="P-3", roles=["Provider Director"]),
    make(Person, ref="P-4", roles=["Registered Manager"]),
)
FOUND = make(
    Finding,
    ref="F-1",
    service="OAK",
    kind="Medication error",
    theme="Medication",
    found_at="2026-11-19 09:00",
    severity="High",
)
LATE = make(
    Action,
    ref="A-1",
    service="OAK",
    owner="P-1",
    raised_on="2026-11-02",
    due="2026-11-18 12:00",
    likelihood=1,
    consequence=2,
    status="In progress",
)


def judged(*records: Any) -> Assessment:
    return assessment_of(HOME, *PEOPLE, *records)


def told(at: str, about: str = "F-1", to: str = "P-2", **typed: Any) -> Telling:
    return make(Telling, told_at=at, about=about, to=to, **typed)


def entry(assessment: Assessment, rule: str) -> Escalation:
    (found,) = [each for each in assessment.escalations if rule in each.because]
    return found


@pytest.mark.parametrize(
    ("telling", "ends"),
    [
        pytest.param(told("2026-11-19 09:00"), True, id="at the finding"),
        pytest.param(told("2026-11-19 08:59"), False, id="before it"),
        pytest.param(told("2026-11-19"), True, id="its day"),
        pytest.param(told("2026-11-18"), False, id="the day before"),
        pytest.param(told("2026-11-20 17:21"), False, id="still to come"),
        pytest.param(told("2026-11-19 10:00", to="P-4"), False, id="another home's manager"),
        pytest.param(told("2026-11-19 10:00", about="F-2"), False, id="another finding"),
        pytest.param(told("2026-11-19 10:00", about="f-1"), True, id="without regard to case"),
        pytest.param(
            told("2026-11-19 10:00", rule="escalate_to_manager_4h"), False, id="of one rule alone"
        ),
    ],
)
def test_a_telling_counts_from_the_thing_on_to_whom_it_must_reach(
    telling: Telling, ends: bool
) -> None:
    found = entry(judged(FOUND, telling), "escalate_to_manager_4h")
    assert len(found.because) > 1
    assert (found.told_at is not None) is ends


@pytest.mark.parametrize(("at", "first"), [("10:00", "10:00"), ("16:00", "15:00")])
def test_of_a_telling_and_the_sheets_own_moment_the_first_counts(at: str, first: str) -> None:
    facts = facts_of(HOME, *PEOPLE, FOUND, told(f"2026-11-19 {at}"))
    subject, done = Subject("Findings", "F-1"), as_at("2026-11-19 15:00")
    rule = POLICY.thresholds["escalate_to_manager_4h"]
    said = verdict(rule, Outcome.FIRED, "So.", scope="OAK", subject=subject, done_at=done)
    (found,) = escalations(facts, (said,), ())
    assert found.told_at == as_at(f"2026-11-19 {first}")


def test_a_cited_date_tells_its_own_moment_and_no_other_of_its_record() -> None:
    found = make(Finding, ref="F-1", found_at="2026-11-19 09:00", recorded_at="2026-11-19 11:00")
    cell = found.source.place("found_at")
    assert set(Cited(facts_of(found)).moments((cell,))) == {as_at("2026-11-19 09:00")}


def test_a_telling_ends_the_escalation_and_not_the_verdict() -> None:
    before, after = judged(FOUND), judged(FOUND, told("2026-11-19 10:00"))
    said = [verdicts_of(each, "escalate_to_manager_4h")["F-1"] for each in (before, after)]
    assert said[0].outcome.value == "fired"
    assert said[1]._replace(cells=()) == said[0]._replace(cells=())
    found = entry(after, "escalate_to_manager_4h")
    assert found.told_at == as_at("2026-11-19 10:00")
    assert not found.has_passed


def test_a_telling_of_one_rule_leaves_the_others_to_be_told() -> None:
    one = told("2026-11-19 10:00", rule="High-risk finding to the manager")
    titled = told("2026-11-19 10:00", rule="manager review 24h")
    for telling in (one, titled):
        assert entry(judged(FOUND, telling), "manager_review_24h").told_at is None
    both = judged(FOUND, one, titled, told("2026-11-20 09:30", rule="logged_within_24h"))
    assert entry(both, "manager_review_24h").told_at == as_at("2026-11-20 09:30")


def test_who_was_told_on_a_higher_rung_knows_of_those_below() -> None:
    owner = judged(LATE, told("2026-11-18 13:00", "A-1", "P-1"))
    found = entry(owner, "overdue_manager")
    assert (found.to, found.people) == ("Registered Manager", ("P-2",))
    assert found.told_at is None
    assert found.by == as_at("2026-11-19 12:00")
    manager = judged(LATE, told("2026-11-19 12:00", "A-1", "P-2"))
    assert entry(manager, "overdue_manager").told_at == as_at("2026-11-19 12:00")
    early = judged(LATE, told("2026-11-19 11:59", "A-1", "P-2"))
    assert entry(early, "overdue_manager").told_at is None


def test_a_telling_covers_only_what_was_open_at_that_moment() -> None:
    def change(day: str) -> DeadlineChange:
        return make(
            DeadlineChange,
            action="A-1",
            changed_on=day,
            from_due="2026-12-01",
            to_due="2026-12-08",
            approved_by="P-3",
            approved_on=day,
        )

    line = make(Action, ref="A-1", service="OAK", owner="P-1", raised_on="2026-10-01",
                due="2026-12-08", status="In progress")  # fmt: skip
    changes = [change(f"2026-11-0{day}") for day in (2, 3, 5)]
    for day, ends in (("2026-11-04", False), ("2026-11-05", True)):
        found = entry(judged(line, *changes, told(day, "A-1")), "repeated_date_changes")
        assert found.because == ("repeated_date_changes",)
        assert (found.told_at is not None) is ends


def test_a_telling_names_a_register_by_its_id() -> None:
    lines = [
        make(Action, ref=f"A-{n}", service="OAK", owner="P-1", raised_on="2026-11-02",
             due="2026-12-18", status="In progress")
        for n in range(6)
    ]  # fmt: skip
    manager = make(Person, ref="P-7", roles=["Operations Manager"])
    before = entry(judged(*lines, manager), "integrity_defects")
    assert (before.subject.sheet, before.subject.ref, before.people) == (
        "Registers",
        "B1.2",
        ("P-7",),
    )
    telling = told("2026-11-20 17:00", "B1.2", "P-7")
    after = entry(judged(*lines, manager, telling), "integrity_defects")
    assert after.told_at == as_at("2026-11-20 17:00")
