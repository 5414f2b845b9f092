"""The ledger from the commands: record, verify, compare, replay."""

import shutil
from pathlib import Path

import pytest

from builder import recording
from builder.cli.exit_codes import ExitCode
from builder.release.manifest import site_files
from tests.cli.conftest import Portal

FRIDAY = "2026-11-20T17:20"
THURSDAY = "2026-11-19T17:20"


def recorded(portal: Portal) -> None:
    for moment in (THURSDAY, FRIDAY):
        result = portal("record", "--as-at", moment)
        assert result.exit_code == ExitCode.DONE, result.output


def test_what_is_recorded_stands_and_a_flipped_byte_is_named(portal: Portal, sample: Path) -> None:
    recorded(portal)
    assert portal("ledger", "verify").exit_code == ExitCode.DONE
    first = min((sample / "ledger").glob("*.jsonl"))
    content = bytearray(first.read_bytes())
    content[len(content) // 2] ^= 1
    first.write_bytes(bytes(content))
    result = portal("ledger", "verify")
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert first.name in result.output


def test_diff_names_what_changed_between_two_recorded_days(portal: Portal, sample: Path) -> None:
    recorded(portal)
    result = portal("diff", "2026-11-19", "2026-11-20")
    assert result.exit_code == ExitCode.DONE
    assert "changes from 19 November 2026 to 20 November 2026" in result.output
    missing = portal("diff", "2020-01-01", "2026-11-20")
    assert missing.exit_code == ExitCode.NOTHING_BUILT


def test_diff_keeps_to_one_service_and_one_owner(portal: Portal, sample: Path) -> None:
    recorded(portal)
    between = ("diff", "2026-11-19", "2026-11-20")

    def number(*chosen: str) -> int:
        last = portal(*between, *chosen).output.splitlines()[-1]
        return int(last.split()[0])

    of_service, of_owner = number("--service", "OAK"), number("--owner", "P-17")
    assert 0 < of_owner < number()
    assert 0 < of_service < number()
    assert number("--service", "OAK", "--owner", "P-17") < min(of_service, of_owner)
    assert number("--owner", "nobody") == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--replay", "2026-11-19", "--as-at", FRIDAY),
        ("--as-at", FRIDAY, "--replay", "2026-11-19"),
    ],
)
def test_a_replay_beside_another_moment_is_wrong_usage(
    portal: Portal, sample: Path, options: tuple[str, ...]
) -> None:
    result = portal("assess", *options)
    assert result.exit_code == ExitCode.WRONG_USAGE
    assert "not both" in result.output


def test_a_forecast_is_called_one_also_where_the_command_is_quiet(
    portal: Portal, sample: Path
) -> None:
    to_come = portal("explain", "OAK-018", "--quiet", "--as-at", "2099-01-01T10:00")
    assert "This is a forecast" in to_come.output
    assert "forecast" not in portal("explain", "OAK-018", "--quiet", "--as-at", FRIDAY).output


@pytest.mark.parametrize("audience", ["staff", "inspector"])
def test_a_replayed_day_rebuilds_the_same_bytes_from_other_workbooks(
    portal: Portal, sample: Path, audience: str
) -> None:
    built = ("build", "--quiet", "--audience", audience)
    portal("record", "--as-at", THURSDAY)
    made = portal(*built, "--as-at", FRIDAY, "--site-dir", "then")
    assert made.exit_code == ExitCode.DONE, made.output
    portal("record", "--as-at", FRIDAY)
    for book in (sample / "workbooks").iterdir():
        if book.name not in ("provider.xlsx", "oakfield-house.xlsx"):
            book.unlink()
    replayed = portal(*built, "--replay", "2026-11-20", "--site-dir", "again")
    assert replayed.exit_code == ExitCode.DONE, replayed.output
    then, again = sample / "then", sample / "again"
    assert site_files(then) == site_files(again)
    for path in (*site_files(then), "build.json"):
        assert (then / path).read_bytes() == (again / path).read_bytes(), path


