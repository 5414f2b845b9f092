"""The text of JSON for what an assessment holds: each object by the fields of its type."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, get_args, get_origin

import msgspec

from builder.exports.assessment_parts import fields_of
from builder.exports.json_fields import Field, alternatives, is_record
from builder.exports.plain_values import plain_deadline, plain_moment, plain_number
from builder.field import Moment

Spelling = Callable[[Any], object]
_REMEMBERED = 8192


def _spelt_alone(value: object) -> object:
    """What msgspec does not write by itself.

    RATIONALE: it writes 1e-05 as 0.00001; the files keep the spelling that they have had.
    """
    if isinstance(value, Fraction | Decimal):
        number = plain_number(value)
        return msgspec.Raw(repr(number).encode())
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no plain value")


text_of = msgspec.json.Encoder(enc_hook=_spelt_alone).encode
"""The text of one entry, without a blank or a line break."""


def spelling_of(kind: Any) -> Spelling:
    """How values of a kind are spelt for ``text_of``; a record is so by its keys."""
    return _spelling(kind) or (lambda value: value)


@cache
def _entry_of(kind: type) -> Callable[[Any], dict[str, object]]:
    fields = sorted(fields_of(kind), key=lambda each: each.is_optional)
    keys = tuple(each.key for each in fields)
    values = attrgetter(*(each.path for each in fields))
    spellings = [(each.key, found) for each in fields if (found := _of_field(each))]
    optional = [each.key for each in fields if each.is_optional]

    def as_held(record: object) -> dict[str, object]:
        return dict(zip(keys, values(record), strict=True))

    def spelt(record: object) -> dict[str, object]:
        said = as_held(record)
        for key, spelling in spellings:
            if (value := said[key]) is not None:
                said[key] = spelling(value)
        for key in optional:
            if said[key] is None:
                del said[key]
        return said

    return spelt if spellings or optional else as_held


def _of_field(field: Field) -> Spelling | None:
    make, spelling = field.make, _spelling(field.kind)
    if make is None or spelling is None:
        return make or spelling
    return lambda value: spelling(make(value))


@cache
def _spelling(kind: Any) -> Spelling | None:
    """How values of a kind are spelt; ``None`` where msgspec does so by itself."""
    held = [each for each in alternatives(kind) if each is not type(None)]
    if any(each in _SPELT for each in held):
        return _scalar
    (only, *others) = held
    if others:
        return None
    if get_origin(only) is tuple:
        return _each(_spelling(get_args(only)[0]))
    if get_origin(only) is Mapping:
        return _named(_spelling(get_args(only)[1]))
    return _entry_of(only) if is_record(only) else None


_SPELT: Mapping[type, Spelling] = {
    datetime: lru_cache(maxsize=_REMEMBERED)(plain_moment),
    Moment: plain_deadline,
    Decimal: _spelt_alone,
}


def _scalar(value: object) -> object:
    spelling = _SPELT.get(type(value))
    return value if spelling is None else spelling(value)


def _each(spelling: Spelling | None) -> Spelling | None:
    return spelling and (lambda values: [spelling(each) for each in values])


def _named(spelling: Spelling | None) -> Spelling | None:
    return spelling and (lambda values: {name: spelling(each) for name, each in values.items()})
