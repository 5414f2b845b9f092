"""What each figure of the registers is called, in which unit, by which rule and where to see it."""

from collections.abc import Mapping
from dataclasses import dataclass

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


_OVERDUE = "deadlines/overdue.html"
_BOARD = "deadlines/board.html"
_INTEGRITY = "deadlines/integrity.html"
_WORKLOAD = "deadlines/workload.html"
_SLIPPAGE = "deadlines/slippage.html"
_CHALLENGE = "deadlines/challenge.html"
_EVIDENCE = "evidence/index.html"
_CLOSURE = "closure/index.html"

_NAMES: Mapping[tuple[str, str], FigureName] = {
    ("B1.1", "live"): FigureName("Live actions", page="actions/index.html"),
    ("B1.1", "due_48h"): FigureName("Due in 48 hours", page=_BOARD),
    ("B1.1", "overdue"): FigureName("Overdue", page=_OVERDUE),
    ("B1.1", "due_before_next_board"): FigureName("Due before the next board", page=_BOARD),
    ("B1.1", "overdue_on_original"): FigureName("Overdue on the first deadline", page=_OVERDUE),
    ("B1.1", "closed_not_assured"): FigureName("Closed, not assured", page=_CLOSURE),
    ("B1.2", "mismatched_deadlines"): FigureName("Mismatched deadlines", page=_INTEGRITY),
    ("B1.2", "missing_evidence_due"): FigureName("No evidence due date", page=_INTEGRITY),
    ("B1.2", "inactive_owner"): FigureName("No active owner", page=_INTEGRITY),
    ("B1.2", "defects"): FigureName("Deadline defects", rule="integrity_defects", page=_INTEGRITY),
    ("B1.2", "lines_with_defects"): FigureName("Actions with a defect", page=_INTEGRITY),
    ("B1.3", "moved"): FigureName("Actions moved", page=_WORKLOAD),
    ("B1.3", "brought_forward"): FigureName("Deadlines brought forward", page=_WORKLOAD),
    ("B1.3", "hours_assigned"): FigureName("Hours newly assigned", page=_WORKLOAD),
    ("B1.3", "pressure_percent"): FigureName(
        "Workload pressure", PERCENT, "workload_pressure", _WORKLOAD
    ),
    ("B1.3", "pressure_percent_before"): FigureName("Before the moves", PERCENT),
    ("B1.3", "pressure_percent_after"): FigureName("Now", PERCENT),
    ("B1.3", "load_hours"): FigureName("Hours due", "hours"),
    ("B1.3", "load_hours_before"): FigureName("Hours due before the moves", "hours"),
    ("B1.3", "capacity_hours"): FigureName("Hours available", "hours"),
    ("B1.3", "lines"): FigureName("Actions"),
    ("B1.3", "lines_without_hours"): FigureName("Actions without hours"),
    ("B1.4", "on_schedule"): FigureName("Closed on time", page=_SLIPPAGE),
    ("B1.4", "missed_under_24h"): FigureName("Missed by under 24 hours", page=_SLIPPAGE),
    ("B1.4", "missed_24h_or_more"): FigureName(
        "Missed by 24 hours or more", rule="severe_misses", page=_SLIPPAGE
    ),
    ("B1.4", "standing_24h_or_more"): FigureName(
        "Still open, 24 hours or more late", page=_SLIPPAGE
    ),
    ("B1.5", "overdue_open"): FigureName("Overdue and still open", page=_CHALLENGE),
    ("B1.5", "deadline_changes_approved"): FigureName("Deadline changes approved", page=_CHALLENGE),
    ("B1.5", "high_risk_without_evidence"): FigureName(
        "High risk without evidence", page=_CHALLENGE
    ),
    ("B1.5", "overdue_high_risk"): FigureName(
        "Overdue and high risk", rule="overdue_high_risk", page=_OVERDUE
    ),
    ("B2.1", "selected"): FigureName("Files drawn", page=_EVIDENCE),
    ("B2.1", "from_high_risk"): FigureName("From high-risk actions", page=_EVIDENCE),
    ("B2.1", "from_newly_closed"): FigureName("From newly closed actions", page=_EVIDENCE),
    ("B2.2", "matching_practice"): FigureName("Match live practice", page=_EVIDENCE),
    ("B2.2", "outdated_source"): FigureName("Source out of date", page=_EVIDENCE),
    ("B2.2", "lacking_outcome_proof"): FigureName("No proof of outcome", page=_EVIDENCE),
    ("B2.2", "invalid"): FigureName(
        "Invalid evidence files", rule="invalid_evidence", page=_EVIDENCE
    ),
    ("B2.3", "match_percent"): FigureName("Record match", PERCENT, "record_match", _EVIDENCE),
    ("B2.3", "steps_observed"): FigureName("Practice steps observed", page=_EVIDENCE),
    ("B2.3", "records_matching"): FigureName("Records matching", page=_EVIDENCE),
    ("B2.3", "records_checked"): FigureName("Records checked", page=_EVIDENCE),
    ("B2.3", "staff_prompts"): FigureName("Staff prompts", page=_EVIDENCE),
    ("B2.4", "average_percent"): FigureName(
        "Competence after retest", PERCENT, "retest_average", _EVIDENCE
    ),
    ("B2.5", "reinstated"): FigureName("Actions reinstated", page=_EVIDENCE),
    ("B2.5", "accepted_after_correction"): FigureName("Accepted after correction", page=_EVIDENCE),
    ("B2.5", "residual_risks"): FigureName(
        "Residual evidence risks", rule="residual_evidence_risks", page=_EVIDENCE
    ),
    ("B3.1", "proposed"): FigureName("Proposed for closure", page=_CLOSURE),
    ("B3.1", "ready"): FigureName("Ready for the panel", page=_CLOSURE),
    ("B3.1", "not_ready"): FigureName("Not ready", page=_CLOSURE),
    ("B3.2", "reduction_percent"): FigureName(
        "Failure-rate reduction", PERCENT, "outcome_reduction", _CLOSURE
    ),
    ("B3.4", "put_to_panel"): FigureName("Put to the panel", page=_CLOSURE),
    ("B3.5", "closed"): FigureName("Closed in the batch", page=_CLOSURE),
    ("B3.5", "residual_medium_or_high"): FigureName(
        "Open risk in the closure batch", rule="residual_risk_batch", page=_CLOSURE
    ),
    ("B3.5", "deferred_awaiting_review"): FigureName("Deferred, awaiting review", page=_CLOSURE),
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
