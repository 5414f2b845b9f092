"""Of several rows of one kind the right one counts: first or last, least or most."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from builder.field import (
    Action,
    BurstCycle,
    BurstSample,
    Check,
    Complaint,
    DeadlineChange,
    Finding,
    LiveProof,
    Measure,
    PanelDecision,
    Person,
    Retest,
    Review,
    Session,
    ValidityReview,
    WorkforceWeek,
)
from builder.history import Run
from builder.rules.assessment import ClosureHold
from builder.rules.facts.hold import HoldSpan, closure_hold
from builder.rules.facts.people.load import Workload
from builder.rules.facts.people.workforce import target_percent
from builder.rules.gate.process import during_hold
from builder.rules.registers.witness import Builds
from builder.rules.verdict import Outcome
from builder.rules.words import listed
from tests.made import as_at, make, moment
from tests.rules.judged import assessment_of, facts_of, result_of, verdicts_of

TWO_MOVES = (
    make(
        DeadlineChange, action="A-1", from_due="2026-10-12", to_due="2026-11-09",
        changed_on="2026-10-09", approved_by="P-2", approved_on="2026-10-09",
    ),
    make(
        DeadlineChange, action="A-1", from_due="2026-11-09", to_due="2026-12-01",
        changed_on="2026-11-08",
    ),
)  # fmt: skip


def line(ref: str = "A-1", **typed: Any) -> Action:
    return make(Action, ref=ref, **{"service": "S-1", "status": "In progress", **typed})


def test_the_latest_change_decides_the_deadline_and_the_first_the_original_one() -> None:
    position = facts_of(line(due="2026-12-01"), *TWO_MOVES).deadlines["A-1"]
    assert position.is_unapproved
    assert position.due == moment("2026-11-09")
    assert position.due_cell == TWO_MOVES[1].source.place("from_due")
    assert position.original_due == moment("2026-10-12")


@pytest.mark.parametrize(
    ("due", "mismatches"),
    [pytest.param("2026-12-01", 0, id="the latest"), pytest.param("2026-11-09", 1, id="another")],
)
def test_a_deadline_is_held_against_the_latest_approved_change(due: str, mismatches: int) -> None:
    second = make(
        DeadlineChange, action="A-1", from_due="2026-11-09", to_due="2026-12-01",
        changed_on="2026-11-08", approved_by="P-2", approved_on="2026-11-08",
    )  # fmt: skip
    found = facts_of(line(due=due), TWO_MOVES[0], second).integrity["A-1"]
    assert len(found.mismatches) == mismatches
    if mismatches:
        assert second.source.place("to_due") in found.mismatch_cells
        assert found.mismatch_cells[0].cell.startswith(
            line().source.place("due").cell.rstrip("0123456789")
        )


def test_a_closing_was_accepted_at_the_latest_approval() -> None:
    closed = line(status="Closed", closed_on="2026-11-19", owner="P-1")
    decisions = [
        make(PanelDecision, action="A-1", panel_at=at, decision="Approved", decided_by="P-2")
        for at in ("2026-11-17 10:15", "2026-11-19 10:15")
    ]
    assert facts_of(closed, *decisions).closings["A-1"].accepted_at == moment("2026-11-19 10:15")


def span(burst: str, since: str, until: str) -> HoldSpan:
    return HoldSpan(
        burst=burst,
        since=as_at(since),
        until=as_at(until),
        residual_risks=4,
        cells=(make(BurstCycle, burst=burst, closed_at=since).source.place("closed_at"),),
    )


HOLDS = (
    span("B-1", "2026-11-18 18:00", "2026-11-21 08:15"),
    span("B-2", "2026-11-19 18:00", "2026-11-20 08:15"),
)


@pytest.mark.parametrize("holds", [HOLDS, HOLDS[::-1]], ids=["oldest first", "newest first"])
def test_of_two_holds_the_newer_is_named_and_the_longer_lasts(holds: tuple[HoldSpan, ...]) -> None:
    found = closure_hold(holds, as_at("2026-11-19 20:00"))
    assert found == ClosureHold(
        in_force=True,
        since=as_at("2026-11-18 18:00"),
        until=as_at("2026-11-21 08:15"),
        burst="B-2",
        residual_risks=4,
        cells=HOLDS[1].cells,
    )


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        pytest.param("2026-11-19 20:00", Outcome.FIRED, id="inside both"),
        pytest.param("2026-11-19", Outcome.FIRED, id="a day inside the longer"),
    ],
)
def test_of_two_holds_the_latest_that_holds_is_given_as_the_reason(
    at: str, outcome: Outcome
) -> None:
    found, held = during_hold(moment(at), HOLDS)
    assert found is outcome
    assert held is (HOLDS[1] if " " in at else HOLDS[0])


def test_of_two_holds_that_a_day_touches_the_latest_is_given() -> None:
    short = (
        span("B-1", "2026-11-19 01:00", "2026-11-19 02:00"),
        span("B-2", "2026-11-19 18:00", "2026-11-20 08:15"),
    )
    assert during_hold(moment("2026-11-19"), short) == (Outcome.NOT_COMPUTABLE, short[1])


def review(burst: str, at: str, **typed: Any) -> ValidityReview:
    judged = {"matches_live_practice": True, "source_date_current": True, "outcome_proof": False}
    return make(
        ValidityReview, **{"burst": burst, "evidence": "E-1", "reviewed_at": at, **judged, **typed}
    )


def test_a_residual_risk_ends_at_the_first_of_what_ends_it() -> None:
    first = review(
        "B-1", "2026-11-17 14:00", corrected_on="2026-11-18 09:00", accepted_after_correction=True
    )
    later = review("B-2", "2026-11-19 14:00", outcome_proof=True)
    cycle = make(BurstCycle, burst="B-2", closed_at="2026-11-19 18:00")
    drawn = make(BurstSample, burst="B-1", evidence="E-1", drawn_at="2026-11-17 11:00")
    facts = facts_of(line(), drawn, first, later, cycle)
    assert [facts.residual.count(as_at(f"2026-11-{day}")) for day in ("17 15:00", "18 10:00")] == [
        1, 0
    ]  # fmt: skip


def test_of_two_sessions_of_a_day_the_latest_ends_the_cycle() -> None:
    held = [
        make(Session, kind="End-of-day review", scheduled_for="2026-11-20 16:00", held_at=at)
        for at in ("2026-11-20 16:00", "2026-11-20 17:00")
    ]
    note = result_of("B1.4", line(due="2026-12-01"), *held).note
    assert "to 20 November 2026, 17:00" in note


def test_of_three_names_the_last_stands_after_and() -> None:
    assert listed(["A", "B", "C"]) == "A, B and C"


def person(ref: str, hours: int) -> Person:
    return make(Person, ref=ref, display_name=ref, weekly_capacity_hours=hours)


def test_the_highest_workload_of_several_is_told() -> None:
    actions = [
        line("A-1", due="2026-11-23", remaining_hours=4, owner="P-1", accountable_manager="P-1"),
        line("A-2", due="2026-11-23", remaining_hours=9, owner="P-2", accountable_manager="P-2"),
    ]
    people = (person("P-1", 10), person("P-2", 10))
    (told,) = result_of("B1.3", *actions, *people).verdicts[-1:]
    pressures = [
        row.values["pressure_percent"] for row in result_of("B1.3", *actions, *people).rows
    ]
    known = [each for each in pressures if isinstance(each, Fraction)]
    assert len(set(known)) == 2
    assert told.observed == max(known)
    assert f"The highest workload is {max(known)}%" in told.reason


@pytest.mark.parametrize(("before", "after"), [(3, 0), (0, 3)])
def test_hours_after_the_moves_are_load_without_capacity(before: int, after: int) -> None:
    load = Workload(
        person="P-1",
        before_hours=Fraction(before),
        after_hours=Fraction(after),
        capacity_hours=Fraction(0),
        lines=(),
    )
    assert load.has_load_without_hours is (after > 0)


DRAWN = make(BurstSample, burst="B-1", evidence="E-1", drawn_at="2026-11-20 11:00")


def retest(who: str, **typed: Any) -> Retest:
    return make(
        Retest,
        **{"burst": "B-1", "evidence": "E-1", "person": who, "retested_at": "2026-11-20 15:00",
           "stages_tested": 10, "stages_correct": 9, "critical_omissions": 1, **typed},
    )  # fmt: skip


def test_who_is_counted_in_a_retest_and_who_is_left_out_are_told_apart() -> None:
    unknown = retest("P-2", stages_correct=None, critical_omissions=None)
    found = result_of("B2.4", DRAWN, retest("P-1"), unknown)
    for figure in ("critical_omissions", "average_percent"):
        assert found.counted[figure] == ("P-1",)
        assert found.left_out[figure] == ("P-2",)


def test_what_is_counted_in_a_live_proof_and_what_is_left_out_are_told_apart() -> None:
    other = make(BurstSample, burst="B-1", evidence="E-2", drawn_at="2026-11-20 11:00")
    proofs = [
        make(
            LiveProof, burst="B-1", evidence="E-1", checked_at="2026-11-20 14:00", staff_prompts=1
        ),
        make(LiveProof, burst="B-1", evidence="E-2", checked_at="2026-11-20 14:00"),
    ]
    found = result_of("B2.3", DRAWN, other, *proofs)
    assert found.counted["staff_prompts"] == ("E-1",)
    assert found.left_out["staff_prompts"] == ("E-2",)


def test_defects_and_open_files_are_counted_not_left_out() -> None:
    defects = result_of("B1.2", line(due="2026-12-01"))
    assert defects.counted["defects"] == ("A-1",)
    assert not defects.left_out.get("defects")
    reopened = review("B-1", "2026-11-20 13:00", action_reinstated=True)
    evidence = result_of("B2.5", DRAWN, reopened, kept=("Burst cycles",))
    assert evidence.counted["residual_risks"] == ("E-1",)
    assert not evidence.left_out.get("residual_risks")


def test_complaints_that_are_counted_and_left_out_are_told_apart() -> None:
    records = (
        line(theme="Falls", raised_on="2026-09-01"),
        *(
            make(Review, action="A-1", reviewed_on=on)
            for on in ("2026-09-15", "2026-10-01", "2026-11-01")
        ),
        make(Complaint, ref="C-1", service="S-1", theme="Falls", received_on="2026-10-15"),
        make(Complaint, ref="C-2", service="S-1", theme="Falls"),
    )
    found = result_of("B3.3", *records)
    assert found.counted["complaints_linked"] == ("C-1",)
    assert found.left_out["complaints_linked"] == ("C-2",)


def test_each_file_of_a_burst_is_judged_by_its_latest_review() -> None:
    rows = (
        review("B-1", "2026-11-20 12:00"),
        review("B-1", "2026-11-20 13:00", outcome_proof=True),
    )
    assert result_of("B2.2", DRAWN, *rows).figures["lacking_outcome_proof"] == 0
    assert result_of("B2.2", DRAWN, *rows[:1]).figures["lacking_outcome_proof"] == 1


def test_of_the_builds_of_a_day_the_first_after_and_the_last_are_found() -> None:
    morning = as_at("2026-11-19 08:00")
    runs = tuple(Run(as_at=morning + timedelta(hours=hours)) for hours in (0, 2, 4))
    builds = Builds(runs, {date(2026, 11, 19): runs})
    assert builds.after(morning + timedelta(hours=1)) is runs[1]
    assert builds.last_on(date(2026, 11, 19)) is runs[2]


def measure(phase: str, end: str, value: int, **typed: Any) -> Measure:
    known = {
        "action": "A-1", "measure": "Errors", "better": "Lower", "unit": "errors",
        "phase": phase, "numerator": value, "period_start": f"{end[:8]}01", "period_end": end,
    }  # fmt: skip
    return make(Measure, **{**known, **typed})


def test_the_latest_follow_up_is_held_against_the_baseline() -> None:
    rows = (
        measure("Baseline", "2026-07-31", 12),
        measure("Baseline", "2026-08-31", 12),
        measure("Follow-up", "2026-09-30", 6),
        measure("Follow-up", "2026-10-31", 3),
    )
    change = assessment_of(line(), *rows).actions[0].outcome_change
    assert change is not None
    assert change.current == 3
    assert change.window == "2 months"


@pytest.mark.parametrize(
    ("rule", "records", "reason"),
    [
        pytest.param(
            "recorded_same_day",
            (make(Finding, ref="F-1", found_at="2026-11-19 10:00"),),
            "No record that it was recorded; it was due by 19 November 2026, 23:59.",
            id="a clock",
        ),
        pytest.param(
            "inconsistent_recording",
            (line(), make(Check, action="A-1", checked_on="2026-11-18", sample=10, compliant=10)),
            "Too few checks with a sample to compare.",
            id="checks",
        ),
    ],
)
def test_a_reason_begins_with_its_own_first_letter_as_a_capital(
    rule: str, records: tuple[Any, ...], reason: str
) -> None:
    found = verdicts_of(assessment_of(*records), rule)
    assert [each.reason for each in found.values()] == [reason]


def test_the_board_sees_the_count_of_the_latest_session() -> None:
    sessions = [
        make(Session, kind="Challenge session", scheduled_for=at, held_at=at)
        for at in ("2026-11-17 14:30", "2026-11-19 14:30")
    ]
    late = [
        line(f"A-{n}", due="2026-11-10" if n < 3 else "2026-11-18", likelihood=5, consequence=5)
        for n in range(5)
    ]
    found = result_of("B1.5", *sessions, *late)
    (told,) = found.verdicts
    assert told.observed == 5
    assert "3 and 5" in told.reason


def test_a_change_without_a_new_deadline_does_not_hide_a_later_one() -> None:
    blank = make(DeadlineChange, action="A-1", changed_on="2026-10-01", approved_by="P-2")
    found = facts_of(line(due="2026-12-09"), blank, TWO_MOVES[0]).integrity["A-1"]
    assert TWO_MOVES[0].source.place("to_due") in found.mismatch_cells


def test_one_measure_in_two_spellings_has_one_name_and_its_latest_cells() -> None:
    rows = (
        measure("Baseline", "2026-08-31", 12, measure="errors"),
        measure("Follow-up", "2026-09-30", 6),
        measure("Follow-up", "2026-10-31", 3),
    )
    change = assessment_of(line(), *rows).actions[0].outcome_change
    assert change is not None
    assert change.measure == "Errors"
    assert rows[2].source.place("numerator") in change.cells
    assert rows[1].source.place("numerator") not in change.cells


def test_the_latest_target_of_some_weeks_holds() -> None:
    weeks = tuple(
        make(WorkforceWeek, service="S-1", week_starting=start, target_missed_percent=target)
        for start, target in (("2026-11-09", 5), ("2026-11-16", 7))
    )
    assert target_percent(facts_of(*weeks), weeks) == 7


def test_a_line_was_monitored_when_it_was_last_seen() -> None:
    workforce = line(theme="Workforce", raised_on="2026-10-01")
    seen = [make(Review, action="A-1", reviewed_on=on) for on in ("2026-10-10", "2026-11-18")]
    found = verdicts_of(assessment_of(workforce, *seen), "monitored_weekly")["A-1"]
    assert found.observed == 2


def test_a_hazard_that_recurs_is_named_by_its_first_entry() -> None:
    entries = [
        make(Finding, ref=f"F-{n}", service="S-1", theme="Falls", location="Unit 1",
             kind="Environmental hazard", found_at=f"2026-11-1{n} 10:00")
        for n in (1, 2, 3)
    ]  # fmt: skip
    found = verdicts_of(assessment_of(*entries, kept=("Risks",)), "recurring_risk_registered")
    assert list(found) == ["F-1"]


def test_a_day_was_screened_when_it_first_was() -> None:
    screened = [
        make(Session, kind="Gate review", scheduled_for="2026-11-19 09:40", held_at=at)
        for at in ("2026-11-19 09:30", "2026-11-19 11:00")
    ]
    proposed = line(status="Proposed for closure", proposed_on="2026-11-18")
    found = verdicts_of(assessment_of(proposed, *screened), "gate_register_by_0940")
    assert found["2026-11-19"].outcome is Outcome.MET


def test_somebody_was_told_of_invalid_files_when_first_told() -> None:
    refs = ("E-1", "E-2", "E-3")
    drawn = [
        make(BurstSample, burst="B-1", evidence=ref, drawn_at="2026-11-20 11:00") for ref in refs
    ]
    rows = [
        replace(
            review("B-1", "2026-11-20 12:00", evidence=ref),
            escalated_at=moment(f"2026-11-20 1{4 + n}:00"),
        )
        for n, ref in enumerate(refs)
    ]
    (found,) = result_of("B2.2", *drawn, *rows).verdicts
    assert found.done_at == as_at("2026-11-20 14:00")


def test_defects_that_were_not_all_looked_for_are_told_as_at_least() -> None:
    (found,) = result_of("B1.2", line(due="2026-12-01")).verdicts
    assert found.reason.startswith("At least 1 deadline defect found on live actions;")
