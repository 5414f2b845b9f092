"""The kept times of closure: gate register, batch, closure update (B3.1, B3.5)."""

from collections.abc import Iterator
from datetime import date

from builder.field import Batch, PanelDecision, local_moment
from builder.field.words import PanelOutcome, SessionKind
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duties.clock import Clock, happened
from builder.rules.duty import Case, duty, sheets
from builder.rules.facts.batches import actions_of_batch, residual_risks
from builder.rules.facts.review_days import is_review_day, watched_days
from builder.rules.facts.sessions import held
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject
from builder.rules.words import counted, day_text, listed

Approved = tuple[date, Batch | None, tuple[PanelDecision, ...]]
"""A day, the batch that its approvals were put into, and those."""


def _review_days(facts: Facts) -> Iterator[Case[date]]:
    for day in watched_days(facts):
        if is_review_day(facts, day):
            yield Case(Subject("Sessions", day.isoformat()), PROVIDER, day)


@duty(
    "gate_register_by_0940",
    sheets("Sessions"),
    _review_days,
    idle="No review day was held in the last days.",
)
def gate_register_by_0940(facts: Facts, _: Threshold, day: date) -> Answer:
    """On each watched review day the proposed closures were screened in time (B3.1)."""
    due = local_moment(day, facts.policy.time_of_day("gate_register_by_0940"))
    reviews = [
        each
        for each in held(facts, SessionKind.GATE_REVIEW, PROVIDER)
        if each.held_at is not None and each.held_at.on == day
    ]
    clock = Clock(by=due, done=reviews[0].held_at if reviews else None)
    reason = f"{day_text(day)}: {clock.words(facts.as_at, 'screened')}"
    return clock.answer(facts.as_at, reason, places(reviews[:1], "held_at"))


def _approved(facts: Facts) -> Iterator[Case[Approved]]:
    """The closures approved on each day, by the batch that they were put into."""
    batches = {each.ref: each for each in facts.batches}
    approved: dict[tuple[date, str], list[PanelDecision]] = {}
    for sitting in facts.panel_sittings:
        for decision in sitting:
            if decision.decision is PanelOutcome.APPROVED and decision.panel_at is not None:
                key = (decision.panel_at.on, decision.batch or "")
                approved.setdefault(key, []).append(decision)
    for (day, ref), decisions in sorted(approved.items()):
        batch = batches.get(ref)
        is_known = batch is not None
        subject = Subject("Batches", ref) if is_known else Subject("Panels", day.isoformat())
        yield Case(subject, PROVIDER, (day, batch, tuple(decisions)))


@duty(
    "batch_by_1710",
    sheets("Panels", "Batches"),
    _approved,
    idle="No closure has been approved yet.",
)
def batch_by_1710(facts: Facts, _: Threshold, of: Approved) -> Answer:
    """The closures approved on a day were authorised as a batch that day, in time (B3.5)."""
    day, batch, decisions = of
    due = local_moment(day, facts.policy.time_of_day("batch_by_1710"))
    authorised = batch.authorised_at if batch is not None else None
    clock = Clock(by=due, done=happened(authorised, facts.as_at))
    actions = listed(sorted({each.action for each in decisions}))
    reason = f"Approved on {day_text(day)}: {actions}. {clock.words(facts.as_at, 'authorised')}"
    if batch is None:
        return clock.answer(facts.as_at, reason, places(decisions, "batch"))
    return clock.answer(facts.as_at, reason, places((batch,), "authorised_at"))


def _batches(facts: Facts) -> Iterator[Case[Batch]]:
    for each in facts.batches:
        yield Case(Subject("Batches", each.ref), PROVIDER, each)


@duty("update_issued_while_blocked", sheets("Batches", "Risks"), _batches)
def update_issued_while_blocked(facts: Facts, _: Threshold, batch: Batch) -> Answer:
    """No closure update was issued for a batch whose residual risks are above the limit (B3.5)."""
    limit = facts.policy.threshold("residual_risk_batch")
    residual = residual_risks(facts, actions_of_batch(facts, PROVIDER, batch))
    is_blocked = residual.value is not None and limit.is_fired_by(residual.value)
    issued = happened(batch.update_issued_at, facts.as_at)
    risks = counted(int(residual.value or 0), "residual risk")
    return Answer(
        Outcome.FIRED if is_blocked and issued is not None else Outcome.MET,
        f"{'Issued' if issued is not None else 'Not issued'}, with {risks}.",
        residual.value,
        (*places((batch,), "update_issued_at"), *residual.cells),
    )
