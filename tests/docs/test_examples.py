"""The examples of the documentation do what the text beside them says."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.cli.commands.nightly import command as nightly
from builder.frameworks import load_catalogue
from builder.policy.load import load_policy
from builder.shipped import catalogue_text, policy_texts
from tests.docs.pages import DOCS, PAGES, Block, blocks, page_id
from tests.workbook_text import PERSON, SERVICE, action, book, rows

CONSOLE = [
    pytest.param(block, id=f"{page_id(path)} {block.lines[0]}")
    for path in PAGES
    for block in blocks(path)
    if block.language == "console"
]


def example(page: str, language: str) -> str:
    (block,) = (each for each in blocks(DOCS / "how-to" / page) if each.language == language)
    return "\n".join(block.lines) + "\n"


@pytest.mark.parametrize("block", CONSOLE)
def test_a_command_prints_what_the_page_shows(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = rows(action(Due="next week"), action(Ref="A-2", Status="Doing"))
    sheets = {"Actions": lines, "People": rows(PERSON), "Services": rows(SERVICE)}
    (tmp_path / "workbooks").mkdir()
    (tmp_path / "workbooks" / "tracker.xlsx").write_bytes(book(sheets))
    monkeypatch.chdir(tmp_path)
    words = block.lines[0].removeprefix("$ portal ").split()
    printed = CliRunner().invoke(main, [*words, "--as-at", "2026-11-20T17:20"]).stdout
    assert printed.splitlines() == list(block.lines[1:])


def test_the_example_of_an_override_is_used_without_a_problem() -> None:
    policy, problems = load_policy(policy_texts(), example("change-a-limit.md", "yaml"))
    assert problems == ()
    assert policy.threshold("workload_pressure").value == 110


def test_the_example_of_a_framework_is_taken_into_the_catalogue() -> None:
    catalogue = load_catalogue(catalogue_text(), example("add-a-framework.md", "yaml"))
    assert any(each.id == "NORTH-2026" for each in catalogue.frameworks)


@pytest.mark.parametrize("name", ["portal-nightly.service", "portal-nightly.xml"])
def test_each_file_for_a_scheduler_runs_the_nightly_command(name: str) -> None:
    text = (DOCS / "how-to" / "files" / name).read_text(encoding="utf-8-sig")
    (words,) = re.findall(r"\bnightly (--to .+?)(?:</|\n)", text)
    options = set(re.findall(r"--[a-z-]+", words))
    assert options <= {spelling for each in nightly.params for spelling in each.opts}


def test_each_file_beside_the_how_tos_is_named_by_one() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in (DOCS / "how-to").glob("*.md"))
    for file in (DOCS / "how-to" / "files").iterdir():
        assert f"(files/{file.name})" in said, file.name
