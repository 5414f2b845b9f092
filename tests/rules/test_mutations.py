"""A flipped comparison in a rule makes a test fail."""

import ast
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.mutant import VARIABLE, comparisons, mutated

ROOT = Path(__file__).parents[2]
RULES = ROOT / "builder" / "rules"
SEED = 20261120
SAMPLE = int(os.environ.get("MUTANTS", "12"))
"""Mutants tried in one run; ``MUTANTS=1000`` tries every one."""
SURVIVING_PERCENT = 20
"""Some comparisons may be flipped without any difference: a list that is never empty, a tie that
the next line settles."""
TESTS = ("tests/rules", "--ignore=tests/rules/test_mutations.py")
FAILED = 1
"""Pytest's exit code where tests ran and some failed."""


def modules() -> list[tuple[str, Path]]:
    return [
        (".".join(path.relative_to(ROOT).with_suffix("").parts), path)
        for path in sorted(RULES.rglob("*.py"))
    ]


def every_mutant() -> list[tuple[str, int, int]]:
    """(module, number of the comparison, line) of every comparison in the rules."""
    return [
        (name, number, node.lineno)
        for name, path in modules()
        for number, node in enumerate(comparisons(ast.parse(path.read_text(encoding="utf-8"))))
    ]


def is_killed(module: str, number: int) -> bool:
    """Whether the fast tests of the rules fail where one comparison is flipped."""
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "tests.rules.mutant", *TESTS],
        cwd=ROOT,
        env={**os.environ, VARIABLE: f"{module}:{number}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode in (0, FAILED), result.stdout + result.stderr
    return result.returncode == FAILED


def test_a_flip_changes_one_comparison_and_nothing_else() -> None:
    assert ast.unparse(mutated("a = b < c\nd = e == f", 0)) == "a = b <= c\nd = e == f"
    assert ast.unparse(mutated("a = b < c\nd = e == f", 1)) == "a = b < c\nd = e != f"


def test_there_are_comparisons_to_flip_in_most_modules_of_the_rules() -> None:
    assert len({name for name, _, _ in every_mutant()}) > len(modules()) // 2


@pytest.mark.slow
def test_flipped_comparisons_are_noticed() -> None:
    mutants = every_mutant()
    chosen = random.Random(SEED).sample(mutants, min(SAMPLE, len(mutants)))
    survivors = [
        f"{module} line {line}" for module, number, line in chosen if not is_killed(module, number)
    ]
    print(f"\n{len(chosen) - len(survivors)} of {len(chosen)} mutants noticed of {len(mutants)}")
    print("\n".join(survivors))
    assert len(survivors) * 100 <= SURVIVING_PERCENT * len(chosen), survivors
