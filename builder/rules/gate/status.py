"""The assured status of a line: what its evidence supports, whatever is claimed (rules.md)."""

from datetime import datetime

from builder.field import Moment, PanelDecision
from builder.field.words import PanelOutcome, Status
from builder.rules.assessment import AssuredStatus
from builder.rules.facts.evidence.files import latest
from builder.rules.gate.case import ActionCase
from builder.rules.gate.gate import Gate


def assured_status(
    case: ActionCase, gate: Gate, as_at: datetime, *, is_overdue: bool
) -> AssuredStatus:
    """The first status that applies, in the order of rules.md."""
    status = case.action.status
    if status is Status.CANCELLED:
        return AssuredStatus.CANCELLED
    if reinstated_at(case, as_at) is not None:
        return AssuredStatus.REINSTATED
    if status is Status.CLOSED:
        is_assured = gate.passes and case.approval(as_at) is not None
        return AssuredStatus.CLOSED_ASSURED if is_assured else AssuredStatus.CLOSED_NOT_ASSURED
    decided = _standing_refusal(case, as_at)
    if decided is not None:
        return decided
    if status is Status.PROPOSED_FOR_CLOSURE:
        return AssuredStatus.READY_FOR_PANEL if gate.passes else AssuredStatus.NOT_READY
    return AssuredStatus.OVERDUE if is_overdue else AssuredStatus.OPEN


def reinstated_at(case: ActionCase, as_at: datetime) -> Moment | None:
    """When a validity review reopened the line; ``None`` where none did, or an approval followed.

    A later approved decision ends it.
    """
    reopened = latest(
        (
            review.reviewed_at
            for file in case.files
            for review in file.reviews
            if review.action_reinstated is True
        ),
        as_at,
    )
    if reopened is None:
        return None
    approved = latest(
        (each.panel_at for each in case.panels if each.decision is PanelOutcome.APPROVED), as_at
    )
    ends_it = approved is not None and approved.order > reopened.order
    return None if ends_it else reopened


def _standing_refusal(case: ActionCase, as_at: datetime) -> AssuredStatus | None:
    """Rejected or deferred, until the line is proposed anew."""
    decision = case.latest_decision(as_at)
    if decision is None or _was_proposed_anew(case, decision, as_at):
        return None
    if decision.decision is PanelOutcome.REJECTED:
        return AssuredStatus.REJECTED
    return AssuredStatus.DEFERRED if decision.decision is PanelOutcome.DEFERRED else None


def _was_proposed_anew(case: ActionCase, decision: PanelDecision, as_at: datetime) -> bool:
    proposed, decided = case.action.proposed_on, decision.panel_at
    if proposed is None or decided is None or not proposed.has_happened(as_at):
        return False
    if proposed.is_bare or decided.is_bare:
        return proposed.on > decided.on
    return proposed.end > decided.end