def test_a_day_before_the_first_record_is_said_to_be_missing(portal: Portal, sample: Path) -> None:
    result = portal("assess", "--replay", "2020-01-01")
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert "ledger" in result.output


def test_a_file_changed_since_it_was_accepted_is_noticed_and_replayed(
    portal: Portal, sample: Path
) -> None:
    proof = sample / "workbooks" / "evidence" / "oak" / "incident-log.xlsx"
    proof.parent.mkdir(parents=True)
    proof.write_bytes(b"as it was reviewed")
    portal("record", "--as-at", THURSDAY)
    proof.write_bytes(b"otherwise")
    built = ("build", "--quiet")
    made = portal(*built, "--as-at", FRIDAY, "--site-dir", "then")
    assert made.exit_code == ExitCode.DONE, made.output
    page = (sample / "then" / "evidence" / "index.html").read_text(encoding="utf-8")
    assert "The file changed since it was accepted." in page
    portal("record", "--as-at", FRIDAY)
    proof.unlink()
    replayed = portal(*built, "--replay", "2026-11-20", "--site-dir", "again")
    assert replayed.exit_code == ExitCode.DONE, replayed.output
    then, again = sample / "then", sample / "again"
    for path in (*site_files(then), "build.json"):
        assert (then / path).read_bytes() == (again / path).read_bytes(), path


def test_what_changed_holds_from_the_first_day_without_a_ledger(
    portal: Portal, sample: Path
) -> None:
    shutil.rmtree(sample / "ledger", ignore_errors=True)
    changes = sample / "site" / "changes.html"
    for day in ("17", "18", "19"):
        built = portal("build", "--as-at", f"2026-11-{day}T17:20", "--quiet")
        assert built.exit_code == ExitCode.DONE, built.output
    told = changes.read_text(encoding="utf-8")
    assert "Compared with the build of 18 November 2026, 17:20." in told
    assert "portal nightly, keeps the history for good." in told
    assert "17 November 2026" in told
    before = {each: each.read_bytes() for each in (sample / "site").rglob("*.html")}
    portal("build", "--as-at", "2026-11-19T17:20", "--quiet")
    assert {each: each.read_bytes() for each in (sample / "site").rglob("*.html")} == before
    assert not (sample / "ledger").exists()


def test_an_empty_ledger_folder_keeps_no_note_away(portal: Portal, sample: Path) -> None:
    shutil.rmtree(sample / "ledger", ignore_errors=True)
    (sample / "ledger").mkdir()
    for day in ("17", "18"):
        portal("build", "--as-at", f"2026-11-{day}T17:20", "--quiet")
    told = (sample / "site" / "changes.html").read_text(encoding="utf-8")
    assert "Compared with the build of 17 November 2026, 17:20." in told


def test_a_note_that_cannot_be_written_stops_no_build_and_loses_none(
    portal: Portal, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError("the disk is full")

    shutil.rmtree(sample / "ledger", ignore_errors=True)
    portal("build", "--as-at", "2026-11-17T17:20", "--quiet")
    before = sorted((sample / ".portal" / "seen").iterdir())
    monkeypatch.setattr(recording, "append", full)
    built = portal("build", "--as-at", "2026-11-18T17:20", "--quiet")
    assert built.exit_code == ExitCode.DONE, built.output
    assert sorted((sample / ".portal" / "seen").iterdir()) == before


def test_a_damaged_note_is_as_the_first_day(portal: Portal, sample: Path) -> None:
    shutil.rmtree(sample / "ledger", ignore_errors=True)
    portal("build", "--as-at", "2026-11-17T17:20", "--quiet")
    for each in (sample / ".portal" / "seen").rglob("*.jsonl"):
        each.write_bytes(b"damaged")
    built = portal("build", "--as-at", "2026-11-18T17:20", "--quiet")
    assert built.exit_code == ExitCode.DONE, built.output
    told = (sample / "site" / "changes.html").read_text(encoding="utf-8")
    assert "No earlier build is recorded" in told
    portal("build", "--as-at", "2026-11-19T17:20", "--quiet")
