"""A run of a command: its beginning, what it says, how it ends when something goes wrong."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from builder.cli.exit_codes import ExitCode
from builder.cli.options import RunOptions
from builder.cli.run import STAGE_WORDS, plain_errors, start, words_of
from builder.lock import LockedError
from builder.release.placing import HalfDoneError
from builder.release.publish import RefusedError


def test_a_run_names_the_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="portal init"):
        start(RunOptions(config=tmp_path / "mkdocs.yml"))


def test_a_quiet_run_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "workbooks").mkdir()
    for quiet in (True, False):
        run = start(RunOptions(config=tmp_path / "mkdocs.yml", as_at="2026-11-20", quiet=quiet))
        run.say("Three workbooks.")
        with run.progress.stage("read") as stage:
            stage.rows = 1041
        printed = capsys.readouterr()
        assert printed.out == ""
        assert ("Three workbooks." in printed.err) is not quiet
        assert ("Reading the workbooks" in printed.err and "1,041" in printed.err) is not quiet


def test_each_stage_adds_one_json_line(tmp_path: Path) -> None:
    (tmp_path / "workbooks").mkdir()
    log = tmp_path / "run.jsonl"
    run = start(
        RunOptions(config=tmp_path / "mkdocs.yml", as_at="2026-11-20", quiet=True, log_json=log)
    )
    for name in ("read", "site"):
        with run.progress.stage(name):
            pass
    assert [json.loads(line)["stage"] for line in log.read_text().splitlines()] == ["read", "site"]


@pytest.mark.parametrize("name", STAGE_WORDS)
def test_each_stage_is_told_in_words(name: str) -> None:
    assert STAGE_WORDS[name] != name


def test_an_unforeseen_error_ends_with_words_and_4(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PORTAL_DEBUG", raising=False)

    @plain_errors
    def broken() -> None:
        raise OSError(28, "No space left on device", "site/index.html")

    with pytest.raises(SystemExit) as ended:
        broken()
    assert ended.value.code == ExitCode.NOTHING_BUILT
    said = capsys.readouterr().err
    assert "site/index.html: No space left on device" in said
    assert "Traceback" not in said


def test_engineers_may_see_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DEBUG", "1")

    @plain_errors
    def broken() -> None:
        raise ValueError("odd")

    with pytest.raises(ValueError, match="odd"):
        broken()


def test_a_reader_who_stops_reading_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    @plain_errors
    def unread() -> None:
        raise BrokenPipeError(32, "Broken pipe")

    assert CliRunner().invoke(click.Command("unread", callback=unread)).exit_code == 1
    assert capsys.readouterr().err == ""


def test_wrong_usage_keeps_its_own_words() -> None:
    @plain_errors
    def wrong() -> None:
        raise click.UsageError("Name a folder.")

    with pytest.raises(click.UsageError, match="Name a folder"):
        wrong()


@pytest.mark.parametrize("error", [ValueError(), ValueError("odd")])
def test_an_unforeseen_error_asks_for_what_an_engineer_needs(error: Exception) -> None:
    assert words_of(error).startswith((str(error) or "ValueError",))
    assert "PORTAL_DEBUG=1" in words_of(error)


@pytest.mark.parametrize(
    "error",
    [
        OSError("no file named"),
        PermissionError(13, "Permission denied", "site/index.html"),
        OSError(28, "No space left on device"),
        RefusedError("The build has no page. Nothing was published."),
        HalfDoneError("2 of 3 files are new. Run the same command again."),
    ],
)
def test_what_has_a_remedy_says_it_and_no_more_than_is_known(error: Exception) -> None:
    assert "PORTAL_DEBUG" not in words_of(error)
    assert "Nothing was changed" not in words_of(error)


def test_a_held_lock_ends_every_command_with_5(capsys: pytest.CaptureFixture[str]) -> None:
    @plain_errors
    def held() -> None:
        raise LockedError("Another run holds the lock.")

    with pytest.raises(SystemExit) as ended:
        held()
    assert ended.value.code == ExitCode.LOCKED
    assert "Another run holds the lock." in capsys.readouterr().err
