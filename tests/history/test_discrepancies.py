from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builder.field import Action, DeadlineChange, PanelDecision, Register
from builder.field.words import PanelOutcome, Status
from builder.history import Change, ChangeKind, History, Run
from builder.history.discrepancies import DiscrepancyKind, discrepancies
from builder.history.normal import keyed
from tests.made import make, moment, register

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
ROW = "A-1|2026-11-17"
APPROVED = replace(DUE, sheet="Deadline changes", ref=ROW, field="approved_on", before="")
NEW_ROW = replace(APPROVED, kind=ChangeKind.NEW, field="", after="")
GONE = replace(DUE, kind=ChangeKind.GONE, field="", before="Check stock", after="")
NEW = replace(GONE, kind=ChangeKind.NEW, before="", after="Repair the lift")


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


LATE, BACKDATED = DiscrepancyKind.APPROVED_LATE, DiscrepancyKind.ENTERED_LATE


@pytest.mark.parametrize("change", [APPROVED, NEW_ROW], ids=["a row filled in", "a new row"])
@pytest.mark.parametrize(
    ("approved_on", "kinds"),
    [
        pytest.param("2026-11-16", [BACKDATED], id="dated before a build that saw none"),
        pytest.param("2026-11-17", [BACKDATED], id="the day of the move, entered two days later"),
        pytest.param("2026-11-18", [LATE], id="a day after the move, entered the next day"),
        pytest.param("2026-11-19", [LATE], id="two days after"),
    ],
)
def test_an_approval_after_the_fact_is_found(
    change: Change, approved_on: str, kinds: list[DiscrepancyKind]
) -> None:
    row = make(DeadlineChange, action="A-1", changed_on="2026-11-17", approved_on=approved_on)
    assert found(register(LINE, row), change) == kinds


@pytest.mark.parametrize(
    ("panel_at", "kinds"),
    [("2026-11-17 15:45", [BACKDATED]), ("2026-11-18 15:45", []), ("2026-11-19 15:45", [])],
)
@pytest.mark.parametrize("field", ["", "decision"], ids=["a new row", "a row filled in"])
def test_a_panel_decision_entered_later_is_found(
    field: str, panel_at: str, kinds: list[DiscrepancyKind]
) -> None:
    row = make(PanelDecision, action="A-1", panel_at=panel_at, decision="Approved")
    (key, _, _) = next(keyed("panels", [row]))
    kind = ChangeKind.CHANGED if field else ChangeKind.NEW
    change = Change(kind=kind, sheet="Panels", ref=key, action="A-1", field=field, after="Approved")
    assert found(register(LINE, row), change) == kinds
    refused = replace(row, decision=PanelOutcome.REJECTED)
    assert found(register(LINE, refused), change) == []


@pytest.mark.parametrize(
    ("sheet", "field", "is_past"),
    [
        ("Checks", "compliant", True),
        ("Actions", "raised_on", True),
        ("Actions", "closed_on", True),
        ("Deadline changes", "approved_on", True),
        ("Deadline changes", "approved_by", True),
        ("Deadline changes", "reason", False),
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


def test_a_line_that_is_reopened_loses_its_closing_date() -> None:
    emptied = replace(DUE, field="closed_on", after="")
    assert found(register(LINE), emptied) == []


def test_a_row_that_vanished_and_a_ref_used_again_are_found() -> None:
    assert found(register(LINE), GONE) == [DiscrepancyKind.ROW_VANISHED]
    assert found(register(LINE), NEW) == []
    assert found(register(LINE), GONE, NEW) == [
        DiscrepancyKind.ROW_VANISHED,
        DiscrepancyKind.REF_REUSED,
    ]
    put_back = replace(NEW, after="Check stock")
    assert found(register(LINE), GONE, put_back) == [DiscrepancyKind.ROW_VANISHED]


def test_a_ref_used_again_says_what_it_stood_for() -> None:
    runs = (Run(as_at=FIRST), Run(as_at=SECOND, changes=(GONE, NEW)))
    told = discrepancies(History(runs=runs), register(LINE), NOW)[-1].change
    assert (told.field, told.before, told.after) == ("title", "Check stock", "Repair the lift")


def test_a_row_written_over_with_another_matter_is_a_ref_used_again() -> None:
    title = replace(DUE, field="title", before="Check stock", after="Repair the lift")
    raised = replace(DUE, field="raised_on", before="2026-10-01", after="2026-11-18")
    assert found(register(LINE), title, raised) == [DiscrepancyKind.REF_REUSED]
    assert found(register(LINE), title) == []
    assert found(register(LINE), raised) == [DiscrepancyKind.PAST_EDITED]
    filled_in = replace(raised, before="")
    assert found(register(LINE), title, filled_in) == []


JUMPED = [DiscrepancyKind.PANEL_JUMPED]


def decided(decision: str, on: str | None = "2026-11-19") -> PanelDecision:
    return make(PanelDecision, action="A-1", decision=decision, **({"panel_at": on} if on else {}))


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        pytest.param(decided("Deferred"), JUMPED, id="deferred"),
        pytest.param(decided("Approved"), [], id="approved on the day"),
        pytest.param(decided("Approved", "2026-11-18"), [], id="approved before"),
        pytest.param(decided("Approved", "2026-11-20"), JUMPED, id="approved a day later"),
        pytest.param(decided("Approved", None), [], id="approved on an unknown day"),
    ],
)
def test_a_status_that_jumped_the_panel_is_found(
    row: PanelDecision, kinds: list[DiscrepancyKind]
) -> None:
    assert found(register(LINE, row), CLOSED) == kinds
    assert found(register(LINE, row), replace(CLOSED, after="Cancelled")) == []


