from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from builder.field import Action, BurstCycle, BurstSample, PanelDecision
from builder.policy import Policy
from builder.rules.assessment import ClosureHold
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from tests.made import as_at, make
from tests.rules.closable import evidence, review_of_file
from tests.rules.judged import POLICY, assessment_of, facts_of, verdicts_of, with_value


def invalid(count: int, **first: object) -> list[object]:
    """So many files found invalid at 14:00 on Friday; the first with further cells."""
    records: list[object] = [make(Action, ref="A-1", service="S-1", raised_on="2026-09-01")]
    for number in range(1, count + 1):
        ref = f"E-{number}"
        more = first if number == 1 else {}
        records.append(evidence(ref=ref))
        records.append(
            review_of_file(
                evidence=ref, outcome_proof=False, reviewed_at="2026-11-20 14:00", **more
            )
        )
    return records


def closed(at: str, burst: str = "BU-1") -> BurstCycle:
    return make(BurstCycle, burst=burst, closed_at=at)


def hold(*records: object, at: str, policy: Policy = POLICY) -> ClosureHold:
    return facts_of(*records, at=at, policy=policy).hold


@pytest.mark.parametrize(("count", "in_force"), [(3, False), (4, True)])
def test_a_hold_begins_above_three_residual_risks_b2_5(count: int, in_force: bool) -> None:
    records = [*invalid(count), closed("2026-11-20 18:00")]
    assert hold(*records, at="2026-11-20 18:30").in_force is in_force


@pytest.mark.parametrize(
    ("at", "in_force"),
    [
        ("2026-11-20 17:59", False),
        ("2026-11-20 18:00", True),
        ("2026-11-21 08:14", True),
        ("2026-11-21 08:15", False),
    ],
)
def test_a_hold_lasts_from_the_log_to_the_next_operational_day_at_0815(
    at: str, in_force: bool
) -> None:
    """The next day is a Saturday: bursts run on operational days, which all are."""
    assert hold(*invalid(4), closed("2026-11-20 18:00"), at=at).in_force is in_force


def test_on_closed_weekdays_a_hold_lasts_over_the_weekend() -> None:
    calendar = replace(POLICY.calendar, closed_weekdays=frozenset({5, 6}))
    policy = replace(POLICY, calendar=calendar)
    found = hold(*invalid(4), closed("2026-11-20 18:00"), at="2026-11-22 12:00", policy=policy)
    assert found.in_force
    assert found.until == as_at("2026-11-23 08:15")


def test_a_cycle_closed_after_midnight_holds_until_that_morning() -> None:
    found = hold(*invalid(4), closed("2026-11-21 00:30"), at="2026-11-21 01:00")
    assert found.until == as_at("2026-11-21 08:15")


@pytest.mark.parametrize(
    ("at", "until"),
    [
        pytest.param("2026-10-24 18:00", "2026-10-25 08:15", id="clocks go back"),
        pytest.param("2026-03-28 18:00", "2026-03-29 08:15", id="clocks go forward"),
        pytest.param("2026-12-24 18:00", "2026-12-25 08:15", id="bank holiday"),
    ],
)
def test_a_hold_ends_at_0815_local_time_whatever_the_day(at: str, until: str) -> None:
    records = [
        make(Action, ref="A-1"),
        *(review_of_file(evidence=f"E-{n}", outcome_proof=False, reviewed_at=at) for n in range(4)),
        closed(at),
    ]
    found = hold(*records, at=at)
    assert found.in_force
    assert found.until == as_at(until)


def test_a_later_entry_within_the_limit_lifts_the_hold() -> None:
    records = [
        *invalid(4, corrected_on="2026-11-20 19:00", accepted_after_correction=True),
        closed("2026-11-20 18:00"),
        closed("2026-11-20 20:00"),
    ]
    assert hold(*records, at="2026-11-20 19:30").in_force, "a correction alone lifts nothing"
    assert not hold(*records, at="2026-11-20 20:00").in_force


