"""The few effects that publishing has on a folder, so that a test can make each of them fail."""

import os
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

    def write(self, path: Path, content: bytes, *, is_private: bool = False) -> None:
        """Writes a whole file, trying again while a reader holds the old one.

        Raises:
            OSError: the disk is full, the folder is read-only, or the file stays in use.
        """
        self._insist(lambda: write_atomic(path, content, is_private=is_private))

    def move(self, new: Path, old: Path) -> None:
        """Puts a finished file in place of an old one, trying again while a reader holds that.

        Raises:
            OSError: the folder is read-only, or the file stays in use.
        """
        old.parent.mkdir(parents=True, exist_ok=True)
        self._insist(lambda: os.replace(new, old))

    def remove(self, path: Path) -> None:
        """Removes a file, trying again while a reader holds it; it need not be there.

        Raises:
            OSError: it may not be removed.
        """
        self._insist(lambda: path.unlink(missing_ok=True))

    def _insist(self, act: Callable[[], None]) -> None:
        for attempt in range(1, TRIES):
            try:
                act()
            except PermissionError:
                self.sleep(PAUSE_SECONDS * attempt)
            else:
                return
        act()
