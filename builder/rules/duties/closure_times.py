"""The kept times of closure: gate register, batch, closure update (B3.1, B3.5)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from builder.field import Batch, PanelDecision, Session, local_moment
from builder.field.words import PanelOutcome, SessionKind
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duties.clock import Clock, happened, is_met
from builder.rules.duty import Case, columns, duty, sheets
from builder.rules.facts.closing.batches import residual_of_batch
from builder.rules.facts.kept_days import KeptTime, due_days, first_of_kind, kept_time
from builder.rules.facts.review_days import is_review_day
from builder.rules.facts.sessions import first_held_by_day
from builder.rules.figure import left_out_words, outcome_of_count
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject
from builder.rules.words import counted, day_text, listed

Approved = tuple[date, Batch | None, tuple[PanelDecision, ...]]
"""A day, the batch that its approvals were put into, and those."""
Screened = tuple[KeptTime, Session | None]
"""How the gate reviews stand, and the first one held on the day that counts."""


def _screened(facts: Facts) -> Iterator[Case[Screened]]:
    """The latest review day on which a gate review was due."""
    kind = SessionKind.GATE_REVIEW
    reviews = first_held_by_day(facts, kind)

    def due_by(day: date) -> datetime:
        return local_moment(day, facts.policy.time_of_day("gate_register_by_0940"))

    def is_kept(day: date) -> bool:
        return day in reviews and is_met(Clock(by=due_by(day), done=reviews[day].held_at))

    days = due_days(facts, first_of_kind(facts, kind), lambda day: is_review_day(facts, day))
    kept = kept_time(facts, days, due_by, is_kept)
    if kept is not None:
        subject = Subject("Sessions", kept.day.isoformat())
        yield Case(subject, PROVIDER, (kept, reviews.get(kept.day)))


@duty(
    "gate_register_by_0940",
    sheets("Sessions"),
    _screened,
    idle="No gate review was due since the first one on record.",
)
def gate_register_by_0940(facts: Facts, _: Threshold, of: Screened) -> Answer:
    """On the latest review day the proposed closures were screened in time (B3.1)."""
    kept, review = of
    due = local_moment(kept.day, facts.policy.time_of_day("gate_register_by_0940"))
    clock = Clock(by=due, done=review.held_at if review is not None else None)
    reason = f"{day_text(kept.day)}: {clock.words(facts.as_at, 'screened')}{kept.words}"
    cells = places((review,), "held_at") if review is not None else ()
    return clock.answer(facts.as_at, reason, cells)


def _approved(facts: Facts) -> Mapping[date, Mapping[str, tuple[PanelDecision, ...]]]:
    """Day -> Batch ID (empty = none) -> the closures approved on it and put into that batch."""
    approved: dict[date, dict[str, tuple[PanelDecision, ...]]] = {}
    for sitting in facts.panel_sittings:
        for each in sitting:
            if each.decision is PanelOutcome.APPROVED and each.panel_at is not None:
                of_day = approved.setdefault(each.panel_at.on, {})
                of_day[each.batch or ""] = (*of_day.get(each.batch or "", ()), each)
    return approved


def _latest_batches(facts: Facts) -> Iterator[Case[tuple[Approved, KeptTime]]]:
    """The batches of the latest day on which closures were approved."""
    approved, known = _approved(facts), {each.ref: each for each in facts.batches}
    days = due_days(facts, _first_batch(approved, known.values()), approved.__contains__)

    def is_kept(day: date) -> bool:
        return all(
            is_met(_batch_clock(facts, (day, known.get(ref), decisions)))
            for ref, decisions in approved[day].items()
        )

    kept = kept_time(facts, days, lambda day: _batch_due(facts, day), is_kept)
    if kept is None:
        return
    for ref, decisions in sorted(approved[kept.day].items()):
        batch = known.get(ref)
        subject = Subject("Batches", ref)
        if batch is None:
            subject = Subject("Panels", kept.day.isoformat())
        yield Case(subject, PROVIDER, ((kept.day, batch, decisions), kept))


def _first_batch(
    approved: Mapping[date, Mapping[str, tuple[PanelDecision, ...]]], batches: Iterable[Batch]
) -> date | None:
    """The day of the first batch on record: authorised, or with closures approved for it."""
    known = tuple(batches)
    refs = {each.ref for each in known}
    authorised = [each.authorised_at.on for each in known if each.authorised_at is not None]
    named = [day for day, of_day in approved.items() if refs.intersection(of_day)]
    return min((*authorised, *named), default=None)


def _batch_due(facts: Facts, day: date) -> datetime:
    return local_moment(day, facts.policy.time_of_day("batch_by_1710"))


def _batch_clock(facts: Facts, approved: Approved) -> Clock:
    day, batch, decisions = approved
    authorised = batch.authorised_at if batch is not None else None
    return Clock(
        by=_batch_due(facts, day),
        done=happened(authorised, facts.as_at),
        began=max(
            (each.panel_at for each in decisions if each.panel_at is not None),
            key=lambda moment: moment.order,
            default=None,
        ),
    )


@duty(
    "batch_by_1710",
    sheets("Panels", "Batches"),
    _latest_batches,
    idle="No closure has been approved since the first batch on record.",
)
def batch_by_1710(facts: Facts, _: Threshold, of: tuple[Approved, KeptTime]) -> Answer:
    """The closures approved on the latest such day were authorised that day, in time (B3.5)."""
    approved, kept = of
    day, batch, decisions = approved
    clock = _batch_clock(facts, approved)
    actions = listed(sorted({each.action for each in decisions}))
    reason = f"Approved on {day_text(day)}: {actions}. {clock.words(facts.as_at, 'authorised')}"
    if clock.outcome(facts.as_at) is Outcome.FIRED:
        reason = f"{reason}{kept.words}"
    if batch is None:
        return clock.answer(facts.as_at, reason, places(decisions, "batch"))
    return clock.answer(facts.as_at, reason, places((batch,), "authorised_at"))


def _batches(facts: Facts) -> Iterator[Case[Batch]]:
    for each in facts.batches:
        yield Case(Subject("Batches", each.ref), PROVIDER, each)


@duty(
    "update_issued_while_blocked",
    (
        *columns("Batches", "update_issued_at"),
        *columns("Risks", "actions"),
        *columns("Panels", "batch"),
    ),
    _batches,
)
def update_issued_while_blocked(facts: Facts, _: Threshold, batch: Batch) -> Answer:
    """No closure update was issued for a batch whose residual risks are above the limit (B3.5)."""
    limit = facts.policy.threshold("residual_risk_batch")
    residual = residual_of_batch(facts, PROVIDER, batch)
    if residual.value is None:
        return Answer(
            Outcome.NOT_RECORDED, "No decision of a panel names a batch, or no risk is kept."
        )
    issued = happened(batch.update_issued_at, facts.as_at)
    risks = counted(int(residual.value), "residual risk")
    return Answer(
        Outcome.MET if issued is None else outcome_of_count(limit, residual),
        f"{'Issued' if issued is not None else 'Not issued'}, with {risks}."
        f"{left_out_words(residual)}",
        residual.value,
        (*places((batch,), "update_issued_at"), *residual.cells),
    )
