from fractions import Fraction
from typing import Any

import pytest

from builder.field import (
    Action,
    BurstCycle,
    BurstSample,
    Evidence,
    LiveProof,
    Retest,
    Shift,
    ValidityReview,
)
from builder.rules.verdict import Outcome
from tests.made import as_at, make
from tests.rules.judged import assessment_of, result_of, verdicts_of

AT = "2026-11-20 17:20"


def line(ref: str = "A-1", service: str = "S-1", **typed: Any) -> Action:
    return make(Action, ref=ref, service=service, raised_on="2026-09-01", **typed)


def file(ref: str, action: str = "A-1", **typed: Any) -> Evidence:
    known = {"source_date": "2026-11-10", "submitted_on": "2026-11-11", **typed}
    return make(Evidence, ref=ref, action=action, **known)


def sample(evidence: str, burst: str = "BU-2", at: str = "2026-11-20 11:00", **typed: Any) -> Any:
    return make(BurstSample, burst=burst, evidence=evidence, drawn_at=at, **typed)


def reviewed(evidence: str, burst: str = "BU-2", **typed: Any) -> ValidityReview:
    known = {
        "reviewed_at": "2026-11-20 14:00",
        "matches_live_practice": True,
        "source_date_current": True,
        "outcome_proof": True,
    }
    return make(ValidityReview, burst=burst, evidence=evidence, **{**known, **typed})


def proof(evidence: str, matching: int, checked: int, **typed: Any) -> LiveProof:
    known = {
        "burst": "BU-2",
        "checked_at": "2026-11-20 15:00",
        "steps_observed": 5,
        "staff_prompts": 1,
    }
    return make(
        LiveProof,
        **{**known, **typed},
        evidence=evidence,
        records_matching=matching,
        records_checked=checked,
    )


def retest(person: str, correct: int, tested: int, **typed: Any) -> Retest:
    known = {
        "burst": "BU-2",
        "evidence": "E-1",
        "retested_at": "2026-11-20 16:00",
        "critical_omissions": 1,
        "repeated_omissions": 0,
        "coaching_minutes": 20,
    }
    return make(
        Retest, **{**known, **typed}, person=person, stages_correct=correct, stages_tested=tested
    )


def test_b2_1_counts_files_and_their_strata() -> None:
    found = result_of(
        "B2.1",
        line(),
        *(file(f"E-{n}") for n in range(1, 5)),
        sample("E-1", stratum="High-risk"),
        sample("E-2", stratum="Newly closed"),
        sample("E-3", stratum="Both"),
        sample("E-4", stratum="Other"),
    )
    assert found.figures == {"selected": 4, "from_high_risk": 2, "from_newly_closed": 2}
    assert found.counted["from_high_risk"] == ("E-1", "E-3")
    assert found.verdicts == ()


def test_b2_1_works_out_a_stratum_that_nobody_typed() -> None:
    found = result_of(
        "B2.1",
        line(likelihood=4, consequence=4),
        line("A-2", status="Closed", closed_on="2026-11-19", likelihood=1, consequence=1),
        line("A-3"),
        file("E-1"),
        file("E-2", "A-2"),
        file("E-3", "A-3"),
        sample("E-1"),
        sample("E-2"),
        sample("E-3"),
    )
    assert found.figures == {"selected": 3, "from_high_risk": 1, "from_newly_closed": 1}
    assert found.left_out["from_high_risk"] == ("E-3",), "its risk is unknown"


def failing(count: int) -> list[Any]:
    return [reviewed(f"E-{n}", outcome_proof=False) for n in range(1, count + 1)]


@pytest.mark.parametrize(("count", "outcome"), [(2, Outcome.MET), (3, Outcome.FIRED)])
def test_b2_2_fires_above_two_invalid_files(count: int, outcome: Outcome) -> None:
    refs = [f"E-{n}" for n in range(1, 7)]
    records = [line(), *(file(ref) for ref in refs), *(sample(ref) for ref in refs)]
    found = result_of("B2.2", *records, *failing(count), reviewed("E-6"))
    assert found.figures["invalid"] == count
    (verdict,) = found.verdicts
    assert (verdict.outcome, verdict.observed, verdict.limit) == (outcome, count, 2)


def test_b2_2_counts_files_not_failings() -> None:
    found = result_of(
        "B2.2",
        line(),
        file("E-1", source_date="2026-08-01"),
        file("E-2"),
        sample("E-1"),
        sample("E-2"),
        reviewed("E-1", matches_live_practice=False, outcome_proof=False),
        reviewed("E-2"),
    )
    assert found.figures == {
        "matching_practice": 1,
        "outdated_source": 1,
        "lacking_outcome_proof": 1,
        "invalid": 1,
    }


