"""One run at a time: a lock file that names its owner, so that only its owner beats or frees it."""

import json
import os
import socket
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

HEARTBEAT = timedelta(minutes=1)
STALE_AFTER = timedelta(minutes=10)
"""A heartbeat further away than this belongs to no living run (architecture.md, "Publishing")."""
TRIES = 5
PAUSE_SECONDS = 0.1
_MOST_BYTES = 10_000
"""A lock is much shorter; what is longer was written by nobody here."""
_WIDTH = 400

Clock = Callable[[], datetime]


class LockedError(Exception):
    """Another run holds the lock; nothing was changed."""


class LockLostError(Exception):
    """Another run took the lock over, because this one gave no sign for so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a lock, as the lock file says."""

    host: str
    pid: int
    beat_at: datetime
    token: str

    def is_stale(self, now: datetime, host: str) -> bool:
        """Whether its process is gone on this host, or its heartbeat far from now.

        A heartbeat from the future is as untrue as an old one.
        """
        if self.host == host and not _is_running(self.pid):
            return True
        return abs(now - self.beat_at) > STALE_AFTER

    @property
    def words(self) -> str:
        """Who it is, for a person."""
        return f"{self.host}, process {self.pid}, last seen {self.beat_at:%d %B %Y %H:%M:%S %Z}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A lock while it is held."""

    path: Path
    token: str
    taken_over: str
    """Whose stale lock was taken over, in words; empty where there was none."""

    def check(self) -> None:
        """Makes sure that the lock is still one's own.

        Raises:
            LockLostError: another run has it; stop, and change nothing more.
        """
        for _ in range(TRIES):
            if _is_own(self.path, self.token):
                return
            # RATIONALE: a run that judged an earlier lock may move this one for a moment.
            time.sleep(PAUSE_SECONDS)
        raise LockLostError(
            f"Another run took over the lock {self.path} while this one seemed to have stopped. "
            "Run it again when the other is done."
        )


@contextmanager
def locked(path: Path, clock: Clock) -> Iterator[Held]:
    """Holds the lock file while the block runs, with a heartbeat each minute.

    Raises:
        LockedError: another living run holds it.
        OSError: the lock cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    token = uuid4().hex
    descriptor, taken_over = _take(path, token, clock)
    done = threading.Event()
    beater = threading.Thread(target=_beat, args=(descriptor, token, clock, done), daemon=True)
    beater.start()
    try:
        yield Held(path=path, token=token, taken_over=taken_over)
    finally:
        done.set()
        beater.join()
        os.close(descriptor)
        _release(path, token)


def holder_of(path: Path) -> Holder | None:
    """Who holds the lock; ``None`` where nobody does or the file cannot be read."""
    return _holder(_content(path))


def _holder(content: bytes | None) -> Holder | None:
    try:
        held = json.loads(content or b"")
        host, pid, token = held["host"], held["pid"], held.get("token", "")
        beat_at = datetime.fromisoformat(held["beat_at"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if type(host) is not str or type(pid) is not int or type(token) is not str:
        return None
    # RATIONALE: every lock is written in UTC; a time that lost its zone is read as that.
    aware = beat_at if beat_at.tzinfo else beat_at.replace(tzinfo=UTC)
    return Holder(host=host, pid=pid, beat_at=aware, token=token)


def _content(path: Path) -> bytes | None:
    """What a lock file holds; ``None`` where no plain file stands there or it cannot be read."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError:
        return None


def _take(path: Path, token: str, clock: Clock) -> tuple[int, str]:
    """An open lock file of one's own, and whose it was before."""
    taken_over = ""
    for _ in range(TRIES):
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        except FileExistsError:
            with _alone(path.parent):
                taken_over = _take_away(path, clock()) or taken_over
        else:
            _write(descriptor, token, clock())
            return descriptor, taken_over
    raise LockedError(f"Another run has just taken the lock {path}. Try again when it is done.")


