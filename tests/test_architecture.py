"""The shape of the code: names without meaning, long files, long functions, silent commands."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from builder.cli import main
from builder.cli.group import COMMANDS

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "builder").rglob("*.py"))
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
FULLEST_FOLDER = 25
PORTAL = ROOT / "builder" / "portal"
DESCRIBED = "parts/listing.py"
"""Where a list becomes a table."""
BY_HAND = {
    "closure/records.py",
    "evidence/evidence.py",
    "evidence/retests.py",
    "parts/figures/register_table.py",
    "today/challenge.py",
    "today/deadline_board.py",
    "today/integrity.py",
    "today/workload.py",
}
"""Pages of registers, whose columns are figures, and the cards of the board's lanes."""


def test_no_module_has_a_name_without_meaning() -> None:
    assert not [path for path in MODULES if path.stem in NAMELESS or path.parent.name in NAMELESS]


def test_no_folder_holds_more_modules_than_a_reader_can_survey() -> None:
    held = Counter(path.parent.relative_to(ROOT).as_posix() for path in MODULES)
    assert not {folder: n for folder, n in held.items() if n > FULLEST_FOLDER}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    assert not list(_long_functions(ast.parse(text)))


def _long_functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            doc = ast.get_docstring(node, clean=False) or ""
            length = (node.end_lineno or node.lineno) - node.lineno - doc.count("\n")
            if length > LONGEST_FUNCTION:
                yield node.name


def test_a_column_stands_beside_what_it_shows() -> None:
    """A table is made of a listing: its columns and its cells in two places part in time."""
    tables = {
        path.relative_to(PORTAL).as_posix() for path in PORTAL.rglob("*.py") if _makes_rows(path)
    }
    assert DESCRIBED in tables
    assert tables - {DESCRIBED} <= BY_HAND


def _makes_rows(path: Path) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Row"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_loads_and_its_short_help_is_in_the_table(name: str) -> None:
    context = click.Context(main, info_name="portal")
    command = main.get_command(context, name)
    assert command is not None
    assert command.name == name
    assert command.help
    assert command.epilog or isinstance(command, click.Group)
