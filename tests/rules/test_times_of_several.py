"""Of several moments of one duty the right one counts: when it began, when it was done."""

from fractions import Fraction
from typing import Any

import pytest

from builder.field import (
    Action,
    BurstCycle,
    BurstSample,
    Check,
    DeadlineChange,
    Evidence,
    Finding,
    LiveProof,
    PanelDecision,
    Retest,
    Review,
    Session,
    Shift,
    ValidityReview,
    WorkforceWeek,
)
from builder.rules.facts.people.load import Workload
from builder.rules.registers.workload_rebalance import _person_reason
from builder.rules.verdict import Outcome, Verdict
from tests.made import as_at, make, moment
from tests.rules.judged import assessment_of, facts_of, result_of, verdicts_of


def line(ref: str = "A-1", **typed: Any) -> Action:
    return make(Action, ref=ref, **{"service": "S-1", "status": "In progress", **typed})


def told(rule: str, *records: Any, ref: str = "E-1", kept: tuple[str, ...] = ()) -> Verdict:
    return verdicts_of(assessment_of(*records, kept=kept), rule)[ref]


def sample(evidence: str = "E-1", at: str = "2026-11-20 11:00", **typed: Any) -> BurstSample:
    return make(BurstSample, **{"burst": "B-1", "evidence": evidence, "drawn_at": at, **typed})


def review(at: str, evidence: str = "E-1", **typed: Any) -> ValidityReview:
    judged = {"matches_live_practice": True, "source_date_current": True, "outcome_proof": False}
    return make(
        ValidityReview,
        **{"burst": "B-1", "evidence": evidence, "reviewed_at": at, **judged, **typed},
    )


def test_days_without_a_draw_are_watched_from_the_first_burst() -> None:
    bursts = (sample(at="2026-11-17 11:00"), sample(at="2026-11-18 11:00", burst="B-2"))
    found = verdicts_of(assessment_of(*bursts), "burst_not_drawn")
    assert found["2026-11-20"].reason == (
        "No burst is on record as drawn on 20 November 2026. "
        "Missed since 19 November 2026, 2 in a row."
    )


def test_a_draw_is_shown_by_its_first_row() -> None:
    rows = (sample("E-1"), sample("E-2"))
    assert told("burst_not_drawn", *rows, ref="B-1").cells == (rows[0].source.place("drawn_at"),)


def test_a_file_was_reviewed_when_it_was_first_reviewed() -> None:
    rows = (sample(), review("2026-11-20 12:00"), review("2026-11-20 16:30"))
    assert told("validity_review_4_working_hours", *rows, ref="B-1").outcome is Outcome.MET


def retest(at: str, evidence: str = "E-1", **typed: Any) -> Retest:
    known = {"burst": "B-1", "evidence": evidence, "person": "P-1", "retested_at": at}
    return make(Retest, **{**known, **typed})


def test_staff_were_retested_when_the_first_of_them_was() -> None:
    rows = (
        sample(),
        sample("E-2"),
        review("2026-11-20 12:00"),
        review("2026-11-20 12:00", "E-2"),
        retest("2026-11-20 14:00"),
        retest("2026-11-20 16:00", person="P-2"),
    )
    found = verdicts_of(assessment_of(*rows), "retest_36h")
    assert set(found) == {"E-1", "E-2"}
    assert found["E-1"].done_at == as_at("2026-11-20 14:00")


def proof(at: str, matching: int, **typed: Any) -> LiveProof:
    known = {"burst": "B-1", "evidence": "E-1", "checked_at": at}
    return make(
        LiveProof, **{**known, "records_checked": 10, "records_matching": matching, **typed}
    )


def test_a_sample_was_visited_again_when_it_first_was() -> None:
    rows = (
        sample(at="2026-11-20 08:00"),
        proof("2026-11-20 09:00", 5),
        proof("2026-11-20 10:00", 9),
        proof("2026-11-20 13:00", 10),
    )
    assert told("revisit_missed", *rows).done_at == as_at("2026-11-20 10:00")
    figures = result_of("B2.3", *rows).figures
    assert (figures["match_percent"], figures["revisit_match_percent"]) == (50, 100)


