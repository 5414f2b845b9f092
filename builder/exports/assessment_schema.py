"""The JSON Schema (draft 2020-12) of the assessment that other programs read."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from builder.exports.assessment_parts import DEFINITIONS, SCHEMA, fields_of
from builder.exports.json_fields import Schema, alternatives, is_record
from builder.exports.plain_values import Plain
from builder.field import Moment
from builder.rules.assessment import Assessment

_DEADLINE: Schema = {
    "type": "string",
    "description": "A bare date runs to its end; a moment has its offset.",
    "pattern": r"^\d{4}-\d{2}-\d{2}(T.+)?$",
}
_SCALARS: Mapping[type, Schema] = {
    int: {"type": "integer"},
    Fraction: {"type": "number"},
    Decimal: {"type": "number"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string"},
    Moment: _DEADLINE,
    NoneType: {"type": "null"},
    object: {},
}


def assessment_schema() -> Schema:
    """The schema of what ``assessment_pieces`` gives."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "Assessment",
        "description": "What the rules say of a register as at a moment.",
        **_object(Assessment),
        "$defs": {name: _object(kind) for kind, name in DEFINITIONS.items()},
    }


def _object(kind: type) -> Schema:
    """An object with the keys of a type and no others."""
    fields = fields_of(kind)
    return {
        "type": "object",
        "properties": {each.key: {**_schema_of(each.kind), **each.note} for each in fields},
        "required": [each.key for each in fields if not each.is_optional],
        "additionalProperties": False,
    }


def _schema_of(kind: Any) -> Schema:
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0])}
    if get_origin(kind) is Mapping:
        return {"type": "object", "additionalProperties": _schema_of(get_args(kind)[1])}
    if get_origin(kind) is Literal:
        return _one_of(get_args(kind))
    if len(alternatives(kind)) > 1:
        return _any_of(alternatives(kind))
    if kind in _SCALARS:
        return _SCALARS[kind]
    if is_record(kind):
        return {"$ref": f"#/$defs/{DEFINITIONS[kind]}"} if kind in DEFINITIONS else _object(kind)
    return _one_of(kind)


def _one_of(words: Iterable[Plain]) -> Schema:
    return {"enum": [*words]}


def _any_of(kinds: tuple[Any, ...]) -> Schema:
    """RATIONALE: one list of types is shorter to read than a schema for each."""
    shapes = [_schema_of(each) for each in kinds]
    if any("$ref" in each for each in shapes):
        return {"oneOf": [*shapes]}
    types = [*dict.fromkeys(each["type"] for each in shapes)]
    if "number" in types and "integer" in types:
        types.remove("integer")
    known = [each for each in shapes if each["type"] != "null"]
    only = known[0] if len(known) == 1 else {}
    return {**only, "type": types if len(types) > 1 else types[0]}