def test_b2_2_tells_the_registered_manager_within_an_hour_of_the_third() -> None:
    moments = ("2026-11-20 12:00", "2026-11-20 14:00", "2026-11-20 13:00")
    rows = [
        reviewed(f"E-{n}", outcome_proof=False, reviewed_at=at) for n, at in enumerate(moments, 1)
    ]
    (verdict,) = result_of("B2.2", line(), *(file(f"E-{n}") for n in (1, 2, 3)), *rows).verdicts
    assert verdict.tell == "Registered Manager"
    assert str(verdict.since) == "2026-11-20 14:00:00+00:00"
    assert str(verdict.by) == "2026-11-20 15:00:00+00:00"
    assert verdict.done_at is None


def test_b2_2_waits_for_the_first_review_and_then_cannot_say() -> None:
    records = [line(), file("E-1"), sample("E-1")]
    for at, outcome in (
        ("2026-11-20 15:00", Outcome.NOT_DUE),
        ("2026-11-20 15:01", Outcome.NOT_COMPUTABLE),
    ):
        found = result_of("B2.2", *records, at=at, kept=("Validity reviews",))
        assert found.verdicts[0].outcome is outcome


@pytest.mark.parametrize(
    ("matching", "outcome"), [(870, Outcome.MET), (869, Outcome.FIRED)], ids=["87.0", "86.9"]
)
def test_b2_3_fires_below_87_per_cent_of_records_checked(matching: int, outcome: Outcome) -> None:
    found = result_of("B2.3", line(), file("E-1"), sample("E-1"), proof("E-1", matching, 1000))
    assert found.figures["match_percent"] == Fraction(matching, 10)
    assert found.verdicts[0].outcome is outcome


def test_b2_3_never_divides_by_practice_steps() -> None:
    row = make(
        LiveProof,
        burst="BU-2",
        evidence="E-1",
        checked_at="2026-11-20 15:00",
        steps_observed=10,
        records_matching=9,
    )
    found = result_of("B2.3", line(), file("E-1"), row)
    assert found.figures["match_percent"] is None
    assert found.verdicts[0].outcome is Outcome.NOT_COMPUTABLE
    assert found.left_out["match_percent"] == ("E-1",)


def test_b2_3_takes_all_records_together_and_a_file_once() -> None:
    found = result_of(
        "B2.3",
        line(),
        file("E-1"),
        file("E-2"),
        proof("E-1", 1, 10),
        proof("E-1", 10, 10, checked_at="2026-11-20 16:00"),
        proof("E-2", 20, 30),
    )
    assert found.figures["records_checked"] == 40
    assert found.figures["match_percent"] == Fraction(105, 2)
    assert found.figures["revisit_match_percent"] == 100


@pytest.mark.parametrize(
    ("again", "outcome"),
    [
        pytest.param({"E-1": (87, 100)}, Outcome.MET, id="at the limit when visited again"),
        pytest.param({"E-1": (869, 1000)}, Outcome.FIRED, id="below it again"),
        pytest.param({"E-2": (100, 100)}, Outcome.FIRED, id="another file was visited again"),
        pytest.param({}, Outcome.FIRED, id="not visited again"),
    ],
)
def test_b2_3_is_answered_by_a_revisit_at_or_above_the_limit(
    again: dict[str, tuple[int, int]], outcome: Outcome
) -> None:
    found = result_of(
        "B2.3",
        line(),
        file("E-1"),
        file("E-2"),
        proof("E-1", 5, 10),
        proof("E-2", 10, 10),
        *(proof(ref, *each, checked_at="2026-11-20 16:00") for ref, each in again.items()),
    )
    assert found.figures["match_percent"] == 75
    assert found.verdicts[0].outcome is outcome


def test_b2_3_a_better_visit_without_a_moment_is_neither_the_first_nor_a_revisit() -> None:
    found = result_of(
        "B2.3", line(), file("E-1"), proof("E-1", 10, 10, checked_at=None), proof("E-1", 5, 10)
    )
    assert found.figures["match_percent"] == 50
    assert found.figures["revisit_match_percent"] is None
    assert found.verdicts[0].outcome is Outcome.FIRED


