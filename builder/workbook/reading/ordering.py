"""The order in which problems are shown: by workbook, sheet, row, column, code."""

from collections.abc import Iterable
from typing import Any

from builder.problems import Problem
from builder.workbook.airlock.references import parse_cell


def by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by place, each once."""
    seen: dict[Any, Problem] = {}
    for problem in problems:
        seen.setdefault(_key(problem), problem)
    return tuple(seen[key] for key in sorted(seen))


def _key(problem: Problem) -> tuple[str, str, int, int, str, tuple[tuple[str, str], ...]]:
    place = problem.place
    column, row = parse_cell(place.cell) or (0, 0)
    particulars = tuple(sorted(problem.particulars.items()))
    return (place.workbook, place.sheet, row, column, problem.code, particulars)
