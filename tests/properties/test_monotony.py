"""Monotony: a word may raise an alarm, but never silence one.

Adding what speaks against somebody improves nothing; taking rows or sheets away makes nothing met.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.field import (
    Action,
    Check,
    Finding,
    LiveProof,
    Measure,
    Register,
    Retest,
    Risk,
    ValidityReview,
)
from builder.field.references import RECORD_KINDS
from builder.rules.assessment import Assessment, AssuredStatus
from builder.rules.verdict import Outcome
from tests.made import make
from tests.properties.near_registers import near_register
from tests.rules.judging import judge_register

FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
NUMBERS = st.integers(0, 100_000)
"""Each names a register."""
COUNTS = (
    ("B1.1", "live"),
    ("B1.1", "overdue"),
    ("B1.5", "overdue_open"),
    ("B1.5", "overdue_high_risk"),
)
SOUND = (AssuredStatus.CLOSED_ASSURED, AssuredStatus.READY_FOR_PANEL)


Said = dict[tuple[str, str, str], set[Outcome]]


def said(assessment: Assessment) -> Said:
    """What was said of each rule, scope and subject; of one subject there may be several acts."""
    found: Said = {}
    registers = (each for register in assessment.registers for each in register.verdicts)
    for each in (*assessment.verdicts, *registers):
        key = (each.rule, each.scope, str(each.subject))
        found.setdefault(key, set()).add(each.outcome)
    return found


def turned_to_met(before: Said, after: Said, was: frozenset[Outcome]) -> set[str]:
    """Rules of which something that was so is nothing but met now."""
    return {
        key[0]
        for key, outcomes in after.items()
        if outcomes == {Outcome.MET} and before.get(key, set()) & was
    }


def counts(assessment: Assessment) -> Iterator[int]:
    for id, figure in COUNTS:
        found = assessment.register(id)
        assert found is not None
        yield int(found.figures[figure] or 0)


def sound(assessment: Assessment) -> set[str]:
    return {each.ref for each in assessment.actions if each.assured_status in SOUND}


def closable(assessment: Assessment) -> set[str]:
    return {each.ref for each in assessment.actions if each.closable}


def with_rows(register: Register, attribute: str, rows: tuple[Any, ...]) -> Register:
    """The register with other rows of one sheet, which stays kept."""
    changed: dict[str, Any] = {attribute: rows}
    return replace(register, **changed)


REF, DAY = "A-1", "2026-11-19"
ADVERSE: dict[str, tuple[str, Any]] = {
    "an incident": (
        "findings",
        make(
            Finding, ref="F-NEW", service="OAK", kind="Incident", theme="Medication",
            location="Unit 1", found_at=f"{DAY} 10:00", severity="Extreme", actions=[REF],
        ),
    ),
    "a failed check": (
        "checks",
        make(
            Check, action=REF, checked_on=f"{DAY} 10:00", kind="Audit", sample=10, compliant=0,
            continued_error=True,
        ),
    ),
    "an off-target period": (
        "measures",
        make(
            Measure, action=REF, measure="Errors", phase="Follow-up", numerator=90, denominator=100,
            period_start="2026-11-12", period_end=DAY, target=5, better="Lower",
        ),
    ),
    "an invalid review": (
        "validity_reviews",
        make(
            ValidityReview, burst="B-NEW", evidence="E-1", reviewed_at=f"{DAY} 10:00",
            matches_live_practice=False, source_date_current=True, outcome_proof=True,
        ),
    ),
    "a reopened line": (
        "validity_reviews",
        make(
            ValidityReview, burst="B-NEW", evidence="E-1", reviewed_at=f"{DAY} 10:00",
            matches_live_practice=False, source_date_current=True, outcome_proof=True,
            action_reinstated=True,
        ),
    ),
    "an open risk": (
        "risks",
        make(
            Risk, ref="R-NEW", title="Risk", actions=[REF], likelihood=5, consequence=5,
            state="Open",
        ),
    ),
    "a visit off the records": (
        "live_proof",
        make(
            LiveProof, burst="B-NEW", evidence="E-1", checked_at=f"{DAY} 10:00",
            records_checked=10, records_matching=1, staff_prompts=3,
        ),
    ),
    "a failed retest": (
        "retests",
        make(
            Retest, burst="B-NEW", person="P-1", evidence="E-1", retested_at=f"{DAY} 10:00",
            stages_tested=10, stages_correct=1, critical_omissions=4, repeated_omissions=4,
        ),
    ),
    "an overdue line": (
        "actions",
        make(
            Action, ref="A-NEW", service="OAK", theme="Medication", status="In progress",
            raised_on="2026-10-01", due="2026-11-01", likelihood=5, consequence=5,
        ),
    ),
}  # fmt: skip
"""What speaks against somebody -> the field of the register and the record added."""


@pytest.mark.parametrize("what", ADVERSE)
@FEW
@given(number=NUMBERS)
def test_what_speaks_against_a_line_improves_no_state_and_no_count(what: str, number: int) -> None:
    attribute, record = ADVERSE[what]
    register = near_register(number)
    worse = with_rows(register, attribute, (*getattr(register, attribute), record))
    before, after = (judge_register(each).assessment for each in (register, worse))
    assert sound(after) <= sound(before)
    assert closable(after) <= closable(before)
    assert all(new >= old for old, new in zip(counts(before), counts(after), strict=True))


UNSOUND = frozenset({Outcome.FIRED, Outcome.NOT_COMPUTABLE})
LATEST_BURST = "Registers B2.x speak of the latest burst at as-at"
VALIDATED = "`latest_validation_on` = the date of the latest validity review of any evidence"
KEPT = "the very record that the rule asks for was made"
ADDED: dict[str, dict[str, str]] = {
    "a failed check": {"inconsistent_recording": KEPT, "monitored_weekly": KEPT},
    "an invalid review": {"invalid_evidence": LATEST_BURST, "validation_fresh": VALIDATED},
    "a reopened line": {"invalid_evidence": LATEST_BURST, "validation_fresh": VALIDATED},
    "a visit off the records": {"record_match": LATEST_BURST, "retest_average": LATEST_BURST},
    "a failed retest": {"record_match": LATEST_BURST, "retest_average": LATEST_BURST},
}
"""What is added -> the rules that it may make met, with the contract's sentence."""


