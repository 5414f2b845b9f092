import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.field import Register
from builder.field.references import RECORD_KINDS
from builder.history.normal import normal_fields, record_from
from builder.history.tables import applied, register_of, tables_of_register
from builder.ledger.entries import changes_from, changes_of, entries_of
from builder.ledger.read import read_history
from builder.ledger.verify import verify
from builder.redaction.sealing import sealed_register
from tests.ledger.made_runs import day, record, register_at
from tests.properties.made_records import records, registers

RUNS = st.lists(registers(), min_size=1, max_size=3)
FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def ledger(runs: list[Register]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        for number, held in enumerate(runs, 1):
            record(Path(folder), number, held)
        yield Path(folder)


@pytest.mark.parametrize("attribute", RECORD_KINDS)
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_a_record_comes_back_from_its_normal_form(attribute: str, data: st.DataObject) -> None:
    held: Any = data.draw(records(attribute))
    normal = json.loads(json.dumps(normal_fields(held)))
    assert record_from(RECORD_KINDS[attribute], normal, held.source) == held


@given(registers())
@FEW
def test_a_register_comes_back_from_its_tables(held: Register) -> None:
    tables = json.loads(json.dumps(tables_of_register(held)))
    back = register_of(tables)
    assert back == held
    for attribute in RECORD_KINDS:
        for one, other in zip(getattr(held, attribute), getattr(back, attribute), strict=True):
            assert one.source.columns == other.source.columns


@given(registers(), registers())
@FEW
def test_entries_turn_one_run_into_the_next(first: Register, second: Register) -> None:
    before, after = tables_of_register(first), tables_of_register(second)
    entries = entries_of(before, changes_of(before, after))
    spelt = json.loads(json.dumps([entries.in_run, entries.lines]))
    changes = changes_from(before, *spelt)
    tables = {
        name: applied(before[name], changes[name]) if name in changes else before[name]
        for name in before
    }
    assert tables == after


@given(RUNS)
@FEW
def test_replaying_gives_the_register_of_each_run(runs: list[Register]) -> None:
    with ledger(runs) as folder:
        for number, held in enumerate(runs, 1):
            on = day(number).date()
            assert register_at(folder, on) == sealed_register(held, ("almost done",))
        history, problems = read_history(folder)
    assert problems == ()
    assert len(history.runs) == len(runs)


@given(RUNS)
@FEW
def test_appending_never_alters_an_earlier_byte(runs: list[Register]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, before = Path(name), dict[str, bytes]()
        for number, held in enumerate(runs, 1):
            record(folder, number, held)
            now = {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}
            assert before.items() <= now.items()
            assert len(now) == number
            before = now


@given(RUNS, st.data())
@FEW
def test_any_flipped_bit_is_found(runs: list[Register], data: st.DataObject) -> None:
    with ledger(runs) as folder:
        path = data.draw(st.sampled_from(sorted(folder.iterdir())))
        held = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(held) - 1))
        held[at] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(held)
        assert verify(folder).problem is not None


@given(registers())
@FEW
def test_a_run_on_the_same_inputs_adds_one_line(held: Register) -> None:
    with tempfile.TemporaryDirectory() as name:
        record(Path(name), 1, held)
        added = record(Path(name), 2, held)
    assert added.entries == 1
    assert added.is_unchanged


@given(registers())
@FEW
def test_sealing_is_done_once_and_for_all(held: Register) -> None:
    sealed = sealed_register(held)
    assert sealed_register(sealed) == sealed
