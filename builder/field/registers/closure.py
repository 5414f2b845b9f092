"""Registers B3.1 to B3.5: proposals at the gate, their proofs, panels and batches."""

from builder.field.pages import CLOSURE_PAGE, COMPARISON_PAGE, DECISIONS_PAGE, EXPERIENCE_PAGE
from builder.field.registers.figure import PERCENT, Figure, RegisterKind, Value


class GateRegister(RegisterKind):
    """Each proposed closure, screened before the panel."""

    id, name, page = "B3.1", "closure-gate register", CLOSURE_PAGE
    counts = ("Actions", "Evidence", "Measures", "Complaints")

    proposed = Figure("Proposed for closure")
    ready = Figure("Ready for the panel")
    not_ready = Figure()
    baseline_risk_score = Value()
    latest_validation_on = Value()
    risk_band = Value()
    validation_age_days = Value()
    not_passed = Value()
    panel_at = Value()


class ClosureComparison(RegisterKind):
    """Baseline and current failure, and the reduction achieved."""

    id, name, page = "B3.2", "closure-comparison table", COMPARISON_PAGE
    counts = ("Actions", "Measures")

    baseline_rate = Value()
    current_rate = Value()
    reduction_percent = Value("Failure-rate reduction", PERCENT, "outcome_reduction")
    measure = Value()
    unit = Value()
    why_not = Value()


class ClosureExperience(RegisterKind):
    """Complaints of each theme between review points."""

    id, name, page = "B3.3", "closure-experience sheet", EXPERIENCE_PAGE
    counts = ("Actions", "Complaints")

    complaints_linked = Figure()
    complaints_closed = Value()
    median_closure_days = Value()
    complaints_before = Value()


class ClosureDecisions(RegisterKind):
    """What each panel decided."""

    id, name, page = "B3.4", "closure-decision record", DECISIONS_PAGE
    counts = ("Actions", "Panels")

    put_to_panel = Figure("Put to the panel")
    approved = Figure()
    deferred = Figure()
    rejected = Figure()


class ClosureControl(RegisterKind):
    """Each batch, and the risks that it leaves open."""

    id, name, page = "B3.5", "executive closure-control record", CLOSURE_PAGE
    counts = ("Actions", "Panels", "Batches")

    closed = Figure("Closed in the batch")
    closed_not_assured = Figure()
    residual_medium_or_high = Figure("Open risk in the closure batch", rule="residual_risk_batch")
    deferred_awaiting_review = Figure("Deferred, awaiting review")
    residual_all = Figure()
