"""Signs of weak closure, and who may not decide when (B3.S1 to B3.S3, B3.4, B2.5)."""

from collections.abc import Iterator
from datetime import datetime

from builder.field import Action, Moment, PanelDecision
from builder.field.words import PanelOutcome, Status
from builder.policy import Threshold
from builder.rules.answers import Answer, gravest, places
from builder.rules.duties.signs.evidence import movement_words
from builder.rules.duty import Case, actions, columns, duty, of_action, sheets
from builder.rules.facts.complaints import POINTS_MISSING
from builder.rules.facts.reduction import reduction_of
from builder.rules.gate.facts import Facts
from builder.rules.gate.process import during_hold
from builder.rules.gate.proofs import Proofs, proofs_at
from builder.rules.verdict import Outcome, Weight
from builder.rules.words import counted, moment_text

Decided = tuple[Action, PanelDecision]


def _presented(facts: Facts) -> Iterator[Case[tuple[Action, datetime]]]:
    for action in facts.actions.values():
        at = _presented_at(facts, action)
        if at is not None:
            yield of_action(action, (action, at))


@duty("sign_off_without_movement", (), _presented)
def sign_off_without_movement(
    facts: Facts, threshold: Threshold, of: tuple[Action, datetime]
) -> Answer:
    """No line is proposed, or was put to the panel, without movement from its baseline (B3.S1)."""
    action, at = of
    is_now = at == facts.as_at
    changed = facts.changes.get(action.ref) if is_now else facts.cases[action.ref].change(at)
    reduction = reduction_of(changed)
    moved = reduction is not None and reduction > threshold.exact
    rows = changed.rows if changed else ()
    return Answer(
        Outcome.MET if moved else Outcome.FIRED,
        f"Put forward, and {movement_words(changed)}.",
        reduction,
        (*places((action,), "status"), *places(rows, "numerator")),
    )


def _presented_at(facts: Facts, action: Action) -> datetime | None:
    """When a line was last put forward: now while proposed, else at its latest panel.

    RATIONALE: typing Closed puts a line forward as proposing it does, so that no word ends a sign.
    """
    if action.ref in facts.unwatched:
        return None
    decision = facts.cases[action.ref].latest_decision(facts.as_at)
    is_decided = decision is not None and action.status is not Status.PROPOSED_FOR_CLOSURE
    if is_decided and decision is not None and decision.panel_at is not None:
        return min(decision.panel_at.end, facts.as_at)
    return facts.as_at if _is_put_forward(facts, action) else None


def _is_put_forward(facts: Facts, action: Action) -> bool:
    return action.status in _PUT_FORWARD and action.ref not in facts.unwatched


_PUT_FORWARD = (Status.PROPOSED_FOR_CLOSURE, Status.CLOSED)


@duty("weak_complaint_data", sheets("Complaints"), actions(_is_put_forward))
def weak_complaint_data(facts: Facts, _: Threshold, action: Action) -> Answer:
    """Complaints of the theme of a line put forward are recorded and closed (B3.S2)."""
    theme = facts.cases[action.ref].theme
    moved = theme.movement(facts.as_at) if theme is not None else None
    periods = [each for each in (moved.previous, moved.latest) if each] if moved else []
    received = [each for period in periods for each in (theme.in_period(period) if theme else ())]
    closed = [each for each in received if each.closed_on is not None]
    if not periods:
        return Answer(Outcome.NOT_COMPUTABLE, f"Of the theme {POINTS_MISSING}")
    if not received:
        # RATIONALE: that nobody complained is worth a look, and is no limit that was reached.
        reason = "No complaint of the theme is recorded in the last two periods."
        return Answer(Outcome.FIRED, reason, 0, weight=Weight.WATCH)
    if not closed:
        outcome = Outcome.FIRED
        reason = f"None of {counted(len(received), 'complaint')} has a closing date."
    else:
        outcome = Outcome.MET
        reason = f"{counted(len(received), 'complaint')} recorded, {len(closed)} closed."
    return Answer(outcome, reason, len(received), places(received, "closed_on"))


