"""The bars that the portal is to hold, and what a run measured against them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.benchmarks.measured import Cost
from tests.benchmarks.result import CHECK, CHECKED_ACTIONS, FRICTIONLESS, HELP, Result

WORK, MOST_GROWTH = 5, 5.5
"""Five times the work may cost so many times as much."""
MIDDLE, LARGE = 2_000, 10_000
"""Sizes that bars are about, in actions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One bar with what was measured."""

    what: str
    actions: int
    value: float
    bar: float
    is_least: bool = False
    """Whether the bar is the least that will do, else the most."""

    @property
    def is_held(self) -> bool:
        """Whether the value is within the bar."""
        return self.value >= self.bar if self.is_least else self.value <= self.bar


def bars(results: list[Result], single: dict[str, Cost]) -> Iterator[Measured]:
    """Each bar that a run can speak of."""
    yield Measured(what="help, CPU s", actions=0, value=single[HELP].cpu_seconds, bar=0.15)
    if FRICTIONLESS in single:
        yield Measured(
            what="check of one workbook / frictionless validate",
            actions=CHECKED_ACTIONS,
            value=single[CHECK].cpu_seconds / single[FRICTIONLESS].cpu_seconds,
            bar=1,
        )
    for each in results:
        yield from _of_size(each)
    for smaller, larger in pairwise(results):
        if larger.actions == WORK * smaller.actions:
            yield Measured(
                what=f"growth of the cold build for {WORK} times the work",
                actions=larger.actions,
                value=larger.cpu("cold") / smaller.cpu("cold"),
                bar=MOST_GROWTH,
            )


def _of_size(result: Result) -> Iterator[Measured]:
    size = result.actions
    own = result.stages.get("site", 0.0)
    if size == LARGE:
        yield Measured(
            what="peak memory, MB", actions=size, value=result.costs["cold"].peak_megabytes, bar=250
        )
    if size not in (MIDDLE, LARGE) or "plain mkdocs" not in result.costs:
        return
    plain, is_large = result.cpu("plain mkdocs"), size == LARGE
    if is_large:
        yield Measured(
            what="site stage / plain Jinja",
            actions=size,
            value=own / result.cpu("plain Jinja"),
            bar=2,
        )
    yield Measured(
        what="plain mkdocs / site stage",
        actions=size,
        value=plain / own,
        bar=25 if is_large else 15,
        is_least=True,
    )
    yield Measured(
        what="cold build / plain mkdocs",
        actions=size,
        value=result.cpu("cold") / plain,
        bar=0.2 if is_large else 0.3,
    )
    yield Measured(
        what="one workbook changed / plain mkdocs",
        actions=size,
        value=result.cpu("one changed") / plain,
        bar=0.06,
    )
