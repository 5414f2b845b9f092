"""The normal form of a record: one plain spelling of its fields, and the key it is known by."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from builder.field import Link, Moment, Source
from builder.field.references import RECORD_KINDS

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]
"""What a normal form is made of."""
Fields = dict[str, Plain]
"""Field -> its value; a field that holds nothing is absent."""

_DAY_LENGTH = len("2026-11-20")

NATURAL_KEYS: Mapping[str, tuple[str, ...]] = {
    "shifts": ("service", "shift"),
    "deadline_changes": ("action", "changed_on"),
    "steps": ("action", "step"),
    "checks": ("action", "checked_on", "kind", "shift"),
    "reviews": ("action", "reviewed_on"),
    "measures": ("action", "measure", "period_start"),
    "workforce": ("service", "week_starting"),
    "burst_samples": ("burst", "evidence"),
    "validity_reviews": ("burst", "evidence", "reviewed_at"),
    "live_proof": ("burst", "evidence", "checked_at"),
    "retests": ("burst", "person", "evidence", "retested_at"),
    "burst_cycles": ("burst",),
    "panels": ("action", "panel_at"),
    "rebalance": ("action", "moved_on", "from_person"),
    "sessions": ("kind", "scheduled_for", "service"),
}
"""Register field -> what tells its records apart; the others have a ref of their own."""


def _encode_moment(value: Moment) -> Plain:
    return value.on.isoformat() if value.at is None else value.at.isoformat()


def _decode_moment(text: str) -> Moment:
    if len(text) == _DAY_LENGTH:
        return Moment(date.fromisoformat(text))
    return Moment.instant(datetime.fromisoformat(text))


def _encode_link(value: Link) -> Plain:
    return {"text": value.text, "target": value.target}


def _decode_link(value: Mapping[str, str]) -> Link:
    return Link(value["text"], value["target"])


Codec = tuple[Callable[[Any], Plain], Callable[[Any], Any]]
_CODECS: Mapping[type, Codec] = {
    str: (str, str),
    int: (int, int),
    bool: (bool, bool),
    Decimal: (str, Decimal),
    date: (date.isoformat, date.fromisoformat),
    time: (time.isoformat, time.fromisoformat),
    Moment: (_encode_moment, _decode_moment),
    Link: (_encode_link, _decode_link),
}


def _codec(hint: Any) -> Codec:
    wanted = [each for each in get_args(hint) if each not in (type(None), Ellipsis)] or [hint]
    inner = wanted[0]
    is_word = isinstance(inner, type) and issubclass(inner, StrEnum)
    encode, decode = (str, inner) if is_word else _CODECS[inner]
    if Ellipsis in get_args(hint):
        return (
            lambda values: [encode(each) for each in values],
            lambda values: tuple(decode(each) for each in values),
        )
    return encode, decode


def _plan(kind: type[Any]) -> tuple[tuple[str, Codec], ...]:
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind) if each.name != "source"]
    return tuple((name, _codec(hints[name])) for name in names)


_PLANS: Mapping[type[Any], tuple[tuple[str, Codec], ...]] = {
    kind: _plan(kind) for kind in RECORD_KINDS.values()
}
_DECODERS: Mapping[type[Any], Mapping[str, Callable[[Any], Any]]] = {
    kind: {name: decode for name, (_, decode) in plan} for kind, plan in _PLANS.items()
}


def normal_fields(record: Any) -> Fields:
    """The fields of a record that hold something, plainly spelt."""
    normal: Fields = {}
    for name, (encode, _) in _PLANS[type(record)]:
        value = getattr(record, name)
        if value is not None and value != ():
            normal[name] = encode(value)
    return normal


def record_from(kind: type[Any], normal: Mapping[str, Plain], source: Source) -> Any:
    """The record that a normal form was made of."""
    decoders = _DECODERS[kind]
    return kind(source=source, **{name: decoders[name](each) for name, each in normal.items()})


def fits(kind: type[Any], normal: Any, most: int) -> bool:
    """Whether a record of a kind can be made of a normal form, and gives the same one back.

    Args:
        kind: The record's class.
        normal: What may be its normal form.
        most: The largest number that a field may hold.
    """
    try:
        record = record_from(kind, normal, Source("", "", 1))
        values: list[Any] = [getattr(record, name) for name in _DECODERS[kind]]
        numbers = [each for each in values if isinstance(each, int | Decimal)]
        return all(-most <= each <= most for each in numbers) and normal_fields(record) == normal
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        return False


def keyed(attribute: str, records: Iterable[Any]) -> Iterator[tuple[str, Any, Fields]]:
    """(key, record, normal form) of each record; a key that comes again gets ``~2``, ``~3``."""
    seen: Counter[str] = Counter()
    names = NATURAL_KEYS.get(attribute, ("ref",))
    for record in records:
        normal = normal_fields(record)
        key = "|".join(str(normal.get(name, "")) for name in names)
        seen[key] += 1
        yield (key if seen[key] == 1 else f"{key}~{seen[key]}"), record, normal