def test_a_later_entry_above_the_limit_lifts_nothing() -> None:
    records = [*invalid(4), closed("2026-11-20 18:00"), closed("2026-11-20 20:00")]
    found = hold(*records, at="2026-11-20 20:30")
    assert found.in_force
    assert found.since == as_at("2026-11-20 18:00")


@pytest.mark.parametrize(
    ("corrected", "count"),
    [
        pytest.param({"corrected_on": "2026-11-20 18:00"}, 3, id="corrected at the log's time"),
        pytest.param({"corrected_on": "2026-11-20 18:01"}, 4, id="corrected a minute later"),
        pytest.param({"corrected_on": "2026-11-20"}, 3, id="corrected that day"),
        pytest.param(
            {"corrected_on": "2026-11-20 15:00", "accepted_after_correction": None},
            4,
            id="nobody accepted it",
        ),
        pytest.param(
            {"corrected_on": "2026-11-20 15:00", "accepted_after_correction": False},
            4,
            id="correction refused",
        ),
    ],
)
def test_a_file_corrected_at_a_moment_counts_until_that_moment(
    corrected: dict[str, object], count: int
) -> None:
    put_right = {"accepted_after_correction": True, **corrected}
    facts = facts_of(*invalid(4, **put_right), at="2026-11-20 19:00")
    assert facts.residual.count(as_at("2026-11-20 18:00")) == count


def test_risks_of_earlier_cycles_still_count_and_one_file_counts_once() -> None:
    records = [
        *invalid(2),
        review_of_file(
            burst="BU-0", evidence="E-1", outcome_proof=False, reviewed_at="2026-11-19 14:00"
        ),
        review_of_file(
            burst="BU-0", evidence="E-9", outcome_proof=False, reviewed_at="2026-11-19 14:00"
        ),
    ]
    assert residual(facts_of(*records)) == 3


def residual(facts: Facts) -> int:
    return facts.residual.count(facts.as_at)


def test_a_later_valid_review_ends_the_risk() -> None:
    records = [*invalid(1), review_of_file(reviewed_at="2026-11-20 16:00", evidence="E-1")]
    facts = facts_of(*records)
    assert facts.residual.count(as_at("2026-11-20 15:59")) == 1
    assert residual(facts) == 0


@pytest.mark.parametrize(
    ("submitted_on", "count"), [("2026-11-20 15:00", 0), ("2026-11-20 13:00", 1)]
)
def test_a_reopened_line_is_a_risk_until_new_evidence_is_handed_in(
    submitted_on: str, count: int
) -> None:
    records = [
        make(Action, ref="A-1", raised_on="2026-09-01"),
        evidence(),
        review_of_file(action_reinstated=True, reviewed_at="2026-11-20 14:00"),
        evidence(ref="E-2", submitted_on=submitted_on),
    ]
    assert residual(facts_of(*records)) == count


def test_the_setting_holds_the_next_batch_too() -> None:
    """The next review day after Friday 20 November is Tuesday 24 November."""
    policy = with_value("hold_next_batch", True)
    records = [*invalid(4), closed("2026-11-20 18:00")]
    assert hold(*records, at="2026-11-24 17:10", policy=policy).in_force
    assert not hold(*records, at="2026-11-25 00:00", policy=policy).in_force


def test_another_limit_is_policy_not_python() -> None:
    policy = with_value("residual_evidence_risks", Decimal(4))
    records = [*invalid(4), closed("2026-11-20 18:00")]
    assert not hold(*records, at="2026-11-20 18:30", policy=policy).in_force


def test_the_hold_says_which_log_set_it_off() -> None:
    found = hold(*invalid(4), closed("2026-11-20 18:00", "BU-7"), at="2026-11-20 19:00")
    assert (found.burst, found.residual_risks) == ("BU-7", 4)
    assert found.cells[0].sheet == "Burst cycles"


def drawn(at: str = "2026-11-20 11:00", burst: str = "BU-1") -> BurstSample:
    return make(BurstSample, burst=burst, evidence="E-1", drawn_at=at)


