from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builder.history import Change, ChangeKind, History, Run
from builder.history.discrepancies import DiscrepancyKind, discrepancies
from builder.records import Action, DeadlineChange, PanelDecision, Register
from tests.made import make, register

FIRST = datetime(2026, 11, 18, 17, 20, tzinfo=UTC)
SECOND = datetime(2026, 11, 19, 17, 20, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 17, 20, tzinfo=UTC)
LINE = make(Action, ref="A-1", due="2026-11-27")
DUE = Change(
    kind=ChangeKind.CHANGED,
    sheet="Actions",
    ref="A-1",
    action="A-1",
    field="due",
    before="2026-11-20",
    after="2026-11-27",
)
CLOSED = replace(DUE, kind=ChangeKind.CLOSED, field="status", before="In progress", after="Closed")
APPROVED = replace(DUE, sheet="Deadline changes", ref="A-1|x", field="approved_on", before="")


def found(held: Register, *changes: Change) -> list[DiscrepancyKind]:
    runs = (Run(as_at=FIRST), Run(as_at=SECOND, changes=changes))
    told = discrepancies(History(runs=runs), held, NOW)
    assert all(each.first_seen == SECOND for each in told)
    return [each.kind for each in told]


def test_a_due_date_that_moved_without_its_row_is_found() -> None:
    moved = make(DeadlineChange, action="A-1", to_due="2026-11-27")
    other = make(DeadlineChange, action="A-1", to_due="2026-12-01")
    assert found(register(LINE), DUE) == [DiscrepancyKind.DUE_MOVED]
    assert found(register(LINE, other), DUE) == [DiscrepancyKind.DUE_MOVED]
    assert found(register(LINE, moved), DUE) == []
    assert found(register(LINE), replace(DUE, before="")) == []


@pytest.mark.parametrize(
    ("approved_on", "kinds"),
    [
        pytest.param("2026-11-19", [], id="the same day"),
        pytest.param("2026-11-20", [DiscrepancyKind.APPROVED_LATE], id="a day later"),
    ],
)
def test_an_approval_after_the_fact_is_found(
    approved_on: str, kinds: list[DiscrepancyKind]
) -> None:
    row = make(DeadlineChange, action="A-1", changed_on="2026-11-19", approved_on=approved_on)
    assert found(register(LINE, row), APPROVED) == kinds


@pytest.mark.parametrize(
    ("sheet", "field", "is_past"),
    [
        ("Checks", "compliant", True),
        ("Actions", "raised_on", True),
        ("Actions", "progress_note", False),
        ("Evidence", "source_date", True),
        ("Evidence", "title", False),
        ("People", "display_name", False),
    ],
)
def test_an_edit_of_the_past_is_found(sheet: str, field: str, is_past: bool) -> None:
    edit = replace(DUE, sheet=sheet, field=field)
    assert found(register(LINE), edit) == ([DiscrepancyKind.PAST_EDITED] if is_past else [])
    assert found(register(LINE), replace(edit, before="")) == []


def test_a_row_that_vanished_and_a_ref_used_again_are_found() -> None:
    gone = replace(DUE, kind=ChangeKind.GONE, field="")
    new = replace(gone, kind=ChangeKind.NEW)
    assert found(register(LINE), gone) == [DiscrepancyKind.ROW_VANISHED]
    assert found(register(LINE), new) == []
    assert found(register(LINE), gone, new) == [
        DiscrepancyKind.ROW_VANISHED,
        DiscrepancyKind.REF_REUSED,
    ]


def test_a_status_that_jumped_the_panel_is_found() -> None:
    approved = make(PanelDecision, action="A-1", decision="Approved")
    deferred = make(PanelDecision, action="A-1", decision="Deferred")
    assert found(register(LINE, deferred), CLOSED) == [DiscrepancyKind.PANEL_JUMPED]
    assert found(register(LINE, approved), CLOSED) == []
    assert found(register(LINE), CLOSED) == []
    cancelled = replace(CLOSED, after="Cancelled")
    assert found(register(LINE, deferred), cancelled) == []


def test_what_changed_since_the_last_run_was_first_seen_now() -> None:
    history = History(runs=(Run(as_at=FIRST),), since_last=(DUE,))
    (told,) = discrepancies(history, register(LINE), NOW)
    assert told.first_seen == NOW
    assert (told.change.before, told.change.after) == ("2026-11-20", "2026-11-27")
