"""Settings of the whole suite: in CI the same examples each time, so that a failure repeats; and
which tests are too broad for an answer within a minute."""

import atexit
import os
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
# RATIONALE: the tests' key to cached readings is not the developer's own.
os.environ["XDG_CONFIG_HOME"] = mkdtemp(prefix="portal-tests-")
atexit.register(rmtree, os.environ["XDG_CONFIG_HOME"], ignore_errors=True)

settings.register_profile("ci", derandomize=True, print_blob=True)
settings.register_profile("local")
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")

BROAD = frozenset(
    {
        "acceptance",
        "benchmarks",
        "browser",
        "cli",
        "docs",
        "ledger",
        "properties",
        "release",
        "scale",
        "site",
    }
)
"""Folders whose tests build whole portals, start other programs or try many made-up inputs."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that ``-m "not broad"`` leaves out, for an answer within a minute."""
    for item in items:
        is_long = any(item.get_closest_marker(name) for name in ("slow", "benchmark", "browser"))
        if is_long or item.path.relative_to(TESTS).parts[0] in BROAD:
            item.add_marker(pytest.mark.broad)
