"""The kept times of closure: gate register, batch, closure update (B3.1, B3.5)."""

from collections.abc import Iterator
from datetime import date

from builder.field import Batch, PanelDecision, local_moment
from builder.field.words import PanelOutcome, SessionKind
from builder.policy import Threshold
from builder.rules.answers import not_recorded, verdict
from builder.rules.duties.clock import Clock, happened
from builder.rules.facts.batches import actions_of_batch, residual_risks
from builder.rules.facts.review_days import is_review_day, watched_days
from builder.rules.facts.sessions import held
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import counted, day_text, listed


def gate_register_by_0940(facts: Facts) -> Iterator[Verdict]:
    """On each watched review day the proposed closures were screened in time (B3.1)."""
    threshold = facts.policy.threshold("gate_register_by_0940")
    if not facts.register.keeps("Sessions"):
        yield not_recorded(threshold, "Sessions")
        return
    days = [day for day in watched_days(facts) if is_review_day(facts, day)]
    for day in days:
        yield _screened_on(facts, threshold, day)
    if not days:
        reason = "No review day was held in the last days."
        yield verdict(threshold, Outcome.NOT_DUE, reason)


def _screened_on(facts: Facts, threshold: Threshold, day: date) -> Verdict:
    due = local_moment(day, facts.policy.time_of_day("gate_register_by_0940"))
    reviews = [
        each
        for each in held(facts, SessionKind.GATE_REVIEW, PROVIDER)
        if each.held_at is not None and each.held_at.on == day
    ]
    first = reviews[0] if reviews else None
    clock = Clock(since=due, by=due, done=first.held_at if first is not None else None)
    return verdict(
        threshold,
        clock.outcome(facts.as_at),
        f"{day_text(day)}: {clock.words(facts.as_at, 'screened')}",
        subject=Subject("Sessions", day.isoformat()),
        by=clock.by,
        done_at=clock.done_at,
        cells=(first.source.place("held_at"),) if first is not None else (),
    )


def batch_by_1710(facts: Facts) -> Iterator[Verdict]:
    """The closures approved on a day were authorised as a batch that day, in time (B3.5)."""
    threshold = facts.policy.threshold("batch_by_1710")
    for sheet in ("Panels", "Batches"):
        if not facts.register.keeps(sheet):
            yield not_recorded(threshold, sheet)
            return
    batches = {each.ref: each for each in facts.batches}
    approved: dict[tuple[date, str], list[PanelDecision]] = {}
    for sitting in facts.panel_sittings:
        for decision in sitting:
            if decision.decision is PanelOutcome.APPROVED and decision.panel_at is not None:
                key = (decision.panel_at.on, decision.batch or "")
                approved.setdefault(key, []).append(decision)
    for (day, ref), decisions in sorted(approved.items()):
        yield _authorised(facts, threshold, day, batches.get(ref), tuple(decisions))
    if not approved:
        yield verdict(threshold, Outcome.NOT_DUE, "No closure has been approved yet.")


def _authorised(
    facts: Facts,
    threshold: Threshold,
    day: date,
    batch: Batch | None,
    decisions: tuple[PanelDecision, ...],
) -> Verdict:
    due = local_moment(day, facts.policy.time_of_day("batch_by_1710"))
    authorised = batch.authorised_at if batch is not None else None
    clock = Clock(since=due, by=due, done=happened(authorised, facts.as_at))
    subject = (
        Subject("Batches", batch.ref) if batch is not None else Subject("Panels", day.isoformat())
    )
    actions = listed(sorted({each.action for each in decisions}))
    return verdict(
        threshold,
        clock.outcome(facts.as_at),
        f"Approved on {day_text(day)}: {actions}. {clock.words(facts.as_at, 'authorised')}",
        subject=subject,
        by=clock.by,
        done_at=clock.done_at,
        cells=(
            (batch.source.place("authorised_at"),)
            if batch is not None
            else tuple(each.source.place("batch") for each in decisions)
        ),
    )


def update_issued_while_blocked(facts: Facts) -> Iterator[Verdict]:
    """No closure update was issued for a batch whose residual risks are above the limit (B3.5)."""
    threshold = facts.policy.threshold("update_issued_while_blocked")
    for sheet in ("Batches", "Risks"):
        if not facts.register.keeps(sheet):
            yield not_recorded(threshold, sheet)
            return
    limit = facts.policy.threshold("residual_risk_batch")
    for batch in facts.batches:
        residual = residual_risks(facts, actions_of_batch(facts, PROVIDER, batch))
        is_blocked = residual.value is not None and limit.is_fired_by(residual.value)
        issued = happened(batch.update_issued_at, facts.as_at)
        risks = counted(int(residual.value or 0), "residual risk")
        yield verdict(
            threshold,
            Outcome.FIRED if is_blocked and issued is not None else Outcome.MET,
            f"{'Issued' if issued is not None else 'Not issued'}, with {risks}.",
            subject=Subject("Batches", batch.ref),
            observed=residual.value,
            cells=(batch.source.place("update_issued_at"), *residual.cells),
        )
