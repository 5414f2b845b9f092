"""One run at a time; a stale lock does not stop the next."""

import json
import os
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builder.release.lock import STALE_AFTER, LockedError, holder_of, locked

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