def test_errors_are_due_at_the_first_and_told_with_the_last() -> None:
    checks = [
        make(
            Check, action="A-1", checked_on=f"2026-11-{day} 09:00", continued_error=True,
            escalated_at=f"2026-11-{day + 2} 09:00",
        )
        for day in (10, 14)
    ]  # fmt: skip
    found = told("continued_error_escalated", line(), *checks, ref="A-1")
    assert found.by == as_at("2026-11-10 09:15")
    assert found.done_at == as_at("2026-11-16 09:00")


FINDINGS = tuple(
    make(
        Finding, ref=f"F-{n}", service="S-1", theme="Falls", location="Unit 1",
        kind="Audit finding", found_at=f"2026-11-{10 + n} 10:00",
    )
    for n in (1, 2, 3)
)  # fmt: skip


@pytest.mark.parametrize("rule", ["repeat_finding", "repeat_entries_unresolved"])
def test_findings_of_a_place_are_named_by_the_first_of_them(rule: str) -> None:
    found = verdicts_of(assessment_of(*FINDINGS), rule)
    assert list(found) == ["F-1"]


def test_the_latest_missed_review_is_named() -> None:
    found = told(
        "review_cadence",
        line(raised_on="2026-08-01"),
        make(Review, action="A-1", reviewed_on="2026-08-08"),
        ref="A-1",
    )
    assert "the latest due by" in found.reason
    reviews = [make(Review, action="A-1", reviewed_on=on) for on in ("2026-11-10", "2026-11-17")]
    held = told("review_cadence", line(raised_on="2026-11-09"), *reviews, ref="A-1")
    assert "17 November 2026" in held.reason


def test_a_clock_that_was_kept_is_told_in_a_sentence() -> None:
    finding = make(Finding, ref="F-1", found_at="2026-11-19 10:00", recorded_at="2026-11-19 11:00")
    found = told("recorded_same_day", finding, ref="F-1")
    assert found.reason == "Recorded 19 November 2026, 11:00; due by 19 November 2026, 23:59."


def test_a_session_that_was_not_held_is_told_in_a_sentence() -> None:
    held = [
        make(Session, kind="Board opened", scheduled_for=f"{day} 08:15", held_at=f"{day} 08:10")
        for day in ("2026-11-17", "2026-11-18")
    ]
    found = told("board_opened_0815", *held, ref="")
    assert found.reason == (
        "The board: no record that it was held; it was due by 20 November 2026, 08:15. "
        "Missed since 19 November 2026, 2 in a row."
    )


def week(start: str, **typed: Any) -> WorkforceWeek:
    return make(WorkforceWeek, service="S-1", week_starting=start, **typed)


def test_the_latest_week_is_asked_for_its_figures() -> None:
    full = {
        "visits_planned": 10, "visits_missed": 1, "vacancies": 1, "sickness_days": 1,
        "agency_shifts": 0, "complaints": 0,
    }  # fmt: skip
    known = {name: value for name, value in full.items() if hasattr(WorkforceWeek, name)}
    rows = (week("2026-11-02", **known), week("2026-11-02"))
    found = told("workforce_recorded_weekly", *rows, ref="S-1")
    assert found.outcome is Outcome.FIRED
    assert found.cells[0].cell.endswith(str(rows[1].source.row))


def test_the_first_huddle_and_the_last_log_of_a_burst_count() -> None:
    rows = (
        sample("E-1", huddle_at="2026-11-20 13:00"),
        sample("E-2", huddle_at="2026-11-20 12:00"),
        make(BurstCycle, burst="B-1", closed_at="2026-11-20 16:00"),
        make(BurstCycle, burst="B-1", closed_at="2026-11-20 17:00"),
    )
    (burst,) = facts_of(*rows).bursts
    assert burst.huddle_at == moment("2026-11-20 12:00")
    assert burst.closed_at == moment("2026-11-20 16:00")
    assert burst.cycle is rows[3]


def test_the_latest_validation_of_any_file_is_shown_at_the_gate() -> None:
    files = [make(Evidence, ref=ref, action="A-1") for ref in ("E-1", "E-2")]
    reviews = (review("2026-11-17 14:00"), review("2026-11-18 14:00", "E-2"))
    (row,) = result_of("B3.1", line(status="Proposed for closure"), *files, *reviews).rows
    assert row.values["latest_validation_on"] == "2026-11-18"


