"""What the schemas are made of: kinds of values, and how they are put together."""

from builder.exports.plain_values import Plain

Schema = dict[str, Plain]

TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
TRUTH: Schema = {"type": "boolean"}
MAYBE_TRUTH: Schema = {"type": ["boolean", "null"]}
WHOLE: Schema = {"type": "integer"}
MAYBE_WHOLE: Schema = {"type": ["integer", "null"]}
NUMBER: Schema = {"type": "number"}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
SCALAR: Schema = {"type": ["number", "string", "boolean", "null"]}
MOMENT: Schema = {"type": "string", "format": "date-time"}
MAYBE_MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
DEADLINE: Schema = {
    "type": ["string", "null"],
    "description": "A bare date runs to its end; a moment has its offset.",
    "pattern": r"^\d{4}-\d{2}-\d{2}(T.+)?$",
}


def list_of(items: Schema) -> Schema:
    """A list of one kind."""
    return {"type": "array", "items": items}


def map_of(values: Schema) -> Schema:
    """Names, each with a value of one kind."""
    return {"type": "object", "additionalProperties": values}


def record_of(properties: dict[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    """An object with these properties and no others."""
    needed: list[Plain] = [name for name in properties if name not in optional]
    held: dict[str, Plain] = dict(properties)
    return {
        "type": "object",
        "properties": held,
        "required": needed,
        "additionalProperties": False,
    }


def ref_to(name: str) -> Schema:
    """One of the definitions."""
    return {"$ref": f"#/$defs/{name}"}


def one_of(*words: str) -> Schema:
    """One of some words."""
    return {"enum": list(words)}
