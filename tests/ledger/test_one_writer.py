"""Runs that are recorded at the same moment follow each other; the chain never forks."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builder.ledger import turn as turns
from builder.ledger.append import append
from builder.ledger.read import read_history
from builder.ledger.verify import verify
from builder.lock import LockedError
from tests.ledger.made_runs import DAY_ONE, facts, judged, provider

ROOT = Path(__file__).parents[2]
_RECORDS = """
import sys
from pathlib import Path
from tests.ledger.test_one_writer import add
sys.stdin.readline()
add(Path(sys.argv[1]), int(sys.argv[2]))
"""


def add(folder: Path, seconds: int) -> None:
    """Records a run so many seconds after the first one."""
    at = DAY_ONE + timedelta(seconds=seconds)
    held = provider(digest=f"{seconds:02}", title=f"Title {seconds}")
    # A lock is judged by the clock and by the time of its file: here both are the machine's.
    now = replace(facts(at), recorded_at=datetime.now(tz=UTC))
    append(folder, held, judged(held, at), now)


def test_two_runs_recorded_together_fifty_times_never_fork(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as both:
        for pair in range(50):
            list(both.map(lambda n: add(tmp_path, n), (2 * pair, 2 * pair + 1)))
    assert (verify(tmp_path).problem, verify(tmp_path).runs) == (None, 100)


def test_two_processes_started_together_never_fork(tmp_path: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _RECORDS, str(tmp_path), str(number)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
        )
        for number in range(4)
    ]
    for each in started:
        assert each.stdin is not None
        each.stdin.write(b"go\n")
        each.stdin.close()
    assert [each.wait(timeout=60) for each in started] == [0] * 4
    assert (verify(tmp_path).problem, verify(tmp_path).runs) == (None, 4)


def test_two_runs_of_the_same_second_are_both_kept(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda _: add(tmp_path, 1), range(2)))
    assert len(read_history(tmp_path)[0].runs) == 2


def test_a_lock_left_by_a_process_that_is_gone_stops_nobody(tmp_path: Path) -> None:
    gone = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys\nfrom pathlib import Path\nfrom builder.ledger.turn import turn\n"
            "from datetime import UTC, datetime\n"
            "with turn(Path(sys.argv[1]), datetime.now(tz=UTC)):\n    os._exit(9)",
            str(tmp_path),
        ],
        check=False,
        cwd=ROOT,
    )
    assert gone.returncode == 9
    assert (tmp_path / "lock").exists()
    add(tmp_path, 1)
    assert not (tmp_path / "lock").exists()


def test_a_lock_that_is_never_freed_ends_the_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "TRIES", 3)
    with turns.turn(tmp_path, datetime.now(tz=UTC)), pytest.raises(LockedError):
        add(tmp_path, 1)
