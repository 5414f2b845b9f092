"""Signs of weak closure, and who may not decide when (B3.S1 to B3.S3, B3.4, B2.5)."""

from collections.abc import Iterator
from datetime import datetime

from builder.field import Action, Moment, PanelDecision
from builder.field.words import PanelOutcome, Status
from builder.policy import Threshold
from builder.rules.answers import not_recorded, verdict
from builder.rules.duties.evidence_signs import movement_words
from builder.rules.facts.reduction import reduction_of
from builder.rules.gate.facts import Facts
from builder.rules.gate.process import during_hold
from builder.rules.gate.proofs import Proofs, proofs_at
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import counted, moment_text


def sign_off_without_movement(facts: Facts) -> Iterator[Verdict]:
    """No line is proposed, or was put to the panel, without movement from its baseline (B3.S1)."""
    threshold = facts.policy.threshold("sign_off_without_movement")
    for ref, action in facts.actions.items():
        at = _presented_at(facts, action)
        if at is None:
            continue
        is_now = at == facts.as_at
        changed = facts.changes.get(ref) if is_now else facts.cases[ref].change(at)
        reduction = reduction_of(changed)
        moved = reduction is not None and reduction > threshold.exact
        yield verdict(
            threshold,
            Outcome.MET if moved else Outcome.FIRED,
            f"Put forward, and {movement_words(changed)}.",
            scope=action.service or PROVIDER,
            subject=Subject("Actions", ref),
            observed=reduction,
            cells=(
                action.source.place("status"),
                *(each.source.place("numerator") for each in (changed.rows if changed else ())),
            ),
        )


def _presented_at(facts: Facts, action: Action) -> datetime | None:
    """When a line was last put forward: now while proposed, else at its latest panel."""
    if action.status is Status.PROPOSED_FOR_CLOSURE:
        return facts.as_at
    decision = facts.cases[action.ref].latest_decision(facts.as_at)
    if decision is None or decision.panel_at is None:
        return None
    return min(decision.panel_at.end, facts.as_at)


def weak_complaint_data(facts: Facts) -> Iterator[Verdict]:
    """Complaints of a proposed line's theme are recorded and closed (B3.S2)."""
    threshold = facts.policy.threshold("weak_complaint_data")
    if not facts.register.keeps("Complaints"):
        yield not_recorded(threshold, "Complaints")
        return
    for ref, action in facts.actions.items():
        if action.status is Status.PROPOSED_FOR_CLOSURE:
            yield _complaint_data(facts, threshold, ref, action)


def _complaint_data(facts: Facts, threshold: Threshold, ref: str, action: Action) -> Verdict:
    theme = facts.cases[ref].theme
    moved = theme.movement(facts.as_at) if theme is not None else None
    periods = [each for each in (moved.previous, moved.latest) if each] if moved else []
    received = [each for period in periods for each in (theme.in_period(period) if theme else ())]
    closed = [each for each in received if each.closed_on is not None]
    if not periods:
        outcome = Outcome.NOT_COMPUTABLE
        reason = "The theme has no review point yet."
    elif not received:
        outcome = Outcome.FIRED
        reason = "No complaint of the theme is recorded in the last two periods."
    elif not closed:
        outcome = Outcome.FIRED
        reason = f"None of {counted(len(received), 'complaint')} has a closing date."
    else:
        outcome = Outcome.MET
        reason = f"{counted(len(received), 'complaint')} recorded, {len(closed)} closed."
    return verdict(
        threshold,
        outcome,
        reason,
        scope=action.service or PROVIDER,
        subject=Subject("Actions", ref),
        observed=len(received),
        cells=tuple(each.source.place("closed_on") for each in received),
    )


def _decisions(facts: Facts, *, approved_only: bool) -> Iterator[tuple[Action, PanelDecision]]:
    """The latest decision on each line that one was made on, by ref."""
    for ref, case in facts.cases.items():
        decision = case.latest_decision(facts.as_at)
        if decision is None:
            continue
        if not approved_only or decision.decision is PanelOutcome.APPROVED:
            yield facts.actions[ref], decision


def _proofs(facts: Facts, decision: PanelDecision) -> Proofs:
    at = decision.panel_at.end if decision.panel_at is not None else facts.as_at
    return proofs_at(facts.cases[decision.action], facts.policy, min(at, facts.as_at))


