"""What ``portal --help`` costs: it is typed more often than anything else."""

import sys
from pathlib import Path

import pytest

from tests.benchmarks.measured import measured

MOST_CPU_SECONDS = 0.15
RUNS = 5

pytestmark = pytest.mark.benchmark


def test_help_answers_at_once(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "builder", "--help")
    cost = min(
        (measured(command, tmp_path) for _ in range(RUNS)), key=lambda each: each.cpu_seconds
    )
    print(f"portal --help: {cost.cpu_seconds:.3f} s CPU, {cost.peak_megabytes:.0f} MB")
    assert cost.exit_code == 0
    assert cost.cpu_seconds <= MOST_CPU_SECONDS
