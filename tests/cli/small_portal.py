"""A portal of one action, and its commands as processes of their own."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.workbook_text import PERSON, SERVICE, action, book, rows

ROOT = Path(__file__).parents[2]
_PORTAL = "from builder.cli import main; main()"


def small_portal(folder: Path, **changes: str) -> Path:
    """Writes the workbook of a small portal, saved a while ago."""
    sheets = {"Actions": rows(action(**changes)), "People": rows(PERSON), "Services": rows(SERVICE)}
    tracker = folder / "workbooks" / "tracker.xlsx"
    tracker.parent.mkdir(parents=True, exist_ok=True)
    tracker.write_bytes(book(sheets))
    earlier = time.time() - 600
    os.utime(tracker, (earlier, earlier))
    return folder


def started(folder: Path, *words: str, code: str = _PORTAL) -> subprocess.Popen[bytes]:
    """``portal`` with these words in a process of its own, in that folder."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run(folder: Path, *words: str, code: str = _PORTAL) -> tuple[int, str]:
    """The exit code of a command and everything that it said."""
    process = started(folder, *words, code=code)
    said, errors = process.communicate(timeout=120)
    return process.returncode, (said + errors).decode()
