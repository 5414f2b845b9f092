"""The tests of the core, and how much of its branches they take.

``python -m tests.core`` runs them alone and fails below the least share.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from configparser import ConfigParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import coverage
import pytest

ROOT = Path(__file__).parents[1]
LEAST_PERCENT = 95
BESIDE = ("ledger",)
"""Folders of tests that try the core through the history on disk, in seconds."""


def packages() -> tuple[str, ...]:
    """The packages of the core, as the contract of the import layers lists them."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    modules = contracts["importlinter:contract:core"]["source_modules"].split()
    return tuple(each.removeprefix("builder.") for each in modules)


def branches(report: Mapping[str, Any]) -> Mapping[str, tuple[int, int]]:
    """Package -> branches taken and branches in all, from coverage's JSON."""
    taken: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for file, found in report["files"].items():
        package = Path(file).resolve().relative_to(ROOT / "builder").parts[0]
        taken[package] += found["summary"]["covered_branches"]
        there[package] += found["summary"]["num_branches"]
    return {package: (taken[package], there[package]) for package in sorted(there)}


def measured() -> tuple[int, Mapping[str, Any]]:
    """Pytest's exit code over the tests of the core, and coverage's JSON."""
    sources = [str(ROOT / "builder" / package) for package in packages()]
    folders = [ROOT / "tests" / name for name in (*packages(), *BESIDE)]
    cover = coverage.Coverage(data_file=None, config_file=False, branch=True, source=sources)
    with cover.collect():
        code = pytest.main(["-q", *(str(each) for each in folders if each.is_dir())])
    with TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        cover.json_report(outfile=str(report))
        return int(code), json.loads(report.read_text(encoding="utf-8"))


def main() -> int:
    """Prints the share of each package; pytest's exit code, or 1 below the least share."""
    code, report = measured()
    shares = branches(report)
    taken, there = (sum(each) for each in zip(*shares.values(), strict=True))
    for package, (some, of) in shares.items():
        print(f"{package:12} {some:5} of {of:5} branches, {100 * some / of:.1f} %")
    percent = 100 * taken / there
    print(
        f"{'the core':12} {taken:5} of {there:5} branches, {percent:.1f} %; least {LEAST_PERCENT} %"
    )
    return code or int(percent < LEAST_PERCENT)


if __name__ == "__main__":
    sys.exit(main())
