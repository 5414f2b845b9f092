"""Each thing that could stop a run is found, with a remedy."""

import json
import os
import shutil
import socket
from collections import namedtuple
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builder.release import doctor
from builder.release.doctor import Finding, State, examine
from builder.settings import Settings
from tests.ledger.made_runs import record
from tests.release.made_site import make_site

NOW = datetime(2026, 11, 20, 17, 20, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "workbooks").mkdir()
    (tmp_path / "workbooks" / "tracker.xlsx").write_bytes(b"a workbook")
    return Settings(
        root=tmp_path,
        workbooks=tmp_path / "workbooks",
        ledger=tmp_path / "ledger",
        site_dir=tmp_path / "site",
        cache=tmp_path / ".cache",
    )


def found(settings: Settings, now: datetime = NOW) -> Mapping[str, tuple[Finding, ...]]:
    findings = examine(settings, now)
    return {
        check: tuple(each for each in findings if each.check == check)
        for check in {each.check for each in findings}
    }


def worst(settings: Settings, check: str, now: datetime = NOW) -> Finding:
    order = (State.GOOD, State.WARNING, State.BAD)
    return max(found(settings, now)[check], key=lambda each: order.index(each.state))


def test_a_new_portal_has_nothing_bad_and_each_thing_to_look_at_has_a_remedy(
    settings: Settings,
) -> None:
    findings = examine(settings, NOW)
    assert not [each for each in findings if each.state is State.BAD]
    assert all(each.remedy for each in findings if each.state is not State.GOOD)
    assert {each.check for each in findings if each.state is State.WARNING} == {
        "Last build",
        "Ledger",
    }


def test_every_library_is_named_with_its_version(settings: Settings) -> None:
    libraries = found(settings)["Library"]
    assert len(libraries) == len(doctor.LIBRARIES)