@pytest.mark.parametrize(
    ("count", "at", "in_force"),
    [
        pytest.param(4, "2026-11-20 17:59:59", False, id="before the hour"),
        pytest.param(4, "2026-11-20 18:00", True, id="at the hour"),
        pytest.param(4, "2026-11-21 08:14:59", True, id="to the next board"),
        pytest.param(4, "2026-11-21 08:15", False, id="over at the board"),
        pytest.param(3, "2026-11-20 18:00", False, id="within the limit"),
    ],
)
def test_the_hold_of_a_burst_needs_no_log(count: int, at: str, in_force: bool) -> None:
    found = hold(*invalid(count), drawn(), at=at)
    assert found.in_force is in_force
    if in_force:
        assert (found.since, found.until) == (
            as_at("2026-11-20 18:00"),
            as_at("2026-11-21 08:15"),
        )
        assert (found.burst, found.cells[0].sheet) == ("BU-1", "Burst samples")


def test_without_a_burst_on_the_day_no_hold_begins() -> None:
    """The burst of Friday held until Saturday 08:15; on Saturday none is drawn."""
    assert not hold(*invalid(4), drawn(), at="2026-11-21 18:00").in_force


def test_a_hold_begins_at_the_earlier_of_the_log_and_the_hour() -> None:
    early = hold(*invalid(4), drawn(), closed("2026-11-20 15:30"), at="2026-11-20 19:00")
    late = hold(*invalid(4), drawn(), closed("2026-11-20 19:30"), at="2026-11-20 20:00")
    assert early.since == as_at("2026-11-20 15:30")
    assert late.since == as_at("2026-11-20 18:00")


def test_a_log_within_the_limit_before_the_hour_does_not_keep_the_hold_away() -> None:
    one_more = review_of_file(evidence="E-4", outcome_proof=False, reviewed_at="2026-11-20 17:30")
    records = [*invalid(3), evidence(ref="E-4"), one_more, drawn(), closed("2026-11-20 17:00")]
    assert hold(*records, at="2026-11-20 18:00").in_force


def test_only_a_later_log_within_the_limit_lifts_a_hold_without_a_log() -> None:
    corrected = {"corrected_on": "2026-11-20 19:00", "accepted_after_correction": True}
    records = [*invalid(4, **corrected), drawn()]
    assert hold(*records, at="2026-11-20 20:00").in_force, "a correction alone lifts nothing"
    logged = [*records, closed("2026-11-20 19:30")]
    assert not hold(*logged, at="2026-11-20 20:00").in_force


@pytest.mark.parametrize(
    ("count", "at", "begins_at"),
    [
        pytest.param(4, "2026-11-20 17:59", "2026-11-20 18:00", id="to come"),
        pytest.param(3, "2026-11-20 17:59", None, id="within the limit"),
        pytest.param(4, "2026-11-20 18:00", None, id="in force"),
        pytest.param(4, "2026-11-21 09:00", None, id="over"),
    ],
)
def test_before_it_begins_the_hold_says_when_it_will(
    count: int, at: str, begins_at: str | None
) -> None:
    found = hold(*invalid(count), drawn(), at=at)
    assert found.begins_at == (as_at(begins_at) if begins_at else None)


def test_another_hour_of_the_close_is_policy() -> None:
    policy = with_value("cycle_closed_by_1800", time(17))
    assert hold(*invalid(4), drawn(), at="2026-11-20 17:00", policy=policy).in_force


@pytest.mark.parametrize(
    ("corrected_on", "count"), [("2026-11-20 13:59", 1), ("2026-11-19", 1), ("2026-11-20", 0)]
)
def test_a_correction_from_before_the_review_puts_nothing_right(
    corrected_on: str, count: int
) -> None:
    put_right = {"corrected_on": corrected_on, "accepted_after_correction": True}
    assert residual(facts_of(*invalid(1, **put_right))) == count


def test_an_approval_inside_a_hold_that_nobody_logged_is_told() -> None:
    approval = make(PanelDecision, action="A-1", panel_at="2026-11-20 18:30", decision="Approved")
    found = assessment_of(*invalid(4), drawn(), approval, at="2026-11-20 19:00")
    assert verdicts_of(found, "approval_during_hold")["A-1"].outcome is Outcome.FIRED
