"""The whole assessment as JSON, in the shape that rules.md and its JSON Schema fix."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, get_args, get_origin

from builder.exports.assessment_parts import fields_of
from builder.exports.json_text import spelling_of, text_of
from builder.rules.assessment import Assessment


def assessment_pieces(assessment: Assessment) -> Iterator[bytes]:
    """The assessment as JSON text, ending in a new line; one entry of a list a line.

    Figures are numbers or null, moments ISO 8601 with their offset.

    RATIONALE: of ten thousand lines it fills hundreds of megabytes, which nobody needs at once.
    """
    opening = b"{"
    for field in fields_of(Assessment):
        value: Any = attrgetter(field.path)(assessment) if field.path else assessment
        if field.make is not None:
            value = field.make(value)
        yield opening + text_of(field.key) + b":"
        if get_origin(field.kind) is tuple:
            yield from _laid_out(get_args(field.kind)[0], value)
        else:
            yield text_of(spelling_of(field.kind)(value))
        opening = b",\n"
    yield b"}\n"


def _laid_out(kind: type, values: Iterable[object]) -> Iterator[bytes]:
    """RATIONALE: one line of the whole could not be compared."""
    spelling = spelling_of(kind)
    opening = b"[\n"
    for each in values:
        yield opening
        yield text_of(spelling(each))
        opening = b",\n"
    yield b"[]" if opening == b"[\n" else b"\n]"
