"""The benchmark suite: ``python -m tests.benchmarks.suite`` measures everything in one run.

Sizes, stages and ratios go to a JSON file, and as a table to docs/explanation/performance.md.
"""

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.made_portal import ACTIONS_A_WORKBOOK, make_portal, write_tracker
from tests.benchmarks.measured import Cost, measured
from tests.benchmarks.yardsticks import jinja_yardstick, plain_project, raw_yardstick

SIZES = (500, 2000, 10000)
PORTAL = (sys.executable, "-m", "builder.cli")


@dataclass(slots=True, kw_only=True)
class Result:
    """Everything measured for one size."""

    actions: int
    costs: dict[str, Cost] = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)
    """Stage of a cold build -> CPU seconds."""


def measure(actions: int, *, with_plain: bool) -> Result:
    """Builds a portal of a size every way and measures each."""
    result = Result(actions=actions)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        root = Path(name)
        make_portal(root / "portal", actions)
        portal = root / "portal"
        log = root / "stages.jsonl"
        build = (*PORTAL, "build", "--quiet")
        result.costs["cold"] = measured(
            (*build, "--log-json", str(log), "--emit", str(root / "pages")), portal
        )
        result.stages = _stages(log)
        write_tracker(portal / "workbooks", 0, range(min(ACTIONS_A_WORKBOOK, actions)), "Again.")
        result.costs["one changed"] = measured(build, portal)
        result.costs["publish"] = measured(
            (*PORTAL, "publish", "--quiet", "--to", str(root / "target")), _rested(portal)
        )
        result.costs["raw writing"] = raw_yardstick(portal / "site", root / "raw")
        result.costs["plain Jinja"] = jinja_yardstick(root / "pages", root / "jinja")
        if with_plain:
            plain_project(root / "pages", root / "plain")
            command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
            result.costs["plain mkdocs"] = measured(command, root / "plain")
    for what, cost in result.costs.items():
        if cost.exit_code not in (0, 3):
            raise RuntimeError(f"{what} of {actions} actions failed with {cost.exit_code}")
    return result


def _rested(portal: Path) -> Path:
    import os
    import time

    earlier = time.time() - 600
    for book in (portal / "workbooks").iterdir():
        os.utime(book, (earlier, earlier))
    return portal


def _stages(log: Path) -> dict[str, float]:
    lines = (json.loads(line) for line in log.read_text(encoding="utf-8").splitlines())
    return {line["stage"]: line["cpu_seconds"] for line in lines}


def ratios(result: Result) -> Iterator[tuple[str, float]]:
    """What the bars are about, each from this run alone."""
    cold, changed = result.costs["cold"].cpu_seconds, result.costs["one changed"].cpu_seconds
    site = sum(result.stages.get(each, 0.0) for each in ("compose", "render", "site"))
    yield "site stage / plain Jinja", site / result.costs["plain Jinja"].cpu_seconds
    plain = result.costs.get("plain mkdocs")
    if plain is not None:
        yield "plain mkdocs / site stage", plain.cpu_seconds / site
        yield "cold build / plain mkdocs", cold / plain.cpu_seconds
        yield "one changed / plain mkdocs", changed / plain.cpu_seconds


def table(results: list[Result]) -> Iterator[str]:
    """The results as Markdown."""
    yield "| actions | what | CPU s | elapsed s | peak MB |"
    yield "|---|---|---|---|---|"
    for result in results:
        for what, cost in result.costs.items():
            figures = f"{cost.cpu_seconds:.2f} | {cost.seconds:.2f} | {cost.peak_megabytes:.0f}"
            yield f"| {result.actions:,} | {what} | {figures} |"
        for stage, cpu in result.stages.items():
            yield f"| {result.actions:,} | stage: {stage} | {cpu:.2f} | | |"
    yield ""
    yield "| actions | ratio of CPU | measured |"
    yield "|---|---|---|"
    for result in results:
        for what, ratio in ratios(result):
            yield f"| {result.actions:,} | {what} | {ratio:.3g} |"
    for smaller, larger in pairwise(results):
        growth = larger.costs["cold"].cpu_seconds / smaller.costs["cold"].cpu_seconds
        times = larger.actions / smaller.actions
        yield f"| {larger.actions:,} | growth for {times:g} × the work | {growth:.3g} |"


def main() -> None:
    """Measures the sizes asked for and prints the table."""
    parser = argparse.ArgumentParser(description="Measure the portal beside its yardsticks.")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--without-plain", action="store_true", help="leave plain mkdocs out")
    parser.add_argument("--json", type=Path, help="write the figures here")
    arguments = parser.parse_args()
    results = [measure(each, with_plain=not arguments.without_plain) for each in arguments.sizes]
    sys.stdout.write(f"{platform.machine()}, Python {platform.python_version()}\n\n")
    sys.stdout.write("\n".join(table(results)) + "\n")
    if arguments.json:
        text = json.dumps([asdict(each) for each in results], indent=1, sort_keys=True)
        arguments.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
