"""Registers B1.1 to B1.5: deadlines, their integrity, workload, slippage, the board's summary."""

from builder.field.pages import (
    ACTIONS_PAGE,
    CHALLENGE_PAGE,
    CLOSED_ON_WORD_PAGE,
    CLOSURE_PAGE,
    DEADLINE_BOARD_PAGE,
    INTEGRITY_PAGE,
    OVERDUE_PAGE,
    SLIPPAGE_PAGE,
    WORKLOAD_PAGE,
)
from builder.field.registers.figure import HOURS, PERCENT, Figure, RegisterKind, Value


class DeadlineStatus(RegisterKind):
    """What is live, due soon and overdue."""

    id, name = "B1.1", "deadline-status dashboard"
    page = DEADLINE_BOARD_PAGE

    live = Figure("Live actions", page=ACTIONS_PAGE)
    due_48h = Figure("Due in 48 hours")
    overdue = Figure(page=OVERDUE_PAGE)
    due_before_next_board = Figure("Due before the next board")
    overdue_on_original = Figure("Overdue on the first deadline", page=OVERDUE_PAGE)
    closed_not_assured = Figure("Closed, not assured", page=CLOSURE_PAGE)
    closed_on_word = Figure("Closed on a word", page=CLOSED_ON_WORD_PAGE)


class DeadlineIntegrity(RegisterKind):
    """Deadlines that contradict each other, missing evidence dates, owners who have left."""

    id, name = "B1.2", "deadline-integrity log"
    page = INTEGRITY_PAGE
    counts = ("Actions", "Deadline changes")

    mismatched_deadlines = Figure()
    missing_evidence_due = Figure("No evidence due date")
    inactive_owner = Figure("No active owner")
    defects = Figure("Deadline defects", rule="integrity_defects")
    lines_with_defects = Figure("Actions with a defect")
    mismatched_deadline = Value()


class WorkloadRebalance(RegisterKind):
    """The day's moves, and each manager's pressure around them."""

    id, name = "B1.3", "workload-rebalance sheet"
    page = WORKLOAD_PAGE
    counts = ("Actions", "People")

    moved = Figure("Actions moved")
    brought_forward = Figure("Deadlines brought forward")
    hours_assigned = Figure("Hours newly assigned")
    load_hours_before = Value("Hours due before the moves", HOURS)
    load_hours = Value("Hours due", HOURS)
    capacity_hours = Value("Hours available", HOURS)
    before_percent = Value("Before the moves", PERCENT)
    after_percent = Value("Now", PERCENT)
    pressure_percent = Value("Workload pressure", PERCENT, "workload_pressure")
    lines = Value("Actions")
    lines_without_hours = Value("Actions without hours")


class Slippage(RegisterKind):
    """What was closed on time and what was missed, in a closing cycle."""

    id, name = "B1.4", "slippage-classification record"
    page = SLIPPAGE_PAGE

    on_schedule = Figure("Closed on time")
    missed_under_24h = Figure("Missed by under 24 hours")
    missed_24h_or_more = Figure("Missed by 24 hours or more", rule="severe_misses")
    standing_24h_or_more = Figure("Still open, 24 hours or more late")


class BoardSummary(RegisterKind):
    """What the board is asked to challenge, now and at each held session."""

    id, name = "B1.5", "board deadline summary"
    page = CHALLENGE_PAGE
    counts = ("Actions", "Evidence", "Deadline changes")

    overdue_open = Figure("Overdue and still open")
    deadline_changes_approved = Figure()
    high_risk_without_evidence = Figure()
    overdue_high_risk = Figure("Overdue and high risk", rule="overdue_high_risk", page=OVERDUE_PAGE)
    held = Value()
