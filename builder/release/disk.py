"""The few effects that publishing has on a folder, so that a test can make each of them fail."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from builder.storage import write_atomic

TRIES = 5
"""How often a refused write is tried: a reader on a Windows share may hold the file open."""
PAUSE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Disk:
    """Writes whole files only: a reader meets the old or the new version, never a half."""

    sleep: Callable[[float], None] = time.sleep

    def write(self, path: Path, content: bytes) -> None:
        """Writes a whole file, trying again while a reader holds the old one.

        Raises:
            OSError: the disk is full, the folder is read-only, or the file stays in use.
        """
        for attempt in range(1, TRIES):
            try:
                write_atomic(path, content)
            except PermissionError:
                self.sleep(PAUSE_SECONDS * attempt)
            else:
                return
        write_atomic(path, content)

    def remove(self, path: Path) -> None:
        """Removes a file; it need not be there.

        Raises:
            OSError: it may not be removed.
        """
        path.unlink(missing_ok=True)