@pytest.mark.parametrize(
    ("correct", "outcome"), [(830, Outcome.MET), (829, Outcome.FIRED)], ids=["83.0", "82.9"]
)
def test_b2_4_fires_below_83_per_cent(correct: int, outcome: Outcome) -> None:
    found = result_of("B2.4", line(), file("E-1"), retest("P-1", correct, 1000))
    assert found.figures["average_percent"] == Fraction(correct, 10)
    assert found.verdicts[0].outcome is outcome


def test_b2_4_is_a_mean_of_people_by_their_latest_retest() -> None:
    found = result_of(
        "B2.4",
        line(),
        file("E-1"),
        retest("P-1", 1, 10, retested_at="2026-11-20 14:00"),
        retest("P-1", 10, 10),
        retest("P-2", 1, 2, repeated_omissions=1),
    )
    assert found.figures["average_percent"] == 75, "not eleven of twelve"
    assert found.figures["staff_retested"] == 2
    assert found.figures["coaching_minutes"] == 40
    assert "1 person repeated an omission" in found.verdicts[0].reason


@pytest.mark.parametrize(("count", "outcome"), [(3, Outcome.MET), (4, Outcome.FIRED)])
def test_b2_5_fires_above_three_residual_risks(count: int, outcome: Outcome) -> None:
    found = result_of(
        "B2.5",
        line(),
        *(file(f"E-{n}") for n in range(1, 5)),
        *failing(count),
        make(BurstCycle, burst="BU-2", closed_at="2026-11-20 17:00"),
    )
    assert found.figures["residual_risks"] == count
    assert found.verdicts[0].outcome is outcome


def test_b2_5_counts_reopened_lines_once_and_files_accepted_after_correction() -> None:
    found = result_of(
        "B2.5",
        line(),
        *(file(f"E-{n}") for n in range(1, 4)),
        reviewed("E-1", outcome_proof=False, action_reinstated=True),
        reviewed("E-2", outcome_proof=False, action_reinstated=True),
        reviewed(
            "E-3",
            outcome_proof=False,
            corrected_on="2026-11-20 15:00",
            accepted_after_correction=True,
        ),
        kept=("Burst cycles",),
    )
    assert found.figures == {"reinstated": 1, "accepted_after_correction": 1, "residual_risks": 2}


def test_figures_speak_of_the_latest_burst_and_rows_of_every_one() -> None:
    found = result_of(
        "B2.2",
        line(),
        file("E-1"),
        file("E-2"),
        sample("E-1", "BU-1", "2026-11-19 11:00"),
        sample("E-2"),
        reviewed("E-1", "BU-1", outcome_proof=False, reviewed_at="2026-11-19 14:00"),
        reviewed("E-2"),
    )
    assert found.figures["invalid"] == 0
    assert [(row.key, row.subject, row.values["invalid"]) for row in found.rows] == [
        ("burst", "BU-2", 0),
        ("burst", "BU-1", 1),
    ]


def test_services_add_up_to_the_provider_over_one_burst() -> None:
    records = [
        line(),
        line("B-1", "S-2"),
        file("E-1"),
        file("E-2", "B-1"),
        sample("E-1", "BU-1", "2026-11-19 11:00"),
        sample("E-2"),
        reviewed("E-1", "BU-1", outcome_proof=False, reviewed_at="2026-11-19 14:00"),
        reviewed("E-2", outcome_proof=False),
    ]
    figures = {
        scope: result_of("B2.2", *records, scope=scope).figures["invalid"]
        for scope in ("provider", "S-1", "S-2")
    }
    assert figures == {"provider": 1, "S-1": 0, "S-2": 1}


@pytest.mark.parametrize("id", ["B2.1", "B2.2", "B2.3", "B2.4", "B2.5"])
def test_without_its_own_sheet_a_register_is_not_recorded_and_never_nought(id: str) -> None:
    found = result_of(id, line())
    assert not found.recorded
    assert set(found.figures.values()) == {None}
    assert all(each.outcome is Outcome.NOT_RECORDED for each in found.verdicts)


def test_rows_of_a_burst_that_lie_ahead_are_not_there_yet() -> None:
    found = result_of(
        "B2.2", line(), file("E-1"), sample("E-1"), reviewed("E-1", reviewed_at="2026-11-20 17:21")
    )
    assert found.figures["matching_practice"] == 0


def kept_time(rule: str, *records: Any, at: str = AT, **typed: Any) -> dict[str, Outcome]:
    found = verdicts_of(assessment_of(line(), *records, at=at, **typed), rule)
    return {ref: each.outcome for ref, each in found.items()}


