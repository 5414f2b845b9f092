"""What is kept of a row whose ref was made, so that the ref stays its own."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from builder.field.column import CellKind
from builder.field.sheet import Sheet

_TITLE_DIGITS, _VALUE_DIGITS = 12, 6
_PART = "."
Prefix = Callable[[str, str], str]
"""(Workbook, sheet) -> what the refs made for its rows begin with; empty = the usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRef:
    """A row that has a made ref, as it was when it was last seen."""

    ref: str
    workbook: str
    sheet: str
    """As its tab is called."""
    title: str
    first_seen: date
    digest: str
    """The kind of record, then short digests of its title and of each other value."""

    @property
    def place(self) -> tuple[str, str]:
        """Where the row stood."""
        return self.workbook, self.sheet

    @property
    def kind(self) -> str:
        """Which records it is one of: the register's field."""
        return self.digest.partition(_PART)[0]

    @property
    def values(self) -> frozenset[str]:
        """The digests of what is known of the row besides its title."""
        return frozenset(self.digest.split(_PART)[2:])


def kept_ref(row: Any, sheet: Sheet, on: date, ref: str = "") -> KeptRef:
    """What is kept of a row as it stands now."""
    title = title_of(row, sheet)
    known = sorted(_digest(each, _VALUE_DIGITS) for each in _values(row, sheet))
    return KeptRef(
        ref=ref,
        workbook=row.source.workbook,
        sheet=row.source.sheet,
        title=title,
        first_seen=on,
        digest=_PART.join((sheet.attribute, _digest(title.casefold(), _TITLE_DIGITS), *known)),
    )


def seen_again(before: KeptRef, now: KeptRef) -> KeptRef:
    """The same ref with where and how its row stands now."""
    return replace(now, ref=before.ref, first_seen=before.first_seen)


def given_up(before: KeptRef) -> KeptRef:
    """A ref that no row has any more, and none will have."""
    return replace(before, workbook="", sheet="", title="", digest=f"{before.kind}{_PART}")


def title_of(row: Any, sheet: Sheet) -> str:
    """What a person would know the row by: its first text, on one line."""
    own = sheet.own
    texts = (each for each in sheet.columns if each.kind is CellKind.TEXT and each is not own)
    found = (getattr(row, each.field) for each in texts if not each.is_list)
    return " ".join(str(next(filter(None, found), "")).split())


def _values(row: Any, sheet: Sheet) -> Iterable[str]:
    own, title = sheet.own, title_of(row, sheet)
    for column in sheet.columns:
        value = getattr(row, column.field) or row.source.typed.get(column.field)
        if value and column is not own and " ".join(str(value).split()) != title:
            yield f"{column.field}={_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return ";".join(map(_plain, value))
    return str(value)


def _digest(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
