"""Nothing is escalated, reviewed, recorded or corrected before it was found."""

from typing import Any

import pytest

from builder.field import (
    Batch,
    Check,
    Complaint,
    Finding,
    Notice,
    Session,
    ValidityReview,
    WorkforceWeek,
)
from builder.field.validation.order import FOLLOWS, nothing_before_it_was_found
from builder.workbook.schema import SHEETS
from tests.made import make, register

FOUND = "2026-11-10 12:00"
RECORDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "Findings": (Finding, {"ref": "F-1"}),
    "Checks": (Check, {"action": "A-1"}),
    "Validity reviews": (ValidityReview, {"burst": "B-1", "evidence": "E-1"}),
    "Sessions": (Session, {}),
    "Workforce": (WorkforceWeek, {"service": "OAK"}),
    "Complaints": (Complaint, {"ref": "C-1"}),
    "Notices": (Notice, {"ref": "N-1"}),
    "Batches": (Batch, {"ref": "B-1"}),
}
DATES = ("week_starting", "received_on", "closed_on", "served_on", "response_sent_on")
PAIRS = [(sheet, first, field) for sheet, (first, fields) in FOLLOWS.items() for field in fields]


def cells_of(sheet: str, first: str, field: str, at: str) -> list[str]:
    kind, typed = RECORDS[sheet]
    stamps = {first: FOUND, field: at}
    row = make(
        kind, **typed, **{name: on[:10] if name in DATES else on for name, on in stamps.items()}
    )
    found = nothing_before_it_was_found(register(row), SHEETS)
    return [each.kind.code for each in found if each.place == row.source.place(field)]


@pytest.mark.parametrize(("sheet", "first", "field"), PAIRS)
def test_what_follows_a_thing_is_not_dated_before_it(sheet: str, first: str, field: str) -> None:
    assert len(cells_of(sheet, first, field, "2026-11-09 12:00")) == 1
    assert cells_of(sheet, first, field, FOUND) == []
    assert cells_of(sheet, first, field, "2026-11-11 12:00") == []


@pytest.mark.parametrize(
    ("at", "number"),
    [("2026-11-10", 0), ("2026-11-10 12:00", 0), ("2026-11-10 11:59", 1), ("2026-11-09", 1)],
)
def test_a_bare_date_lies_anywhere_on_its_day(at: str, number: int) -> None:
    assert len(cells_of("Findings", "found_at", "escalated_at", at)) == number


def test_a_time_of_the_repeated_hour_may_be_the_second() -> None:
    for told, number in (("2026-10-25 01:15", 0), ("2026-10-25 00:59", 1)):
        row = make(Finding, ref="F-1", found_at="2026-10-25 01:30", escalated_at=told)
        assert len(list(nothing_before_it_was_found(register(row), SHEETS))) == number
