"""What a record holds in words: its texts, refs and addresses."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from operator import attrgetter
from typing import Any

from builder.field import Link, Register
from builder.field.references import COLUMNS, RECORD_KINDS, REFERENCES, records_by_sheet, sheet_of
from builder.redaction.called import is_name, parts_of, whole_names
from builder.redaction.phrases import SHORTEST, is_distinct, withheld_phrases
from builder.redaction.plain_words import PLAIN_WORDS
from builder.redaction.scope import KEY_FIELDS

FIELD_NAMES: Mapping[type[Any], tuple[str, ...]] = {
    kind: tuple(each.field for each in columns) for kind, columns in COLUMNS.items()
}
"""Record -> its fields but its source."""


def _getter(names: Iterable[str]) -> Callable[[Any], Iterable[object]]:
    """A record's values of some fields; RATIONALE: one look for all is five times as fast."""
    several = tuple(names)
    if len(several) > 1:
        return attrgetter(*several)
    return lambda record: [getattr(record, each) for each in several]


WORDED: Mapping[type[Any], tuple[str, ...]] = {
    kind: tuple(each.field for each in columns if each.is_worded)
    for kind, columns in COLUMNS.items()
}
"""Record -> its fields that can hold words."""
_VALUES = {kind: _getter(names) for kind, names in WORDED.items()}


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
    return _texts(records, _VALUES)


def _texts(
    records: Iterable[Any], values: Mapping[type[Any], Callable[[Any], Iterable[object]]]
) -> Iterator[str]:
    for record in records:
        for value in values[type(record)](record):
            if type(value) is str:
                yield value
            elif value is not None:
                yield from texts_of(value)


def texts_of_register(register: Register) -> frozenset[str]:
    """Every text in a register, its workbooks' names among them."""
    held = {text for each in records_by_sheet(register).values() for text in texts_of_records(each)}
    return frozenset(held | {each.workbook for each in register.inputs})


def folded_texts(register: Register) -> frozenset[str]:
    """Every text in a register without case."""
    return frozenset(map(str.casefold, texts_of_register(register)))


LABEL_FIELDS = ("theme", "location", "team", "shift", "unit", "measure", "region")
"""Fields whose words stand for many records."""
_LABELS = ("name", "display_name", *LABEL_FIELDS)
"""Fields whose short texts stand on many pages."""


_Values = Mapping[type[Any], Callable[[Any], Iterable[object]]]


def _values_of(is_wanted: Callable[[type[Any], str], bool]) -> _Values:
    return {
        kind: _getter(name for name in names if is_wanted(kind, name))
        for kind, names in WORDED.items()
    }


def _is_reference(kind: type[Any], name: str) -> bool:
    return name in REFERENCES.get(_SHEETS[kind], {})


_SHEETS = {kind: sheet_of(attribute) for attribute, kind in RECORD_KINDS.items()}
_LABEL_VALUES = _values_of(lambda _, name: name in _LABELS)
_ONLY_LABELS = _values_of(lambda _, name: name in LABEL_FIELDS)
_NO_LABELS = _values_of(lambda _, name: name not in LABEL_FIELDS)
_FIXED_VALUES = _values_of(lambda kind, name: name in KEY_FIELDS[kind] or _is_reference(kind, name))
"""Refs and keys, of which redaction takes out no part."""
_PEOPLE_VALUES = _values_of(
    lambda kind, name: (
        name == "display_name" or REFERENCES.get(_SHEETS[kind], {}).get(name) == ("People",)
    )
)


def withheld_values(whole: Register, redacted: Register) -> frozenset[str]:
    """Texts of the whole register that the redacted one does not hold.

    Left out are dates and figures, which are no texts; a value that cannot be told from chance;
    one that is part of a label or a ref that may be seen ("Oakfield" of "Oakfield House"); a label
    of one word, which is taken out where it sorts records and stays in the words of others; and
    what was typed in place of a person and names nobody.
    """
    workbooks = {each.workbook for each in whole.inputs}
    changed = workbooks.union(texts_of_records(records_changed(whole, redacted)))
    changed -= {each.workbook for each in redacted.inputs}
    if not changed:
        return frozenset()
    kept = folded_texts(redacted)
    gone = {text for text in changed if text.casefold() not in kept}
    words = gone - _one_word_labels(whole, redacted) - _nobodies(whole)
    names = _names(whole) & gone
    found = {text.strip() for text in words if is_distinct(text) or text in names}
    found.update(each for name in names for each in whole_names(name))
    sought = withheld_phrases(found)
    stays = {*_labels(redacted), *_texts(_every_record(redacted), _FIXED_VALUES)}
    seen = {value for label in stays for value in sought.found(label)}
    return frozenset(found - seen)


def _every_record(register: Register) -> Iterator[Any]:
    for records in records_by_sheet(register).values():
        yield from records


def _one_word_labels(whole: Register, redacted: Register) -> set[str]:
    """Labels of one word that no other field of a record that changed holds."""
    changed = tuple(records_changed(whole, redacted))
    words = {each for each in _texts(changed, _ONLY_LABELS) if each.strip().isalpha()}
    return words.difference(_texts(changed, _NO_LABELS)) if words else words


def _nobodies(register: Register) -> set[str]:
    """Roles, teams and plain words in place of a person."""
    return {
        each
        for each in _texts(_every_record(register), _PEOPLE_VALUES)
        if not is_name(each) and not any(map(str.isdigit, each)) and "@" not in each
    }


def records_changed(whole: Register, redacted: Register) -> Iterator[Any]:
    """Records that the redacted register does not hold as they are.

    RATIONALE: mostly they are few, and nothing of any other record can be withheld.
    """
    for attribute in RECORD_KINDS:
        before, after = getattr(whole, attribute), getattr(redacted, attribute)
        if before is not after:
            same = set(map(id, after))
            yield from (each for each in before if id(each) not in same)


def _names(register: Register) -> set[str]:
    """Names of people which no text holds by chance."""
    names = (each.display_name for each in register.people)
    return {
        each for each in names if each and (is_distinct(each) or _is_rare(each)) and is_name(each)
    }


def _is_rare(name: str) -> bool:
    return len(name) > SHORTEST and not PLAIN_WORDS.issuperset(parts_of(name))


def _labels(register: Register) -> set[str]:
    every = records_by_sheet(register).values()
    return {text for records in every for text in _texts(records, _LABEL_VALUES)}


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
            for name in WORDED[type(record)]:
                for text in texts_of(getattr(record, name)):
                    places.setdefault(text.strip(), str(record.source.place(name)))
    return places
