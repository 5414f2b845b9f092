"""The gate's checks of how a line was led: owner, shifts, hold, independence."""

from datetime import datetime

from builder.field import Check, Moment, PanelDecision, local_date
from builder.rules.answers import Answer, places
from builder.rules.facts.hold import HoldSpan
from builder.rules.facts.order import begins
from builder.rules.facts.people.activity import is_active
from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import (
    CHECKS_ACROSS_SHIFTS,
    INDEPENDENT,
    NO_HOLD,
    OWNER_ACTIVE,
    CaseAt,
    check,
    passes_not_due,
)
from builder.rules.verdict import Outcome
from builder.rules.words import day_text, listed, moment_text


@check(OWNER_ACTIVE, "owner_active", "People")
def owner_active(case_at: CaseAt) -> Answer:
    """The owner stands in People and is active on the day (B1.2)."""
    case = case_at.case
    on = local_date(case_at.at)
    if case.action.owner is None:
        outcome, reason = Outcome.FIRED, "This action has no owner."
    elif case.owner is None:
        outcome, reason = Outcome.FIRED, f"{case.action.owner} is not in the People sheet."
    elif not is_active(case.owner, on):
        outcome, reason = Outcome.FIRED, f"{case.owner.ref} was not active on {day_text(on)}."
    else:
        outcome, reason = Outcome.MET, f"{case.owner.ref} is active."
    return Answer(outcome, reason, cells=places((case.action,), "owner"))


@check(CHECKS_ACROSS_SHIFTS, "checks_across_shifts", "Checks", "Shifts")
def shifts_covered(case_at: CaseAt) -> Answer:
    """Follow-up checks of the line cover every shift of its service (A1.4)."""
    case = case_at.case
    if not case.shifts:
        reason = "The Shifts sheet names no shift of this service."
        return Answer(Outcome.NOT_COMPUTABLE, reason)
    made = _made(case, case_at.at)
    missing = missing_shifts(case, case_at.at)
    if missing:
        outcome, reason = Outcome.FIRED, f"No check is recorded on: {listed(missing)}."
    else:
        outcome, reason = Outcome.MET, f"Checks were made on: {listed(case.shifts)}."
    return Answer(
        outcome,
        reason,
        len(case.shifts) - len(missing),
        places(made, "shift"),
        limit=len(case.shifts),
        is_estimated=any(each.shift is None for each in made),
    )


def missing_shifts(case: ActionCase, at: datetime) -> tuple[str, ...]:
    """The service's shifts on which no check of the line was made by a moment.

    A check's shift is the one typed, else the one that the Shifts sheet says began last.
    """
    covered = {
        _folded(each.shift or case.check_shifts.get(each.source)) for each in _made(case, at)
    }
    return tuple(name for name in case.shifts if _folded(name) not in covered)


def _made(case: ActionCase, at: datetime) -> tuple[Check, ...]:
    return tuple(
        each
        for each in case.checks
        if each.checked_on is not None and each.checked_on.has_happened(at)
    )


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


@check(NO_HOLD, "closure_hold")
def no_hold(case_at: CaseAt) -> Answer | None:
    """Closure approvals are not suspended at the moment judged (B2.5)."""
    if "Validity reviews" not in case_at.case.kept:
        # RATIONALE: without reviews nothing is known of a hold, and no file is accepted either.
        return None
    decision = case_at.case.approval(case_at.at)
    is_decided = decision is not None and case_at.case.is_closed
    moment = decision.panel_at if decision is not None and is_decided else None
    first, last = (case_at.at, case_at.at) if moment is None else (begins(moment), moment.end)
    outcome, span = _within(first, last, case_at.case.holds)
    if span is None:
        reason = "No closure hold is in force."
    elif outcome is Outcome.NOT_COMPUTABLE:
        reason = f"Whether this was before {moment_text(span.since)} is not recorded."
    else:
        reason = f"Closure approvals are suspended until {moment_text(span.until)}."
    return Answer(outcome, reason, cells=span.cells if span is not None else ())


def during_hold(moment: Moment, holds: tuple[HoldSpan, ...]) -> tuple[Outcome, HoldSpan | None]:
    """Whether something was done inside a closure hold, and inside which.

    Of a bare date it cannot be said where a hold covers only a part of that day.
    """
    return _within(begins(moment), moment.end, holds)


def _within(
    first: datetime, last: datetime, holds: tuple[HoldSpan, ...]
) -> tuple[Outcome, HoldSpan | None]:
    if not holds:
        return Outcome.MET, None
    inside = [each for each in holds if each.holds_at(first) and each.holds_at(last)]
    if inside:
        return Outcome.FIRED, inside[-1]
    touching = [each for each in holds if _touches(each, first, last)]
    if touching:
        return Outcome.NOT_COMPUTABLE, touching[-1]
    return Outcome.MET, None


def _touches(span: HoldSpan, first: datetime, last: datetime) -> bool:
    return span.since <= last and first < span.until


@check(INDEPENDENT, "owner_decides_own_line", lets_pass=passes_not_due)
def independent(case_at: CaseAt) -> Answer:
    """The closure is not decided by the line's owner (B3.4); not due before the approval."""
    case = case_at.case
    decision = case.approval(case_at.at)
    if decision is None:
        return Answer(Outcome.NOT_DUE, _not_approved(case.latest_decision(case_at.at)))
    cells = (decision.source.place("decided_by"), case.action.source.place("owner"))
    if decision.decided_by is None or case.action.owner is None:
        reason = "Who decided, or who owns the action, is not recorded."
        return Answer(Outcome.NOT_COMPUTABLE, reason, cells=cells)
    if decision.decided_by == case.action.owner:
        outcome, reason = Outcome.FIRED, f"{decision.decided_by} decided on an action of their own."
    else:
        outcome, reason = (
            Outcome.MET,
            f"{decision.decided_by} decided, and does not own the action.",
        )
    return Answer(outcome, reason, cells=cells)


def _not_approved(decision: PanelDecision | None) -> str:
    if decision is None or decision.decision is None or decision.panel_at is None:
        return "The panel has not decided on this action."
    word = decision.decision.value.lower()
    return f"The panel's latest decision, of {moment_text(decision.panel_at)}, is {word}."
