"""Waiting for workbooks by a clock and a sleep that only pretend."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builder.release.settle import PAUSE_SECONDS, TRIES, unsettled, wait_until_settled

NOW = datetime(2026, 11, 20, 17, 20, tzinfo=UTC)


def saved(path: Path, seconds_ago: float) -> Path:
    path.write_bytes(b"a workbook")
    then = NOW.timestamp() - seconds_ago
    os.utime(path, (then, then))
    return path


class Hours:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> datetime:
        return NOW + timedelta(seconds=sum(self.slept))

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.mark.parametrize(
    ("seconds_ago", "is_moving"),
    [
        pytest.param(0, True, id="just now"),
        pytest.param(119, True, id="a second before two minutes"),
        pytest.param(120, False, id="two minutes"),
        pytest.param(-60, False, id="a clock that runs ahead elsewhere"),
    ],
)
def test_a_workbook_moves_until_two_minutes_after_its_save(
    tmp_path: Path, seconds_ago: float, is_moving: bool
) -> None:
    saved(tmp_path / "a.xlsx", seconds_ago)
    assert unsettled(tmp_path, NOW) == (("a.xlsx",) if is_moving else ())


@pytest.mark.parametrize("name", ["~$a.xlsx", ".~lock.a.xlsx#", "notes.txt", "policy.yml"])
def test_only_workbooks_are_waited_for(tmp_path: Path, name: str) -> None:
    saved(tmp_path / name, 0)
    assert unsettled(tmp_path, NOW) == ()


def test_rested_workbooks_are_not_waited_for(tmp_path: Path) -> None:
    saved(tmp_path / "a.xlsx", 600)
    clock = Hours()
    assert wait_until_settled(tmp_path, clock.now, sleep=clock.sleep) == ()
    assert clock.slept == []


def test_the_wait_ends_as_soon_as_the_save_is_two_minutes_old(tmp_path: Path) -> None:
    saved(tmp_path / "a.xlsx", 95)
    clock = Hours()
    said: list[str] = []
    assert wait_until_settled(tmp_path, clock.now, sleep=clock.sleep, say=said.append) == ()
    assert clock.slept == [PAUSE_SECONDS] * 3
    assert "a.xlsx" in said[0]


def test_after_six_tries_the_names_that_still_move_are_given(tmp_path: Path) -> None:
    saved(tmp_path / "a.xlsx", 0)
    clock = Hours()
    assert wait_until_settled(tmp_path, clock.now, sleep=clock.sleep) == ("a.xlsx",)
    assert clock.slept == [PAUSE_SECONDS] * TRIES


def test_a_workbook_that_is_open_elsewhere_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "a.xlsx", 600)
    clock = Hours()
    real: Callable[..., object] = Path.open

    def open_while_held(self: Path, *args: object, **kwargs: object) -> object:
        if not clock.slept:
            raise PermissionError(13, "in use", str(self))
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", open_while_held)
    assert wait_until_settled(tmp_path, clock.now, sleep=clock.sleep) == ()
    assert clock.slept == [PAUSE_SECONDS]
