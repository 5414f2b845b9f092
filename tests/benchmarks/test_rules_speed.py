"""All rules over 10,000 lines with 30,000 evidence files, and how the cost grows."""

import time

import pytest

from builder.collecting import without_collecting
from tests.benchmarks.big_register import big_register
from tests.rules.judging import judge_register

ACTIONS = 10_000
EVIDENCE_PER_ACTION = 3
MOST_CPU_SECONDS = 2.0
MOST_GROWTH = 1.35
"""How far the cost of a row may rise over four times the rows; a square would quadruple it."""


def cpu_seconds(actions: int) -> float:
    """The least of three runs, so that a busy machine is not measured."""
    register = big_register(actions, actions * EVIDENCE_PER_ACTION)
    runs = []
    for _ in range(3):
        started = time.process_time()
        # RATIONALE: the pipeline judges with the collector at rest.
        with without_collecting():
            judged = judge_register(register)
        runs.append(time.process_time() - started)
        assert len(judged.assessment.actions) == actions
        del judged  # so that letting it go is not counted to the next run
    return min(runs)


@pytest.mark.benchmark
def test_all_rules_over_ten_thousand_lines_take_two_seconds() -> None:
    assert cpu_seconds(ACTIONS) <= MOST_CPU_SECONDS


@pytest.mark.benchmark
def test_cost_grows_no_faster_than_the_rows() -> None:
    quarter, whole = cpu_seconds(ACTIONS // 4), cpu_seconds(ACTIONS)
    assert whole <= 4 * quarter * MOST_GROWTH
