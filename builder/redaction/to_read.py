"""Texts that may still name somebody, for whoever hands them over to read first."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from builder.field import Register
from builder.field.references import REFERENCES, records_by_sheet
from builder.problems import Cell
from builder.redaction.letters import LETTERS
from builder.redaction.plain_words import MONTHS, NOBODY, TITLES
from builder.redaction.scope import KEY_FIELDS
from builder.redaction.values import LABEL_FIELDS, WORDED, texts_of

_CAPITAL = r"[^\W\d_a-z]['’]?[^\W\d_]*[a-z][^\W\d_]*(?:['’\-][^\W\d_]+)*"
_WORD = re.compile(rf"(?<![^\W_])(?<![^\W_]['’\-])(?:{_CAPITAL})(?![^\W_])")
_BEGUN = re.compile(r"(?:^|[.!?:;•\n(\"“/–-])\s*$")
_NAMED = frozenset({"ref", "cqc_location_id", "category", "type", "region", *LABEL_FIELDS})
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "english"}
)


class TextToRead(NamedTuple):
    """A cell whose words may name somebody."""

    place: Cell
    words: tuple[str, ...]
    """The words that may be a name, as they stand."""


def texts_to_read(seen: Register) -> tuple[TextToRead, ...]:
    """Free texts of a redacted register that hold what looks like a name.

    That is a word with a capital letter inside a sentence, or after "Mrs" and the like, which is
    no word of a list, a service or a month, and which no text of the register has in lower case.
    It is no proof: "rose" may be a person, and "Warfarin" is none.
    """
    texts = list(_free_texts(seen))
    usual = {word for _, text in texts for word in LETTERS.findall(text) if word.islower()}
    services = {part.casefold() for each in seen.services for part in (each.name or "").split()}
    known = usual | services | NOBODY | MONTHS | _DAYS | {"withheld"}
    found = (TextToRead(place, tuple(_looks_like_names(text, known))) for place, text in texts)
    return tuple(each for each in found if each.words)


def _free_texts(register: Register) -> Iterator[tuple[Cell, str]]:
    for sheet, records in records_by_sheet(register).items():
        for record in records if sheet not in ("Services", "People") else ():
            for name in _free_fields(sheet, record):
                for text in texts_of(getattr(record, name)):
                    yield record.source.place(name), text


def _free_fields(sheet: str, record: Any) -> Iterator[str]:
    kind = type(record)
    fixed = {*REFERENCES.get(sheet, {}), *KEY_FIELDS[kind], *_NAMED}
    yield from (name for name in WORDED[kind] if name not in fixed)


def _looks_like_names(text: str, known: set[str]) -> Iterator[str]:
    for found in _WORD.finditer(text):
        word, before = found[0], text[: found.start()]
        last = before.split()[-1:] or [""]
        is_titled = last[0].rstrip(".").casefold() in TITLES
        is_inside = not _BEGUN.search(before)
        parts = {each.casefold() for each in LETTERS.findall(word)}
        if is_titled or (is_inside and not parts & known and word.casefold() not in TITLES):
            yield word
