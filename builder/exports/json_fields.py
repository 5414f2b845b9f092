"""The fields of a type as an object of a JSON document has them, and how it may differ."""

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from types import MappingProxyType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from builder.exports.plain_values import Plain

Schema = dict[str, Plain]
"""What a JSON Schema says of one kind of value."""


class Field(NamedTuple):
    """One key of an object."""

    key: str
    kind: Any
    """Its type hint: says how its values are spelt, and what the schema says of them."""
    path: str = ""
    """Where the record holds it, ``scope`` or ``verdict.scope``; empty = the whole record."""
    make: Callable[[Any], object] | None = None
    """Makes the value of what is held there."""
    is_optional: bool = False
    """Whether the key is there only with a value; then it comes last."""
    note: Mapping[str, Plain] = MappingProxyType({})
    """What the schema says besides."""


Fields = tuple[Field, ...]
Edit = Callable[[Fields], Fields]
"""One difference of an object from its type."""


def fields_of_type(kind: type) -> Fields:
    """A key for each field, in the order of the type."""
    return tuple(Field(name, hint, name) for name, hint in get_type_hints(kind).items())


def property_of(kind: type, name: str) -> Field:
    """What a record says of itself without holding it."""
    return Field(name, get_type_hints(getattr(kind, name).fget)["return"], name)


def made_of(path: str, key: str, make: Callable[[Any], object]) -> Field:
    """What a function says of a part of a record; its hint is the kind."""
    return Field(key, get_type_hints(make)["return"], path, make)


def instead_of(key: str, *others: Field) -> Edit:
    """Others stand in the place of one."""

    def edit(fields: Fields) -> Fields:
        at = _place(fields, key)
        return (*fields[:at], *others, *fields[at + 1 :])

    return edit


def left_out(key: str) -> Edit:
    """It is not said."""
    return instead_of(key)


def after(key: str, added: Field) -> Edit:
    """One more stands after another."""

    def edit(fields: Fields) -> Fields:
        at = _place(fields, key) + 1
        return (*fields[:at], added, *fields[at:])

    return edit


def first(*keys: str) -> Edit:
    """They come before the others, in this order."""

    def edit(fields: Fields) -> Fields:
        led = [fields[_place(fields, key)] for key in keys]
        return (*led, *(each for each in fields if each not in led))

    return edit


def changed(key: str, /, **otherwise: Any) -> Edit:
    """One of them has another key, kind, maker or note."""

    def edit(fields: Fields) -> Fields:
        at = _place(fields, key)
        return (*fields[:at], fields[at]._replace(**otherwise), *fields[at + 1 :])

    return edit


def described(key: str, words: str) -> Edit:
    """The schema says in words what it is."""
    return changed(key, note={"description": words})


def parts_of(name: str, fields: Fields) -> Fields:
    """The fields of what a field holds, to stand in its place."""
    return tuple(each._replace(path=f"{name}.{each.path}") for each in fields)


def _place(fields: Fields, key: str) -> int:
    """RATIONALE: a difference from a field that is gone must fail, not be passed over."""
    return [each.key for each in fields].index(key)


def alternatives(kind: Any) -> tuple[Any, ...]:
    """The kinds of which a hint allows one."""
    return get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)


def is_record(kind: Any) -> bool:
    """Whether a kind has fields of its own."""
    return isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields"))
