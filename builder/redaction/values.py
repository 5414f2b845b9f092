"""What a record holds in words: its texts, refs and addresses."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from builder.records import Link, Register
from builder.records.references import RECORD_KINDS, records_by_sheet
from builder.redaction.phrases import is_distinct

FIELD_NAMES: Mapping[type[Any], tuple[str, ...]] = {
    kind: tuple(each.name for each in fields(kind) if each.name != "source")
    for kind in RECORD_KINDS.values()
}
"""Record -> its fields but its source."""


def texts_of(value: object) -> Iterator[str]:
    """The words in a field's value; a word of a drop-down is no value of the author's own."""
    if isinstance(value, StrEnum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, Link):
        yield value.text
        if value.target is not None:
            yield value.target
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)


def texts_of_records(records: Iterable[Any]) -> Iterator[str]:
    """Every text in some records."""
    for record in records:
        for name in FIELD_NAMES[type(record)]:
            yield from texts_of(getattr(record, name))


def texts_of_register(register: Register) -> frozenset[str]:
    """Every text in a register, its workbooks' names among them."""
    held = {text for each in records_by_sheet(register).values() for text in texts_of_records(each)}
    return frozenset(held | {each.workbook for each in register.inputs})


def withheld_values(whole: Register, redacted: Register) -> frozenset[str]:
    """Texts of the whole register that the redacted one does not hold.

    A value that is too short to be told from chance, or that is a number, is left out; dates and
    figures are no texts.
    """
    kept = {text.casefold() for text in texts_of_register(redacted)}
    return frozenset(
        text.strip()
        for text in texts_of_register(whole)
        if text.casefold() not in kept and is_distinct(text)
    )
