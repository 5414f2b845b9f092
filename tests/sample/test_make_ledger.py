"""The sample's history is 60 sound days, small, and what the sample gives."""

from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from builder.field import Register, local_date
from builder.field.words import Status
from builder.frameworks import load_catalogue
from builder.ledger.read import read_history
from builder.ledger.verify import verify
from builder.shipped import catalogue_text
from builder.workbook.reading.folder_reading import read_folder
from tests.made import as_at
from tests.sample.earlier_days import as_it_stood
from tests.sample.make import WORKBOOKS
from tests.sample.make_ledger import DAYS, LAST, LEDGER, days, make

MOST_BYTES = 3_000_000
NOW = as_at("2026-11-20 17:20")


@cache
def now() -> Register:
    return read_folder(WORKBOOKS, catalogue=load_catalogue(catalogue_text()), as_at=NOW).register


def test_the_history_is_sound_and_small() -> None:
    found = verify(LEDGER)
    assert found.is_whole
    assert found.problem is None
    assert found.runs == DAYS
    assert sum(each.stat().st_size for each in LEDGER.iterdir()) < MOST_BYTES


def test_every_day_up_to_the_sample_is_recorded_once() -> None:
    history, problems = read_history(LEDGER)
    assert problems == ()
    assert [local_date(each.as_at) for each in history.runs] == list(days())
    assert list(days())[-1] == LAST
    assert all(each.recorded_at and each.recorded_at > each.as_at for each in history.runs)


def test_figures_move_over_the_days() -> None:
    history, _ = read_history(LEDGER)
    assert len({value for _, value in history.series("B1.1", "overdue")}) > 5


@pytest.mark.slow
def test_a_remake_gives_the_bytes_that_are_kept(tmp_path: Path) -> None:
    make(tmp_path / "ledger")
    made = {each.name: each.read_bytes() for each in (tmp_path / "ledger").glob("*.jsonl")}
    kept = {each.name: each.read_bytes() for each in LEDGER.glob("*.jsonl")}
    assert made == kept, "remake the sample's history: python -m tests.sample.make_ledger"


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