def _of_decision(
    threshold: Threshold,
    action: Action,
    decision: PanelDecision,
    outcome: Outcome,
    reason: str,
    field: str,
) -> Verdict:
    return verdict(
        threshold,
        outcome,
        reason,
        scope=action.service or PROVIDER,
        subject=Subject("Actions", action.ref),
        since=decision.panel_at.end if decision.panel_at is not None else None,
        cells=(decision.source.place(field),),
    )


def approved_on_tasks_alone(facts: Facts) -> Iterator[Verdict]:
    """No closure was approved with neither enough reduction nor external assurance (B3.S3)."""
    threshold = facts.policy.threshold("approved_on_tasks_alone")
    if not facts.register.keeps("Panels"):
        yield not_recorded(threshold, "Panels")
        return
    for action, decision in _decisions(facts, approved_only=True):
        proofs = _proofs(facts, decision)
        outcome = Outcome.MET if proofs.count else Outcome.FIRED
        reason = (
            f"Approved with {counted(proofs.count, 'proof')} of two."
            if proofs.count
            else f"Approved without external assurance, and {movement_words(proofs.change)}."
        )
        yield _of_decision(threshold, action, decision, outcome, reason, "decision")


def one_proof_without_reason(facts: Facts) -> Iterator[Verdict]:
    """A closure approved on one proof alone has a recorded reason (B3.4)."""
    threshold = facts.policy.threshold("one_proof_without_reason")
    if not facts.register.keeps("Panels", "reason"):
        yield not_recorded(threshold, "Panels, Reason")
        return
    for action, decision in _decisions(facts, approved_only=True):
        if _proofs(facts, decision).count == 1:
            has_reason = bool((decision.reason or "").strip())
            yield _of_decision(
                threshold,
                action,
                decision,
                Outcome.MET if has_reason else Outcome.FIRED,
                "Approved on one proof, with a reason."
                if has_reason
                else "Approved on one proof, and no reason is recorded.",
                "reason",
            )


def owner_decides_own_line(facts: Facts) -> Iterator[Verdict]:
    """Nobody decided on a line of their own (B3.4)."""
    threshold = facts.policy.threshold("owner_decides_own_line")
    if not facts.register.keeps("Panels", "decided_by"):
        yield not_recorded(threshold, "Panels, Decided by")
        return
    for action, decision in _decisions(facts, approved_only=False):
        if decision.decided_by is None or action.owner is None:
            outcome = Outcome.NOT_COMPUTABLE
            reason = "Who decided, or who owns the line, is not recorded."
        elif decision.decided_by == action.owner:
            outcome, reason = Outcome.FIRED, f"{action.owner} owns the line and decided on it."
        else:
            outcome, reason = Outcome.MET, f"{decision.decided_by} does not own the line."
        yield _of_decision(threshold, action, decision, outcome, reason, "decided_by")


def approval_during_hold(facts: Facts) -> Iterator[Verdict]:
    """No closure was approved inside a closure hold (B2.5)."""
    threshold = facts.policy.threshold("approval_during_hold")
    for sheet in ("Panels", "Burst cycles"):
        if not facts.register.keeps(sheet):
            yield not_recorded(threshold, sheet)
            return
    for ref, case in facts.cases.items():
        approved = [
            each
            for each in case.panels
            if each.decision is PanelOutcome.APPROVED and facts.has_happened(each.panel_at)
        ]
        judged = [_in_hold(facts, threshold, facts.actions[ref], each) for each in approved]
        if judged:
            # RATIONALE: a line is named once, by the approval that speaks most against it.
            yield min(reversed(judged), key=lambda each: _GRAVEST.index(each.outcome))


_GRAVEST = (Outcome.FIRED, Outcome.NOT_COMPUTABLE, Outcome.MET)


def _in_hold(
    facts: Facts, threshold: Threshold, action: Action, decision: PanelDecision
) -> Verdict:
    moment = decision.panel_at or Moment.instant(facts.as_at)
    outcome, span = during_hold(moment, facts.holds)
    reason = f"Approved on {moment_text(moment)}, outside any closure hold."
    if span is not None:
        reason = (
            f"Approved on {moment_text(moment)}; approvals were suspended from "
            f"{moment_text(span.since)} to {moment_text(span.until)}."
        )
    return _of_decision(threshold, action, decision, outcome, reason, "panel_at")
