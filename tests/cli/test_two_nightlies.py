"""Two nightly runs to one folder at the same minute, each a process of its own."""

from pathlib import Path

import pytest

from builder.cli.exit_codes import ExitCode
from builder.ledger.verify import verify
from tests.cli.small_portal import small_portal, started

pytestmark = pytest.mark.slow


def test_two_nightlies_to_one_folder_publish_one_after_the_other_or_say_that_it_is_held(
    tmp_path: Path,
) -> None:
    folder = small_portal(tmp_path)
    published = 0
    for _ in range(5):
        words = ("nightly", "--to", "out", "--quiet", "--report")
        both = [started(folder, *words, f"report-{number}.html") for number in range(2)]
        ended = [(each.communicate(timeout=300), each.returncode) for each in both]
        codes = [code for _said, code in ended]
        assert set(codes) <= {ExitCode.DONE, ExitCode.LOCKED}, ended
        assert ExitCode.DONE in codes
        published += codes.count(ExitCode.DONE)
    found = verify(folder / "ledger")
    assert (found.problem, found.runs) == (None, published)
