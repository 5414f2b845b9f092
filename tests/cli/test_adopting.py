"""``portal adopt`` and ``portal map``: a provider's own tracker, asked about and taken as it is."""

import re
from pathlib import Path

import pytest
import yaml

from builder.cli.exit_codes import ExitCode
from tests.cli.conftest import Portal
from tests.problems.faulty_parts import clean
from tests.workbook.broken import zipped
from tests.workbook.trackers.like_providers import LIKE_PROVIDERS
from tests.workbook_text import book, workbook

HEAD = "Action | Lead | Due date | Status"
PLAN = f"{HEAD}\nOil the hinges | Jo | 2026-12-01 | Amber\nFit a ramp | Al | 2026-12-02 | Complete"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LOCKED = COMPOUND + "EncryptedPackage".encode("utf-16-le")


def put(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return name


@pytest.fixture
def plan(folder: Path) -> str:
    return put(folder, "plan.xlsx", workbook("Plan", PLAN))


def decisions(words: str) -> list[str]:
    found = re.search(r"Decisions to make: (\d+)\n((?:- .*\n)*)", words)
    assert found is not None
    lines = found.group(2).splitlines()
    assert len(lines) == int(found.group(1))
    return lines


def mapping(folder: Path, portal: str = "mine") -> str:
    return (folder / portal / "workbooks" / "mapping.yml").read_text()


@pytest.mark.parametrize("name", LIKE_PROVIDERS)
def test_a_tracker_comes_in_as_it_is(name: str, portal: Portal, folder: Path) -> None:
    files = LIKE_PROVIDERS[name].files
    for each, content in files.items():
        put(folder, each, content)
    result = portal("adopt", *files, "--to", "mine", "--yes")
    assert result.exit_code == ExitCode.DONE, result.output
    assert len(decisions(result.stdout)) <= 8
    for each, content in files.items():
        assert (folder / "mine" / "workbooks" / each).read_bytes() == content
        assert f" rows of {each}, " in result.stdout
    counts = re.findall(r"(\d+) of (\d+) rows of", result.stdout)
    assert counts
    assert all(came == there for came, there in counts)
    text = mapping(folder)
    again = portal("adopt", *files, "--to", "mine", "--yes")
    assert again.exit_code == ExitCode.DONE
    assert mapping(folder) == text
    assert decisions(again.stdout) == decisions(result.stdout)


def test_every_heading_is_listed_with_two_values(portal: Portal, plan: str) -> None:
    listed = portal("adopt", plan, "--to", "mine", "--yes").stdout
    proposed = portal("map", plan).stdout
    for words in (listed, proposed):
        for heading in HEAD.split(" | "):
            assert f"“{heading}”" in words
        assert "“Oil the hinges”, “Fit a ramp” -> Title" in words


def test_a_word_is_asked_and_left_as_typed(portal: Portal, plan: str, folder: Path) -> None:
    result = portal("adopt", plan, "--to", "mine", "--yes")
    lines = decisions(result.stdout)
    assert any("“Amber”" in line and "leave as typed" in line for line in lines)
    assert "Complete: Closed" in mapping(folder)
    assert "Amber: " not in mapping(folder)


def test_questions_are_written_and_their_answers_taken(
    portal: Portal, plan: str, folder: Path
) -> None:
    portal("adopt", plan, "--to", "mine", "--yes")
    file = folder / "mine" / "workbooks" / "questions.yml"
    questions = yaml.safe_load(file.read_text())
    asked = next(each for each in questions if each["of"].get("word") == "Amber")
    assert asked["ask"] == "status-word"
    assert asked["of"] == {"file": plan, "sheet": "Plan", "column": "Status", "word": "Amber"}
    asked["answer"] = "In progress"
    file.write_text(yaml.safe_dump(questions))
    result = portal("adopt", plan, "--to", "mine", "--answers", str(file), "--yes")
    assert result.exit_code == ExitCode.DONE, result.output
    assert "Amber: In progress" in mapping(folder)
    assert not any("Amber" in line for line in decisions(result.stdout))
    assert "To decide: What does “Amber”" not in mapping(folder)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        pytest.param("{", "no YAML", id="no YAML"),
        pytest.param("ask: status-word", "no list", id="no list"),
        pytest.param("- {of: {}}", "needs “ask”", id="without its kind"),
        pytest.param("- {ask: status-word, answer: Finito}", "does not take", id="another word"),
        pytest.param("- {ask: records-begin, answer: soon}", "no day", id="no day"),
    ],
)
def test_answers_that_cannot_be_used_are_refused_in_words(
    answers: str, words: str, portal: Portal, plan: str, folder: Path
) -> None:
    put(folder, "a.yml", answers.encode())
    result = portal("adopt", plan, "--to", "mine", "--answers", "a.yml")
    assert result.exit_code == ExitCode.WRONG_USAGE
    assert words in result.output


def test_an_answer_to_what_was_not_asked_is_named(portal: Portal, plan: str, folder: Path) -> None:
    put(folder, "a.yml", b"- {ask: status-word, of: {word: Purple}, answer: Closed}")
    result = portal("adopt", plan, "--to", "mine", "--answers", "a.yml")
    assert "Nothing was asked that this answers: status-word" in result.stdout


