"""Records and registers made in a test from a few typed values.

``make(Action, ref="A-1", due="2026-11-20")`` fills the source and turns strings into what the
field's type wants; fields not named stay unknown. ``register(...)`` groups records by their type.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import count
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from openpyxl.utils import get_column_letter

from builder.field import Link, Moment, Register, Source
from builder.workbook.schema import SHEETS

RecordType = TypeVar("RecordType")
_ROWS = count(2)
_SHEETS = {sheet.record: sheet for sheet in SHEETS}


def moment(typed: str) -> Moment:
    """``2026-11-20`` is a bare date, ``2026-11-20 17:20`` a local moment."""
    if len(typed) == len("2026-11-20"):
        return Moment(date.fromisoformat(typed))
    return Moment.local(datetime.fromisoformat(typed))


def as_at(typed: str) -> datetime:
    """A local moment as the aware UTC moment that the rules take."""
    return Moment.local(datetime.fromisoformat(typed)).end


@cache
def _hints(record: Any) -> Mapping[str, Any]:
    return get_type_hints(record)


_FROM_TEXT: dict[Any, Callable[[str], Any]] = {
    Decimal: Decimal,
    Moment: moment,
    date: date.fromisoformat,
    time: time.fromisoformat,
    Link: lambda text: Link(text, text),
}


def _typed(wanted: Any, value: Any) -> Any:
    if get_origin(wanted) is tuple:
        return tuple(_typed(get_args(wanted)[0], each) for each in value)
    if get_origin(wanted) is UnionType:
        wanted = next(each for each in get_args(wanted) if each is not type(None))
    if wanted is Decimal and isinstance(value, int | float):
        return Decimal(str(value))
    if isinstance(value, str):
        if isinstance(wanted, type) and issubclass(wanted, StrEnum):
            return wanted(value)
        return _FROM_TEXT.get(wanted, str)(value)
    return value


def make(record: type[RecordType], **typed: Any) -> RecordType:
    """A record with the values given; its source is the next made-up row of its sheet."""
    sheet = _SHEETS[record]
    columns = {column.field: get_column_letter(n) for n, column in enumerate(sheet.columns, 1)}
    source = typed.pop("source", Source("made.xlsx", sheet.name, next(_ROWS), columns))
    hints = _hints(cast(Any, record))
    maker: Any = record
    return cast(
        RecordType,
        maker(source=source, **{name: _typed(hints[name], v) for name, v in typed.items()}),
    )


def register(*records: Any, kept: tuple[str, ...] = (), **more: Any) -> Register:
    """A register of these records; a sheet is kept where it has a record or ``kept`` names it."""
    grouped: dict[str, tuple[Any, ...]] = {}
    columns: dict[str, frozenset[str]] = {}
    for sheet in SHEETS:
        rows = tuple(each for each in records if type(each) is sheet.record)
        if rows or sheet.name in kept:
            grouped[sheet.attribute] = rows
            columns[sheet.name] = frozenset(
                each.name for each in fields(sheet.record) if each.name != "source"
            )
    return Register(**{"columns_kept": columns, **grouped, **more})
