"""Whatever the product offers is documented, and whatever is documented is there."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

import click
import pytest

from builder.cli import main
from builder.cli.exit_codes import ExitCode
from builder.cli.group import COMMANDS
from builder.policy.load import load_policy
from builder.problems.catalogue import CATALOGUE
from builder.shipped import policy_texts
from builder.site.plugin import PortalOptions
from builder.workbook.schema import SHEETS
from tests.docs.pages import DOCS, PAGES, ROOT, commands, page_id

REFERENCE = DOCS / "reference"
CODE = re.compile(r"\b(?:WB|PO|LG|RL)\d{3}\b")
CONTEXT = click.Context(main, info_name="portal")


def text_of(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def sections(name: str) -> dict[str, str]:
    """Heading -> what stands below it."""
    parts = re.split(r"^## (.+)$", text_of(name), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def offered() -> Iterator[tuple[str, click.Command]]:
    """Every command that can be typed, with its whole name."""
    for name in COMMANDS:
        command = main.get_command(CONTEXT, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            for inner in command.list_commands(CONTEXT):
                held = command.get_command(CONTEXT, inner)
                assert held is not None
                yield f"{name} {inner}", held


OFFERED = dict(offered())
OPTIONS = {
    name: {spelling for each in command.get_params(CONTEXT) for spelling in each.opts}
    for name, command in OFFERED.items()
}


@pytest.mark.parametrize("name", OFFERED)
def test_each_command_and_each_of_its_options_is_documented(name: str) -> None:
    said = sections("commands.md")[f"portal {name}"]
    for parameter in OFFERED[name].params:
        if isinstance(parameter, click.Option):
            assert any(f"`{spelling}" in said for spelling in parameter.opts), parameter.name
            assert parameter.help, parameter.name


def test_no_documented_command_is_missing() -> None:
    documented = {each.removeprefix("portal ") for each in sections("commands.md")}
    assert documented - {"Exit codes"} == set(OFFERED)


@pytest.mark.parametrize("path", PAGES, ids=page_id)
def test_each_command_that_a_page_shows_exists_with_its_options(path: Path) -> None:
    for words in commands(path):
        name = max((each for each in OFFERED if " ".join(words).startswith(each)), default="")
        assert name, f"portal {' '.join(words)}"
        assert words[: len(name.split())] == tuple(name.split()), f"portal {' '.join(words)}"
        options = {each.partition("=")[0] for each in words if each.startswith("--")}
        assert options <= OPTIONS[name] | {"--help"}, f"portal {' '.join(words)}"


@pytest.mark.parametrize("name", OFFERED)
def test_the_example_of_a_command_uses_that_command_and_its_options(name: str) -> None:
    if isinstance(OFFERED[name], click.Group):
        return
    example = (OFFERED[name].epilog or "").removeprefix("Example: ")
    assert example.startswith(f"portal {name}")
    options = set(re.findall(r"(?<=\s)--[a-z0-9-]+", example))
    assert options <= OPTIONS[name]


def test_each_problem_is_documented_and_no_documented_problem_is_missing() -> None:
    documented = re.findall(r"^\| (\w+) \|", text_of("problems.md"), flags=re.MULTILINE)
    assert [each for each in documented if CODE.fullmatch(each)] == list(CATALOGUE)


@pytest.mark.parametrize("path", PAGES, ids=page_id)
def test_each_problem_code_that_a_page_names_exists(path: Path) -> None:
    assert set(CODE.findall(path.read_text(encoding="utf-8"))) <= set(CATALOGUE)


def test_each_limit_and_rule_of_the_policy_is_documented_and_none_is_missing() -> None:
    policy, _ = load_policy(policy_texts())
    said = sections("rules.md")
    assert set(said) == set(policy.thresholds)
    for threshold in policy.thresholds.values():
        assert threshold.title in said[threshold.id]
        assert threshold.clause in said[threshold.id]


def test_each_sheet_and_column_is_documented_and_none_is_missing() -> None:
    said = sections("sheets.md")
    assert list(said) == [sheet.name for sheet in SHEETS]
    for sheet in SHEETS:
        documented = re.findall(r"^\| ([^|]+) \|", said[sheet.name], flags=re.MULTILINE)
        assert documented[1:] == [column.heading for column in sheet.columns]


def test_each_exit_code_is_documented_and_none_is_missing() -> None:
    documented = re.findall(r"^\| (\d) \|", text_of("exit-codes.md"), flags=re.MULTILINE)
    assert documented == [str(code.value) for code in ExitCode]


def test_each_plugin_option_is_documented_and_none_is_missing() -> None:
    documented = re.findall(r"^\| `([a-z_.]+)` \|", text_of("plugin-options.md"), re.MULTILINE)
    whole = dict.fromkeys(each.partition(".")[0] for each in documented)
    assert [*whole] == [name for name, _ in PortalOptions._schema]


LIBRARY = re.compile(r"^\| ([a-z0-9-]+) \| (\w+)[^|]* \|", re.MULTILINE)


def test_each_library_that_the_product_runs_on_stands_with_its_licence_and_no_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[^a-z0-9-]", each)[0] for each in project["dependencies"]}
    said = dict(LIBRARY.findall(text_of("third-party.md")))
    assert set(said) == needed
    for name, licence in said.items():
        held = metadata(name)
        fields = ("License-Expression", "License", "Classifier")
        stated = [each for field in fields for each in held.get_all(field) or []]
        assert any(licence in each for each in stated), name


def test_the_index_lists_each_page_of_the_reference() -> None:
    listed = set(re.findall(r"\]\(([a-z.1-]+)\)", text_of("index.md")))
    there = {each.name for each in REFERENCE.iterdir() if each.is_file()}
    assert listed == there - {"index.md"}
