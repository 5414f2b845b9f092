"""The group of commands: quick to answer, and helpful when a word is mistyped."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.cli.exit_codes import ExitCode
from builder.cli.group import COMMANDS

HEAVY = ("pydantic", "openpyxl", "mkdocs", "jinja2", "watchdog", "cryptography", "holidays")


def test_the_command_line_loads_no_heavy_library_before_a_command_runs() -> None:
    code = f"import sys, builder.cli; print(*[each for each in {HEAVY!r} if each in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []


def test_help_loads_no_command_either() -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom builder.cli import main\n"
        "CliRunner().invoke(main, ['--help'])\n"
        f"print(*[each for each in {HEAVY!r} if each in sys.modules])\n"
        "print(*[each for each in sys.modules if each.startswith('builder.cli.')])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    heavy, commands = loaded.stdout.split("\n")[:2]
    assert heavy == ""
    assert set(commands.split()) == {"builder.cli.group"}


def test_help_lists_each_command_in_the_order_of_a_portals_life() -> None:
    printed = CliRunner().invoke(main, ["--help"]).output
    places = [printed.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert "portal init my-portal" in printed


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_shows_an_example(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == ExitCode.DONE
    command = main.get_command(click.Context(main), name)
    if not isinstance(command, click.Group):
        assert f"Example: portal {name}" in result.output


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("biuld", "Did you mean 'build'?"), ("zzz", "No such command 'zzz'.")],
)
def test_a_mistyped_command_is_answered_with_the_nearest(typed: str, answer: str) -> None:
    result = CliRunner().invoke(main, [typed])
    assert result.exit_code == ExitCode.WRONG_USAGE
    assert answer in result.output


def test_the_version_is_printed() -> None:
    assert CliRunner().invoke(main, ["--version"]).output.startswith("portal, version ")
