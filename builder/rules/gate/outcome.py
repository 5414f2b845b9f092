"""The gate's checks of outcome: reduction, sustained runs, complaints, incidents, reviews."""

from collections.abc import Iterator
from fractions import Fraction

from builder.field import Finding, local_date
from builder.field.words import StepKind
from builder.policy import Policy, Threshold
from builder.rules.answers import Answer, outcome_of, places
from builder.rules.facts.complaints import POINTS_MISSING, movement_words
from builder.rules.facts.evidence.files import latest
from builder.rules.facts.on_target import Target, after_relapse, target_held
from builder.rules.facts.reduction import reduction_of, reduction_words
from builder.rules.facts.relapses import (
    Relapse,
    check_relapses,
    finding_relapses,
    latest_relapse,
    practice_relapses,
)
from builder.rules.facts.sustained import Span, Unit, span_of
from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import (
    COMPLAINT_MOVEMENT,
    NO_FURTHER_INCIDENTS,
    OUTCOME_REDUCTION,
    REVIEWS_HELD,
    SUSTAINED_IMPROVEMENT,
    CaseAt,
    absent,
    check,
    passes_not_due,
)
from builder.rules.verdict import Number, Outcome
from builder.rules.words import day_text, listed

DAYS_OF_WEEK = 7
DAYS_OF_MONTH = 30


@check(OUTCOME_REDUCTION, "outcome_reduction", "Measures")
def outcome_reduction(case_at: CaseAt) -> Answer:
    """The relative reduction of failure, recomputed from the measures (B3.2)."""
    changed, limit = case_at.change, case_at.policy.threshold("outcome_reduction")
    reduction = reduction_of(changed)
    if changed is None:
        reason = "No measure of this action is recorded."
    elif reduction is None:
        reason = f"{changed.why_not}: {changed.measure}."
    else:
        reason = f"{changed.measure}: {reduction_words(reduction, limit.exact)}."
    return Answer(
        outcome_of(limit, reduction),
        reason,
        reduction,
        places(changed.rows, "numerator") if changed else (),
    )


def _window(case_at: CaseAt) -> Threshold:
    return case_at.policy.of_family("sustained_improvement", case_at.case.family)


@check(SUSTAINED_IMPROVEMENT, "sustained_improvement", "Reviews", limit=_window)
def sustained_improvement(case_at: CaseAt) -> Answer:
    """The target held at every review through the window, and a relapse restarts it (A1.5)."""
    watch, target = case_at.watch, target_of(case_at)
    cells = places(watch.reviews[-1:], "target_met")
    if target.relapse is not None:
        cells = (*cells, *target.relapse.cells)
    held = _in_unit(target.days, watch.window)
    if target.outcome is Outcome.MET and (unread := absent(case_at, "Measures", "Checks")):
        return unread
    return Answer(target.outcome, f"{target.reason}.", held, cells)


def target_of(case_at: CaseAt) -> Target:
    """How the target held, review by review, and what the figures say against it."""
    case, watch = case_at.case, case_at.watch
    target = target_held(watch.reviews, case.raised_on, watch.cadence, watch.window, case_at.at)
    # RATIONALE: what is off target, or lacks a review, is not looked into further.
    if not target.run or target.outcome is Outcome.FIRED:
        return target
    return after_relapse(target, latest_relapse(relapses(case_at), case_at.at), case_at.at)


def relapses(case_at: CaseAt) -> Iterator[Relapse]:
    """Everything that speaks against the reviews of a line, in no order."""
    case, policy = case_at.case, case_at.policy
    yield from (each for missed in case_at.missed if (each := missed.relapse) is not None)
    yield from finding_relapses(case.findings, further_findings(case), policy)
    yield from check_relapses(case.checks)
    for file in case.files:
        yield from practice_relapses(file.visits, file.retests, policy)


def further_findings(case: ActionCase) -> Iterator[tuple[Finding, ...]]:
    """What was found of a line's theme at each of its places after the line was raised.

    Where that day is not known, all but the first.
    """
    raised = case.action.raised_on
    for series in case.incidents:
        if raised is None:
            yield series.findings[1:]
        else:
            yield tuple(
                each
                for each in series.findings
                if each.found_at is not None and each.found_at.order > raised.order
            )


