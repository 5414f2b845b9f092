"""What is done with the ledger from the commands: heads, forks, damage, countersignatures."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builder.cli.exit_codes import ExitCode
from builder.release.manifest import digests
from tests.cli.conftest import Portal
from tests.workbook_text import ACTION, workbook

DAYS = ("2026-11-18", "2026-11-19", "2026-11-20")
SECRET = "Zebra"


def _book(folder: Path, title: str) -> None:
    lines = [
        {**ACTION, "Title": title, "Confidential": ""},
        {**ACTION, "Ref": "A-2", "Title": SECRET, "Confidential": "Yes"},
    ]
    text = "\n".join(" | ".join(each) for each in (lines[0], *(one.values() for one in lines)))
    path = folder / "workbooks" / "tracker.xlsx"
    path.write_bytes(workbook("Actions", text))
    earlier = time.time() - 600
    os.utime(path, (earlier, earlier))


@pytest.fixture
def nights(portal: Portal, folder: Path) -> Path:
    """A small portal, published to ``out`` on three nights."""
    for number, day in enumerate(DAYS):
        _book(folder, f"Mend rail {number}")
        done = portal("publish", "--to", "out", "--as-at", f"{day}T17:20", "--quiet")
        assert done.exit_code == ExitCode.DONE, done.output
    return folder


def _ledger_of(site: Path) -> list[list[str]]:
    held: list[list[str]] = json.loads((site / "build.json").read_text())["ledger"]
    return held


def _last_head(folder: Path) -> str:
    head: str = json.loads((folder / "ledger" / "head").read_text())["head"]
    return head


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_what_is_published_carries_every_head_that_nights_own_included(
    portal: Portal, nights: Path
) -> None:
    heads = _ledger_of(nights / "out")
    assert [day for day, _ in heads] == list(DAYS)
    assert heads[-1][1] == _last_head(nights)
    assert _last_head(nights) in (nights / "out" / "board-pack.html").read_text()


def test_the_report_of_the_night_names_its_head(portal: Portal, folder: Path) -> None:
    _book(folder, "Mend the rail")
    done = portal("nightly", "--to", "out", "--quiet")
    assert done.exit_code == ExitCode.DONE, done.output
    assert _last_head(folder) in (folder / "report.html").read_text()


def test_heads_are_found_in_a_site_a_snapshot_and_typed(portal: Portal, nights: Path) -> None:
    made = portal("snapshot", "--out", "s.zip", "--as-at", "2026-11-21T09:00", "--quiet")
    assert made.exit_code == ExitCode.DONE, made.output
    shutil.unpack_archive(nights / "s.zip", nights / "given")
    for given in ("out/build.json", "out", "s.zip", "given", _last_head(nights)):
        found = portal("ledger", "verify", "--against", given)
        assert found.exit_code == ExitCode.DONE, (given, found.output)
        assert "in this history" in found.output
    for given in ("0" * 64, "nowhere.json", "mkdocs.yml"):
        assert portal("ledger", "verify", "--against", given).exit_code != ExitCode.DONE


def _rewrite(portal: Portal, folder: Path) -> None:
    """The history from the second day on, told otherwise and whole in itself."""
    shutil.rmtree(folder / "ledger")
    for number, day in enumerate(DAYS):
        _book(folder, f"Mend rail {number or 'for good'}")
        portal("record", "--as-at", f"{day}T17:20", "--quiet")


def test_a_rewritten_history_is_named_and_nothing_is_published_over_the_other(
    portal: Portal, nights: Path
) -> None:
    before = digests(nights / "out")
    _rewrite(portal, nights)
    assert portal("ledger", "verify").exit_code == ExitCode.DONE
    found = portal("ledger", "verify", "--against", "out/build.json")
    assert found.exit_code == ExitCode.NOTHING_BUILT
    assert f"The first day that differs is {DAYS[0]}" in found.output
    recorded = {path.name for path in (nights / "ledger").iterdir()}
    for words in (("publish", "--as-at", "2026-11-21T17:20"), ("nightly",)):
        done = portal(*words, "--to", "out", "--quiet")
        assert done.exit_code == ExitCode.NOTHING_BUILT
        assert DAYS[0] in done.output
        assert "PORTAL_DEBUG" not in done.output
    assert digests(nights / "out") == before
    assert {path.name for path in (nights / "ledger").iterdir()} == recorded
    elsewhere = portal("publish", "--to", "new", "--as-at", "2026-11-21T17:20", "--quiet")
    assert elsewhere.exit_code == ExitCode.DONE, elsewhere.output


def test_doctor_compares_the_published_history(portal: Portal, nights: Path) -> None:
    (nights / "mkdocs.yml").write_text(
        "site_name: Elm\ntheme:\n  name: material\nplugins:\n  - portal:\n      publish:\n"
        "        to: out\n"
    )
    assert "all 3 heads stand" in portal("doctor").output
    _rewrite(portal, nights)
    found = portal("doctor")
    assert found.exit_code == ExitCode.NOTHING_BUILT
    assert "made from another history" in found.output


def test_a_night_with_a_damaged_ledger_publishes_nothing_and_says_so(
    portal: Portal, nights: Path
) -> None:
    before = digests(nights / "out")
    damaged = max((nights / "ledger").glob("*.jsonl"))
    _flip(damaged)
    done = portal("nightly", "--to", "out", "--quiet")
    assert done.exit_code == ExitCode.NOTHING_BUILT
    report = (nights / "report.html").read_text()
    for words in (done.output, report):
        assert damaged.name in words
    assert "Nothing was published" in report
    assert digests(nights / "out") == before


def test_a_ledger_that_cannot_be_written_publishes_nothing_and_says_so(
    portal: Portal, nights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests(nights / "out")

    def full(_path: Path, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "ledger")

    monkeypatch.setattr("builder.ledger.write.write_new", full)
    done = portal("nightly", "--to", "out", "--quiet")
    assert done.exit_code == ExitCode.NOTHING_BUILT
    assert "No space left" in done.output
    assert "Nothing was published" in (nights / "report.html").read_text()
    assert digests(nights / "out") == before


@pytest.mark.parametrize("audience", ["staff", "board", "inspector"])
def test_a_damaged_ledger_is_a_banner_on_every_page(
    portal: Portal, nights: Path, audience: str
) -> None:
    damaged = max((nights / "ledger").glob("*.jsonl"))
    built = ("build", "--as-at", "2026-11-21T17:20", "--quiet", "--audience", audience)
    portal(*built, "--site-dir", "whole")
    _flip(damaged)
    portal(*built, "--site-dir", "site")
    pages = sorted((nights / "site").rglob("*.html"))
    ours = [each for each in pages if "page-title" in each.read_text()]
    assert len(ours) > 20
    for page in ours:
        text = page.read_text()
        assert "The history is damaged" in text, page
        assert damaged.name in text
    assert "The history is damaged" not in (nights / "whole" / "index.html").read_text()


def test_a_day_behind_damage_is_called_damaged_and_not_missing(
    portal: Portal, nights: Path
) -> None:
    _flip(sorted((nights / "ledger").glob("*.jsonl"))[1])
    for day in DAYS:
        asked = (("assess", "--replay", day), ("diff", DAYS[0], day))
        for words in asked:
            done = portal(*words)
            assert done.exit_code == ExitCode.NOTHING_BUILT
            assert "damaged" in done.output
            assert "does not hold" not in done.output


def test_a_day_before_a_sound_later_one_is_still_replayed(portal: Portal, nights: Path) -> None:
    _flip(sorted((nights / "ledger").glob("*.jsonl"))[2])
    assert portal("assess", "--replay", DAYS[0]).exit_code == ExitCode.DONE
    assert "damaged" in portal("assess", "--replay", DAYS[1]).output


def test_a_forked_ledger_is_mended_by_the_command_that_is_named(
    portal: Portal, nights: Path
) -> None:
    shutil.copytree(nights / "ledger", nights / "was")
    portal("record", "--as-at", "2026-11-21T17:20")
    (fourth,) = (nights / "ledger").glob("000004-*")
    portal_ledger = nights / "ledger"
    portal_ledger.rename(nights / "other")
    (nights / "was").rename(portal_ledger)
    portal("record", "--as-at", "2026-11-21T17:21")
    shutil.copy(nights / "other" / fourth.name, portal_ledger / fourth.name)
    found = portal("ledger", "verify")
    assert found.exit_code == ExitCode.NOTHING_BUILT
    assert "portal ledger mend" in found.output
    done = portal("ledger", "mend")
    assert done.exit_code == ExitCode.DONE, done.output
    assert "is kept as 000005-" in done.output
    assert portal("ledger", "verify").exit_code == ExitCode.DONE
    assert "not forked" in portal("ledger", "mend").output
    assert portal("publish", "--to", "out", "--quiet").exit_code == ExitCode.DONE


def test_a_countersignature_is_checked_where_it_stands(portal: Portal, nights: Path) -> None:
    made = portal("keys", "new", "--name", "Auditor", "--out", "auditor", "--passphrase", "secret")
    assert made.exit_code == ExitCode.DONE, made.output
    signed = portal("ledger", "sign", "--key", "auditor", "--passphrase", "secret")
    assert signed.exit_code == ExitCode.DONE, signed.output
    found = portal("ledger", "verify")
    assert found.exit_code == ExitCode.DONE
    assert f"Countersigned by Auditor up to {DAYS[-1]}" in found.output
    (statement,) = (nights / "ledger" / "countersigned").glob("*.json")
    kept = (nights / "ledger" / "countersigned").rename(nights / "kept")
    _rewrite(portal, nights)
    kept.rename(nights / "ledger" / "countersigned")
    broken = portal("ledger", "verify")
    assert broken.exit_code == ExitCode.NOTHING_BUILT
    assert statement.name in broken.output
    assert "does not stand" in broken.output


def test_a_changed_countersignature_does_not_hold(portal: Portal, nights: Path) -> None:
    portal("keys", "new", "--name", "Auditor", "--out", "auditor", "--passphrase", "secret")
    portal("ledger", "sign", "--key", "auditor", "--passphrase", "secret")
    (statement,) = (nights / "ledger" / "countersigned").glob("*.json")
    statement.write_text(statement.read_text().replace(DAYS[-1], DAYS[0]))
    broken = portal("ledger", "verify")
    assert broken.exit_code == ExitCode.NOTHING_BUILT
    assert "altered" in broken.output


def test_a_damaged_ledger_is_not_countersigned(portal: Portal, nights: Path) -> None:
    portal("keys", "new", "--name", "Auditor", "--out", "auditor", "--passphrase", "secret")
    _flip(max((nights / "ledger").glob("*.jsonl")))
    done = portal("ledger", "sign", "--key", "auditor", "--passphrase", "secret")
    assert done.exit_code == ExitCode.NOTHING_BUILT
    assert not (nights / "ledger" / "countersigned").exists()


def test_confidential_words_cannot_be_guessed_from_the_ledger(portal: Portal, nights: Path) -> None:
    held = b"".join(path.read_bytes() for path in (nights / "ledger").glob("*.jsonl")).decode()
    assert "hash:" in held
    for guess in (SECRET, SECRET.lower()):
        assert hashlib.sha256(guess.encode()).hexdigest()[:16] not in held
    key = nights / "ledger.key"
    if os.name != "nt":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert key.read_text() not in held


def test_words_hashed_by_an_earlier_version_do_not_look_changed(
    portal: Portal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _book(folder, "Mend the rail")
    with monkeypatch.context() as patch:
        patch.setattr("builder.recording.kept_key", lambda _folder: b"")
        portal("record", "--as-at", f"{DAYS[0]}T17:20")
    portal("record", "--as-at", f"{DAYS[1]}T17:20")
    assert (folder / "ledger.key").is_file()
    assert "0 changes" in portal("diff", DAYS[0], DAYS[1]).output


def test_a_confidential_word_that_changes_is_noticed(portal: Portal, nights: Path) -> None:
    assert "A-2" not in portal("diff", DAYS[0], DAYS[1]).output
    text = {**ACTION, "Ref": "A-2", "Title": "Okapi", "Confidential": "Yes"}
    (nights / "workbooks" / "tracker.xlsx").write_bytes(
        workbook("Actions", " | ".join(text) + "\n" + " | ".join(text.values()))
    )
    portal("record", "--as-at", "2026-11-21T17:20")
    assert "A-2  title" in portal("diff", DAYS[2], "2026-11-21").output


_NIGHT = """
import sys
from builder.cli import main
sys.stdin.readline()
main(sys.argv[1:])
"""


@pytest.mark.slow
def test_two_nights_started_together_fifty_times_never_fork(portal: Portal, folder: Path) -> None:
    _book(folder, "Mend the rail")
    for _ in range(50):
        runs = [
            subprocess.Popen(
                [sys.executable, "-c", _NIGHT, "nightly", "--to", to, "--report", f"{to}.html"],
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for to in ("one", "two")
        ]
        for each in runs:
            assert each.stdin is not None
            each.stdin.write(b"go\n")
            each.stdin.close()
        assert [each.wait(timeout=300) for each in runs] == [0, 0]
    assert portal("ledger", "verify").exit_code == ExitCode.DONE
    assert len(list((folder / "ledger").glob("*.jsonl"))) == 100
    for to in ("one", "two"):
        assert portal("ledger", "verify", "--against", to).exit_code == ExitCode.DONE