def test_a_day_without_a_burst_is_shown_from_its_time_on_b2_1() -> None:
    first = sample("E-1", "BU-1", "2026-11-18 11:00")
    rule = "burst_not_drawn"
    assert kept_time(rule, first, at="2026-11-19 11:00") == {"BU-1": Outcome.MET}
    assert kept_time(rule, first, at="2026-11-19 11:01") == {"2026-11-19": Outcome.FIRED}
    assert kept_time(rule, first, at="2026-11-20 02:00") == {"2026-11-19": Outcome.FIRED}
    late = sample("E-1", "BU-2", "2026-11-20 11:20")
    assert kept_time(rule, first, late) == {"BU-2": Outcome.MET}


def test_sundays_and_bank_holidays_are_operational_days() -> None:
    """Christmas Day 2026 is a Friday, and 27 December a Sunday."""
    first = sample("E-1", "BU-1", "2026-12-24 11:00")
    found = kept_time("burst_not_drawn", first, at="2026-12-27 12:00")
    assert found == {"2026-12-27": Outcome.FIRED}
    found = kept_time("burst_not_drawn", first, at="2026-12-26 02:00")
    assert found == {"2026-12-25": Outcome.FIRED}


@pytest.mark.parametrize(
    ("drawn", "reviewed_at", "outcome"),
    [
        pytest.param("2026-11-20 11:00", "2026-11-20 15:00", Outcome.MET, id="on time"),
        pytest.param("2026-11-20 11:00", "2026-11-20 15:01", Outcome.FIRED, id="a minute late"),
        pytest.param("2026-11-14 15:00", "2026-11-15 11:00", Outcome.MET, id="over Sunday"),
        pytest.param("2026-11-14 15:00", "2026-11-15 11:01", Outcome.FIRED, id="Sunday, late"),
    ],
)
def test_files_are_reviewed_within_four_working_hours_of_operational_days_b2_2(
    drawn: str, reviewed_at: str, outcome: Outcome
) -> None:
    records = (file("E-1"), sample("E-1", at=drawn), reviewed("E-1", reviewed_at=reviewed_at))
    assert kept_time("validity_review_4_working_hours", *records) == {"BU-2": outcome}


def test_a_file_without_a_review_is_late_once_the_hours_are_over() -> None:
    records = (file("E-1"), sample("E-1"))
    rule, kept = "validity_review_4_working_hours", ("Validity reviews",)
    assert kept_time(rule, *records, at="2026-11-20 15:00", kept=kept) == {"BU-2": Outcome.NOT_DUE}
    assert kept_time(rule, *records, at="2026-11-20 15:01", kept=kept) == {"BU-2": Outcome.FIRED}


SHIFT = {"service": "S-1", "shift": "Late", "starts": "14:00", "ends": "22:00"}


@pytest.mark.parametrize(
    ("again", "at", "outcome"),
    [
        pytest.param(None, "2026-11-20 22:00", Outcome.NOT_DUE, id="shift not over"),
        pytest.param(None, "2026-11-20 22:01", Outcome.FIRED, id="shift over"),
        pytest.param("2026-11-20 22:00", "2026-11-21 09:00", Outcome.MET, id="before its end"),
        pytest.param("2026-11-20 22:01", "2026-11-21 09:00", Outcome.FIRED, id="after its end"),
    ],
)
def test_a_sample_that_matched_too_seldom_is_visited_again_before_shift_end_b2_3(
    again: str | None, at: str, outcome: Outcome
) -> None:
    records = [file("E-1"), make(Shift, **SHIFT), proof("E-1", 8, 10)]
    if again:
        records.append(proof("E-1", 10, 10, checked_at=again))
    assert kept_time("revisit_missed", *records, at=at) == {"E-1": outcome}


def test_without_shifts_the_revisit_is_due_after_eight_hours_and_marked_estimated() -> None:
    records = [line(), file("E-1"), proof("E-1", 8, 10)]
    found = verdicts_of(assessment_of(*records, at="2026-11-20 23:00"), "revisit_missed")["E-1"]
    assert found.outcome is Outcome.NOT_DUE
    assert found.is_estimated


def test_a_shift_that_was_not_running_gives_no_longer_time() -> None:
    """Checked at 15:00 and typed as the night shift, which begins at 22:00."""
    night = make(Shift, service="S-1", shift="Night", starts="22:00", ends="08:00")
    records = [line(), file("E-1"), make(Shift, **SHIFT), night, proof("E-1", 8, 10, shift="Night")]
    found = verdicts_of(assessment_of(*records), "revisit_missed")["E-1"]
    assert found.by == as_at("2026-11-20 22:00")
    assert not found.is_estimated