@pytest.mark.parametrize("what", ADVERSE)
@FEW
@given(number=NUMBERS)
def test_what_speaks_against_a_line_ends_no_alarm(what: str, number: int) -> None:
    attribute, record = ADVERSE[what]
    register = near_register(number)
    worse = with_rows(register, attribute, (*getattr(register, attribute), record))
    before, after = (said(judge_register(each).assessment) for each in (register, worse))
    assert turned_to_met(before, after, UNSOUND) <= ADDED.get(what, {}).keys()


OF_BURSTS = dict.fromkeys(
    ("invalid_evidence", "record_match", "retest_average", "repeated_omission"), LATEST_BURST
) | {"role_not_held": "each act of a burst is judged; those of the rows that are gone are none"}
MISMATCHES = "Mismatched deadline: due after the notice's comply-by; other than the approved To"
IN_FORCE = "The deadline in force is Due as typed, unless the latest change has no approval"
TAKEN: dict[str, dict[str, str]] = {
    "burst_cycles": OF_BURSTS,
    "burst_samples": {
        **OF_BURSTS,
        "approval_during_hold": "At 18:00 of a burst's day (no burst, no hold).",
    },
    "live_proof": OF_BURSTS,
    "retests": OF_BURSTS,
    "validity_reviews": OF_BURSTS,
    "deadline_changes": {
        "integrity_defects": MISMATCHES,
        "overdue_provider_review": IN_FORCE,
        "overdue_high_risk": IN_FORCE,
        "severe_misses": IN_FORCE,
        "workload_pressure": IN_FORCE,
    },
    "notices": {"integrity_defects": MISMATCHES},
    "risks": {"risk_not_reduced": "no linked risk Open at High or Extreme"},
    "services": {"workload_pressure": "where none is typed, the service's Registered manager"},
    "people": {"workload_pressure": "else Reports to"},
    "sessions": {
        "severe_misses": "where no Sessions sheet is kept, for `kept_times_lookback`",
        "recovery_review_held": "where no Sessions sheet is kept, for `kept_times_lookback`",
    },
    "shifts": {"inconsistent_recording": "A check's shift is the one typed, else by Shifts"},
    "evidence": {"checks_across_teams": "the teams of a service are those that its rows name"},
    "findings": {"notice_comply_by": "made registers name a finding and a notice alike"},
}
"""Sheet that loses its rows -> the rules that may be met by it, with the contract's sentence."""
OTHERS = frozenset(Outcome) - {Outcome.MET}


@pytest.mark.parametrize("attribute", [each for each in RECORD_KINDS if each != "actions"])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(number=NUMBERS)
def test_rows_taken_away_make_nothing_met(attribute: str, number: int) -> None:
    register = near_register(number)
    emptied = with_rows(register, attribute, ())
    before, after = (judge_register(each).assessment for each in (register, emptied))
    turned = {
        rule
        for rule in turned_to_met(said(before), said(after), OTHERS)
        if rule not in TAKEN.get(attribute, {})
    }
    assert turned == set()
    if attribute != "deadline_changes":
        assert all(new >= old for old, new in zip(counts(before), counts(after), strict=True))
