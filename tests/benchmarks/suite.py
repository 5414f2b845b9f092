"""The benchmark suite: ``python -m tests.benchmarks.suite`` measures everything in one run.

Sizes, stages and ratios go to a JSON file, and as a table to docs/explanation/performance.md.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import load_workbook

from tests.benchmarks.made_portal import ACTIONS_A_WORKBOOK, make_portal, write_tracker
from tests.benchmarks.measured import Cost, measured
from tests.benchmarks.report import table, write_page
from tests.benchmarks.result import CHECK, CHECKED_ACTIONS, FRICTIONLESS, HELP, Result
from tests.benchmarks.yardsticks import jinja_yardstick, plain_project, raw_yardstick

SIZES = (500, 2000, 10000, 50000)
LARGEST_COMPARED = 10_000
"""Beyond it the portal is measured by itself: plain mkdocs would take most of an hour."""
PORTAL = (sys.executable, "-m", "builder")


def measure(actions: int, *, is_compared: bool) -> Result:
    """Builds a portal of a size and measures it, by itself or beside every yardstick."""
    result = Result(actions=actions)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        root = Path(name)
        make_portal(root / "portal", actions)
        portal = root / "portal"
        log = root / "stages.jsonl"
        build = (*PORTAL, "build", "--quiet")
        result.costs["cold"] = measured((*build, "--log-json", str(log)), portal)
        result.stages = _stages(log)
        write_tracker(portal / "workbooks", 0, range(min(ACTIONS_A_WORKBOOK, actions)), "Again.")
        result.costs["one changed"] = measured(build, portal)
        if is_compared:
            result.costs.update(_compared(root, portal))
    for what, cost in result.costs.items():
        if cost.exit_code not in (0, 3):
            raise RuntimeError(f"{what} of {actions} actions failed with {cost.exit_code}")
    return result


def _compared(root: Path, portal: Path) -> Iterator[tuple[str, Cost]]:
    publish = (*PORTAL, "publish", "--quiet", "--to", str(root / "target"))
    yield "publish", measured(publish, _rested(portal))
    yield "raw writing", raw_yardstick(portal / "site", root / "raw")
    emit = (*PORTAL, "build", "--quiet", "--emit", str(root / "pages"))
    measured(emit, portal)
    yield "plain Jinja", jinja_yardstick(root / "pages", root / "jinja")
    plain_project(root / "pages", root / "plain")
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    yield "plain mkdocs", measured(command, root / "plain")


def _data_package(book: Path) -> Path:
    """Names each sheet of a workbook, since frictionless by itself reads the first one alone."""
    sheets = load_workbook(book, read_only=True).sheetnames
    resources = [
        {
            "name": sheet.casefold().replace(" ", "-"),
            "type": "table",
            "path": book.name,
            "format": "xlsx",
            "dialect": {"excel": {"sheet": sheet}},
        }
        for sheet in sheets
    ]
    package = book.parent / "datapackage.json"
    package.write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return package


def _rested(portal: Path) -> Path:
    earlier = time.time() - 600
    for book in (portal / "workbooks").iterdir():
        os.utime(book, (earlier, earlier))
    return portal


def _stages(log: Path) -> dict[str, float]:
    lines = (json.loads(line) for line in log.read_text(encoding="utf-8").splitlines())
    return {line["stage"]: line["cpu_seconds"] for line in lines}


def single_commands(frictionless: Path | None) -> dict[str, Cost]:
    """What no size of portal matters to: help, and the check of one large workbook."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        root = Path(name)
        found = {HELP: measured((*PORTAL, "--help"), root)}
        make_portal(root / "portal", 0)
        books = root / "portal" / "workbooks"
        write_tracker(books, 0, range(CHECKED_ACTIONS))
        found[CHECK] = measured((*PORTAL, "check", "--quiet"), root / "portal")
        if frictionless is not None:
            package = _data_package(books / "tracker-0000.xlsx")
            found[FRICTIONLESS] = measured(
                (str(frictionless), "validate", package.name), package.parent
            )
    return found


def main() -> None:
    """Measures the sizes asked for and prints the table."""
    parser = argparse.ArgumentParser(description="Measure the portal beside its yardsticks.")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument(
        "--largest-compared",
        type=int,
        default=LARGEST_COMPARED,
        help="measure larger sizes without publishing and without yardsticks",
    )
    parser.add_argument("--frictionless", type=Path, help="its command, in an environment apart")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--page", type=Path, help="put the figures into this page")
    arguments = parser.parse_args()
    single = single_commands(arguments.frictionless)
    results = [
        measure(each, is_compared=each <= arguments.largest_compared) for each in arguments.sizes
    ]
    lines = [_circumstances(arguments.sizes), "", *table(results, single)]
    sys.stdout.write("\n".join(lines) + "\n")
    if arguments.json:
        figures = {
            "sizes": [asdict(each) for each in results],
            "single": {what: asdict(cost) for what, cost in single.items()},
        }
        text = json.dumps(figures, indent=1, sort_keys=True)
        arguments.json.write_text(text + "\n", encoding="utf-8")
    if arguments.page:
        write_page(arguments.page, lines)


def _circumstances(sizes: list[int]) -> str:
    measured_on = datetime.now(tz=UTC)
    return (
        f"Measured on {measured_on:%d %B %Y} with Python {platform.python_version()} on "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores shared with others, by "
        f"`python -m tests.benchmarks.suite --sizes {' '.join(map(str, sizes))}`."
    )


if __name__ == "__main__":
    main()
