"""The suite's figures as Markdown, and the page that holds the last of them."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.bars import bars
from tests.benchmarks.measured import Cost
from tests.benchmarks.result import Result

BEGIN, END = "<!-- figures: written by the suite -->", "<!-- end of figures -->"


def table(results: list[Result], single: dict[str, Cost]) -> Iterator[str]:
    """Costs, stages, bars and growth.

    Args:
        results: A size each, from small to large.
        single: Commands that no size of portal matters to.
    """
    yield "| actions | command | CPU s | elapsed s | peak MB |"
    yield "|---:|---|---:|---:|---:|"
    for result in results:
        for what, cost in result.costs.items():
            yield f"| {result.actions:,} | {what} | {_figures(cost)} |"
    for what, cost in single.items():
        yield f"| | {what} | {_figures(cost)} |"
    yield ""
    yield f"| stage of a cold build, CPU s | {_row(f'{each.actions:,}' for each in results)} |"
    yield f"|---|{'---:|' * len(results)}"
    for stage in results[0].stages:
        yield f"| {stage} | {_row(f'{each.stages[stage]:.2f}' for each in results)} |"
    yield ""
    yield "| bar | actions | measured | bar | |"
    yield "|---|---:|---:|---:|---|"
    for each in bars(results, single):
        limit = f"{'at least' if each.is_least else 'at most'} {each.bar:g}"
        held = "held" if each.is_held else "**missed**"
        yield f"| {each.what} | {each.actions:,} | {each.value:.3g} | {limit} | {held} |"
    for smaller, larger in pairwise(results):
        growth = larger.cpu("cold") / smaller.cpu("cold")
        times = larger.actions / smaller.actions
        yield f"| cold build, {times:g} × the work | {larger.actions:,} | {growth:.3g} × | | |"


def _row(cells: Iterator[str]) -> str:
    return " | ".join(cells)


def _figures(cost: Cost) -> str:
    return f"{cost.cpu_seconds:.2f} | {cost.seconds:.2f} | {cost.peak_megabytes:.0f}"


def write_page(page: Path, lines: list[str]) -> None:
    """Puts the figures between the marks of a page; all else stays.

    Raises:
        ValueError: the page lacks the marks.
    """
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} lacks {BEGIN} and {END}")
    figures = "\n".join(lines)
    page.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", encoding="utf-8")