def _decided(facts: Facts) -> Iterator[Case[Decided]]:
    """The latest decision on each line that one was made on, by ref."""
    for ref, case in facts.cases.items():
        decision = case.latest_decision(facts.as_at)
        if decision is not None:
            yield of_action(facts.actions[ref], (facts.actions[ref], decision))


def _approved(facts: Facts) -> Iterator[Case[Decided]]:
    return (each for each in _decided(facts) if each.of[1].decision is PanelOutcome.APPROVED)


def _proofs(facts: Facts, decision: PanelDecision) -> Proofs:
    at = decision.panel_at.end if decision.panel_at is not None else facts.as_at
    return proofs_at(facts.cases[decision.action], facts.policy, min(at, facts.as_at))


def _of_decision(decision: PanelDecision, outcome: Outcome, reason: str, field: str) -> Answer:
    since = decision.panel_at.end if decision.panel_at is not None else None
    return Answer(outcome, reason, cells=places((decision,), field), since=since)


@duty("approved_on_tasks_alone", sheets("Panels"), _approved)
def approved_on_tasks_alone(facts: Facts, _: Threshold, of: Decided) -> Answer | None:
    """No closure was approved with neither enough reduction nor external assurance (B3.S3)."""
    if of[0].ref in facts.unwatched:
        return None
    proofs = _proofs(facts, of[1])
    if proofs.count:
        reason = f"Approved with {counted(proofs.count, 'proof')} of two."
        return _of_decision(of[1], Outcome.MET, reason, "decision")
    reason = f"Approved without external assurance, and {movement_words(proofs.change)}."
    return _of_decision(of[1], Outcome.FIRED, reason, "decision")


@duty("one_proof_without_reason", columns("Panels", "reason"), _approved)
def one_proof_without_reason(facts: Facts, _: Threshold, of: Decided) -> Answer | None:
    """A closure approved on one proof alone has a recorded reason (B3.4)."""
    decision = of[1]
    if _proofs(facts, decision).count != 1:
        return None
    if (decision.reason or "").strip():
        reason = "Approved on one proof, with a reason."
        return _of_decision(decision, Outcome.MET, reason, "reason")
    reason = "Approved on one proof, and no reason is recorded."
    return _of_decision(decision, Outcome.FIRED, reason, "reason")


@duty("owner_decides_own_line", columns("Panels", "decided_by"), _decided)
def owner_decides_own_line(_: Facts, __: Threshold, of: Decided) -> Answer:
    """Nobody decided on a line of their own (B3.4)."""
    action, decision = of
    if decision.decided_by is None or action.owner is None:
        outcome = Outcome.NOT_COMPUTABLE
        reason = "Who decided, or who owns the action, is not recorded."
    elif decision.decided_by == action.owner:
        outcome, reason = Outcome.FIRED, f"{action.owner} owns the action and decided on it."
    else:
        outcome, reason = Outcome.MET, f"{decision.decided_by} does not own the action."
    return _of_decision(decision, outcome, reason, "decided_by")


def _approvals(facts: Facts) -> Iterator[Case[tuple[PanelDecision, ...]]]:
    """Every approval of each line that has some, the latest first."""
    for ref, case in facts.cases.items():
        approved = tuple(
            each
            for each in reversed(case.panels)
            if each.decision is PanelOutcome.APPROVED and facts.has_happened(each.panel_at)
        )
        if approved:
            yield of_action(facts.actions[ref], approved)


@duty("approval_during_hold", sheets("Panels", "Validity reviews"), _approvals)
def approval_during_hold(facts: Facts, _: Threshold, approved: tuple[PanelDecision, ...]) -> Answer:
    """No closure was approved inside a closure hold (B2.5)."""
    # RATIONALE: a line is named once, by the approval that speaks most against it.
    return gravest(_in_hold(facts, each) for each in approved)


def _in_hold(facts: Facts, decision: PanelDecision) -> Answer:
    moment = decision.panel_at or Moment.instant(facts.as_at)
    outcome, span = during_hold(moment, facts.holds)
    reason = f"Approved on {moment_text(moment)}, outside any closure hold."
    if span is not None:
        reason = (
            f"Approved on {moment_text(moment)}; approvals were suspended from "
            f"{moment_text(span.since)} to {moment_text(span.until)}."
        )
    return _of_decision(decision, outcome, reason, "panel_at")
