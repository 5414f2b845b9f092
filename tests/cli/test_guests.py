"""A portal added to a site that is there, colours, and what a shell completes."""

from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from builder.cli import main
from builder.cli.closing import coloured
from builder.cli.exit_codes import ExitCode
from builder.cli.group import COMMANDS, GROUPS
from builder.cli.new_portal import host_with_portal

PLUGINS = "plugins:\n  - search\n  - blog:\n      blog_dir: news\nnav:\n  - index.md\n"


@pytest.mark.parametrize(
    "text",
    [
        "site_name: x\n",
        "site_name: x",
        PLUGINS,
        "plugins:\n- search\n",
        PLUGINS.replace("\n", "\r\n"),
    ],
)
def test_a_hosts_settings_get_one_entry_and_keep_every_other_line(text: str) -> None:
    after = host_with_portal(text)
    assert after is not None
    assert yaml.safe_load(after)["plugins"][-1] == {"portal": {"mount": "governance"}}
    assert [each for each in after.splitlines() if each in text.splitlines()] == text.splitlines()
    assert ("\r\n" in after) is ("\r\n" in text)


@pytest.mark.parametrize("text", ["plugins: [search]\n", "plugins: {search: {}}\n"])
def test_plugins_on_one_line_are_left_alone(text: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    result = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert result.exit_code == ExitCode.WRONG_USAGE
    assert "Add this entry" in result.output
    assert (tmp_path / "mkdocs.yml").read_text() == text


def test_the_change_is_shown_first_and_made_when_it_is_agreed_to(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(PLUGINS)
    refused = CliRunner().invoke(main, ["init", str(tmp_path)], input="n\n")
    assert "+  - portal: {mount: governance}" in refused.output
    assert config.read_text() == PLUGINS
    agreed = CliRunner().invoke(main, ["init", str(tmp_path)], input="y\n")
    assert agreed.exit_code == ExitCode.DONE
    assert (tmp_path / "workbooks" / "tracker.xlsx").is_file()
    again = CliRunner().invoke(main, ["init", str(tmp_path), "--yes"])
    assert "has the portal already" in again.output


def test_help_lists_each_command_under_what_it_is_for() -> None:
    printed = CliRunner().invoke(main, ["--help"]).output
    places = [printed.index(f"\n{title}:") for title in GROUPS]
    assert places == sorted(places)
    assert sum(map(len, GROUPS.values())) == len(COMMANDS)


@pytest.mark.parametrize(
    ("words", "variable", "is_coloured"),
    [
        (("--color", "check"), {}, True),
        (("check",), {}, False),
        (("--no-color", "check"), {}, False),
        (("--color", "check"), {"NO_COLOR": "1"}, True),
    ],
)
def test_colour_is_for_those_who_want_it(
    sample: Path, words: tuple[str, ...], variable: dict[str, str], is_coloured: bool
) -> None:
    config = ["--config", str(sample / "mkdocs.yml"), "--as-at", "2026-11-20T17:20"]
    result = CliRunner().invoke(main, [*words, *config], env=variable)
    assert ("\x1b[" in result.output) is is_coloured


@pytest.mark.parametrize("code", ["WB276", "LG109", "PO220"])
def test_a_problem_of_any_family_has_its_colour(code: str) -> None:
    assert coloured(f"x.xlsx!A!B2: error {code}: Odd.") != f"x.xlsx!A!B2: error {code}: Odd."
    assert click.unstyle(coloured(f"a: error {code}")) == f"a: error {code}"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    assert "_PORTAL_COMPLETE" in CliRunner().invoke(main, ["completion", shell]).output


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("portal explain oak-00", "OAK-001"), ("portal build --audience in", "inspector")],
)
def test_refs_and_audiences_are_completed(
    sample: Path, monkeypatch: pytest.MonkeyPatch, typed: str, offered: str
) -> None:
    monkeypatch.chdir(sample)
    words = typed.split()
    variables = {
        "_PORTAL_COMPLETE": "bash_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(words) - 1),
    }
    result = CliRunner().invoke(main, prog_name="portal", env=variables)
    assert f"plain,{offered}" in result.output.splitlines()
