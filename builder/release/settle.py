"""Waits, for a while, until the workbooks are neither open in Excel nor just saved."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from builder.workbook.reading.folder import is_ignored

TRIES = 6
PAUSE_SECONDS = 10.0
"""Six tries over sixty seconds (architecture.md, "Reading Excel")."""
RESTS_AFTER = timedelta(minutes=2)


def unsettled(folder: Path, now: datetime) -> tuple[str, ...]:
    """Names of the workbooks that cannot be opened or changed in the last two minutes."""
    return tuple(
        path.name
        for path in sorted(folder.iterdir())
        if not is_ignored(path.name) and _is_moving(path, now)
    )


def wait_until_settled(
    folder: Path,
    clock: Callable[[], datetime],
    *,
    sleep: Callable[[float], None] = time.sleep,
    say: Callable[[str], None] = lambda _words: None,
) -> tuple[str, ...]:
    """Tries six times over sixty seconds; returns the names that still do not rest."""
    for _ in range(TRIES):
        names = unsettled(folder, clock())
        if not names:
            return ()
        say(f"Waiting for {', '.join(names)} to be saved and closed ...")
        sleep(PAUSE_SECONDS)
    return unsettled(folder, clock())


def _is_moving(path: Path, now: datetime) -> bool:
    try:
        with path.open("rb") as file:
            file.read(1)
        age = now.timestamp() - path.stat().st_mtime
    except OSError:
        return True
    return 0 <= age < RESTS_AFTER.total_seconds()
