"""Entries that are chained as they should be and hold what no run writes: named with their file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.ledger.append import BrokenLedgerError
from builder.ledger.chain import START, chained
from builder.ledger.read import diff, read_history, replay
from builder.ledger.verify import verify
from tests.ledger.made_runs import day, provider, record

Entries = list[dict[str, Any]]
Change = Callable[[Entries], object]


def _put(entries: Entries, table: str) -> dict[str, Any]:
    put: dict[str, Any] = next(each for each in entries[1:] if each["table"] == table)["put"]
    return put


def _first(name: str, value: object) -> Change:
    return lambda entries: entries[0].__setitem__(name, value)


def _figure(value: object) -> Change:
    return lambda entries: entries[0]["tables"]["figures"]["put"].update({"B1.1|x|live": value})


def _field(name: str, value: object) -> Change:
    return lambda entries: _put(entries, "actions").update({name: value})


def _block(name: str, value: object) -> Change:
    return lambda entries: _put(entries, "layout").update({name: value})


def _deep(entries: Entries) -> None:
    value: object = "x"
    for _ in range(400):
        value = [value]
    entries[0]["tables"]["figures"]["put"]["B1.1|x|live"] = value


CHANGES: dict[str, Change] = {
    "list for tables": _first("tables", []),
    "text for tables": _first("tables", "x"),
    "no moment": _first("as_at", "yesterday"),
    "moment without a zone": _first("as_at", "2026-11-16T17:20:00"),
    "list for facts": _first("facts", ["x"]),
    "text for a number of entries": _first("entries", "1"),
    "negative number of entries": _first("entries", -1),
    "list for a form": _first("form", [1]),
    "unknown kind": _first("kind", "party"),
    "list for a kind": _first("kind", ["run"]),
    "dict for a failure": _first("failure", {}),
    "list for what it was": _first("rechained", []),
    "number too large": _figure(10**30),
    "number far too large": _figure(10**4000),
    "fraction of nothing": _figure("1/0"),
    "figure that is no number": _figure("many"),
    "figure with an exponent": _figure("1e999999999"),
    "list for a figure": _figure([1]),
    "deeply nested": _deep,
    "unknown table": lambda entries: entries[0]["tables"].update(
        {"party": {"gone": [], "put": {"x": 1}}}
    ),
    "list for a change": lambda entries: entries[0]["tables"].update({"figures": []}),
    "dict for what is gone": lambda entries: entries[0]["tables"]["figures"].update({"gone": {}}),
    "list for a record's field": _field("title", ["x"]),
    "unknown field": _field("party", "x"),
    "no date": _field("due", "soon"),
    "number for a date": _field("due", 20261120),
    "list for a record": lambda entries: entries[1].update({"put": [], "table": "actions"}),
    "list for an entry": lambda entries: entries.__setitem__(1, []),  # type: ignore[call-overload]  # odd on purpose
    "entry without a key": lambda entries: entries[1].pop("key"),
    "entry that does nothing": lambda entries: entries[1].pop("put"),
    "rows of no record": _block("keys", ["X-9"]),
    "rows that do not add up": _block("rows", [[2, 10**12]]),
    "text for rows": _block("rows", "2-9"),
    "problem without its wording": lambda entries: entries[0]["tables"]["kinds"].update(
        {"put": {}}
    ),
    "wording that looks inside": lambda entries: entries[0]["tables"]["kinds"]["put"].update(
        {"WB201": ["x", "{typed.x}", "y", "error"]}
    ),
}


def _rewrite(path: Path, change: Change) -> None:
    lines = path.read_bytes().splitlines()
    entries: Entries = [json.loads(line)["entry"] for line in lines]
    change(entries)
    head, out = START, b""
    for entry in entries:
        line, head = chained(entry, head)
        out += line
    path.write_bytes(out)
    (path.parent / "head").write_text(
        json.dumps({"head": head, "number": 1}, separators=(",", ":")) + "\n"
    )


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_odd_entry_is_named_with_its_file_and_never_a_traceback(
    tmp_path: Path, change: Change
) -> None:
    path = record(tmp_path, 1).path
    _rewrite(path, change)
    found = verify(tmp_path)
    assert found.problem is not None
    assert found.problem.place.workbook == path.name
    assert found.problem.code in ("LG105", "LG106", "LG104", "LG101")
    history, problems = read_history(tmp_path)
    assert (history.runs, history.fault) == ((), found.problem)
    assert problems == (found.problem,)
    for asked in (
        lambda: replay(tmp_path, day(1).date()),
        lambda: diff(tmp_path, day(1).date(), day(2).date()),
        lambda: record(tmp_path, 2, provider(digest="bb")),
    ):
        with pytest.raises(BrokenLedgerError, match=path.name):
            asked()


def test_what_stands_before_an_odd_entry_is_still_known(tmp_path: Path) -> None:
    record(tmp_path, 1)
    record(tmp_path, 2, provider(digest="bb", title="Later"))
    path = max(tmp_path.glob("*.jsonl"))
    lines = path.read_bytes().splitlines()
    entries = [json.loads(line)["entry"] for line in lines]
    entries[1]["put"] = {"title": ["x"]}
    head, out = json.loads(lines[0])["previous"], b""
    for entry in entries:
        line, head = chained(entry, head)
        out += line
    path.write_bytes(out)
    (tmp_path / "head").unlink()
    history, (problem,) = read_history(tmp_path)
    assert [each.as_at for each in history.runs] == [day(1)]
    assert problem.place.workbook == path.name
    assert len(history.heads) == 1
