"""The gate's checks of outcome: reduction, sustained runs, complaints, incidents, reviews."""

from fractions import Fraction

from builder.field import local_date
from builder.field.words import StepKind
from builder.policy import Policy
from builder.rules.answers import outcome_of
from builder.rules.facts.evidence.files import latest
from builder.rules.facts.reduction import reduction_of
from builder.rules.facts.sustained import Span, Unit, span_of, target_held
from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import (
    COMPLAINT_MOVEMENT,
    NO_FURTHER_INCIDENTS,
    OUTCOME_REDUCTION,
    REVIEWS_HELD,
    SUSTAINED_IMPROVEMENT,
    CaseAt,
)
from builder.rules.verdict import GateCheck, Number, Outcome
from builder.rules.words import counted, day_text, listed

DAYS_OF_WEEK = 7
DAYS_OF_MONTH = 30


def outcome_reduction(case_at: CaseAt) -> GateCheck:
    """The relative reduction of failure, recomputed from the measures (B3.2)."""
    if "Measures" not in case_at.case.kept:
        return case_at.not_recorded(OUTCOME_REDUCTION, "outcome_reduction", "Measures")
    changed = case_at.change
    reduction = reduction_of(changed)
    if changed is None:
        reason = "No measure of this line is recorded."
    elif reduction is None:
        reason = f"{changed.why_not}: {changed.measure}."
    else:
        reason = f"{changed.measure}: {changed.moved}."
    return case_at.answer(
        OUTCOME_REDUCTION,
        "outcome_reduction",
        outcome_of(case_at.policy.threshold("outcome_reduction"), reduction),
        reason,
        observed=reduction,
        cells=tuple(each.source.place("numerator") for each in changed.rows) if changed else (),
    )


def sustained_improvement(case_at: CaseAt) -> GateCheck:
    """The target held at every review through the window, and a relapse restarts it (A1.5)."""
    rule, case = "sustained_improvement", case_at.case
    own = f"{rule}_{case.family}"
    if "Reviews" not in case.kept:
        return case_at.not_recorded(SUSTAINED_IMPROVEMENT, rule, "Reviews")
    watch = case_at.watch
    target = target_held(watch.reviews, case.raised_on, watch.cadence, watch.window, case_at.at)
    return case_at.answer(
        SUSTAINED_IMPROVEMENT,
        rule,
        target.outcome,
        f"{target.reason}.",
        observed=_in_unit(target.days, watch.window),
        threshold=own if own in case_at.policy.thresholds else rule,
        cells=tuple(each.source.place("target_met") for each in watch.reviews[-1:]),
    )


def _in_unit(days: int, window: Span) -> Number:
    if not days:
        return days
    if window.unit is Unit.WEEKS:
        return Fraction(days, DAYS_OF_WEEK)
    # RATIONALE: shown only; whether the window is spanned goes by the calendar.
    return Fraction(days, DAYS_OF_MONTH) if window.unit is Unit.MONTHS else days


def reviews_kept(case_at: CaseAt) -> GateCheck:
    """Reviews of the line held in their cadence through the window (A1.5, A2.5, A3.5)."""
    if "Reviews" not in case_at.case.kept:
        return case_at.not_recorded(REVIEWS_HELD, "review_cadence", "Reviews")
    watch = case_at.watch
    if watch.missed:
        reason = f"No review was held by {listed(day_text(each) for each in watch.missed)}."
    elif not watch.reviews:
        reason = "The first review is not due yet."
    else:
        reason = f"Reviews were held at most {watch.cadence} apart."
    return case_at.answer(
        REVIEWS_HELD,
        "review_cadence",
        watch.outcome,
        reason,
        limit=str(watch.cadence),
        cells=tuple(each.source.place("reviewed_on") for each in watch.reviews[-1:]),
    )


def complaint_movement(case_at: CaseAt) -> GateCheck:
    """Complaints of the theme fell between two review points, or there were none (B3.3)."""
    case = case_at.case
    if "Complaints" not in case.kept:
        return case_at.not_recorded(COMPLAINT_MOVEMENT, "complaints_unchanged", "Complaints")
    if case.theme is None:
        reason = "The theme of this line is not known."
        return case_at.answer(
            COMPLAINT_MOVEMENT, "complaints_unchanged", Outcome.NOT_COMPUTABLE, reason
        )
    moved = case.theme.movement(case_at.at)
    is_unchanged = moved.is_unchanged(literal=case_at.policy.switch("complaints_equal_only"))
    if is_unchanged is None or moved.latest is None or moved.previous is None:
        reason = "The theme does not have two review points yet."
        return case_at.answer(
            COMPLAINT_MOVEMENT, "complaints_unchanged", Outcome.NOT_COMPUTABLE, reason
        )
    reason = (
        f"{counted(moved.latest.received, 'complaint')} up to {day_text(moved.latest.until)}, "
        f"{moved.previous.received} in the period before."
    )
    return case_at.answer(
        COMPLAINT_MOVEMENT,
        "complaints_unchanged",
        Outcome.FIRED if is_unchanged else Outcome.MET,
        reason,
        observed=moved.latest.received,
        limit=moved.previous.received,
        cells=tuple(
            each.source.place("received_on") for each in case.theme.in_period(moved.latest)
        ),
    )


def concerns_incidents(case: ActionCase, policy: Policy) -> bool:
    """Whether a line closes only when nothing more is found; by its theme's family."""
    return case.family in policy.words("no_further_incidents_families")


def no_further_incidents(case_at: CaseAt) -> GateCheck | None:
    """Nothing more of the theme found at the location for the window after the last repair.

    RATIONALE: a finding after that window counts while it is itself younger than the window, so
    that a line is not closed a week after the hazard came back. ``None`` where the check does not
    concern the theme's family (A2.5).
    """
    case, rule = case_at.case, "no_further_incidents"
    if not concerns_incidents(case, case_at.policy):
        return None
    for sheet in ("Steps", "Findings"):
        if sheet not in case.kept:
            return case_at.not_recorded(NO_FURTHER_INCIDENTS, rule, sheet)
    repaired = latest(
        (each.done_on for each in case.steps if each.kind is StepKind.REPAIR), case_at.at
    )
    if repaired is None:
        reason = "No repair is recorded as done."
        return case_at.answer(NO_FURTHER_INCIDENTS, rule, Outcome.NOT_COMPUTABLE, reason)
    window = span_of(case_at.policy, "no_further_incidents", "")
    clear_on, today = window.after(repaired.on), local_date(case_at.at)
    found = {
        each.ref: each
        for series in case.incidents
        for each in series.after(repaired, case_at.at)
        if each.found_at is not None
        and (each.found_at.on <= clear_on or each.found_at.on > window.before(today))
    }
    cells = tuple(found[ref].source.place("found_at") for ref in sorted(found))
    if found:
        outcome, reason = Outcome.FIRED, f"Found again after the repair: {listed(sorted(found))}."
    elif today < clear_on:
        outcome = Outcome.NOT_DUE
        reason = f"Repaired on {day_text(repaired.on)}; the window ends on {day_text(clear_on)}."
    else:
        outcome, reason = Outcome.MET, f"Nothing found since the repair of {day_text(repaired.on)}."
    return case_at.answer(
        NO_FURTHER_INCIDENTS, rule, outcome, reason, observed=len(found), cells=cells
    )