def test_where_no_panels_are_kept_no_status_can_jump_them() -> None:
    assert found(register(LINE), CLOSED) == []


def test_a_line_that_was_reopened_needs_the_panel_again() -> None:
    reopened = replace(DUE, kind=ChangeKind.REOPENED, field="status", after="In progress")
    earlier = decided("Approved", "2026-11-17")
    assert found(register(LINE, earlier), reopened, CLOSED) == JUMPED
    assert found(register(LINE, earlier), CLOSED) == []


@pytest.mark.parametrize(
    ("closed_on", "kinds"), [("2026-11-19", JUMPED), ("2026-11-20", [])], ids=["then", "later"]
)
def test_a_row_that_comes_already_closed_jumped_the_panel(
    closed_on: str, kinds: list[DiscrepancyKind]
) -> None:
    closed = replace(LINE, status=Status.CLOSED, closed_on=moment(closed_on))
    assert found(register(closed, decided("Deferred")), NEW) == kinds
    assert found(register(closed, decided("Approved", closed_on)), NEW) == []


@pytest.mark.parametrize(
    ("original", "to", "kinds"),
    [
        pytest.param("2026-11-20", "2026-12-04", [DiscrepancyKind.DUE_MOVED], id="to another day"),
        pytest.param("2026-11-20", "2026-11-27", [], id="to its day"),
        pytest.param("2026-11-27", "2026-12-04", [], id="it never moved"),
        pytest.param(None, "2026-12-04", [], id="nobody knows from when"),
    ],
)
def test_one_version_that_contradicts_itself_is_found_without_a_change(
    original: str | None, to: str, kinds: list[DiscrepancyKind]
) -> None:
    line = replace(LINE, original_due=moment(original) if original else None)
    row = make(DeadlineChange, action="A-1", to_due=to)
    told = discrepancies(History(), register(line, row), NOW)
    assert [each.kind for each in told] == kinds
    assert discrepancies(History(), register(line), NOW) == ()
    for each in told:
        assert (each.change.before, each.change.after) == (original, "2026-11-27")
        assert (each.change.action, each.first_seen) == ("A-1", NOW)


def test_a_due_date_is_named_once_and_since_it_was_first_seen() -> None:
    line = replace(LINE, original_due=moment("2026-11-13"))
    held = register(line, kept=("Deadline changes",))
    assert found(held, DUE) == [DiscrepancyKind.DUE_MOVED]
    runs = (Run(as_at=FIRST), Run(as_at=SECOND))
    (told,) = discrepancies(History(runs=runs), held, NOW)
    assert told.first_seen == FIRST


def test_a_confidential_line_stays_one() -> None:
    line = replace(LINE, original_due=moment("2026-11-13"), confidential=True)
    (told,) = discrepancies(History(), register(line, kept=("Deadline changes",)), NOW)
    assert told.change.is_confidential


def test_what_changed_since_the_last_run_was_first_seen_now() -> None:
    history = History(runs=(Run(as_at=FIRST),), since_last=(DUE,))
    (told,) = discrepancies(history, register(LINE), NOW)
    assert told.first_seen == NOW
    assert (told.change.before, told.change.after) == ("2026-11-20", "2026-11-27")
