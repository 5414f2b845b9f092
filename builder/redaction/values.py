"""What a record holds in words: its texts, refs and addresses."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from builder.records import Link, Register
from builder.records.references import RECORD_KINDS, records_by_sheet
from builder.redaction.phrases import is_distinct, withheld_phrases

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


_LABELS = (
    "name",
    "region",
    "display_name",
    "theme",
    "location",
    "team",
    "shift",
    "unit",
    "measure",
)
"""Fields whose short texts stand on many pages."""


def withheld_values(whole: Register, redacted: Register) -> frozenset[str]:
    """Texts of the whole register that the redacted one does not hold.

    Left out are dates and figures, which are no texts; a value that cannot be told from chance;
    and one that is part of a label that may be seen ("Oakfield" of "Oakfield House").
    """
    kept = {text.casefold() for text in texts_of_register(redacted)}
    found = {
        text.strip()
        for text in texts_of_register(whole)
        if text.casefold() not in kept and is_distinct(text)
    }
    found |= _names(whole) - {text for text in _names(whole) if text.casefold() in kept}
    sought = withheld_phrases(found)
    seen = {value for label in _labels(redacted) for value in sought.found(label)}
    return frozenset(found - seen)


def _names(register: Register) -> set[str]:
    """Names of people; one is withheld also where it is a plain word."""
    return {each.display_name for each in register.people if each.display_name}


def _labels(register: Register) -> set[str]:
    return {
        text
        for records in records_by_sheet(register).values()
        for record in records
        for name in _LABELS
        for text in texts_of(getattr(record, name, None))
    }


def origins(register: Register) -> Mapping[str, str]:
    """Each text of a register with the first place that it stands at."""
    places = {
        each.ref: str(each.source.place("ref"))
        for records in records_by_sheet(register).values()
        for each in records
        if hasattr(each, "ref")
    }
    for records in records_by_sheet(register).values():
        for record in records:
            for name in FIELD_NAMES[type(record)]:
                for text in texts_of(getattr(record, name)):
                    places.setdefault(text.strip(), str(record.source.place(name)))
    return places
