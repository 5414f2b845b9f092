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


def test_without_a_retest_nothing_is_said() -> None:
    records = (closable.action(), closable.evidence(), proof("E-1", 1, 100))
    found = assessment_of(*records, kept=("Retests",))
    assert verdicts_of(found, RULE) == {}