def test_changes_are_counted_since_the_latest_session() -> None:
    sessions = [
        make(Session, kind="Challenge session", scheduled_for=at, held_at=at)
        for at in ("2026-11-17 14:30", "2026-11-19 14:30")
    ]
    change = make(
        DeadlineChange, action="A-1", from_due="2026-11-30", to_due="2026-12-01",
        changed_on="2026-11-18", approved_by="P-2", approved_on="2026-11-18",
    )  # fmt: skip
    figures = result_of("B1.5", line(due="2026-12-01"), *sessions, change).figures
    assert figures["deadline_changes_approved"] == 0


def test_a_limit_was_reached_by_the_first_file_above_it() -> None:
    refs = ("E-1", "E-2", "E-3", "E-4")
    rows = [review(f"2026-11-20 1{2 + n}:00", ref) for n, ref in enumerate(refs)]
    (found,) = result_of("B2.2", *(sample(ref) for ref in refs), *rows).verdicts
    assert found.since == as_at("2026-11-20 14:00")


def test_a_reopened_line_is_put_right_by_the_first_of_what_puts_it_right() -> None:
    reopened = review(
        "2026-11-17 14:00",
        outcome_proof=True,
        action_reinstated=True,
        corrected_on="2026-11-18",
        accepted_after_correction=True,
    )
    files = (
        make(Evidence, ref="E-1", action="A-1", submitted_on="2026-11-10"),
        make(Evidence, ref="E-2", action="A-1", submitted_on="2026-11-19"),
    )
    drawn = sample(at="2026-11-17 11:00")
    residual = facts_of(line(), *files, drawn, reopened).residual
    assert residual.count(as_at("2026-11-17 15:00")) == 1
    assert residual.count(as_at("2026-11-18 12:00")) == 0


def test_hours_that_nobody_has_are_told_as_they_are_after_the_moves() -> None:
    load = Workload(
        person="P-1",
        before_hours=Fraction(3),
        after_hours=Fraction(1),
        capacity_hours=Fraction(0),
        lines=(),
    )
    assert _person_reason(load) == "1 hours are needed and no hours are available."


def test_supervision_was_arranged_when_it_was_for_the_last() -> None:
    tested: dict[str, Any] = {"stages_tested": 10, "stages_correct": 5}
    rows = (
        sample(),
        retest("2026-11-20 14:00", supervision_arranged_on="2026-11-20 15:00", **tested),
        retest(
            "2026-11-20 14:00", person="P-2", supervision_arranged_on="2026-11-20 16:00", **tested
        ),
    )
    (found,) = result_of("B2.4", *rows).verdicts
    assert found.done_at == as_at("2026-11-20 16:00")
    (found,) = result_of(
        "B2.4", *rows[:2], retest("2026-11-20 14:00", person="P-2", **tested)
    ).verdicts
    assert found.done_at is None


def test_the_latest_approval_of_a_closing_is_the_one_that_stands() -> None:
    decisions = [
        make(PanelDecision, action="A-1", panel_at=at, decision="Approved", decided_by="P-2")
        for at in ("2026-11-17 10:15", "2026-11-19 10:15")
    ]
    closed = line(status="Closed", closed_on="2026-11-19", owner="P-1")
    found = facts_of(closed, *decisions).closings["A-1"]
    assert found.approval == decisions[1]


def test_the_latest_week_whose_share_is_known_is_shown() -> None:
    rows = tuple(
        week(start, visits_planned=100, visits_missed=missed)
        for start, missed in (("2026-11-09", 2), ("2026-11-16", 20))
    )
    found = told("workforce_actions_assigned", *rows, ref="S-1", kept=("Actions", "Steps"))
    assert found.observed == 20
    assert found.cells == (rows[1].source.place("visits_missed"),)


def test_a_file_is_visited_again_before_the_shift_of_its_first_visit_ends() -> None:
    shifts = [
        make(Shift, service="S-1", shift="Early", starts="07:00", ends="14:00"),
        make(Shift, service="S-1", shift="Late", starts="14:00", ends="21:00"),
    ]
    file = make(Evidence, ref="E-1", action="A-1")
    visits = (
        proof("2026-11-20 09:00", 5, shift="Early"),
        proof("2026-11-20 15:00", 6, shift="Late"),
    )
    (found,) = result_of("B2.3", line(), file, sample(), *shifts, *visits).verdicts
    assert found.outcome is Outcome.FIRED
    assert found.by == as_at("2026-11-20 14:00")