def test_a_person_at_the_terminal_is_asked(
    portal: Portal, plan: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.cli.commands.adopt.is_at_terminal", lambda: True)
    result = portal("adopt", plan, "--to", "mine", input="2\n\n")
    assert "“Amber”" in result.stdout
    assert "0 leave as typed (default)" in result.stdout
    assert "Amber: In progress" in mapping(folder)


def test_what_a_person_wrote_survives_and_grows(portal: Portal, plan: str, folder: Path) -> None:
    portal("adopt", plan, "--to", "mine", "--yes")
    file = folder / "mine" / "workbooks" / "mapping.yml"
    written = file.read_text().replace("Complete: Closed", "Complete: Cancelled")
    file.write_text(f"# agreed on Monday\n{written}# and this at the end\n")
    more = f"{PLAN}\nMend the gate | Jo | 2026-12-03 | Finished"
    put(folder / "mine" / "workbooks", plan, workbook("Plan", more))
    other = put(folder, "other.xlsx", workbook("Log", PLAN.replace("Lead", "By whom")))
    copy = str(folder / "mine" / "workbooks" / plan)
    result = portal("adopt", copy, other, "--to", "mine", "--yes")
    assert result.exit_code == ExitCode.DONE, result.output
    text = mapping(folder)
    assert "# agreed on Monday" in text
    assert "# and this at the end" in text
    assert "Complete: Cancelled" in text
    assert "Finished: Closed" in text
    assert "Owner: By whom" in text
    assert "2 of 2 rows of other.xlsx" in result.stdout
    assert "3 of 3 rows of plan.xlsx" in result.stdout


def test_another_content_under_the_name_is_not_taken(
    portal: Portal, plan: str, folder: Path
) -> None:
    portal("adopt", plan, "--to", "mine", "--yes")
    there = folder / "mine" / "workbooks" / plan
    before = there.read_bytes()
    put(folder, plan, workbook("Plan", f"{PLAN}\nMend the gate | Jo | 2026-12-03 | Open"))
    result = portal("adopt", plan, "--to", "mine", "--yes")
    assert result.exit_code == ExitCode.WRONG_USAGE
    assert "saved later" in result.output
    assert there.read_bytes() == before
    replaced = portal("adopt", plan, "--to", "mine", "--yes", "--replace")
    assert "3 of 3 rows" in replaced.stdout
    assert there.read_bytes() == (folder / plan).read_bytes()


def test_a_recovered_copy_is_named_and_not_copied(portal: Portal, plan: str, folder: Path) -> None:
    copy = put(folder, "plan (recovered).xlsx", (folder / plan).read_bytes())
    result = portal("adopt", plan, copy, "--to", "mine", "--yes")
    assert result.exit_code == ExitCode.DONE
    assert copy in result.stdout
    assert not (folder / "mine" / "workbooks" / copy).exists()


@pytest.mark.parametrize("command", ["adopt", "map"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(LOCKED, "password", id="locked"),
        pytest.param(b"", "0 bytes", id="empty"),
        pytest.param(b"%PDF-1.7", "something else", id="something else"),
        pytest.param(zipped({"word/document.xml": b"<w/>"}), "workbook", id="a letter"),
        pytest.param(clean()[:2000], "half", id="half copied"),
    ],
)
def test_a_file_that_cannot_be_read_gets_the_words_of_check(
    command: str, content: bytes, words: str, portal: Portal, folder: Path
) -> None:
    name = put(folder, "plan.xlsx", content)
    result = portal(command, name)
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert words in result.output.casefold()
    assert "PORTAL_DEBUG" not in result.output


def test_a_sheet_beyond_a_limit_is_named_and_the_others_taken(portal: Portal, folder: Path) -> None:
    wide = " | ".join(f"Day {n}" for n in range(300))
    name = put(folder, "plan.xlsx", book({"Plan": PLAN, "Rota data": wide}))
    result = portal("adopt", name, "--to", "mine", "--yes")
    assert "plan.xlsx!Rota data" in result.stdout
    assert "256" in result.stdout
    assert "2 of 2 rows of plan.xlsx, Plan" in result.stdout
    assert "plan.xlsx!Rota data" in portal("map", name).output


def test_strict_says_by_its_code_that_a_row_is_not_in(portal: Portal, folder: Path) -> None:
    table = f"{PLAN}\n\nItem | Tool | Serial | Price\n7 | Drill | 4411 | 20"
    name = put(folder, "plan.xlsx", workbook("Plan", table))
    whole = put(folder, "whole.xlsx", workbook("Plan", PLAN))
    assert portal("adopt", whole, "--to", "a", "--yes", "--strict").exit_code == ExitCode.DONE
    locked = put(folder, "locked.xlsx", LOCKED)
    result = portal("adopt", name, locked, "--to", "b", "--yes", "--strict")
    assert result.exit_code == ExitCode.WORKBOOK_ERRORS


def test_two_trackers_of_one_name_are_told_apart_by_nobody(portal: Portal, folder: Path) -> None:
    (folder / "north").mkdir()
    put(folder / "north", "plan.xlsx", workbook("Plan", PLAN))
    put(folder, "plan.xlsx", workbook("Plan", PLAN))
    result = portal("adopt", "plan.xlsx", "north/plan.xlsx", "--to", "mine", "--yes")
    assert result.exit_code == ExitCode.WRONG_USAGE
    assert "Rename one" in result.output


def test_map_prints_a_mapping_that_is_read_as_it_stands(portal: Portal, folder: Path) -> None:
    name = put(folder / "workbooks", "plan.xlsx", workbook("Plan", PLAN))
    out = folder / "workbooks" / "mapping.yml"
    made = portal("map", f"workbooks/{name}", "--out", str(out))
    assert made.exit_code == ExitCode.DONE
    assert "2 of 2 rows" in portal("adopt", f"workbooks/{name}", "--yes").stdout
    taken = portal("map", f"workbooks/{name}", "--out", str(out))
    assert taken.exit_code == ExitCode.WRONG_USAGE