def test_a_missing_library_is_bad(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", ("a-library-nobody-has",))
    assert worst(settings, "Library").state is State.BAD


@pytest.mark.parametrize(("year", "state"), [(1980, State.BAD), (2026, State.GOOD)])
def test_a_clock_that_lost_its_battery_is_bad(settings: Settings, year: int, state: State) -> None:
    assert worst(settings, "Clock", NOW.replace(year=year)).state is state


def test_bank_holidays_are_needed_for_this_year_and_the_next(settings: Settings) -> None:
    assert [each.saw for each in found(settings)["Bank holidays"]] == [
        "2026 is known",
        "2027 is known",
    ]


def test_a_missing_workbooks_folder_is_bad(settings: Settings, tmp_path: Path) -> None:
    nowhere = replace(settings, workbooks=tmp_path / "nowhere")
    assert worst(nowhere, "Workbooks").state is State.BAD


def test_an_empty_workbooks_folder_says_how_to_get_a_tracker(settings: Settings) -> None:
    (settings.workbooks / "tracker.xlsx").unlink()
    (settings.workbooks / "~$tracker.xlsx").write_bytes(b"")
    assert worst(settings, "Workbooks").remedy == "Put a tracker there: portal template"


def test_a_copy_of_a_workbook_is_named(settings: Settings) -> None:
    (settings.workbooks / "Copy of tracker.xlsx").write_bytes(b"")
    assert "Copy of tracker.xlsx" in worst(settings, "Duplicate").saw


def test_a_name_that_only_sounds_like_a_copy_is_no_duplicate(settings: Settings) -> None:
    (settings.workbooks / "copyright.xlsx").write_bytes(b"")
    assert "Duplicate" not in found(settings)


def test_a_workbook_that_cannot_be_opened_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def locked(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "tracker.xlsx":
            raise PermissionError(13, "in use", str(self))
        return real(self, *args, **kwargs)  # type: ignore[call-overload]  # as called

    monkeypatch.setattr(Path, "open", locked)
    assert worst(settings, "Locked").remedy == "Close it in Excel."


@pytest.mark.parametrize("check", ["Site", "Ledger", "Cache"])
def test_a_folder_that_cannot_be_written_is_bad(
    settings: Settings, tmp_path: Path, check: str
) -> None:
    (tmp_path / "a-file").write_bytes(b"")
    below = tmp_path / "a-file" / "below"
    barred = replace(settings, site_dir=below, ledger=below, cache=below)
    assert worst(barred, check).state is State.BAD


def test_the_published_folder_is_looked_at_too(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_bytes(b"")
    assert worst(replace(settings, publish_to="a-file/out"), "Published site").state is State.BAD
    assert worst(replace(settings, publish_to="out"), "Published site").state is State.GOOD


@pytest.mark.parametrize(
    ("free", "state"),
    [(doctor.FREE_BYTES - 1, State.BAD), (doctor.FREE_BYTES, State.GOOD)],
    ids=["one byte short", "just enough"],
)
def test_a_full_disk_is_bad(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, state: State
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(free, 0, free))
    assert worst(settings, "Disk").state is state


def test_a_deep_folder_is_named_before_windows_refuses_it(
    settings: Settings, tmp_path: Path
) -> None:
    room = doctor.LONGEST_PATH - len(str(tmp_path / "x" / doctor.LONGEST_PAGE)) + 1
    fits = replace(settings, site_dir=tmp_path / ("x" * room))
    assert worst(fits, "Path length").state is State.GOOD
    deep = replace(settings, site_dir=tmp_path / ("x" * (room + 1)))
    assert worst(deep, "Path length").state is State.WARNING


@pytest.mark.parametrize(
    ("hours", "state"), [(36, State.GOOD), (37, State.WARNING)], ids=["36 hours", "37 hours"]
)
@pytest.mark.parametrize("where", ["site", "out"])
def test_an_old_build_is_named_wherever_it_was_put(
    settings: Settings, tmp_path: Path, hours: int, state: State, where: str
) -> None:
    site = make_site(tmp_path / where, {"index.html": "x"}, "one")
    then = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(site / "build.json", (then, then))
    assert worst(replace(settings, publish_to="out"), "Last build").state is state


def held(folder: Path, host: str, beat_at: datetime) -> None:
    lock = folder / ".portal" / "lock"
    lock.parent.mkdir(parents=True)
    holder = {"host": host, "pid": os.getpid(), "beat_at": beat_at.isoformat()}
    lock.write_text(json.dumps(holder), encoding="utf-8")


def test_a_held_lock_is_named_with_who_holds_it(settings: Settings, tmp_path: Path) -> None:
    publishes = replace(settings, publish_to="out")
    assert worst(publishes, "Lock").state is State.GOOD
    held(tmp_path / "out", socket.gethostname(), NOW)
    assert str(os.getpid()) in worst(publishes, "Lock").saw


def test_a_stale_lock_needs_nothing(settings: Settings, tmp_path: Path) -> None:
    held(tmp_path / "out", "another-host", NOW - timedelta(minutes=11))
    assert "stopped" in worst(replace(settings, publish_to="out"), "Lock").saw


def test_a_ledger_that_was_changed_is_bad(settings: Settings) -> None:
    record(settings.ledger, 1)
    assert worst(settings, "Ledger").saw.endswith("can be written")
    (held_file,) = settings.ledger.glob("*.jsonl")
    content = bytearray(held_file.read_bytes())
    content[len(content) // 2] ^= 1
    held_file.write_bytes(bytes(content))
    fault = worst(settings, "Ledger")
    assert fault.state is State.BAD
    assert fault.remedy


def test_a_portal_on_a_share_is_advised_to_move(settings: Settings) -> None:
    assert worst(settings, "Share").state is State.GOOD
    assert doctor._is_share(Path("//server/portal"))


def test_a_lost_key_of_the_ledger_is_told_while_the_ledger_needs_it(settings: Settings) -> None:
    key = settings.ledger.with_name("ledger.key")
    record(settings.ledger, 1)
    found_key = worst(settings, "Key of the ledger")
    assert found_key.state is State.WARNING
    assert "Restore it from a backup" in found_key.remedy
    key.write_text("00" * 32)
    assert "Key of the ledger" not in found(settings)
    key.write_text("no key")
    assert worst(settings, "Key of the ledger").state is State.BAD


def test_a_countersignature_that_does_not_hold_is_bad(settings: Settings) -> None:
    record(settings.ledger, 1)
    signed = settings.ledger / "countersigned"
    signed.mkdir()
    (signed / "000001-20261120T172000Z.json").write_text("{}")
    assert worst(settings, "Countersigned").state is State.BAD
