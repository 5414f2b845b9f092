"""Overrides at the ends of what they may be: refused just past them, and judged at them."""

from decimal import Decimal

import pytest

from builder.field import Register
from builder.policy import Policy, load_policy
from builder.problems import Problem
from builder.shipped import policy_texts
from builder.workbook.reading.folder_reading import read_folder
from tests.made import as_at
from tests.rules.judging import NOW, judge_register, shipped_catalogue, shipped_policy
from tests.sample.make import WORKBOOKS

FIGURES = sorted(
    id for id, each in shipped_policy().thresholds.items() if isinstance(each.value, Decimal)
)


def ends(id: str) -> tuple[Decimal, Decimal]:
    """The least and the greatest figure; each limit of the edition has both."""
    threshold = shipped_policy().thresholds[id]
    assert threshold.most is not None, f"no greatest figure for the unit of {id}"
    return threshold.least, threshold.most


def overridden(values: dict[str, Decimal]) -> tuple[Policy, tuple[Problem, ...]]:
    entries = (f"  - {{threshold: {id}, value: {each}, reason: R}}" for id, each in values.items())
    return load_policy(policy_texts(), "\n".join(("overrides:", *entries)))


@pytest.fixture(scope="module")
def sample() -> Register:
    return read_folder(WORKBOOKS, catalogue=shipped_catalogue(), as_at=as_at(NOW)).register


def answered(register: Register, policy: Policy) -> dict[str, tuple[str, ...]]:
    """Line -> the checks of its gate that were answered."""
    lines = judge_register(register, policy=policy).assessment.actions
    return {line.ref: tuple(each.check for each in line.gate) for line in lines}


@pytest.mark.parametrize("id", FIGURES)
def test_an_override_past_an_end_is_not_used_and_says_the_ends(id: str) -> None:
    least, most = ends(id)
    value = shipped_policy().thresholds[id].value
    for past in (least - 1, most + 1):
        policy, problems = overridden({id: past})
        assert [each.code for each in problems] == ["PO202"]
        assert policy.thresholds[id].value == value
    assert f"from {least:,} to {most:,}." in problems[0].remedy


@pytest.mark.parametrize("end", [0, 1])
def test_every_line_is_judged_with_every_limit_at_an_end(end: int, sample: Register) -> None:
    policy, problems = overridden({id: ends(id)[end] for id in FIGURES})
    assert problems == ()
    assert answered(sample, policy) == answered(sample, shipped_policy())


@pytest.mark.slow
@pytest.mark.parametrize("id", FIGURES)
def test_every_line_is_judged_with_one_limit_at_an_end(id: str, sample: Register) -> None:
    known = answered(sample, shipped_policy())
    for end in ends(id):
        policy, _ = overridden({id: end})
        assert answered(sample, policy) == known
