from typing import Any

import pytest

from builder.rules.verdict import Outcome
from tests.rules import closable
from tests.rules.judged import assessment_of, verdicts_of
from tests.rules.registers.test_bursts import proof, retest

RULE = "describes_but_does_not_perform"


@pytest.mark.parametrize(
    ("correct", "matching", "prompts", "outcome"),
    [
        pytest.param(83, 87, 0, Outcome.MET, id="describes and performs"),
        pytest.param(83, 86, 0, Outcome.FIRED, id="describes, records do not match"),
        pytest.param(83, 87, 1, Outcome.FIRED, id="describes, needs a prompt"),
        pytest.param(82, 50, 5, Outcome.MET, id="cannot describe it either"),
    ],
)
def test_staff_who_describe_but_do_not_perform_are_a_sign_b2_s3(
    correct: int, matching: int, prompts: int, outcome: Outcome
) -> None:
    records = (
        closable.action(),
        closable.evidence(),
        proof("E-1", matching, 100, staff_prompts=prompts),
        retest("P-1", correct, 100),
    )
    assert verdicts_of(assessment_of(*records), RULE)["A-1"].outcome is outcome


def test_a_line_is_named_once_by_the_file_that_speaks_most_against_it() -> None:
    records = (
        closable.action(),
        closable.evidence(),
        closable.evidence(ref="E-2"),
        proof("E-1", 100, 100, staff_prompts=0),
        proof("E-2", 100, 100, staff_prompts=2),
        retest("P-1", 100, 100),
        retest("P-2", 100, 100, evidence="E-2"),
    )
    found = [each for each in assessment_of(*records).verdicts if each.rule == RULE]
    assert [each.outcome for each in found] == [Outcome.FIRED]
    assert "E-2" in found[0].reason


def test_the_shares_at_retest_and_in_practice_are_named() -> None:
    rows = closable.action(), closable.evidence(), retest("P-1", 9, 10), proof("E-1", 8, 10)
    reason = verdicts_of(assessment_of(*rows), RULE)["A-1"].reason
    assert reason == (
        "E-1: 90% of stages correct at retest; in practice 80% of records matched, 1 prompt."
    )


def test_without_a_retest_nothing_is_said() -> None:
    records = (closable.action(), closable.evidence(), proof("E-1", 1, 100))
    found = assessment_of(*records, kept=("Retests",))
    assert verdicts_of(found, RULE) == {}


@pytest.mark.parametrize(
    ("retests", "visits", "outcome"),
    [
        pytest.param(
            [retest("P-1", 100, 100, burst="BU-1")],
            [proof("E-1", 50, 100, staff_prompts=0)],
            Outcome.FIRED,
            id="retested in one burst, seen in another",
        ),
        pytest.param(
            [retest("P-1", 100, 100), retest("P-2", 10, 100)],
            [proof("E-1", 50, 100, staff_prompts=0)],
            Outcome.FIRED,
            id="a colleague's weak retest excuses nothing",
        ),
        pytest.param(
            [retest("P-1", 100, 100)],
            [
                proof("E-1", 50, 100, staff_prompts=3),
                proof("E-1", 100, 100, staff_prompts=0, checked_at="2026-11-20 16:30"),
            ],
            Outcome.MET,
            id="the latest visit shows it",
        ),
        pytest.param(
            [retest("P-1", 100, 100)],
            [
                proof("E-1", share, 100, staff_prompts=0, checked_at=f"2026-11-20 {at}")
                for share, at in ((50, "15:00"), (50, "16:00"), (100, "16:30"))
            ],
            Outcome.MET,
            id="the latest of three",
        ),
        pytest.param(
            [retest("P-1", 100, 100)],
            [proof("E-1", 100, 100, staff_prompts=None)],
            Outcome.NOT_COMPUTABLE,
            id="prompts not recorded",
        ),
    ],
)
def test_the_best_retest_stands_against_the_latest_visit(
    retests: list[Any], visits: list[Any], outcome: Outcome
) -> None:
    records = (closable.action(), closable.evidence(), *retests, *visits)
    assert verdicts_of(assessment_of(*records), RULE)["A-1"].outcome is outcome


@pytest.mark.parametrize(
    ("raised_on", "source_date", "reviewed", "outcome"),
    [
        pytest.param("2026-09-01", "2026-11-10", True, Outcome.MET, id="current"),
        pytest.param("2026-09-01", None, True, Outcome.NOT_COMPUTABLE, id="no source date"),
        pytest.param(None, "2026-11-10", True, Outcome.NOT_COMPUTABLE, id="raised on unknown"),
        pytest.param(None, "2026-09-10", True, Outcome.FIRED, id="too old whenever raised"),
        pytest.param("2026-09-01", None, False, Outcome.FIRED, id="the reviewer says so"),
        pytest.param("2026-11-11", "2026-11-10", True, Outcome.FIRED, id="before it was raised"),
        pytest.param("2026-11-10", "2026-11-10", True, Outcome.MET, id="on the day it was raised"),
    ],
)
def test_a_file_is_current_only_where_nothing_speaks_against_it_b2_s1(
    raised_on: str | None, source_date: str | None, reviewed: bool, outcome: Outcome
) -> None:
    records = (
        closable.action(raised_on=raised_on),
        closable.evidence(source_date=source_date),
        closable.review_of_file(source_date_current=reviewed),
    )
    found = verdicts_of(assessment_of(*records), "outdated_attachment")
    assert found["A-1"].outcome is outcome


def test_a_correction_that_counts_ends_outdated_too_b2_s1() -> None:
    """The reviewer found its date wrong; it was corrected and accepted the day after."""
    review = closable.review_of_file(
        source_date_current=False, corrected_on="2026-11-18", accepted_after_correction=True
    )
    found = assessment_of(closable.action(), closable.evidence(), review)
    assert verdicts_of(found, "outdated_attachment")["A-1"].outcome is Outcome.MET
