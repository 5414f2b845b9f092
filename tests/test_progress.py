"""Stages tell their listener when they start and when they end."""

import pytest

from builder.progress import SILENT, Progress, Stage

Told = list[tuple[str, bool, int]]


def listening() -> tuple[Progress, Told]:
    told: Told = []

    def listen(stage: Stage, is_done: bool) -> None:
        told.append((stage.name, is_done, stage.rows))

    return Progress(listen), told


def test_a_stage_is_told_as_it_starts_and_with_its_rows_as_it_ends() -> None:
    progress, told = listening()
    with progress.stage("read") as stage:
        stage.rows = 41
    assert told == [("read", False, 0), ("read", True, 41)]
    assert stage.seconds >= 0
    assert stage.cpu_seconds >= 0


def test_a_stage_that_fails_never_ends_and_the_error_passes_through() -> None:
    progress, told = listening()
    with pytest.raises(ValueError, match="broken"), progress.stage("read"):
        raise ValueError("broken")
    assert told == [("read", False, 0)]


def test_a_stage_in_turns_adds_up_what_each_turn_took() -> None:
    progress, told = listening()
    with progress.turns("compose") as composing, progress.turns("render") as rendering:
        for _ in composing.each("abc"):
            with rendering:
                sum(range(100_000))
    assert told[-2:] == [("render", True, 0), ("compose", True, 3)]
    assert rendering.stage.cpu_seconds > composing.stage.cpu_seconds


def test_silence_is_a_listener_too() -> None:
    with SILENT.stage("read") as stage:
        stage.rows = 1
    assert stage.rows == 1
