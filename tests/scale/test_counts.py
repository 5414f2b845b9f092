"""What a build does, counted: a structural regression fails here, on a machine of any speed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import mkdocs.commands.build as mkdocs_build
import pytest

import builder.workbook.reading.file_reading as file_reading
from builder.field import LONDON
from builder.history import History
from builder.pipeline import Read, judge, read
from builder.progress import Progress, Stage
from builder.redaction.audiences import audience_named
from builder.release.build import build_portal
from builder.rules.assess import assess
from builder.settings import Settings, read_settings
from tests.benchmarks.made_portal import AS_AT, make_portal, write_tracker

NOW = datetime.fromisoformat(AS_AT).replace(tzinfo=LONDON)
TRACKERS, LINES_A_TRACKER = 3, 16
"""Twice as many lines still make no table that goes on on a further page."""
LINES = TRACKERS * LINES_A_TRACKER
Patch = pytest.MonkeyPatch


@dataclass(slots=True)
class Counts:
    """What one build did."""

    stages: Counter[str]
    """Stage -> rows that it handled."""
    parsed: int
    """Workbooks that were opened and parsed; the others came from the cache."""
    themed: int
    """Pages that went through mkdocs and its theme."""
    bytes: int
    """Size of the site."""


def _portal(folder: Path, trackers: int) -> Settings:
    make_portal(folder, 0)
    for number in range(trackers):
        first = number * LINES_A_TRACKER
        write_tracker(folder / "workbooks", number, range(first, first + LINES_A_TRACKER))
    return read_settings(folder / "mkdocs.yml")


def _counting(patch: Patch, module: Any, name: str, counted: Counter[str]) -> None:
    whole = getattr(module, name)

    def counting(*given: Any, **named: Any) -> Any:
        counted[name] += 1
        return whole(*given, **named)

    patch.setattr(module, name, counting)


def _built(settings: Settings) -> Counts:
    counted: Counter[str] = Counter()
    stages: Counter[str] = Counter()

    def listen(stage: Stage, is_done: bool) -> None:
        if is_done:
            stages[stage.name] += stage.rows

    with pytest.MonkeyPatch.context() as patch:
        _counting(patch, file_reading, "parse_workbook", counted)
        _counting(patch, mkdocs_build, "_build_page", counted)
        progress = Progress(listen)
        judged = judge(settings, NOW, progress)
        audience = audience_named(judged.policy, settings.audience, settings.services)
        site = settings.site_dir
        build_portal(
            judged,
            settings,
            audience=audience,
            site_dir=site,
            clock=lambda: judged.assessment.as_at,
            progress=progress,
        )
    size = sum(each.stat().st_size for each in site.rglob("*") if each.is_file())
    return Counts(stages, counted["parse_workbook"], counted["_build_page"], size)


@dataclass(slots=True)
class Builds:
    """A cold build, the same again, one with a changed workbook, and one of twice the lines."""

    cold: Counts
    again: Counts
    changed: Counts
    twice: Counts


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    folder = tmp_path_factory.mktemp("counted")
    settings = _portal(folder / "once", TRACKERS)
    cold, again = _built(settings), _built(settings)
    write_tracker(settings.workbooks, 1, range(LINES_A_TRACKER, 2 * LINES_A_TRACKER), "Again.")
    changed = _built(settings)
    return Builds(cold, again, changed, _built(_portal(folder / "twice", 2 * TRACKERS)))


def test_every_workbook_is_parsed_once_and_then_only_where_it_changed(builds: Builds) -> None:
    assert builds.cold.parsed == TRACKERS + 1
    assert builds.again.parsed == 0
    assert builds.changed.parsed == 1


def test_a_second_build_writes_no_file(builds: Builds) -> None:
    assert builds.cold.stages["swap"] > LINES
    assert builds.again.stages["swap"] == 0
    assert 0 < builds.changed.stages["swap"] < builds.cold.stages["swap"]


def test_each_page_is_rendered_once(builds: Builds) -> None:
    for each in (builds.cold, builds.twice):
        assert each.stages["render"] == each.stages["compose"]
    assert builds.twice.stages["render"] - builds.cold.stages["render"] >= LINES


def test_lines_never_go_through_the_theme(builds: Builds) -> None:
    assert builds.cold.themed < LINES
    assert builds.twice.themed == builds.cold.themed


def test_twice_the_lines_is_at_most_twice_the_site(builds: Builds) -> None:
    assert builds.cold.bytes < builds.twice.bytes < 2 * builds.cold.bytes


class _Passes(tuple[Any, ...]):
    """Records that count how often somebody goes through all of them."""

    __slots__ = ()
    made = 0

    def __iter__(self) -> Iterator[Any]:
        type(self).made += 1
        return super().__iter__()


def _passes(found: Read) -> int:
    _Passes.made = 0
    counted = replace(
        found.register,
        actions=_Passes(found.register.actions),
        evidence=_Passes(found.register.evidence),
    )
    assess(counted, found.policy, found.catalogue, History(), NOW, found.problems)
    return _Passes.made


def test_judging_goes_through_the_register_as_often_for_twice_the_lines(tmp_path: Path) -> None:
    once = _passes(read(_portal(tmp_path / "once", 1), NOW))
    twice = _passes(read(_portal(tmp_path / "twice", 2), NOW))
    assert 0 < twice == once
