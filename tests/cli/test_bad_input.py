"""Whatever lies in the folder: a clear message, the documented exit code, never a traceback."""

import json
import os
import shutil
from pathlib import Path

import pytest

from builder.cli.exit_codes import ExitCode
from tests.cli.conftest import AS_AT, Portal

COMMANDS = (("assess",), ("build",))


@pytest.mark.parametrize("command", [("check",), *COMMANDS], ids=lambda each: each[0])
def test_an_empty_folder_is_named_with_what_to_put_there(
    portal: Portal, command: tuple[str, ...]
) -> None:
    result = portal(*command, "--as-at", AS_AT)
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert "workbook" in result.output
    assert "Traceback" not in result.output


def test_a_folder_without_actions_is_judged_with_its_lines_not_recorded(
    portal: Portal, sample: Path
) -> None:
    for book in (sample / "workbooks").iterdir():
        if book.name != "provider.xlsx":
            book.unlink()
    result = portal("assess", "--as-at", AS_AT, "--format", "json")
    assert result.exit_code == ExitCode.DONE
    board = json.loads(result.stdout)["registers"][0]
    assert (board["id"], board["recorded"]) == ("B1.1", False)


BUILDING = [each for each in COMMANDS if each[0] != "assess"]


@pytest.mark.parametrize("command", BUILDING, ids=lambda each: each[0])
def test_a_folder_without_actions_builds_nothing(
    portal: Portal, sample: Path, command: tuple[str, ...]
) -> None:
    for book in (sample / "workbooks").iterdir():
        if book.name != "provider.xlsx":
            book.unlink()
    result = portal(*command, "--as-at", AS_AT)
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert "Actions" in result.output
    assert not (sample / "site").exists()


def test_check_of_a_folder_without_actions_is_an_error_of_the_workbooks(
    portal: Portal, sample: Path
) -> None:
    for book in (sample / "workbooks").iterdir():
        if book.name != "provider.xlsx":
            book.unlink()
    assert portal("check", "--as-at", AS_AT).exit_code == ExitCode.WORKBOOK_ERRORS


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"<html><table></table></html>", b"PK\x03\x04half", b"\xd0\xcf\x11\xe0" * 200],
    ids=["0 bytes", "text", "html", "half copied", "old format"],
)
def test_a_file_that_is_no_workbook_is_named_and_the_others_still_build(
    portal: Portal, sample: Path, content: bytes
) -> None:
    (sample / "workbooks" / "extra.xlsx").write_bytes(content)
    checked = portal("check", "--as-at", AS_AT)
    assert checked.exit_code == ExitCode.WORKBOOK_ERRORS
    assert "extra.xlsx" in checked.output
    built = portal("assess", "--as-at", AS_AT)
    assert built.exit_code == ExitCode.DONE
    assert "extra.xlsx" in built.output


def test_a_broken_workbook_exits_with_3_where_strict(portal: Portal, sample: Path) -> None:
    (sample / "workbooks" / "extra.xlsx").write_bytes(b"hello")
    result = portal("assess", "--as-at", AS_AT, "--strict")
    assert result.exit_code == ExitCode.WORKBOOK_ERRORS


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root can read any file")
def test_a_workbook_that_may_not_be_read_is_named(portal: Portal, sample: Path) -> None:
    (sample / "workbooks" / "birch-lane.xlsx").chmod(0)
    result = portal("assess", "--as-at", AS_AT)
    assert "birch-lane.xlsx" in result.output


def test_a_workbook_that_becomes_unreadable_keeps_its_last_good_reading(
    portal: Portal, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = portal("assess", "--as-at", AS_AT, "--format", "json").stdout
    book = sample / "workbooks" / "birch-lane.xlsx"
    real_open = Path.open
    real_read = Path.read_bytes

    def locked_open(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == book.name:
            raise PermissionError(13, "in use", str(self))
        return real_open(self, *args, **kwargs)  # type: ignore[call-overload]  # as called

    def locked_read(self: Path) -> bytes:
        if self.name == book.name:
            raise PermissionError(13, "in use", str(self))
        return real_read(self)

    monkeypatch.setattr(Path, "open", locked_open)
    monkeypatch.setattr(Path, "read_bytes", locked_read)
    after = portal("assess", "--as-at", AS_AT, "--format", "json").stdout
    assert before.count('"BIR-0') == after.count('"BIR-0')
    assert "birch-lane.xlsx" in after[: after.index('"registers"')]


def test_no_such_folder_is_wrong_usage(portal: Portal) -> None:
    result = portal("check", "--workbooks", "nowhere")
    assert result.exit_code == ExitCode.WRONG_USAGE
    assert "--workbooks" in result.output


def test_a_moment_that_is_none_is_wrong_usage(portal: Portal) -> None:
    result = portal("assess", "--as-at", "tomorrow")
    assert result.exit_code == ExitCode.WRONG_USAGE
    assert "20/11/2026 17:20" in result.output


@pytest.mark.parametrize(
    "config",
    ["plugins: [", "- a list", "plugins:\n  - portal: {workbooks: 7}\n"],
    ids=["no YAML", "no mapping", "wrong type"],
)
def test_a_configuration_that_cannot_be_used_is_wrong_usage(
    portal: Portal, folder: Path, config: str
) -> None:
    (folder / "mkdocs.yml").write_text(config)
    result = portal("assess")
    assert result.exit_code == ExitCode.WRONG_USAGE
    assert "Traceback" not in result.output


def test_a_site_folder_with_other_files_is_not_touched(portal: Portal, sample: Path) -> None:
    (sample / "site").mkdir()
    (sample / "site" / "letter.docx").write_bytes(b"mine")
    result = portal("build", "--as-at", AS_AT)
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert [each.name for each in (sample / "site").iterdir()] == ["letter.docx"]


def test_a_copy_of_a_workbook_is_not_read(portal: Portal, sample: Path) -> None:
    before = portal("assess", "--as-at", AS_AT, "--format", "json").stdout
    books = sample / "workbooks"
    shutil.copyfile(books / "birch-lane.xlsx", books / "Copy of birch-lane.xlsx")
    after = portal("assess", "--as-at", AS_AT, "--format", "json").stdout
    start = '"registers"'
    assert before[before.index(start) :] == after[after.index(start) :]
    assert "Copy of birch-lane.xlsx" in after
