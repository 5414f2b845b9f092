"""Each run builds in a folder of its own, and leaves none behind."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builder.release.staging import LEFT_AFTER, staged

NOW = datetime(2026, 11, 20, 17, 20, tzinfo=UTC)


def test_two_runs_at_once_build_in_folders_of_their_own(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with staged(site, NOW) as one:
        (one / "a.html").write_text("one")
        with staged(site, NOW) as two:
            assert list(two.iterdir()) == []
        assert (one / "a.html").read_text() == "one"
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_building_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"), staged(tmp_path / "site", NOW):
        raise ValueError("broken")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [".site.staging", ".site.staging-0123", ".other.staging-0123"])
@pytest.mark.parametrize(
    "age", [LEFT_AFTER, LEFT_AFTER + timedelta(seconds=2)], ids=["young", "old"]
)
def test_what_a_killed_run_left_more_than_a_day_ago_is_removed(
    tmp_path: Path, name: str, age: timedelta
) -> None:
    left = tmp_path / name
    left.mkdir()
    then = (NOW - age).timestamp()
    os.utime(left, (then, then))
    with staged(tmp_path / "site", NOW):
        is_ours_and_old = name.startswith(".site") and age > LEFT_AFTER
        assert left.exists() is not is_ours_and_old
