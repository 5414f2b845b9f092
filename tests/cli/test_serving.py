"""``portal serve`` and ``portal watch`` as whole processes, with a save as Excel makes it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import openpyxl
import pytest

from builder.shipped import shipped_folder
from tests.cli.conftest import AS_AT

BOOK = "oakfield-house.xlsx"
PAGE = "actions/oak-001.html"
PATIENCE_SECONDS = 120.0
"""How long a loaded machine may take; the time measured is printed beside."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="the commands are stopped by a signal"),
]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def retitled(book: Path, title: str) -> bytes:
    """The workbook with another title of its first line, in memory."""
    held = openpyxl.load_workbook(book)
    sheet = held["Actions"]
    head = next(c for row in sheet.iter_rows() for c in row if c.value == "Title")
    sheet.cell(head.row + 1, head.column).value = title
    copy = book.with_name("copy.tmp")
    held.save(copy)
    content = copy.read_bytes()
    copy.unlink()
    return content


def save_as_excel_does(book: Path, content: bytes) -> None:
    """A new file beside, the old one set aside, the new one renamed, the old one deleted."""
    new, old = book.with_name("3F2A1B00"), book.with_name("7C4D0E11.tmp")
    new.write_bytes(content)
    book.rename(old)
    new.rename(book)
    old.unlink()


def first_after(wanted: Callable[[], bool]) -> float:
    """Seconds until something holds."""
    started = time.monotonic()
    while not wanted():
        assert time.monotonic() - started < PATIENCE_SECONDS, "it never came"
        time.sleep(0.05)
    return time.monotonic() - started


@contextmanager
def running(*words: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A command that runs until the block ends, and then ends by Ctrl+C."""
    with (folder / "said.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "builder", *words], cwd=folder, stdout=log, stderr=log
        )
        try:
            yield process
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 0
        finally:
            process.kill()
            process.wait()


@pytest.fixture
def portal_folder(tmp_path: Path) -> Path:
    (tmp_path / "workbooks").mkdir()
    for book in shipped_folder("workbooks").glob("*.xlsx"):
        shutil.copyfile(book, tmp_path / "workbooks" / book.name)
    return tmp_path


def shown(address: str, words: str) -> bool:
    try:
        with urlopen(address, timeout=30) as answer:
            return words in answer.read().decode("utf-8")
    except (URLError, OSError):
        return False


def test_a_save_shows_in_the_browsers_page(portal_folder: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}/{PAGE}"
    book = portal_folder / "workbooks" / BOOK
    with running("serve", "--port", str(port), "--as-at", AS_AT, folder=portal_folder):
        first_after(lambda: shown(address, "OAK-001"))
        for title in ("Count the tablets twice", "Count the tablets three times"):
            save_as_excel_does(book, retitled(book, title))
            seconds = first_after(lambda sought=title: shown(address, sought))  # type: ignore[misc]
            print(f"\nportal serve: {seconds:.1f} s from the save to the page")
    assert "Rebuilt" in (portal_folder / "said.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("more", [(), ("--polling",)], ids=["events", "polling"])
def test_a_save_is_built_and_a_bad_one_stops_nothing(
    portal_folder: Path, more: tuple[str, ...]
) -> None:
    page = portal_folder / "site" / PAGE
    book = portal_folder / "workbooks" / BOOK
    good = book.read_bytes()
    log = portal_folder / "said.log"
    with running("watch", "--as-at", AS_AT, *more, folder=portal_folder):
        first_after(lambda: b"Watching" in log.read_bytes())
        told = log.read_bytes().count(b"Rebuilt")
        save_as_excel_does(book, good[: len(good) // 2])
        first_after(lambda: log.read_bytes().count(b"Rebuilt") > told)
        assert page.is_file(), "the last good reading stands in"
        book.write_bytes(good)
        changed = retitled(book, "Count the tablets twice")
        save_as_excel_does(book, changed)
        seconds = first_after(lambda: "Count the tablets twice" in page.read_text("utf-8"))
        print(f"\nportal watch {' '.join(more)}: {seconds:.1f} s from the save to the page")
