"""The kinds of records, under which sheet a register keeps each, and which others it names."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args, get_type_hints

from builder.field.column import Column, columns_of
from builder.field.register import Register

RecordKinds = Mapping[str, type[Any]]


def _record_kinds() -> RecordKinds:
    hints = get_type_hints(Register)
    return {
        each.name: get_args(hints[each.name])[0]
        for each in fields(Register)
        if each.name not in ("inputs", "columns_kept")
    }


RECORD_KINDS: RecordKinds = _record_kinds()
"""Field of the register -> the record that it holds, in the register's order."""
COLUMNS: Mapping[type[Any], tuple[Column, ...]] = {
    kind: columns_of(kind) for kind in RECORD_KINDS.values()
}
"""Record -> its columns, in their order on the sheet."""


def sheet_of(attribute: str) -> str:
    """The sheet whose rows a field of the register holds: ``burst_samples`` -> "Burst samples"."""
    return attribute.replace("_", " ").capitalize()


REFERENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    sheet_of(attribute): {each.field: each.refers_to for each in COLUMNS[kind] if each.refers_to}
    for attribute, kind in RECORD_KINDS.items()
}
"""Sheet name -> field -> the sheets whose refs it names."""


def records_by_sheet(register: Register) -> Mapping[str, tuple[Any, ...]]:
    """Every record of a register, by the name of its sheet."""
    return {sheet_of(attribute): getattr(register, attribute) for attribute in RECORD_KINDS}
