"""Keeps a long list of problems readable: so many of each kind, and always the total."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builder.problems.problem import Kind, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A kind of which not all are shown."""

    kind: Kind
    shown: int
    total: int


def capped(
    problems: Iterable[Problem], most: int | None
) -> tuple[tuple[Problem, ...], tuple[Cut, ...]]:
    """The first problems of each kind, in their order, and the kinds that were cut, by code.

    Args:
        problems: All of them.
        most: How many of a kind are kept; ``None`` = all.
    """
    kept: list[Problem] = []
    seen: Counter[str] = Counter()
    kinds: dict[str, Kind] = {}
    for problem in problems:
        seen[problem.code] += 1
        kinds[problem.code] = problem.kind
        if most is None or seen[problem.code] <= most:
            kept.append(problem)
    cuts = tuple(
        Cut(kind=kinds[code], shown=most or 0, total=total)
        for code, total in sorted(seen.items())
        if most is not None and total > most
    )
    return tuple(kept), cuts