def _in_unit(days: int, window: Span) -> Number:
    if not days:
        return days
    if window.unit is Unit.WEEKS:
        return Fraction(days, DAYS_OF_WEEK)
    # RATIONALE: shown only; whether the window is spanned goes by the calendar.
    return Fraction(days, DAYS_OF_MONTH) if window.unit is Unit.MONTHS else days


@check(REVIEWS_HELD, "review_cadence", "Reviews", lets_pass=passes_not_due)
def reviews_kept(case_at: CaseAt) -> Answer:
    """Reviews of the line held in their cadence through the window (A1.5, A2.5, A3.5)."""
    watch = case_at.watch
    if watch.missed:
        reason = f"No review is on record by {listed(day_text(each) for each in watch.missed)}."
    elif not watch.reviews:
        reason = "The first review is not due yet."
    else:
        reason = f"Reviews were held at most {watch.cadence} apart."
    cells = places(watch.reviews[-1:], "reviewed_on")
    return Answer(watch.outcome, reason, cells=cells, limit=str(watch.cadence))


@check(COMPLAINT_MOVEMENT, "complaints_unchanged", "Complaints")
def complaint_movement(case_at: CaseAt) -> Answer:
    """Complaints of the theme fell between two review points, or there were none (B3.3)."""
    case = case_at.case
    if case.theme is None:
        return Answer(Outcome.NOT_COMPUTABLE, "The theme of this action is not known.")
    moved = case.theme.movement(case_at.at)
    is_unchanged = moved.is_unchanged(literal=case_at.policy.switch("complaints_equal_only"))
    if is_unchanged is None or moved.latest is None or moved.previous is None:
        return Answer(Outcome.NOT_COMPUTABLE, f"Of the theme {POINTS_MISSING}")
    reason = f"Complaints of the theme: {movement_words(moved)}."
    return Answer(
        Outcome.FIRED if is_unchanged else Outcome.MET,
        reason,
        moved.latest.received,
        places(case.theme.in_period(moved.latest), "received_on"),
        limit=moved.previous.received,
    )


def concerns_incidents(case: ActionCase, policy: Policy) -> bool:
    """Whether a line closes only when nothing more is found; by its theme's family."""
    return case.family in policy.words("no_further_incidents_families")


@check(NO_FURTHER_INCIDENTS, "no_further_incidents")
def no_further_incidents(case_at: CaseAt) -> Answer | None:
    """Nothing more of the theme found at the location for the window after the last repair.

    RATIONALE: a finding after that window counts while it is itself younger than the window, so
    that a line is not closed a week after the hazard came back. ``None`` where the check does not
    concern the theme's family (A2.5).
    """
    case = case_at.case
    if not concerns_incidents(case, case_at.policy):
        return None
    if unread := absent(case_at, "Steps", "Findings"):
        return unread
    repaired = latest(
        (each.done_on for each in case.steps if each.kind is StepKind.REPAIR), case_at.at
    )
    if repaired is None:
        return Answer(Outcome.NOT_COMPUTABLE, "No repair is recorded as done.")
    window = span_of(case_at.policy, "no_further_incidents", "")
    clear_on, today = window.after(repaired.on), local_date(case_at.at)
    found = {
        each.ref: each
        for series in case.incidents
        for each in series.after(repaired, case_at.at)
        if each.found_at is not None
        and (each.found_at.on <= clear_on or each.found_at.on > window.before(today))
    }
    cells = places((found[ref] for ref in sorted(found)), "found_at")
    if found:
        outcome, reason = Outcome.FIRED, f"Found again after the repair: {listed(sorted(found))}."
    elif today < clear_on:
        outcome = Outcome.NOT_DUE
        reason = f"Repaired on {day_text(repaired.on)}; the window ends on {day_text(clear_on)}."
    else:
        outcome, reason = (
            Outcome.MET,
            f"No finding is recorded since the repair of {day_text(repaired.on)}.",
        )
    return Answer(outcome, reason, len(found), cells)
