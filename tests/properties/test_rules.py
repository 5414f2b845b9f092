"""Laws of the rules: total, blind to row order, monotone in their limits and in time."""

import random
from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.field import Register
from builder.field.references import RECORD_KINDS
from builder.policy import Comparison
from builder.rules.assessment import Assessment
from builder.rules.registers.packing import Load, keep_most_urgent, place_one_by_one
from builder.rules.verdict import Outcome
from tests.made import as_at
from tests.properties.made_records import registers
from tests.properties.near_registers import near_register
from tests.rules.judging import NOW, judge_register, policy_with, shipped_policy

FEW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
NUMBERS = st.integers(0, 100_000)
"""Each names a register."""
MINE = (
    "integrity_defects",
    "workload_pressure",
    "severe_misses",
    "overdue_high_risk",
    "overdue_provider_review",
    "escalate_to_manager_4h",
    "manager_review_24h",
    "logged_within_24h",
    "implementation_5_working_days",
    "repeat_finding",
    "repeat_entries_unresolved",
    "sustained_workforce_risk",
    "monitored_weekly",
    "repeated_date_changes",
    "deadline_change_unapproved",
    "several_actions_one_manager",
    "nearly_complete_without_evidence",
    "recurring_errors",
    "missed_visits_rising",
    "complaints_rising",
    "inconsistent_recording",
    "checks_across_teams",
)


def fired(assessment: Assessment, rule: str) -> set[tuple[str, str]]:
    registers = (each for register in assessment.registers for each in register.verdicts)
    return {
        (each.scope, str(each.subject))
        for each in (*assessment.verdicts, *registers)
        if each.rule == rule and each.outcome is Outcome.FIRED
    }


def shuffled(register: Register, seed: int) -> Register:
    """The same records in other rows."""
    order = random.Random(seed)
    changed: dict[str, Any] = {}
    for attribute in RECORD_KINDS:
        records = list(getattr(register, attribute))
        order.shuffle(records)
        changed[attribute] = tuple(records)
    return replace(register, **changed)


@FEW
@given(registers(), st.booleans())
def test_any_register_at_all_is_judged(register: Register, keeps_all: bool) -> None:
    kept = {name: frozenset(("ref",)) for name in ("Actions", "Findings")}
    judged = judge_register(register if keeps_all else replace(register, columns_kept=kept))
    assert len(judged.assessment.actions) == len(register.actions)


@FEW
@given(NUMBERS, st.integers(0, 9))
def test_row_order_never_changes_an_assessment(number: int, seed: int) -> None:
    register = near_register(number)
    one = judge_register(register).assessment
    other = judge_register(shuffled(register, seed)).assessment
    for field in fields(Assessment):
        assert getattr(one, field.name) == getattr(other, field.name), field.name


@pytest.mark.parametrize("rule", MINE)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(number=NUMBERS, step=st.integers(1, 5))
def test_a_tighter_limit_never_removes_a_finding(rule: str, number: int, step: int) -> None:
    register = near_register(number)
    threshold = shipped_policy().thresholds[rule]
    value = threshold.value
    assert isinstance(value, Decimal)
    tighter = (
        value + step if threshold.comparison is Comparison.BELOW else max(value - step, Decimal(0))
    )
    before = fired(judge_register(register).assessment, rule)
    after = fired(judge_register(register, policy=policy_with(rule, tighter)).assessment, rule)
    assert before <= after


@FEW
@given(NUMBERS, st.integers(0, 72))
def test_a_later_moment_never_un_overdues_a_line(number: int, hours: int) -> None:
    register = near_register(number)
    now = as_at(NOW)
    earlier = judge_register(register, now).assessment.actions
    later = judge_register(register, now + timedelta(hours=hours)).assessment.actions
    for before, after in zip(earlier, later, strict=True):
        assert not (before.overdue and not after.overdue)
        assert (before.days_overdue or 0) <= (after.days_overdue or 0)


@FEW
@given(NUMBERS)
def test_what_is_counted_is_named_and_services_add_up(number: int) -> None:
    assessment = judge_register(near_register(number)).assessment
    for result in assessment.registers:
        if result.id == "B1.1":
            for figure, value in result.figures.items():
                assert value == len(result.counted.get(figure, ()))
    wide = assessment.register("B1.1")
    assert wide is not None
    without_service = sum(1 for each in assessment.actions if each.is_live and not each.service)
    of_services = sum(
        int(each.figures["live"] or 0)
        for each in assessment.registers
        if each.id == "B1.1" and each.scope != "provider"
    )
    assert wide.figures["live"] == of_services + without_service


@FEW
@given(NUMBERS)
def test_every_verdict_gives_its_reason_in_a_sentence(number: int) -> None:
    assessment = judge_register(near_register(number)).assessment
    registers = (each for result in assessment.registers for each in result.verdicts)
    for verdict in (*assessment.verdicts, *registers):
        assert verdict.reason.endswith("."), (verdict.rule, verdict.reason)
        assert verdict.clause, verdict.rule


HOURS = st.integers(0, 8).map(lambda each: Fraction(each, 2))
PEOPLE = ("P-1", "P-2", "P-3")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PEOPLE), HOURS), max_size=6),
    st.tuples(HOURS, HOURS, HOURS),
)
def test_no_way_of_sharing_out_exceeds_anybodys_room(
    carried: list[tuple[str, Fraction]], rooms: tuple[Fraction, ...]
) -> None:
    loads = [Load(f"A-{n}", person, hours) for n, (person, hours) in enumerate(carried)]
    room = dict(zip(PEOPLE, rooms, strict=True))
    exact, found = keep_most_urgent(loads, room), place_one_by_one(loads, room)
    assert exact is not None or found is None
    for placing in (exact, found):
        if placing is not None:
            for person in PEOPLE:
                assert (
                    sum(each.hours for each in loads if placing[each.ref] == person) <= room[person]
                )
