"""What each list for download holds: its columns and its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from typing import Any

from builder.portal.context import PortalContext
from builder.records import Link, Moment
from builder.records.references import RECORD_KINDS

CellValue = None | bool | int | Decimal | Fraction | str | date | datetime | time | Moment | Link
"""What a cell of a list may hold; the writers spell it."""
ListRow = tuple[CellValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportList:
    """One list, ready to be written: its rows are made as they are asked for."""

    name: str
    """Its file name without ending, a key of ``LISTS``."""
    headings: tuple[str, ...]
    """All different, at least two."""
    records: Sequence[Any]
    """What its rows are about, in their order."""
    row: Callable[[Any], ListRow]
    """The cells of one of them, as many as there are headings."""

    def rows(self) -> Iterator[ListRow]:
        """Its rows from the first."""
        return map(self.row, self.records)


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
    "cqc_location_id": "CQC location ID",
}
"""Fields whose heading is not their name in words."""
_PLACE: Mapping[str, str] = {
    "Workbook": "source.workbook",
    "Sheet": "source.sheet",
    "Row": "source.row",
}
"""Heading -> where a record says it."""


def heading(name: str) -> str:
    """The heading of a record's field, as on its sheet."""
    return _HEADINGS.get(name) or name.replace("_", " ").capitalize()


def cell_value(value: Any) -> CellValue:
    """A field of a record as one cell; several values are parted by ``; ``."""
    if isinstance(value, tuple):
        return "; ".join(str(each) for each in value) or None
    if isinstance(value, StrEnum):
        return str(value)
    kept: CellValue = value
    return kept


def record_list(context: PortalContext, name: str, attribute: str) -> ExportList:
    """The rows of one sheet, each with its place in the workbooks."""
    names = [each.name for each in fields(RECORD_KINDS[attribute]) if each.name != "source"]
    values = attrgetter(*names, *_PLACE.values())
    return ExportList(
        name=name,
        headings=(*map(heading, names), *_PLACE),
        records=getattr(context.register, attribute),
        row=lambda record: tuple(map(cell_value, values(record))),
    )
