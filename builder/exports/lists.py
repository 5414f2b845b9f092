"""What each list for download holds: its columns and its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from types import NoneType
from typing import Any, TypeVar

from builder.field import Link, Moment
from builder.field.references import RECORD_KINDS
from builder.portal.context import PortalContext

CellValue = None | bool | int | Decimal | Fraction | str | date | datetime | time | Moment | Link
"""What a cell of a list may hold; the writers spell it."""
ListRow = tuple[CellValue, ...]
Record = TypeVar("Record")
Whole = TypeVar("Whole")
Columns = Mapping[str, Callable[[Record], Any]]
"""Heading -> what a record says under it; several values are parted by ``; ``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportList:
    """One list, ready to be written: its rows are made as they are asked for."""

    name: str
    """Its file name without ending, a key of ``LISTS``."""
    records: Sequence[Any]
    """What its rows are about, in their order."""
    columns: Columns[Any]
    """At least two."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above its columns."""
        return tuple(self.columns)

    def rows(self) -> Iterator[ListRow]:
        """Its rows from the first."""
        columns = tuple(self.columns.values())
        for record in self.records:
            yield tuple(
                [
                    value if type(value := column(record)) in _AS_IT_IS else _cell_value(value)
                    for column in columns
                ]
            )


def columns_of(part: Callable[[Whole], Record], columns: Columns[Record]) -> Columns[Whole]:
    """Columns about a part of what the rows are about."""
    return {heading: _of_part(part, value) for heading, value in columns.items()}


def _of_part(
    part: Callable[[Whole], Record], value: Callable[[Record], Any]
) -> Callable[[Whole], Any]:
    return lambda whole: value(part(whole))


_HEADINGS: Mapping[str, str] = {
    "ref": "Ref",
    "service": "Service ID",
    "action": "Action ref",
    "actions": "Action refs",
    "findings": "Finding refs",
    "evidence": "Evidence ref",
    "person": "Person ID",
    "burst": "Burst ID",
    "batch": "Batch ID",
    "parent": "Parent ref",
    "source_kind": "Source",
    "from_due": "From",
    "to_due": "To",
    "moved_on": "On",
    "external_assurance": "External assurance refs",
    "response_due_on": "Response due date",
    "cqc_outcome": "CQC outcome",
    "cqc_location_id": "CQC location ID",
}
"""Fields whose heading is not their name in words."""
PLACE: Columns[Any] = {
    "Workbook": attrgetter("source.workbook"),
    "Sheet": attrgetter("source.sheet"),
    "Row": attrgetter("source.row"),
}
"""Where a record stands."""


def heading(name: str) -> str:
    """The heading of a record's field, as on its sheet."""
    return _HEADINGS.get(name) or name.replace("_", " ").capitalize()


_AS_IT_IS = frozenset({NoneType, bool, int, Fraction, str, datetime, Moment})
"""RATIONALE: to ask each of a million cells by a function took as long as reading it."""


def _cell_value(value: Any) -> CellValue:
    if isinstance(value, tuple):
        return "; ".join(str(each) for each in value) or None
    if isinstance(value, StrEnum):
        return str(value)
    kept: CellValue = value
    return kept


def record_list(context: PortalContext, name: str, attribute: str) -> ExportList:
    """The rows of one sheet, each with its place in the workbooks."""
    names = [each.name for each in fields(RECORD_KINDS[attribute]) if each.name != "source"]
    return ExportList(
        name=name,
        records=getattr(context.register, attribute),
        columns={**{heading(each): attrgetter(each) for each in names}, **PLACE},
    )
