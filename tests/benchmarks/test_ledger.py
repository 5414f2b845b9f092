"""What a thousand nights of five thousand actions cost in the ledger.

``python -m pytest -m benchmark tests/benchmarks/test_ledger.py -s`` prints the figures;
``LEDGER_NIGHTS`` and ``LEDGER_ACTIONS`` make it smaller.
"""

import os
import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builder.history.tables import Tables
from builder.ledger.chain import START, chained
from builder.ledger.entries import changes_of, entries_of
from builder.ledger.folder import FORM, RUN, file_name
from builder.ledger.read import read_history
from builder.ledger.recorded import tables_of
from builder.ledger.verify import verify
from builder.rules.assessment import Assessment, RegisterResult
from tests.benchmarks.big_register import big_register
from tests.ledger.made_runs import register_at

pytestmark = pytest.mark.benchmark

NIGHTS = int(os.environ.get("LEDGER_NIGHTS", "1000"))
ACTIONS = int(os.environ.get("LEDGER_ACTIONS", "5000"))
CHANGED = 50
"""Lines that somebody works on in a day."""
FIRST = datetime(2024, 1, 1, 17, 20, tzinfo=UTC)
VERIFY_SECONDS, REPLAY_SECONDS = 10, 3


def _first_night() -> Tables:
    held = big_register(ACTIONS, 2 * ACTIONS)
    figures = {f"figure_{n}": n for n in range(60)}
    registers = tuple(
        RegisterResult(id="B1.1", name="x", scope=scope, figures=figures)
        for scope in ("provider", *(f"S{n:02}" for n in range(20)))
    )
    return tables_of(held, Assessment(as_at=FIRST, policy_edition="x", registers=registers))


def _worked_on(tables: Tables, night: int, chance: random.Random) -> Tables:
    actions, figures = dict(tables["actions"]), dict(tables["figures"])
    for key in chance.sample(sorted(actions), CHANGED):
        line = actions[key]
        assert isinstance(line, dict)
        actions[key] = {
            **line,
            "progress_note": f"Seen on night {night}.",
            "percent_complete": "50",
        }
    for key in chance.sample(sorted(figures), CHANGED):
        figures[key] = night
    return {**tables, "actions": actions, "figures": figures}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that nightly runs leave; written without folding the ledger anew each night."""
    folder, chance = tmp_path_factory.mktemp("ledger"), random.Random(7)
    before: Tables = {}
    after, head = _first_night(), START
    for night in range(1, NIGHTS + 1):
        as_at = FIRST + timedelta(days=night)
        entries = entries_of(before, changes_of(before, after))
        facts = {"build_id": "x", "recorded_at": as_at.isoformat(), "tool_version": "x"}
        run = {
            "as_at": as_at.isoformat(),
            "entries": len(entries.lines),
            "facts": facts,
            "form": FORM,
            "is_unchanged": False,
            "kind": RUN,
            "tables": entries.in_run,
        }
        lines = []
        for entry in (run, *entries.lines):
            line, head = chained(entry, head)
            lines.append(line)
        (folder / file_name(night, as_at)).write_bytes(b"".join(lines))
        before, after = after, _worked_on(after, night, chance)
    return folder


def _cpu(what: str, started: float) -> float:
    spent = time.process_time() - started
    print(f"{what}: {spent:.2f} s CPU")
    return spent


def test_verifying_is_quick(folder: Path) -> None:
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(f"\n{NIGHTS} nights of {ACTIONS} actions: {size:.1f} MB")
    started = time.process_time()
    found = verify(folder)
    assert (found.is_whole, found.runs) == (True, NIGHTS)
    assert _cpu("verify", started) <= VERIFY_SECONDS


def test_replaying_is_quick(folder: Path) -> None:
    started = time.process_time()
    held = register_at(folder, (FIRST + timedelta(days=NIGHTS)).date())
    spent = _cpu("replay", started)
    assert held is not None
    assert len(held.actions) == ACTIONS
    assert spent <= REPLAY_SECONDS


def test_reading_the_history_is_bounded(folder: Path) -> None:
    started = time.process_time()
    history, _ = read_history(folder)
    _cpu("history", started)
    assert len(history.runs) == NIGHTS
