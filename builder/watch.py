"""Debounced file events to rebuilds: one rebuild once the workbooks rest, whatever happened."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from builder.field.address import WORKBOOK_ENDINGS

WATCHED = (*WORKBOOK_ENDINGS, ".yml", ".yaml", ".md")
IGNORED = ("~$", ".~lock")
RESTS_SECONDS = 0.4
"""How long size and time of every file must stay the same: Excel saves in several moves."""
LOOKS_SECONDS = 0.1

Snapshot = Mapping[str, tuple[int, int]]
"""Path -> size in bytes and time of change in nanoseconds."""


def is_watched(path: Path) -> bool:
    """Whether a change of a file concerns the portal; temporary files do not."""
    return path.suffix.casefold() in WATCHED and not path.name.startswith(IGNORED)


def snapshot(folders: tuple[Path, ...]) -> Snapshot:
    """Size and time of every watched file."""
    found: dict[str, tuple[int, int]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if is_watched(path):
                try:
                    facts = path.stat()
                except OSError:
                    continue
                found[str(path)] = (facts.st_size, facts.st_mtime_ns)
    return found


@dataclass(slots=True)
class Debouncer:
    """Says when a burst of changes is over; knows no clock but the one it is told."""

    built: Snapshot
    """The files that the last build was made from."""
    rests_seconds: float = RESTS_SECONDS
    _seen: Snapshot = field(default_factory=dict)
    _since: float = 0.0

    def is_due(self, now: Snapshot, seconds: float) -> bool:
        """Whether the files differ from the last build and have rested long enough.

        Args:
            now: the files as they are.
            seconds: monotonic time.
        """
        if now != self._seen:
            self._seen, self._since = now, seconds
        return now != self.built and seconds - self._since >= self.rests_seconds

    def done(self, now: Snapshot) -> None:
        """Takes note that these files were built."""
        self.built = now


class _Wake(FileSystemEventHandler):
    def __init__(self, event: Event) -> None:
        self.event = event

    def on_any_event(self, event: FileSystemEvent) -> None:
        if is_watched(Path(str(event.src_path))) or is_watched(Path(str(event.dest_path))):
            self.event.set()


def observer_for(folders: tuple[Path, ...], wake: Event, *, polling: bool) -> BaseObserver:
    """A started observer that sets ``wake``; it polls where events do not arrive (shares)."""
    observer: BaseObserver = PollingObserver() if polling else Observer()
    for folder in folders:
        observer.schedule(_Wake(wake), str(folder), recursive=True)
    try:
        observer.start()
    except OSError:
        if polling:
            raise
        return observer_for(folders, wake, polling=True)
    return observer


def is_share(path: Path) -> bool:
    """Whether a folder looks like a network share, whose events cannot be relied on."""
    return str(path).startswith(("\\\\", "//"))


def watch(
    folders: tuple[Path, ...],
    rebuild: Callable[[], None],
    *,
    stop: Event,
    polling: bool = False,
    built: Snapshot | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> None:
    """Calls ``rebuild`` after each burst of changes until ``stop`` is set.

    ``rebuild`` handles its own errors. While a burst lasts the files are looked at ten times a
    second; in between nothing runs.

    Args:
        folders: watched with all that lies below.
        rebuild: what to do.
        stop: ends the watch.
        polling: look regularly instead of waiting for events.
        built: the files as they were before the last build; ``None`` = as they are now.
        monotonic: seconds by a clock that never goes back.
    """
    wake = Event()
    debouncer = Debouncer(snapshot(folders) if built is None else built)
    observer = observer_for(folders, wake, polling=polling or any(map(is_share, folders)))
    # RATIONALE: a save while the first build ran, or before events arrive, is found by one look.
    wake.set()
    try:
        while not stop.is_set():
            if not wake.wait(LOOKS_SECONDS):
                continue
            now = snapshot(folders)
            if debouncer.is_due(now, monotonic()):
                rebuild()
                debouncer.done(now)
            elif now == debouncer.built:
                wake.clear()
            stop.wait(LOOKS_SECONDS)
    finally:
        observer.stop()
        observer.join()
