"""Nothing is escalated, reviewed, recorded or corrected before it was found."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from builder.field.moment import Moment
from builder.field.register import Register
from builder.field.sheet import Sheet
from builder.field.validation.dates import is_before, shown
from builder.problems import Problem, in_cell

FOLLOWS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Findings": (
        "found_at",
        (
            "recorded_at",
            "reported_to_shift_lead_at",
            "escalated_at",
            "manager_reviewed_at",
            "action_logged_at",
            "resolved_on",
        ),
    ),
    "Checks": ("checked_on", ("escalated_at",)),
    "Validity reviews": ("reviewed_at", ("escalated_at", "corrected_on")),
    "Sessions": ("held_at", ("escalated_at",)),
    "Workforce": ("week_starting", ("recorded_on", "shared_with_management_on", "escalated_at")),
    "Complaints": ("received_on", ("closed_on",)),
    "Notices": ("served_on", ("response_sent_on",)),
    "Batches": ("authorised_at", ("update_issued_at",)),
}
"""Sheet -> what comes first, and what follows from it."""


def nothing_before_it_was_found(register: Register, sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """Each cell that says that something was done before there was anything to do."""
    for sheet in sheets:
        if sheet.name in FOLLOWS:
            first, later = FOLLOWS[sheet.name]
            for row in getattr(register, sheet.attribute):
                for field in later:
                    yield from _of_pair(sheet, row, first, field)


def _of_pair(sheet: Sheet, row: Any, first: str, field: str) -> Iterator[Problem]:
    began, done = _moment(getattr(row, first)), _moment(getattr(row, field))
    if began is not None and done is not None and is_before(done, began):
        particulars = {
            "heading": sheet.column(field).heading,
            "value": shown(done),
            "first": sheet.column(first).heading,
            "other": shown(began),
        }
        yield Problem(in_cell.BEFORE_IT_WAS_FOUND, row.source.place(field), particulars)


def _moment(stamp: Moment | date | None) -> Moment | None:
    return Moment(stamp) if isinstance(stamp, date) else stamp
