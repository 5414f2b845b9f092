"""One run at a time in a folder, told by a lock file that another run can judge stale."""

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

HEARTBEAT = timedelta(minutes=1)
STALE_AFTER = timedelta(minutes=10)
"""A heartbeat older than this belongs to no living run (architecture.md, "Publishing")."""

Clock = Callable[[], datetime]


class LockedError(Exception):
    """Another run holds the lock; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a lock, as the lock file says."""

    host: str
    pid: int
    beat_at: datetime

    def is_stale(self, now: datetime, host: str) -> bool:
        """Whether its process is gone on this host, or its heartbeat too old."""
        if self.host == host and not _is_running(self.pid):
            return True
        return now - self.beat_at > STALE_AFTER


@contextmanager
def locked(path: Path, clock: Clock) -> Iterator[None]:
    """Holds the lock file while the block runs, with a heartbeat each minute.

    Raises:
        LockedError: another living run holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _take(path, clock)
    done = threading.Event()
    beater = threading.Thread(target=_beat, args=(path, clock, done), daemon=True)
    beater.start()
    try:
        yield
    finally:
        done.set()
        beater.join()
        path.unlink(missing_ok=True)


def holder_of(path: Path) -> Holder | None:
    """Who holds the lock; ``None`` where nobody does or the file cannot be read."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return Holder(
            host=str(held["host"]),
            pid=int(held["pid"]),
            beat_at=datetime.fromisoformat(held["beat_at"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _take(path: Path, clock: Clock) -> None:
    for _ in range(2):
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            _judge(path, clock())
            continue
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(_content(clock()))
        return
    raise LockedError(f"Another run has just taken the lock {path}. Try again when it is done.")


def _judge(path: Path, now: datetime) -> None:
    holder = holder_of(path)
    host = socket.gethostname()
    if holder is None:
        # RATIONALE: a run killed between making and writing its lock leaves an empty file.
        age = now.timestamp() - path.stat().st_mtime if path.exists() else 0
        if age > STALE_AFTER.total_seconds():
            path.unlink(missing_ok=True)
            return
        raise LockedError(f"Another run is starting in {path.parent.parent}. Try again later.")
    if not holder.is_stale(now, host):
        raise LockedError(
            f"Another run holds the lock: {holder.host}, process {holder.pid}, "
            f"last seen {holder.beat_at:%H:%M:%S} UTC. Try again when it is done."
        )
    path.unlink(missing_ok=True)


def _content(now: datetime) -> str:
    return json.dumps(
        {"host": socket.gethostname(), "pid": os.getpid(), "beat_at": now.isoformat()}
    )


def _beat(path: Path, clock: Clock, done: threading.Event) -> None:
    while not done.wait(HEARTBEAT.total_seconds()):
        temporary = path.with_name(path.name + ".beat")
        temporary.write_text(_content(clock()), encoding="utf-8")
        os.replace(temporary, path)


def _is_running(pid: int) -> bool:
    if os.name == "nt":
        return _is_running_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_running_on_windows(pid: int) -> bool:
    # RATIONALE: os.kill(pid, 0) would end the process on Windows; only the heartbeat tells there.
    return pid > 0
