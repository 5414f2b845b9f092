"""Runs that are recorded at the same moment follow each other; the chain never forks."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from builder.ledger.append import append
from builder.ledger.read import read_history
from builder.ledger.verify import verify
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
    at: datetime = DAY_ONE + timedelta(seconds=seconds)
    held = provider(digest=f"{seconds:02}", title=f"Title {seconds}")
    append(folder, held, judged(held, at), facts(at))


def test_two_runs_recorded_together_fifty_times_never_fork(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as both:
        for turn in range(50):
            list(both.map(lambda n: add(tmp_path, n), (2 * turn, 2 * turn + 1)))
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
            "from tests.ledger.made_runs import DAY_ONE\n"
            "with turn(Path(sys.argv[1]), DAY_ONE):\n    os._exit(9)",
            str(tmp_path),
        ],
        check=False,
        cwd=ROOT,
    )
    assert gone.returncode == 9
    assert (tmp_path / "lock").exists()
    add(tmp_path, 1)
    assert not (tmp_path / "lock").exists()


@pytest.mark.slow
def test_a_lock_that_is_never_freed_ends_the_waiting(tmp_path: Path) -> None:
    from builder.ledger.turn import turn
    from builder.lock import LockedError

    with turn(tmp_path, DAY_ONE), pytest.raises(LockedError):
        add(tmp_path, 1)
