"""The assessment's JSON Schema in words, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "object": "an object",
    "array": "a list",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of one part of the assessment."""

    name: str
    is_required: bool
    holds: str


def definitions(schema: Any) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """The assessment itself, then each part that it refers to, with their fields."""
    yield "assessment", _fields(schema)
    for name, part in schema["$defs"].items():
        yield name, _fields(part)


def _fields(part: Any) -> tuple[Field, ...]:
    required = part.get("required", [])
    return tuple(
        Field(name=name, is_required=name in required, holds=_words(held))
        for name, held in part.get("properties", {}).items()
    )


def _words(held: Any) -> str:
    said = held.get("description", "")
    return " ".join(each for each in (_kind(held) + ".", said) if each)


def _kind(held: Any) -> str:
    if "$ref" in held:
        return f"[{_name(held)}](#{_name(held)})"
    if "const" in held:
        return f"`{held['const']}`"
    if "enum" in held:
        return ", ".join(f"`{each}`" for each in held["enum"])
    for joined in ("oneOf", "anyOf"):
        if joined in held:
            return " or ".join(_kind(each) for each in held[joined])
    return " or ".join(_typed(each, held) for each in _listed(held.get("type", [])))


def _typed(kind: str, held: Any) -> str:
    if kind == "array":
        each = _kind(held.get("items", {}))
        return f"a list, each {each}" if each else "a list"
    if kind == "object" and isinstance(held.get("additionalProperties"), dict):
        return f"names, each with {_kind(held['additionalProperties'])}"
    if kind == "object" and held.get("properties"):
        return "an object with " + ", ".join(f"`{each}`" for each in held["properties"])
    if kind == "string" and held.get("format") == "date-time":
        return "a moment with its offset"
    return TYPES[kind]


def _listed(kinds: Any) -> list[str]:
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _name(held: Any) -> str:
    return str(held["$ref"]).removeprefix("#/$defs/")
