"""The debouncer by a fake clock, and one smoke test with files saved as Excel saves them."""

import os
import threading
import time
from pathlib import Path

import pytest

from builder.watch import Debouncer, is_watched, snapshot, watch

A = {"a.xlsx": (10, 1)}
B = {"a.xlsx": (12, 2)}
C = {"a.xlsx": (14, 3)}


def test_nothing_is_due_while_nothing_changes() -> None:
    assert not Debouncer(A).is_due(A, 100.0)


def test_a_change_is_due_once_it_has_rested() -> None:
    debouncer = Debouncer(A, rests_seconds=0.5)
    assert not debouncer.is_due(B, 10.0)
    assert not debouncer.is_due(B, 10.4)
    assert debouncer.is_due(B, 10.5)


def test_each_further_change_starts_the_rest_again() -> None:
    debouncer = Debouncer(A, rests_seconds=0.5)
    debouncer.is_due(B, 10.0)
    assert not debouncer.is_due(C, 10.4)
    assert not debouncer.is_due(C, 10.8)
    assert debouncer.is_due(C, 10.9)


def test_a_change_that_is_taken_back_is_not_due() -> None:
    debouncer = Debouncer(A, rests_seconds=0.5)
    debouncer.is_due(B, 10.0)
    assert not debouncer.is_due(A, 20.0)


def test_what_was_built_is_due_no_more() -> None:
    debouncer = Debouncer(A, rests_seconds=0.5)
    debouncer.is_due(B, 10.0)
    debouncer.done(B)
    assert not debouncer.is_due(B, 30.0)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("tracker.xlsx", True),
        ("tracker.csv", True),
        ("tracker.ODS", True),
        ("tracker.xls", True),
        ("policy.yml", True),
        ("~$tracker.xlsx", False),
        (".~lock.tracker.xlsx#", False),
        ("3F2A1B00", False),
        ("tracker.tmp", False),
    ],
)
def test_only_workbooks_and_settings_are_watched(name: str, counts: bool) -> None:
    assert is_watched(Path(name)) is counts


@pytest.mark.parametrize("polling", [False, True], ids=["events", "polling"])
@pytest.mark.slow
def test_a_save_by_temporary_file_delete_and_rename_gives_one_rebuild(
    tmp_path: Path, polling: bool
) -> None:
    book = tmp_path / "tracker.xlsx"
    book.write_bytes(b"first")
    stop, rebuilt = threading.Event(), []

    def rebuild() -> None:
        rebuilt.append(snapshot((tmp_path,)))

    watcher = threading.Thread(
        target=watch, args=((tmp_path,), rebuild), kwargs={"stop": stop, "polling": polling}
    )
    watcher.start()
    try:
        time.sleep(1.5)
        (tmp_path / "~$tracker.xlsx").write_bytes(b"owner")
        (tmp_path / "3F2A1B00").write_bytes(b"second, and longer")
        book.unlink()
        os.rename(tmp_path / "3F2A1B00", book)
        (tmp_path / "~$tracker.xlsx").unlink()
        deadline = time.monotonic() + 10
        while not rebuilt and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1.5)
    finally:
        stop.set()
        watcher.join()
    assert len(rebuilt) == 1


@pytest.mark.slow
def test_a_save_during_the_first_build_is_not_missed(tmp_path: Path) -> None:
    book = tmp_path / "tracker.xlsx"
    book.write_bytes(b"first")
    before = snapshot((tmp_path,))
    book.write_bytes(b"second, and longer")
    stop = threading.Event()
    watch((tmp_path,), stop.set, stop=stop, built=before)
    assert stop.is_set()
