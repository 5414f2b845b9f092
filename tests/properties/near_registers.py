"""Registers whose records lie near one day and name one another, so that rules have work to do.

Each is a function of a number, so that a failing one is named in a word.
"""

import random
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from builder.field import Link, Moment, Register, Source
from builder.field.references import RECORD_KINDS, sheet_of
from builder.workbook.schema import SHEETS

FIRST = datetime(2026, 10, 20, tzinfo=UTC)
DAYS = 35
REFS = ("A-1", "A-2", "A-3", "P-1", "P-2", "E-1", "OAK", "F-1")
THEMES = ("Medication", "Premises", "Staffing", "Care plans")
MOST_ROWS = 6
KEEP_ALL = {each.name: frozenset(column.field for column in each.columns) for each in SHEETS}


def _day(chance: random.Random) -> date:
    return (FIRST + timedelta(days=chance.randrange(DAYS))).date()


def _moment(chance: random.Random) -> Moment:
    if chance.random() < 0.5:
        return Moment(_day(chance))
    return Moment.instant(FIRST + timedelta(minutes=chance.randrange(DAYS * 24 * 60)))


_OF_TYPE: dict[type, Callable[[random.Random], Any]] = {
    str: lambda chance: chance.choice(REFS),
    int: lambda chance: chance.randint(0, 6),
    bool: lambda chance: chance.random() < 0.5,
    Decimal: lambda chance: Decimal(chance.randint(0, 100)),
    date: _day,
    time: lambda chance: time(chance.choice((8, 14, 20))),
    Moment: _moment,
    Link: lambda _: Link("file", "file.pdf"),
}


@cache
def _hints(attribute: str) -> dict[str, Any]:
    return get_type_hints(RECORD_KINDS[attribute])


def _one(chance: random.Random, name: str, inner: type) -> Any:
    if name == "theme":
        return chance.choice(THEMES)
    if issubclass(inner, StrEnum):
        return chance.choice(list(inner))
    return _OF_TYPE[inner](chance)


def _value(chance: random.Random, name: str, hint: Any) -> Any:
    wanted = [each for each in get_args(hint) if each not in (type(None), Ellipsis)] or [hint]
    if Ellipsis in get_args(hint):
        some = range(chance.randint(0, 3))
        return tuple(dict.fromkeys(_one(chance, name, wanted[0]) for _ in some))
    if type(None) in get_args(hint) and chance.random() < 0.15:
        return None
    return _one(chance, name, wanted[0])


def _records(chance: random.Random, attribute: str) -> tuple[Any, ...]:
    kind = RECORD_KINDS[attribute]
    made: dict[Any, Any] = {}
    for row in range(2, 2 + chance.randint(0, MOST_ROWS)):
        values = {
            each.name: _value(chance, each.name, _hints(attribute)[each.name])
            for each in fields(kind)
            if each.name != "source"
        }
        source = Source("a.xlsx", sheet_of(attribute), row)
        made.setdefault(values.get("ref", row), kind(source=source, **values))
    return tuple(made.values())


def near_register(number: int) -> Register:
    """The register of a number: a few records of every kind, all columns kept."""
    chance = random.Random(number)
    held: dict[str, Any] = {each: _records(chance, each) for each in RECORD_KINDS}
    return Register(columns_kept=KEEP_ALL, **held)
