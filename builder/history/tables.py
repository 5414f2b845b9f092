"""All that is known at a moment as plain tables, and the difference between two of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any, cast

from builder.field import LeftOut, Register, SheetRows, Source, WorkbookInput
from builder.field.references import RECORD_KINDS
from builder.history.normal import Fields, Plain, keyed, record_from

Table = Mapping[str, Plain]
Tables = Mapping[str, Table]
"""Table -> key -> value. Records stand in tables named for their field of the register."""

LAYOUT = "layout"
"""Where the records stand: a block for each run of rows of one sheet."""
TYPED = "typed"
"""Table of records and key, parted by ``/`` -> field -> what its cell shows."""
INPUTS = "inputs"
COLUMNS = "columns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What turns one table into another."""

    put: Table
    """New and changed keys with their whole value."""
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.put or self.gone)


def difference(before: Table, after: Table) -> Difference:
    """What changed between two states of a table."""
    return Difference(
        put={key: value for key, value in after.items() if before.get(key, _ABSENT) != value},
        gone=tuple(sorted(before.keys() - after.keys())),
    )


_ABSENT = object()
_NOTHING: Mapping[str, str] = {}


def applied(table: Table, change: Difference) -> Table:
    """The table after a change."""
    if not change:
        return table
    after = {**table, **change.put}
    for key in change.gone:
        after.pop(key, None)
    return after


def tables_of_register(register: Register) -> Tables:
    """The normal form of a whole register."""
    tables: dict[str, Table] = {}
    layout: dict[str, Plain] = {}
    typed: dict[str, Plain] = {}
    for attribute in RECORD_KINDS:
        rows = list(keyed(attribute, getattr(register, attribute)))
        tables[attribute] = {key: normal for key, _, normal in rows}
        typed.update(
            (f"{attribute}/{key}", dict(record.source.typed))
            for key, record, _ in rows
            if record.source.typed
        )
        for number, block in enumerate(_blocks(rows)):
            layout[f"{attribute}/{number:04}"] = block
    tables[LAYOUT] = layout
    tables[TYPED] = typed
    tables[INPUTS] = {f"{n:04}": _input(each) for n, each in enumerate(register.inputs)}
    tables[COLUMNS] = {
        sheet: cast(Plain, sorted(names)) for sheet, names in register.columns_kept.items()
    }
    return tables


def _blocks(rows: Iterable[tuple[str, Any, Fields]]) -> Iterator[dict[str, Plain]]:
    """Runs of records from one sheet, with their row numbers as (first, how many)."""

    def where(row: tuple[str, Any, Fields]) -> tuple[str, str, Mapping[str, str]]:
        source: Source = row[1].source
        return source.workbook, source.sheet, source.columns

    for (workbook, sheet, columns), held in groupby(rows, where):
        block = list(held)
        yield {
            "workbook": workbook,
            "sheet": sheet,
            "columns": dict(columns),
            "rows": _runs(record.source.row for _, record, _ in block),
            "keys": [key for key, _, _ in block],
        }


def _runs(numbers: Iterable[int]) -> Plain:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == sum(runs[-1]):
            runs[-1][1] += 1
        else:
            runs.append([number, 1])
    return cast(Plain, runs)


def _input(read: WorkbookInput) -> Plain:
    return {
        "workbook": read.workbook,
        "sha256": read.sha256,
        "saved_at": read.saved_at.isoformat() if read.saved_at else None,
        "rows": dict(sorted(read.rows.items())),
        "is_last_good_reading": read.is_last_good_reading,
        "sheets": [[*each[:-1], [list(row) for row in each.left_out]] for each in read.sheets],
    }


def register_of(tables: Tables) -> Register:
    """The register that tables were made of."""
    held: dict[str, Any] = {attribute: [] for attribute in RECORD_KINDS}
    layout: Mapping[str, Any] = tables.get(LAYOUT, {})
    typed: Mapping[str, Any] = tables.get(TYPED, {})
    for place in sorted(layout):
        attribute = place.partition("/")[0]
        records: Mapping[str, Any] = tables[attribute]
        held[attribute].extend(
            record_from(
                RECORD_KINDS[attribute],
                records[key],
                replace(source, typed=typed.get(f"{attribute}/{key}", _NOTHING)),
            )
            for key, source in _sources(layout[place])
        )
    inputs: Mapping[str, Any] = tables.get(INPUTS, {})
    columns: Mapping[str, Any] = tables.get(COLUMNS, {})
    return Register(
        inputs=tuple(_input_from(inputs[key]) for key in sorted(inputs)),
        columns_kept={sheet: frozenset(names) for sheet, names in columns.items()},
        **{attribute: tuple(records) for attribute, records in held.items()},
    )


def _sources(block: Mapping[str, Any]) -> Iterator[tuple[str, Source]]:
    columns = dict(block["columns"])
    numbers = (first + n for first, many in block["rows"] for n in range(many))
    for key, row in zip(block["keys"], numbers, strict=True):
        yield key, Source(block["workbook"], block["sheet"], row, columns)


def _input_from(held: Mapping[str, Any]) -> WorkbookInput:
    saved = held["saved_at"]
    return WorkbookInput(
        workbook=held["workbook"],
        sha256=held["sha256"],
        saved_at=datetime.fromisoformat(saved) if saved else None,
        rows=held["rows"],
        is_last_good_reading=held["is_last_good_reading"],
        sheets=tuple(
            SheetRows._make((*counts, tuple(LeftOut(*row) for row in left_out)))
            for *counts, left_out in held.get("sheets", ())
        ),
    )