def test_a_sample_that_matched_needs_no_revisit() -> None:
    assert kept_time("revisit_missed", file("E-1"), proof("E-1", 87, 100)) == {}


@pytest.mark.parametrize(
    ("found_at", "retested_at", "outcome"),
    [
        pytest.param("2026-11-18 14:00", "2026-11-20 02:00", Outcome.MET, id="36 hours"),
        pytest.param("2026-11-18 14:00", "2026-11-20 02:01", Outcome.FIRED, id="a minute more"),
        pytest.param("2026-10-24 14:00", "2026-10-26 01:00", Outcome.MET, id="clocks go back"),
        pytest.param("2026-10-24 14:00", "2026-10-26 01:01", Outcome.FIRED, id="36 true hours"),
        pytest.param("2026-03-28 14:00", "2026-03-30 03:00", Outcome.MET, id="clocks go forward"),
        pytest.param("2026-03-28 14:00", "2026-03-30 03:01", Outcome.FIRED, id="not 37"),
    ],
)
def test_staff_are_retested_within_36_elapsed_hours_b2_4(
    found_at: str, retested_at: str, outcome: Outcome
) -> None:
    records = (
        file("E-1"),
        reviewed("E-1", outcome_proof=False, reviewed_at=found_at),
        retest("P-1", 9, 10, retested_at=retested_at),
    )
    assert kept_time("retest_36h", *records) == {"E-1": outcome}


def test_a_valid_file_asks_for_no_retest() -> None:
    assert kept_time("retest_36h", file("E-1"), reviewed("E-1"), kept=("Retests",)) == {}


@pytest.mark.parametrize(
    ("closed_at", "at", "outcome"),
    [
        ("2026-11-20 18:00", "2026-11-20 20:00", Outcome.MET),
        ("2026-11-20 18:01", "2026-11-20 20:00", Outcome.FIRED),
        (None, "2026-11-20 18:00", Outcome.NOT_DUE),
        (None, "2026-11-20 18:01", Outcome.FIRED),
    ],
)
def test_the_cycle_is_closed_by_1800_of_the_day_b2_5(
    closed_at: str | None, at: str, outcome: Outcome
) -> None:
    cycle = make(BurstCycle, burst="BU-2", closed_at=closed_at)
    found = kept_time("cycle_closed_by_1800", sample("E-1"), cycle, at=at)
    assert found == {"BU-2": outcome}


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        pytest.param("2026-11-20 14:29", False, id="of a part, a minute before the third"),
        pytest.param("2026-11-20 14:30", True, id="with the third"),
    ],
)
def test_the_manager_is_told_of_the_whole_once_the_third_file_is_invalid_b2_2(
    told: str, counts: bool
) -> None:
    records: list[Any] = [line()]
    for number, minute in enumerate(("10", "20", "30")):
        ref = f"E-{number}"
        at = f"2026-11-20 14:{minute}"
        records += [
            file(ref),
            sample(ref),
            reviewed(ref, outcome_proof=False, reviewed_at=at, escalated_at=told),
        ]
    (found,) = result_of("B2.2", *records).verdicts
    assert found.since == as_at("2026-11-20 14:30")
    assert found.done_at == (as_at(told) if counts else None)


def test_the_review_of_a_burst_is_done_with_its_last_file() -> None:
    records = [line(), file("E-1"), file("E-2"), sample("E-1"), sample("E-2")]
    first = reviewed("E-1", reviewed_at="2026-11-20 12:00")
    second = reviewed("E-2", reviewed_at="2026-11-20 13:00")
    rule = "validity_review_4_working_hours"

    def done_at(*reviews: ValidityReview) -> Any:
        (found,) = verdicts_of(assessment_of(*records, *reviews), rule).values()
        return found.done_at

    assert done_at(first) is None
    assert done_at(first, second) == as_at("2026-11-20 13:00")


def test_a_review_from_before_the_draw_is_no_review_of_the_burst() -> None:
    records = (file("E-1"), sample("E-1"), reviewed("E-1", reviewed_at="2026-11-20 10:59"))
    assert kept_time("validity_review_4_working_hours", *records) == {"BU-2": Outcome.FIRED}


FOUND_INVALID = reviewed("E-1", outcome_proof=False, reviewed_at="2026-11-18 14:00")


