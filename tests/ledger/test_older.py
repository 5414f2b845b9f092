"""Ledgers that earlier programs wrote are read, replayed and carried on.

Each folder of ``older/`` was recorded by the program of its time: two days of one small tracker.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from builder.ledger.read import diff, read_history, replay
from builder.ledger.verify import verify
from tests.ledger.made_runs import record

OLDER = Path(__file__).parent / "older"
FIRST, SECOND = date(2026, 11, 2), date(2026, 11, 3)
older = pytest.mark.parametrize("name", ["first-portal", "without-guard", "keyed"])


@older
def test_an_older_ledger_is_whole_and_its_history_reads(name: str) -> None:
    assert verify(OLDER / name).is_whole
    history, problems = read_history(OLDER / name)
    assert problems == ()
    assert [value for _, value in history.series("B1.1", "live")] == [2, 2]


@older
def test_an_older_ledger_says_what_changed_between_its_days(name: str) -> None:
    (change,) = diff(OLDER / name, FIRST, SECOND) or ()
    assert (change.ref, change.field, change.before) == ("OAK-001", "due", "2026-11-06")


@older
def test_a_day_of_an_older_ledger_is_replayed_without_its_confidential_words(name: str) -> None:
    then = replay(OLDER / name, SECOND)
    assert then is not None
    open_to_all, confidential = then.register.actions
    assert open_to_all.detail == "East wing"
    assert str(confidential.detail).startswith("hash:")
    assert any("edition:" in text for text in then.texts.values())


@older
def test_an_older_ledger_is_carried_on(name: str, tmp_path: Path) -> None:
    shutil.copytree(OLDER / name, tmp_path / "ledger")
    record(tmp_path / "ledger", 20)
    found = verify(tmp_path / "ledger")
    assert found.is_whole
    assert found.runs == 3
    assert (tmp_path / "ledger" / "head").is_file()
