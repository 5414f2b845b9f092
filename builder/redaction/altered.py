"""A record or named tuple with other values, the same one where nothing is other."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

# RATIONALE: the standard library gives dataclasses no type of their own to bind this to.
Record = TypeVar("Record", bound=Any)


def altered(record: Record, **values: Any) -> Record:
    """A copy with the values given; the record itself where it holds them already.

    RATIONALE: most of what an audience sees is as it was judged, and tens of thousands of copies
    cost more than looking.
    """
    for name, value in values.items():
        held = getattr(record, name)
        if held is not value and held != value:
            return _copy(record, values)
    return record


def _copy(record: Record, values: Mapping[str, Any]) -> Record:
    if isinstance(record, tuple):
        named: Any = record
        copy: Record = named._replace(**values)
        return copy
    return replace(record, **values)
