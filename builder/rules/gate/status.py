"""The assured status of a line: what its evidence supports, whatever is claimed (rules.md)."""

from datetime import datetime

from builder.field import PanelDecision
from builder.field.words import PanelOutcome, Status
from builder.policy import Policy
from builder.rules.assessment import AssuredStatus
from builder.rules.facts.positions import ClosingPosition
from builder.rules.gate.case import ActionCase
from builder.rules.gate.doubts import doubts
from builder.rules.gate.gate import Gate


def assured_status(
    case: ActionCase, gate: Gate, policy: Policy, as_at: datetime, *, is_overdue: bool
) -> AssuredStatus:
    """The first status that applies, in the order of rules.md."""
    status, closing = case.action.status, case.closing(as_at)
    if status is Status.CANCELLED:
        return AssuredStatus.CANCELLED
    if closing.is_before_records:
        return AssuredStatus.CLOSED_BEFORE_RECORDS
    if closing.reinstated_at is not None:
        return AssuredStatus.REINSTATED
    if status is Status.CLOSED:
        return _closed_status(case, gate, closing, policy, as_at)
    decided = _standing_refusal(case, as_at)
    if decided is not None:
        return decided
    if status is Status.PROPOSED_FOR_CLOSURE:
        return AssuredStatus.READY_FOR_PANEL if gate.passes else AssuredStatus.NOT_READY
    return AssuredStatus.OVERDUE if is_overdue else AssuredStatus.OPEN


def _closed_status(
    case: ActionCase, gate: Gate, closing: ClosingPosition, policy: Policy, as_at: datetime
) -> AssuredStatus:
    """Of a line claimed closed: assured, in doubt since, or not assured."""
    approval = closing.approval
    if not (gate.passes and closing.is_accepted and approval is not None):
        return AssuredStatus.CLOSED_NOT_ASSURED
    if policy.closes_on_typed_word:
        return AssuredStatus.CLOSED_ASSURED
    if case.batch_objection(approval):
        return AssuredStatus.CLOSED_NOT_ASSURED
    if doubts(case, approval, policy, as_at):
        return AssuredStatus.CLOSED_IN_DOUBT
    return AssuredStatus.CLOSED_ASSURED


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
