"""One run at a time; a stale lock does not stop the next."""

import json
import os
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builder.lock import STALE_AFTER, LockedError, LockLostError, holder_of, locked

NOW = datetime(2026, 11, 20, 17, 20, tzinfo=UTC)


def write_lock(path: Path, *, host: str, pid: int, beat_at: datetime) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"host": host, "pid": pid, "beat_at": beat_at.isoformat()}))


def test_a_second_run_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / ".portal" / "lock"
    told = pytest.raises(LockedError, match=str(os.getpid()))
    with locked(path, lambda: NOW), told, locked(path, lambda: NOW):
        pass
    assert not path.exists()


def test_the_lock_is_released_when_the_run_fails(tmp_path: Path) -> None:
    path = tmp_path / ".portal" / "lock"
    with pytest.raises(ValueError, match="broken"), locked(path, lambda: NOW):
        raise ValueError("broken")
    assert not path.exists()


@pytest.mark.parametrize(
    ("age", "is_stale"), [(STALE_AFTER, False), (STALE_AFTER + timedelta(seconds=1), True)]
)
def test_a_heartbeat_older_than_ten_minutes_is_stale(
    tmp_path: Path, age: timedelta, is_stale: bool
) -> None:
    path = tmp_path / ".portal" / "lock"
    write_lock(path, host="another-host", pid=1, beat_at=NOW - age)
    if is_stale:
        with locked(path, lambda: NOW):
            holder = holder_of(path)
            assert holder is not None
            assert holder.host == socket.gethostname()
    else:
        with pytest.raises(LockedError), locked(path, lambda: NOW):
            pass


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot ask without ending the process")
def test_a_lock_whose_process_is_gone_on_this_host_is_stale(tmp_path: Path) -> None:
    path = tmp_path / ".portal" / "lock"
    write_lock(path, host=socket.gethostname(), pid=2**22 + 12345, beat_at=NOW)
    with locked(path, lambda: NOW):
        assert holder_of(path) is not None


def test_an_empty_lock_of_a_run_killed_while_starting_is_stale_after_ten_minutes(
    tmp_path: Path,
) -> None:
    path = tmp_path / ".portal" / "lock"
    path.parent.mkdir()
    path.write_text("")
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with pytest.raises(LockedError), locked(path, lambda: made):
        pass
    with locked(path, lambda: made + STALE_AFTER + timedelta(seconds=1)):
        pass


HERE = socket.gethostname()


@pytest.mark.parametrize(
    "held",
    [
        pytest.param({"host": "b", "pid": 1, "beat_at": "2027-01-01T00:00:00+00:00"}, id="future"),
        pytest.param({"host": "b", "pid": 1, "beat_at": "2026-11-01T00:00:00"}, id="no zone"),
        pytest.param({"host": HERE, "pid": 10**30, "beat_at": NOW.isoformat()}, id="huge pid"),
        pytest.param({"host": HERE, "pid": -1, "beat_at": NOW.isoformat()}, id="pid below nought"),
    ],
)
def test_a_lock_that_no_living_run_wrote_is_taken_over_and_named(
    tmp_path: Path, held: dict[str, object]
) -> None:
    path = tmp_path / "lock"
    path.write_text(json.dumps(held))
    with locked(path, lambda: NOW) as mine:
        assert f"process {held['pid']}" in mine.taken_over
        mine.check()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    ["[]", "7", '{"host": 1, "pid": 1, "beat_at": "2026-11-20"}', "[" * 5000, '{"pid": true}'],
)
def test_a_lock_of_odd_text_is_waited_for_and_then_taken_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lock"
    path.write_text(text)
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with pytest.raises(LockedError, match="10 minutes"), locked(path, lambda: made):
        pass
    with locked(path, lambda: made + STALE_AFTER + timedelta(seconds=1)) as mine:
        assert "cannot be read" in mine.taken_over


def test_a_folder_in_the_place_of_the_lock_is_moved_away_with_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.mkdir()
    (path / "letter.txt").write_text("mine")
    with locked(path, lambda: NOW) as mine:
        assert "no file" in mine.taken_over
    (kept,) = tmp_path.iterdir()
    assert (kept / "letter.txt").read_text() == "mine"


def test_a_run_that_lost_its_lock_knows_it_and_leaves_the_new_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    late = NOW + STALE_AFTER + timedelta(minutes=1)
    held = {"host": "another-host", "pid": 1, "beat_at": late.isoformat(), "token": "theirs"}
    with locked(path, lambda: NOW) as mine:
        path.unlink()
        path.write_text(json.dumps(held))
        with pytest.raises(LockLostError):
            mine.check()
    assert json.loads(path.read_text()) == held


def test_a_lock_that_changed_while_it_was_judged_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lock"
    write_lock(path, host="another-host", pid=1, beat_at=NOW - 2 * STALE_AFTER)
    real = os.rename

    def taken_meanwhile(one: Path, other: Path) -> None:
        if not other.exists() and "renewed" not in path.read_text():
            path.write_text(json.dumps({"host": "renewed", "pid": 1, "beat_at": NOW.isoformat()}))
        real(one, other)

    monkeypatch.setattr(os, "rename", taken_meanwhile)
    with pytest.raises(LockedError, match="renewed"), locked(path, lambda: NOW):
        pass
    assert "renewed" in path.read_text()
    assert list(tmp_path.iterdir()) == [path]


def test_of_many_runs_that_find_one_stale_lock_never_two_hold_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    inside: list[int] = []
    most: list[int] = []
    start = threading.Barrier(8)

    def run(number: int) -> None:
        start.wait()
        try:
            with locked(path, lambda: datetime.now(UTC)) as mine:
                inside.append(number)
                time.sleep(0.002)
                mine.check()
                most.append(len(inside))
                inside.remove(number)
        except LockedError:
            pass

    for _ in range(20):
        write_lock(path, host="another-host", pid=1, beat_at=NOW - 2 * STALE_AFTER)
        runs = [threading.Thread(target=run, args=(number,)) for number in range(8)]
        for each in runs:
            each.start()
        for each in runs:
            each.join()
    assert set(most) == {1}
    assert list(tmp_path.iterdir()) == []
