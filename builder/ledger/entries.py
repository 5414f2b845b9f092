"""What a run changed, as entries; and the change that entries hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builder.field.references import RECORD_KINDS
from builder.history.normal import Plain
from builder.history.tables import LAYOUT, Difference, Table, Tables, difference
from builder.ledger.recorded import TEXTS

Entry = dict[str, Any]
Changes = Mapping[str, Difference]
"""Table -> what changed in it; a table without a change may be absent."""

_IN_LINES = frozenset({*RECORD_KINDS, LAYOUT, TEXTS})
"""Tables whose every change is an entry of its own; the others stand in the run's entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEntries:
    """The entries of one run."""

    in_run: Mapping[str, Any]
    """Changes that stand in the run's own entry."""
    lines: tuple[Entry, ...]
    """One entry a changed record, block or text."""


def changes_of(before: Tables, after: Tables) -> Changes:
    """What changed between two runs."""
    found = {
        name: difference(before.get(name, {}), after.get(name, {}))
        for name in sorted(before.keys() | after.keys())
    }
    return {name: change for name, change in found.items() if change}


def entries_of(before: Tables, changes: Changes) -> RunEntries:
    """Spells changes as entries."""
    lines: list[Entry] = []
    in_run: dict[str, Any] = {}
    for name, change in changes.items():
        if name in _IN_LINES:
            lines.extend(_lines(name, before.get(name, {}), change))
        else:
            in_run[name] = {"gone": list(change.gone), "put": dict(change.put)}
    return RunEntries(in_run=in_run, lines=tuple(lines))


def _lines(name: str, before: Table, change: Difference) -> Iterator[Entry]:
    for key, value in change.put.items():
        old = before.get(key)
        entry: Entry = {"key": key, "table": name}
        if not isinstance(value, dict) or not isinstance(old, dict):
            entry["put"] = value
        else:
            entry |= _spliced(old, value) if name == LAYOUT else {"put": _changed(old, value)}
            if without := sorted(old.keys() - value.keys()):
                entry["without"] = without
        if old is None:
            entry["is_new"] = True
        yield entry
    for key in change.gone:
        yield {"is_gone": True, "key": key, "table": name}


def _changed(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> dict[str, Plain]:
    return {name: value for name, value in new.items() if old.get(name) != value}


def _spliced(old: dict[str, Any], new: dict[str, Any]) -> Entry:
    """A block of the layout; of its keys only the stretch that is otherwise is spelt."""
    before, after = old["keys"], new["keys"]
    start, most = 0, min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    changed = _changed(old, new)
    changed.pop("keys", None)
    splice = [start, len(before) - end - start, after[start : len(after) - end]]
    return {"put": changed, "splice": splice}


def changes_from(before: Tables, in_run: Mapping[str, Any], lines: Iterable[Entry]) -> Changes:
    """The changes that the entries of a run spell."""
    put: dict[str, dict[str, Plain]] = {name: dict(each["put"]) for name, each in in_run.items()}
    gone: dict[str, list[str]] = {name: list(each["gone"]) for name, each in in_run.items()}
    for entry in lines:
        name, key = entry["table"], entry["key"]
        if "is_gone" in entry:
            gone.setdefault(name, []).append(key)
        else:
            value = _value(before.get(name, {}).get(key), entry)
            put.setdefault(name, {})[key] = value
    return {
        name: Difference(put=put.get(name, {}), gone=tuple(gone.get(name, ())))
        for name in sorted(put.keys() | gone.keys())
    }


def _value(old: Any, entry: Entry) -> Plain:
    put: Any = entry["put"]
    if "is_new" in entry or not isinstance(old, dict):
        new: Plain = put
        return new
    value = {**old, **put}
    for name in entry.get("without", ()):
        value.pop(name, None)
    if "splice" in entry:
        start, dropped, added = entry["splice"]
        keys = list(old["keys"])
        keys[start : start + dropped] = added
        value["keys"] = keys
    return value
