"""The sample's history is 60 sound days, and what the sample gives."""

import shutil
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from builder.field import Register, local_date
from builder.field.moment import typed_moment
from builder.field.words import Status
from builder.frameworks import load_catalogue
from builder.history import ChangeKind
from builder.ledger.read import read_history
from builder.ledger.verify import verify
from builder.sample.earlier_days import as_it_stood
from builder.sample.history import made_where_lacking, make_history, sample_history
from builder.settings import Settings, read_settings
from builder.shipped import CHECKOUT, catalogue_text
from builder.workbook.reading.folder_reading import read_folder
from tests.made import as_at
from tests.sample.ledger import sample_ledger
from tests.sample.make import WORKBOOKS

NOW = as_at("2026-11-20 17:20")


@cache
def now() -> Register:
    return read_folder(WORKBOOKS, catalogue=load_catalogue(catalogue_text()), as_at=NOW).register


def test_the_history_is_sound() -> None:
    found = verify(sample_ledger())
    assert found.is_whole
    assert found.problem is None
    assert found.runs == 60


def test_every_day_up_to_the_sample_is_recorded_once() -> None:
    history, problems = read_history(sample_ledger())
    assert problems == ()
    assert tuple(local_date(each.as_at) for each in history.runs) == sample_history().days
    assert sample_history().days[-1] == local_date(NOW) - timedelta(days=1)
    assert all(each.recorded_at and each.recorded_at > each.as_at for each in history.runs)


def test_figures_move_over_the_days() -> None:
    history, _ = read_history(sample_ledger())
    assert len({value for _, value in history.series("B1.1", "overdue")}) > 5


def test_the_oddities_told_are_found_by_the_history() -> None:
    history, _ = read_history(sample_ledger())
    quiet = [each for run in history.runs for each in run.changes if each.ref == "HAR-011"]
    assert {each.field for each in quiet} >= {"due", "original_due"}
    gone = [each for run in history.runs for each in run.changes if each.kind is ChangeKind.GONE]
    assert [each.action for each in gone if each.sheet == "Checks"] == ["OAK-002"]


def test_the_sample_reads_at_the_moment_that_its_portal_fixes() -> None:
    assert typed_moment(read_settings(CHECKOUT / "mkdocs.yml").as_at) == sample_history().as_at


@pytest.mark.slow
def test_the_same_sample_gives_the_same_bytes(tmp_path: Path) -> None:
    make_history(tmp_path / "ledger")
    one, two = (
        {each.name: each.read_bytes() for each in folder.iterdir()}
        for folder in (sample_ledger(), tmp_path / "ledger")
    )
    assert one == two


def _portal(folder: Path, ledger: str) -> Settings:
    """A portal of the sample that names where its ledger is."""
    shutil.copytree(WORKBOOKS, folder / "workbooks")
    config = f"plugins:\n  - portal: {{ledger: {ledger}}}\n"
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return read_settings(folder / "mkdocs.yml")


def test_a_portal_of_the_sample_that_keeps_its_history_in_the_cache_gets_it_once(
    tmp_path: Path,
) -> None:
    settings = _portal(tmp_path, ".cache/ledger")
    made_where_lacking(settings)
    assert [each.name for each in settings.cache.iterdir()] == ["ledger"]
    assert verify(settings.ledger).runs == 60
    last = max(settings.ledger.glob("*.jsonl"))
    last.unlink()
    made_where_lacking(settings)
    assert not last.exists()


def test_no_history_is_made_up_beside_own_workbooks_or_in_a_ledger_of_its_own(
    tmp_path: Path,
) -> None:
    kept = _portal(tmp_path / "kept", "ledger")
    own = _portal(tmp_path / "own", ".cache/ledger")
    (own.workbooks / "birch-lane.xlsx").unlink()
    for settings in (kept, own):
        made_where_lacking(settings)
        assert not settings.ledger.exists()


@pytest.mark.parametrize("day", ["2026-09-21 17:20", "2026-10-30 17:20", "2026-11-18 17:20"])
def test_nothing_that_came_later_stands_in_an_earlier_day(day: str) -> None:
    at = as_at(day)
    then = as_it_stood(now(), at)
    assert len(then.actions) < len(now().actions) or at.month == 11
    assert not [each for each in then.checks if each.checked_on and each.checked_on.is_after(at)]
    assert not [each for each in then.actions if each.closed_on and each.closed_on.is_after(at)]
    refs = {each.ref for each in then.actions}
    assert {each.action for each in then.checks} <= refs
    assert {each.action for each in then.measures} <= refs


def test_a_status_never_runs_ahead_of_its_dates() -> None:
    then = as_it_stood(now(), as_at("2026-10-30 17:20"))
    for line in then.actions:
        late = next(each for each in now().actions if each.ref == line.ref)
        if late.closed_on and line.closed_on is None:
            assert line.status is not Status.CLOSED


def test_a_day_on_which_nothing_later_was_written_is_as_it_is() -> None:
    assert as_it_stood(now(), as_at("2027-11-20 17:20")) == now()


def test_the_digests_differ_only_where_rows_do() -> None:
    one, two = (as_it_stood(now(), as_at(f"2026-11-{day} 17:20")) for day in ("14", "15"))
    for before, after in pairwise((one, two)):
        same = replace(before, inputs=()) == replace(after, inputs=())
        assert (before.inputs == after.inputs) is same
