"""The columns of a sheet, each declared on the record's field that it is read into.

What a cell holds follows from the type of the field, unless the column says more.
"""

from collections.abc import Hashable, Mapping
from dataclasses import KW_ONLY, MISSING, Field, dataclass, field, fields
from datetime import date, time
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypedDict, Unpack, cast, get_args, get_origin

from builder.field.link import Link
from builder.field.moment import Moment


class CellKind(Enum):
    """What a cell of a column holds."""

    REF = "reference"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    MOMENT = "date, with a time if known"
    WHOLE = "whole number"
    NUMBER = "number"
    PERCENT = "percent"
    YES_NO = "yes or no"
    LINK = "link"
    WORD = "one of the words given"
    FRAMEWORK_ITEM = "framework item"
    REGULATION = "regulation"
    CATEGORY = "evidence category"
    NOTICE_TYPE = "regulator action"


class DateRole(Enum):
    """What a date column says of its day."""

    EVENT = "happened on that day"
    DEADLINE = "runs to the end of that day"
    PLAN = "may lie in the future"


DEADLINE, PLAN = DateRole.DEADLINE, DateRole.PLAN

_KIND_OF_TYPE: Mapping[type, CellKind] = {
    str: CellKind.TEXT,
    date: CellKind.DATE,
    time: CellKind.TIME,
    Moment: CellKind.MOMENT,
    int: CellKind.WHOLE,
    Decimal: CellKind.NUMBER,
    bool: CellKind.YES_NO,
    Link: CellKind.LINK,
}

_WORDLESS = frozenset(
    {
        CellKind.DATE,
        CellKind.TIME,
        CellKind.MOMENT,
        CellKind.WHOLE,
        CellKind.NUMBER,
        CellKind.PERCENT,
        CellKind.YES_NO,
        CellKind.WORD,
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    heading: str
    field: str
    """Name of the record's field."""
    kind: CellKind
    _: KW_ONLY
    required: bool = False
    """Whether each row must fill it."""
    is_list: bool = False
    """Whether a cell may hold several values, parted by ``;`` or a new line."""
    words: type[StrEnum] | None = None
    refers_to: tuple[str, ...] = ()
    """Sheets whose own refs this column names; empty for a row's own ref."""
    besides: tuple[str, ...] = ()
    """What it may name besides those refs."""
    role: DateRole = DateRole.EVENT
    least: int | None = None
    """Least whole number allowed, inclusive."""
    most: int | None = None
    """Greatest whole number allowed, inclusive."""
    hides: bool = False
    """Whether a yes keeps the row from readers; then anything but a clear no is a yes."""
    personal: bool = False
    """Whether it says more of somebody than who they are; only on People is it looked for."""
    as_typed: bool = False
    """Whether what its cells show is kept beside what they mean."""

    @property
    def is_worded(self) -> bool:
        """Whether its cells hold an author's own words; a word of a drop-down is none."""
        return self.kind not in _WORDLESS


class _More(TypedDict, total=False):
    """What a column may say of itself, as ``Column`` names it."""

    required: bool
    is_list: bool
    besides: tuple[str, ...]
    role: DateRole
    least: int
    most: int
    hides: bool
    personal: bool
    as_typed: bool


def column(heading: str, kind: CellKind | None = None, **more: Unpack[_More]) -> Any:
    """A field read from a column; unknown, or an empty list, where a row does not fill it.

    Args:
        heading: As the template writes it.
        kind: ``None`` = what the type of the field says.
        more: As ``Column`` names it.
    """
    return _declared(heading, kind, (), more)


def reference(heading: str, *sheets: str, **more: Unpack[_More]) -> Any:
    """A field read from a column that names rows of these sheets by their own ref."""
    return _declared(heading, CellKind.REF, sheets, more)


def key(heading: str, *sheets: str) -> Mapping[str, Any]:
    """The ``metadata`` of a field that is empty where its cell is blank, and never unknown.

    RATIONALE: ``field(metadata=key(...))`` has no default, so that the type checker, too, knows
    that no record is without it.

    Args:
        heading: As the template writes it.
        sheets: Those whose rows it names; none for a row's own ref.
    """
    return {"heading": heading, "kind": CellKind.REF, "refers_to": sheets, "required": True}


def _declared(
    heading: str, kind: CellKind | None, sheets: tuple[str, ...], more: Mapping[str, Any]
) -> Any:
    metadata = {"heading": heading, "kind": kind, "refers_to": sheets, **more}
    return field(default=() if more.get("is_list") else None, metadata=metadata)


def columns_of(record: type[Any]) -> tuple[Column, ...]:
    """The columns that a kind of record is read from, in their order on the sheet."""
    return _columns_of(cast(Hashable, record))


@cache
def _columns_of(record: Any) -> tuple[Column, ...]:
    return tuple(_column(each) for each in fields(record) if each.metadata)


def keys_of(record: type[Any]) -> tuple[str, ...]:
    """The fields that tell a kind of record apart: its own ref, or what it hangs on."""
    return tuple(each.name for each in fields(record) if each.metadata and each.default is MISSING)


def heading_of(record: type[Any], field: str) -> str:
    """The heading of a record's field."""
    return next(each.heading for each in columns_of(record) if each.field == field)


def _column(declared: Field[Any]) -> Column:
    held: Any = declared.type
    if get_origin(held) is UnionType or get_origin(held) is tuple:
        held = get_args(held)[0]
    words = held if issubclass(held, StrEnum) else None
    kind = declared.metadata["kind"] or (CellKind.WORD if words else _KIND_OF_TYPE[held])
    return Column(field=declared.name, **{**declared.metadata, "kind": kind, "words": words})
