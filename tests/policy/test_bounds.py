"""Overrides at the ends of what they may be: refused just past them, and judged at them."""

from decimal import Decimal

import pytest

from builder.policy import Policy, Threshold, load_policy
from builder.policy.values import MOST_OF_ANY, MOST_OF_UNIT
from builder.problems import Problem
from builder.records import Register
from builder.shipped import policy_texts
from builder.workbook.read import read_folder
from tests.made import as_at
from tests.rules.judging import NOW, judge_register, shipped_catalogue, shipped_policy
from tests.sample.make import WORKBOOKS

FIGURES = sorted(
    id for id, each in shipped_policy().thresholds.items() if isinstance(each.value, Decimal)
)


def most(threshold: Threshold) -> Decimal:
    return threshold.most or Decimal(MOST_OF_UNIT.get(threshold.unit, MOST_OF_ANY))


def overridden(values: dict[str, Decimal]) -> tuple[Policy, tuple[Problem, ...]]:
    entries = (f"  - {{threshold: {id}, value: {each}, reason: R}}" for id, each in values.items())
    return load_policy(policy_texts(), "\n".join(("overrides:", *entries)))


@pytest.fixture(scope="module")
def sample() -> Register:
    return read_folder(WORKBOOKS, catalogue=shipped_catalogue(), as_at=as_at(NOW)).register


@pytest.mark.parametrize("id", FIGURES)
def test_an_override_past_an_end_is_not_used_and_says_the_ends(id: str) -> None:
    threshold = shipped_policy().thresholds[id]
    assert threshold.least <= Decimal(str(threshold.value)) <= most(threshold)
    for past in (threshold.least - 1, most(threshold) + 1):
        policy, problems = overridden({id: past})
        assert [each.code for each in problems] == ["PO202"]
        assert policy.thresholds[id].value == threshold.value
    assert f" to {most(threshold):,}" in problems[0].remedy


@pytest.mark.parametrize("end", ["least", "most"])
def test_all_rules_judge_with_every_limit_at_an_end(end: str, sample: Register) -> None:
    known = shipped_policy().thresholds
    ends = {id: known[id].least if end == "least" else most(known[id]) for id in FIGURES}
    policy, problems = overridden(ends)
    assert problems == ()
    assert judge_register(sample, policy=policy).assessment.actions


@pytest.mark.slow
@pytest.mark.parametrize("id", FIGURES)
def test_all_rules_judge_with_one_limit_at_an_end(id: str, sample: Register) -> None:
    threshold = shipped_policy().thresholds[id]
    for end in (threshold.least, most(threshold)):
        policy, _ = overridden({id: end})
        assert judge_register(sample, policy=policy).assessment.actions
