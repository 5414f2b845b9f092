"""Two nightly runs started at the same minute, each a process of its own."""

from pathlib import Path

import pytest

from builder.cli.exit_codes import ExitCode
from builder.ledger.verify import verify
from tests.cli.small_portal import small_portal, started

pytestmark = pytest.mark.slow


def _together(folder: Path, *targets: str) -> list[tuple[int, str]]:
    both = [
        started(folder, "nightly", "--to", each, "--report", f"report-{number}.html", "--quiet")
        for number, each in enumerate(targets)
    ]
    ended = [(each.communicate(timeout=300), each.returncode) for each in both]
    return [(code, (said + errors).decode()) for (said, errors), code in ended]


def test_two_nightlies_started_together_fifty_times_never_fork(tmp_path: Path) -> None:
    folder = small_portal(tmp_path)
    for night in range(50):
        for code, said in _together(folder, "one", "two"):
            assert code == ExitCode.DONE, f"{night}: {said}"
    found = verify(folder / "ledger")
    assert (found.problem, found.runs) == (None, 100)
    assert [each.name for each in folder.iterdir() if "staging" in each.name] == []


def test_two_nightlies_to_one_folder_publish_one_after_the_other_or_say_that_it_is_held(
    tmp_path: Path,
) -> None:
    folder = small_portal(tmp_path)
    published = 0
    for _ in range(5):
        ended = _together(folder, "out", "out")
        codes = [code for code, _said in ended]
        assert set(codes) <= {ExitCode.DONE, ExitCode.LOCKED}, ended
        assert ExitCode.DONE in codes
        published += codes.count(ExitCode.DONE)
    found = verify(folder / "ledger")
    assert (found.problem, found.runs) == (None, published)