def _take_away(path: Path, now: datetime) -> str:
    """Moves a stale lock away; returns whose it was, or nothing where it has just gone.

    Raises:
        LockedError: it is not known to be stale.
    """
    try:
        facts = path.lstat()
    except FileNotFoundError:
        return ""
    content = _content(path)
    if not stat.S_ISREG(facts.st_mode):
        whose = "something that is no file, and so no lock"
    else:
        whose = _whose(path, _holder(content), now, facts.st_mtime)
    return whose if _moved_away(path, content) else ""


def _whose(path: Path, holder: Holder | None, now: datetime, changed: float) -> str:
    if holder is None:
        # RATIONALE: a run killed between making and writing its lock leaves an empty file.
        if abs(now.timestamp() - changed) > STALE_AFTER.total_seconds():
            return "a lock that cannot be read"
        raise LockedError(
            f"Another run is starting, or left the lock {path} unfinished. "
            f"Try again in {STALE_AFTER.total_seconds() / 60:.0f} minutes."
        )
    if holder.is_stale(now, socket.gethostname()):
        return holder.words
    raise LockedError(f"Another run holds the lock: {holder.words}. Try again when it is done.")


def _moved_away(path: Path, content: bytes | None) -> bool:
    """Renames a lock, and removes it if it is the one that was judged; else puts it back."""
    aside = path.with_name(f"{path.name}.{uuid4().hex}.stale")
    try:
        os.rename(path, aside)
    except FileNotFoundError:
        return False
    except PermissionError as error:
        raise LockedError(f"The lock {path} is in use. Try again when its run is done.") from error
    if _content(aside) != content:
        _put_back(aside, path)
        return False
    # RATIONALE: a folder with files stays beside the lock; somebody put them there.
    with suppress(OSError):
        if stat.S_ISDIR(aside.lstat().st_mode):
            aside.rmdir()
        else:
            aside.unlink()
    return True


def _put_back(aside: Path, path: Path) -> None:
    """Puts another run's lock back, unless a third run has made its own meanwhile."""
    if os.name == "nt":
        with suppress(OSError):
            os.rename(aside, path)
        return
    try:
        os.link(aside, path, follow_symlinks=False)
    except FileExistsError:
        pass
    except OSError:
        # RATIONALE: some shares know no second name for a file.
        if not path.exists():
            os.rename(aside, path)
    aside.unlink(missing_ok=True)


def _is_own(path: Path, token: str) -> bool:
    holder = holder_of(path)
    return holder is not None and holder.token == token


def _release(path: Path, token: str) -> None:
    for _ in range(TRIES):
        with _alone(path.parent), suppress(OSError, LockedError):
            content = _content(path)
            holder = _holder(content)
            if holder is None or holder.token != token or _moved_away(path, content):
                return
        time.sleep(PAUSE_SECONDS)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Judges and moves a lock while no other run does, where the system can hold a folder.

    RATIONALE: elsewhere a lock that is held is open, which Windows does not let anybody rename;
    what is left is found by looking again at what was renamed.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(descriptor: int, token: str, now: datetime) -> None:
    held = {
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "beat_at": now.isoformat(),
        "token": token,
    }
    os.lseek(descriptor, 0, os.SEEK_SET)
    # RATIONALE: every heartbeat is as long as the one before, so that no reader meets a rest.
    os.write(descriptor, json.dumps(held).ljust(_WIDTH).encode())
    os.fsync(descriptor)


def _beat(descriptor: int, token: str, clock: Clock, done: threading.Event) -> None:
    """Writes into the file that was made by this run, wherever it has been moved since."""
    while not done.wait(HEARTBEAT.total_seconds()):
        with suppress(OSError):
            _write(descriptor, token, clock())


def _is_running(pid: int) -> bool:
    if pid <= 0:
        return False
    if os.name == "nt":
        # RATIONALE: os.kill(pid, 0) would end the process there; only the heartbeat tells.
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
