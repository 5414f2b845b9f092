"""Made refs from the commands: shown by each, written by those that record, lost by none."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.exit_codes import ExitCode
from builder.workbook import refs_file
from builder.workbook.airlock.airlock import read_workbook
from tests.cli.conftest import AS_AT, Portal
from tests.workbook_text import action, rows, workbook

REFS = ".refs.csv"
TITLES = ["Mend the rail", "Paint the lounge", "Check the water"]


def write(folder: Path, titles: list[str]) -> None:
    lines = rows(*(action(Ref="", Title=each) for each in titles))
    path = folder / "workbooks" / "tracker.xlsx"
    path.write_bytes(workbook("Actions", lines))
    os.utime(path, (1_700_000_000, 1_700_000_000))


def shown(portal: Portal) -> dict[str, str]:
    """Title -> ref of each action, as the assessment says."""
    done = portal("assess", "--as-at", AS_AT, "--format", "json", "--quiet")
    assert done.exit_code in (ExitCode.DONE, ExitCode.WORKBOOK_ERRORS), done.output
    found = json.loads(done.stdout)["actions"]
    assert all(each["ref_made"] for each in found)
    return {each["title"]: each["ref"] for each in found}


def record(portal: Portal) -> str:
    done = portal("record", "--as-at", AS_AT, "--quiet")
    return done.output if done.exit_code else ""


def test_a_ref_that_one_command_shows_is_the_one_that_is_written(
    portal: Portal, folder: Path
) -> None:
    write(folder, TITLES)
    kept = folder / "workbooks" / REFS
    before = shown(portal)
    assert portal("build", "--as-at", AS_AT, "--quiet").exit_code == ExitCode.DONE
    assert not kept.exists()
    assert not record(portal)
    lines = kept.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "ref,workbook,sheet,title,first seen,digest"
    assert [line.split(",")[:5] for line in lines[1:]] == [
        [before[title], "tracker.xlsx", "Actions", title, AS_AT[:10]] for title in TITLES
    ]
    write(folder, ["Deep clean the sluice", *TITLES[::-1]])
    assert shown(portal) == {**before, "Deep clean the sluice": "Action-4"}
    assert (folder / "site" / "actions" / "action-1.html").exists()


def test_publishing_keeps_refs_and_the_build_is_the_same_before_and_after(
    portal: Portal, folder: Path
) -> None:
    write(folder, TITLES)
    assert portal("build", "--as-at", AS_AT, "--quiet").exit_code == ExitCode.DONE
    built = json.loads((folder / "site" / "build.json").read_text())["build_id"]
    done = portal("publish", "--to", "out", "--as-at", AS_AT, "--quiet")
    assert done.exit_code == ExitCode.DONE, done.output
    assert (folder / "workbooks" / REFS).exists()
    assert not list((folder / "out").rglob(REFS))
    assert portal("build", "--as-at", AS_AT, "--quiet").exit_code == ExitCode.DONE
    assert json.loads((folder / "site" / "build.json").read_text())["build_id"] == built


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        pytest.param(lambda text: text.replace("Action-2,", "Action-1,"), "WB354", id="twice"),
        pytest.param(lambda text: text.replace(AS_AT[:10], "today"), "WB354", id="no day"),
        pytest.param(lambda text: text + '"open', "WB353", id="an open quotation mark"),
        pytest.param(lambda text: text[20:], "WB353", id="no headings"),
        pytest.param(lambda text: "", "WB353", id="empty"),
    ],
)
def test_a_damaged_file_is_told_and_nothing_is_written_over_it(
    portal: Portal, folder: Path, damage: Callable[[str], str], code: str
) -> None:
    write(folder, TITLES)
    record(portal)
    kept = folder / "workbooks" / REFS
    kept.write_text(damage(kept.read_text()))
    was = kept.read_bytes()
    assert code in portal("check", "--as-at", AS_AT).output
    assert "Made refs" in portal("doctor").output
    ledger = (folder / "ledger" / "head").read_bytes()
    done = portal("record", "--as-at", "2026-11-21T17:20")
    assert done.exit_code == ExitCode.NOTHING_BUILT
    assert "nothing was written over it" in done.output
    assert "PORTAL_DEBUG" not in done.output
    assert kept.read_bytes() == was
    assert (folder / "ledger" / "head").read_bytes() == ledger


def test_a_file_that_cannot_be_written_stops_the_recording_with_words(
    portal: Portal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    write(folder, TITLES)
    monkeypatch.setattr(refs_file, "write_atomic", refuse)
    assert "Close the file everywhere" in record(portal)
    assert not (folder / "ledger" / "head").exists()


def test_a_file_that_another_run_wrote_meanwhile_stays(portal: Portal, folder: Path) -> None:
    write(folder, TITLES)
    record(portal)
    kept = folder / "workbooks" / REFS
    was = kept.read_bytes()
    held = refs_file.read_refs(folder / "workbooks")
    stale = refs_file.HeldRefs(kept=held.kept[:1])
    with pytest.raises(refs_file.RefsNotKeptError, match="Run the command again"):
        refs_file.keep_refs(folder / "workbooks", stale)
    assert kept.read_bytes() == was


def test_a_tracker_with_refs_has_no_such_file(portal: Portal, folder: Path) -> None:
    path = folder / "workbooks" / "tracker.xlsx"
    path.write_bytes(workbook("Actions", rows(action())))
    assert not record(portal)
    assert not (folder / "workbooks" / REFS).exists()


def test_adopting_keeps_refs_and_writes_copies_with_them_where_asked(
    portal: Portal, folder: Path
) -> None:
    tracker = folder / "Our plan.xlsx"
    tracker.write_bytes(workbook("Plan", "Action required | By whom | Due date\nMend | PS | x"))
    was = tracker.read_bytes()
    done = portal("adopt", tracker.name, "--to", "p", "--yes", "--write-refs", "with-refs")
    assert done.exit_code == ExitCode.DONE, done.output
    copy = folder / "with-refs" / tracker.name
    assert str(copy) in done.output
    sheet = read_workbook(copy.read_bytes()).sheets[0]
    assert [row.cells[-1].value for row in sheet.rows] == ["Ref", "Action-1"]
    assert (folder / "p" / "workbooks" / REFS).exists()
    assert tracker.read_bytes() == was == (folder / "p" / "workbooks" / tracker.name).read_bytes()
    refused = portal("adopt", tracker.name, "--to", "p", "--yes", "--write-refs", "p/workbooks")
    assert refused.exit_code == ExitCode.WRONG_USAGE
    assert (folder / "p" / "workbooks" / tracker.name).read_bytes() == was