@pytest.mark.parametrize(
    ("retests", "outcome"),
    [
        pytest.param(
            {"P-1": "2026-11-20 02:00", "P-2": "2026-11-19 10:00"}, Outcome.MET, id="both"
        ),
        pytest.param({"P-1": "2026-11-19 10:00"}, Outcome.FIRED, id="one of two"),
        pytest.param(
            {"P-1": "2026-11-20 02:01", "P-2": "2026-11-19 10:00"}, Outcome.FIRED, id="one too late"
        ),
        pytest.param(
            {"P-1": "2026-11-19 10:00", "P-9": "2026-11-19 10:00"}, Outcome.FIRED, id="other"
        ),
        pytest.param({}, Outcome.FIRED, id="nobody"),
    ],
)
def test_each_person_whom_the_file_names_is_retested_b2_4(
    retests: dict[str, str], outcome: Outcome
) -> None:
    records = [file("E-1", staff=("P-1", "P-2")), FOUND_INVALID]
    made = [retest(each, 9, 10, retested_at=at) for each, at in retests.items()]
    assert kept_time("retest_36h", *records, *made, kept=("Retests",)) == {"E-1": outcome}


@pytest.mark.parametrize(
    ("retested_at", "outcome"),
    [("2026-11-18 14:00", Outcome.MET), ("2026-11-18 13:59", Outcome.FIRED)],
)
def test_a_retest_from_before_the_review_is_no_answer_to_it(
    retested_at: str, outcome: Outcome
) -> None:
    made = retest("P-1", 9, 10, retested_at=retested_at)
    assert kept_time("retest_36h", file("E-1"), FOUND_INVALID, made) == {"E-1": outcome}


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        pytest.param({"repeated_omissions": 1}, Outcome.FIRED, id="one"),
        pytest.param({"repeated_omissions": 0}, Outcome.MET, id="none"),
        pytest.param(
            {"repeated_omissions": None, "critical_omissions": 1},
            Outcome.NOT_COMPUTABLE,
            id="not said",
        ),
        pytest.param(
            {"repeated_omissions": None, "critical_omissions": 0}, Outcome.MET, id="none to repeat"
        ),
    ],
)
def test_a_repeated_omission_of_one_person_is_told_whatever_the_average_b2_4(
    typed: dict[str, Any], outcome: Outcome
) -> None:
    others = [retest(f"P-{n}", 100, 100, critical_omissions=0) for n in range(2, 9)]
    records = (line(), file("E-1"), retest("P-1", 10, 10, **typed), *others)
    assert result_of("B2.4", *records).verdicts[0].outcome is Outcome.MET
    (found,) = verdicts_of(assessment_of(*records), "repeated_omission").values()
    assert found.outcome is outcome
    assert (found.tell, found.also_tell) == (
        "Learning and Development Lead",
        ("Registered Manager",),
    )


def test_a_later_retest_of_the_same_file_answers_a_repeated_omission() -> None:
    first = retest("P-1", 9, 10, repeated_omissions=1, retested_at="2026-11-20 14:00")
    later = retest("P-1", 9, 10, retested_at="2026-11-20 16:00")
    elsewhere = retest("P-1", 9, 10, evidence="E-2", retested_at="2026-11-20 16:00")

    def outcomes(*rows: Retest) -> dict[str, Outcome]:
        return kept_time("repeated_omission", file("E-1"), file("E-2"), *rows)

    assert outcomes(first, later) == {"E-1": Outcome.MET}
    assert outcomes(first, elsewhere) == {"E-1": Outcome.FIRED, "E-2": Outcome.MET}


def test_residual_risks_need_no_burst_cycles_sheet_and_the_other_figures_do() -> None:
    found = result_of("B2.5", line(), *(file(f"E-{n}") for n in range(1, 5)), *failing(4))
    assert found.figures == {
        "reinstated": None,
        "accepted_after_correction": None,
        "residual_risks": 4,
    }
    assert found.recorded
    assert [each.outcome for each in found.verdicts] == [Outcome.FIRED]


@pytest.mark.parametrize(
    "reviews",
    [
        pytest.param((), id="no row"),
        pytest.param((reviewed("E-1", reviewed_at="2026-11-20 17:21"),), id="one still to come"),
    ],
)
def test_without_a_row_of_reviews_residual_risks_are_not_recorded(
    reviews: tuple[ValidityReview, ...],
) -> None:
    found = result_of("B2.5", line(), *reviews, kept=("Validity reviews", "Burst cycles"))
    assert found.figures["residual_risks"] is None
    assert [each.outcome for each in found.verdicts] == [Outcome.NOT_RECORDED]
