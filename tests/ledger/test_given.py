"""Snapshots handed over, in the ledger: they stand, they are read back, they change nothing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builder.field import local_date
from builder.history import GivenSnapshot
from builder.ledger.append import BrokenLedgerError, append_snapshot
from builder.ledger.read import diff, read_history, replay
from builder.ledger.verify import verify
from tests.ledger.made_runs import day, facts, provider, record

HOUR = timedelta(hours=1)
GIVEN = GivenSnapshot(
    given_at=day(1) + HOUR,
    as_at=day(1),
    sha256="ab" * 32,
    audience="inspector",
    services=("OAK",),
    recipient="Inspector of the regulator",
    build_id="2026-11-16.made",
    is_signed=True,
)


def give(folder: Path, given: GivenSnapshot = GIVEN) -> None:
    append_snapshot(folder, given, facts(given.given_at))


def test_a_snapshot_given_is_read_back_as_it_was_recorded(tmp_path: Path) -> None:
    record(tmp_path, 1)
    give(tmp_path)
    history, problems = read_history(tmp_path)
    assert history.given == (GIVEN,)
    assert not problems
    assert verify(tmp_path).is_whole
    assert (verify(tmp_path).runs, verify(tmp_path).head) == (1, history.head)


def test_it_may_be_the_first_entry_of_a_ledger(tmp_path: Path) -> None:
    give(tmp_path)
    record(tmp_path, 2)
    history, _ = read_history(tmp_path)
    assert len(history.given) == len(history.runs) == 1
    assert verify(tmp_path).is_whole


def test_it_changes_no_record_no_figure_and_no_comparison(tmp_path: Path) -> None:
    without, with_it = tmp_path / "without", tmp_path / "with"
    for folder in (without, with_it):
        record(folder, 1)
        if folder is with_it:
            give(folder)
        record(folder, 2, held=provider(due="2026-11-27"))
    plain, given = (read_history(folder)[0] for folder in (without, with_it))
    assert given.runs == plain.runs
    assert given.tables == plain.tables
    days = (local_date(day(1)), local_date(day(2)))
    assert diff(with_it, *days) == diff(without, *days)


def test_before_the_moment_of_handing_over_it_is_not_seen(tmp_path: Path) -> None:
    record(tmp_path, 1)
    before = read_history(tmp_path, before=day(1) + HOUR)[0]
    give(tmp_path)
    assert read_history(tmp_path, before=day(1) + HOUR)[0] == before
    after = read_history(tmp_path, before=day(1) + 2 * HOUR)[0]
    assert after.given == (GIVEN,)
    assert after.head != before.head


def test_a_replayed_day_is_the_same_before_and_after_a_snapshot_was_given(tmp_path: Path) -> None:
    record(tmp_path, 1)
    record(tmp_path, 2)
    wanted = [replay(tmp_path, local_date(day(number))) for number in (1, 2)]
    give(tmp_path, replace(GIVEN, given_at=day(2) + HOUR))
    assert [replay(tmp_path, local_date(day(number))) for number in (1, 2)] == wanted


def test_a_changed_entry_is_named_and_nothing_follows_on_it(tmp_path: Path) -> None:
    record(tmp_path, 1)
    give(tmp_path)
    last = max(tmp_path.glob("*.jsonl"))
    last.write_bytes(last.read_bytes().replace(b"Inspector of", b"Inspectors of"))
    found = verify(tmp_path)
    assert not found.is_whole
    assert found.problem is not None
    assert last.name in str(found.problem.place)
    with pytest.raises(BrokenLedgerError):
        give(tmp_path)
