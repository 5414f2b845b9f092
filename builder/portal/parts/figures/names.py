"""What each figure of the registers is called, in which unit, by which rule and where to see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.field.pages import (
    ACTIONS_PAGE,
    CHALLENGE_PAGE,
    CLOSURE_PAGE,
    DEADLINE_BOARD_PAGE,
    EVIDENCE_PAGE,
    INTEGRITY_PAGE,
    OVERDUE_PAGE,
    SLIPPAGE_PAGE,
    WORKLOAD_PAGE,
)
from builder.portal.parts.words import capitalised

PERCENT = "%"


@dataclass(frozen=True, slots=True)
class FigureName:
    """How a figure is shown."""

    title: str
    unit: str = ""
    rule: str = ""
    """The rule whose limit it is held against; empty where there is none."""
    page: str = ""
    """Where its lines are listed."""


_NAMES: Mapping[tuple[str, str], FigureName] = {
    ("B1.1", "live"): FigureName("Live actions", page=ACTIONS_PAGE),
    ("B1.1", "due_48h"): FigureName("Due in 48 hours", page=DEADLINE_BOARD_PAGE),
    ("B1.1", "overdue"): FigureName("Overdue", page=OVERDUE_PAGE),
    ("B1.1", "due_before_next_board"): FigureName(
        "Due before the next board", page=DEADLINE_BOARD_PAGE
    ),
    ("B1.1", "overdue_on_original"): FigureName("Overdue on the first deadline", page=OVERDUE_PAGE),
    ("B1.1", "closed_not_assured"): FigureName("Closed, not assured", page=CLOSURE_PAGE),
    ("B1.2", "mismatched_deadlines"): FigureName("Mismatched deadlines", page=INTEGRITY_PAGE),
    ("B1.2", "missing_evidence_due"): FigureName("No evidence due date", page=INTEGRITY_PAGE),
    ("B1.2", "inactive_owner"): FigureName("No active owner", page=INTEGRITY_PAGE),
    ("B1.2", "defects"): FigureName(
        "Deadline defects", rule="integrity_defects", page=INTEGRITY_PAGE
    ),
    ("B1.2", "lines_with_defects"): FigureName("Actions with a defect", page=INTEGRITY_PAGE),
    ("B1.3", "moved"): FigureName("Actions moved", page=WORKLOAD_PAGE),
    ("B1.3", "brought_forward"): FigureName("Deadlines brought forward", page=WORKLOAD_PAGE),
    ("B1.3", "hours_assigned"): FigureName("Hours newly assigned", page=WORKLOAD_PAGE),
    ("B1.3", "pressure_percent"): FigureName(
        "Workload pressure", PERCENT, "workload_pressure", WORKLOAD_PAGE
    ),
    ("B1.3", "pressure_percent_before"): FigureName("Before the moves", PERCENT),
    ("B1.3", "pressure_percent_after"): FigureName("Now", PERCENT),
    ("B1.3", "load_hours"): FigureName("Hours due", "hours"),
    ("B1.3", "load_hours_before"): FigureName("Hours due before the moves", "hours"),
    ("B1.3", "capacity_hours"): FigureName("Hours available", "hours"),
    ("B1.3", "lines"): FigureName("Actions"),
    ("B1.3", "lines_without_hours"): FigureName("Actions without hours"),
    ("B1.4", "on_schedule"): FigureName("Closed on time", page=SLIPPAGE_PAGE),
    ("B1.4", "missed_under_24h"): FigureName("Missed by under 24 hours", page=SLIPPAGE_PAGE),
    ("B1.4", "missed_24h_or_more"): FigureName(
        "Missed by 24 hours or more", rule="severe_misses", page=SLIPPAGE_PAGE
    ),
    ("B1.4", "standing_24h_or_more"): FigureName(
        "Still open, 24 hours or more late", page=SLIPPAGE_PAGE
    ),
    ("B1.5", "overdue_open"): FigureName("Overdue and still open", page=CHALLENGE_PAGE),
    ("B1.5", "deadline_changes_approved"): FigureName(
        "Deadline changes approved", page=CHALLENGE_PAGE
    ),
    ("B1.5", "high_risk_without_evidence"): FigureName(
        "High risk without evidence", page=CHALLENGE_PAGE
    ),
    ("B1.5", "overdue_high_risk"): FigureName(
        "Overdue and high risk", rule="overdue_high_risk", page=OVERDUE_PAGE
    ),
    ("B2.1", "selected"): FigureName("Files drawn", page=EVIDENCE_PAGE),
    ("B2.1", "from_high_risk"): FigureName("From high-risk actions", page=EVIDENCE_PAGE),
    ("B2.1", "from_newly_closed"): FigureName("From newly closed actions", page=EVIDENCE_PAGE),
    ("B2.2", "matching_practice"): FigureName("Match live practice", page=EVIDENCE_PAGE),
    ("B2.2", "outdated_source"): FigureName("Source out of date", page=EVIDENCE_PAGE),
    ("B2.2", "lacking_outcome_proof"): FigureName("No proof of outcome", page=EVIDENCE_PAGE),
    ("B2.2", "invalid"): FigureName(
        "Invalid evidence files", rule="invalid_evidence", page=EVIDENCE_PAGE
    ),
    ("B2.3", "match_percent"): FigureName("Record match", PERCENT, "record_match", EVIDENCE_PAGE),
    ("B2.3", "steps_observed"): FigureName("Practice steps observed", page=EVIDENCE_PAGE),
    ("B2.3", "records_matching"): FigureName("Records matching", page=EVIDENCE_PAGE),
    ("B2.3", "records_checked"): FigureName("Records checked", page=EVIDENCE_PAGE),
    ("B2.3", "staff_prompts"): FigureName("Staff prompts", page=EVIDENCE_PAGE),
    ("B2.4", "average_percent"): FigureName(
        "Competence after retest", PERCENT, "retest_average", EVIDENCE_PAGE
    ),
    ("B2.5", "reinstated"): FigureName("Actions reinstated", page=EVIDENCE_PAGE),
    ("B2.5", "accepted_after_correction"): FigureName(
        "Accepted after correction", page=EVIDENCE_PAGE
    ),
    ("B2.5", "residual_risks"): FigureName(
        "Residual evidence risks", rule="residual_evidence_risks", page=EVIDENCE_PAGE
    ),
    ("B3.1", "proposed"): FigureName("Proposed for closure", page=CLOSURE_PAGE),
    ("B3.1", "ready"): FigureName("Ready for the panel", page=CLOSURE_PAGE),
    ("B3.1", "not_ready"): FigureName("Not ready", page=CLOSURE_PAGE),
    ("B3.2", "reduction_percent"): FigureName(
        "Failure-rate reduction", PERCENT, "outcome_reduction", CLOSURE_PAGE
    ),
    ("B3.4", "put_to_panel"): FigureName("Put to the panel", page=CLOSURE_PAGE),
    ("B3.5", "closed"): FigureName("Closed in the batch", page=CLOSURE_PAGE),
    ("B3.5", "residual_medium_or_high"): FigureName(
        "Open risk in the closure batch", rule="residual_risk_batch", page=CLOSURE_PAGE
    ),
    ("B3.5", "deferred_awaiting_review"): FigureName(
        "Deferred, awaiting review", page=CLOSURE_PAGE
    ),
}


def figures_of_rule(rule: str) -> tuple[tuple[str, str], ...]:
    """(register, figure) of each figure that is held against a rule's limit."""
    return tuple(key for key, name in sorted(_NAMES.items(), key=_key) if name.rule == rule)


def _key(item: tuple[tuple[str, str], FigureName]) -> tuple[str, str]:
    return item[0]


def figure_name(register: str, figure: str) -> FigureName:
    """How a figure is shown; its id in words where it has no name of its own."""
    known = _NAMES.get((register, figure))
    if known:
        return known
    title = capitalised(figure.removesuffix("_percent").replace("_", " "))
    return FigureName(title, PERCENT if figure.endswith("_percent") else "")
