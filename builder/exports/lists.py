"""What each list for download holds: its columns and its rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from builder.portal.context import PortalContext
from builder.portal.downloads import LISTS
from builder.records import Link, Moment
from builder.records.references import RECORD_KINDS

CellValue = None | bool | int | Decimal | Fraction | str | date | datetime | time | Moment | Link
"""What a cell of a list may hold; the writers spell it."""
ListRow = tuple[CellValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportList:
    """One list, ready to be written."""

    name: str
    """Its file name without ending, a key of ``LISTS``."""
    headings: tuple[str, ...]
    """All different."""
    rows: tuple[ListRow, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return LISTS[self.name]


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
_PLACE = ("Workbook", "Sheet", "Row")


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
    return ExportList(
        name=name,
        headings=(*map(heading, names), *_PLACE),
        rows=tuple(
            (*(cell_value(getattr(record, each)) for each in names), *place(record))
            for record in getattr(context.register, attribute)
        ),
    )


def place(record: Any) -> ListRow:
    """Workbook, sheet and row of a record."""
    return (record.source.workbook, record.source.sheet, record.source.row)


def record_lists(context: PortalContext, taken: Iterable[str]) -> Iterator[ExportList]:
    """A list for each sheet that has none of its own."""
    known = frozenset(taken)
    for attribute in RECORD_KINDS:
        name = attribute.replace("_", "-")
        if name not in known:
            yield record_list(context, name, attribute)
