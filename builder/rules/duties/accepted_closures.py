"""Whether a closure is more than a word: approved, authorised, and not spoken against since."""

from collections.abc import Iterator
from datetime import datetime

from builder.field import Action, Batch, Moment, PanelDecision, local_moment
from builder.field.moment import LAST_SECOND
from builder.field.words import Status
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duty import Case, actions, duty, of_action, sheets
from builder.rules.facts.closing.batches import authorising_objection
from builder.rules.facts.closing.closings import decided_text
from builder.rules.facts.relapses import Relapse
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import capitalised


def _is_typed_closed(facts: Facts, action: Action) -> bool:
    return action.status is Status.CLOSED and not facts.closings[action.ref].is_before_records


@duty("closed_without_approval", sheets("Panels"), actions(_is_typed_closed))
def closed_without_approval(facts: Facts, _: Threshold, action: Action) -> Answer:
    """A line typed Closed has an approval that stands (B3.4)."""
    approval = facts.closings[action.ref].approval
    if approval is not None:
        reason = f"Approved on {decided_text(approval)} by {approval.decided_by}."
        return Answer(Outcome.MET, reason, cells=places((approval,), "decision"))
    objection = facts.closing_records[action.ref].objection(facts.as_at)
    closed = action.closed_on if facts.has_happened(action.closed_on) else None
    latest = facts.cases[action.ref].latest_decision(facts.as_at)
    decided = places((latest,), "decision", "decided_by") if latest is not None else ()
    return Answer(
        Outcome.FIRED,
        f"Typed Closed, and {objection}.",
        cells=(*places((action,), "status"), *decided),
        by=_end_of_day(closed),
        since=None if closed is None else closed.end,
    )


def _end_of_day(moment: Moment | None) -> datetime | None:
    return None if moment is None else local_moment(moment.on, LAST_SECOND)


def _once_assured(facts: Facts) -> Iterator[Case[tuple[Relapse, ...]]]:
    return (of_action(facts.actions[ref], doubts) for ref, doubts in facts.doubts.items())


@duty("assurance_in_doubt", sheets("Panels"), _once_assured)
def assurance_in_doubt(_: Facts, __: Threshold, doubts: tuple[Relapse, ...]) -> Answer:
    """Nothing recorded since speaks against a closure that was assured (A1.X)."""
    if not doubts:
        return Answer(Outcome.MET, "Nothing recorded since the approval speaks against it.", 0)
    first = doubts[0].moment
    return Answer(
        Outcome.FIRED,
        f"{capitalised('; '.join(each.words for each in doubts))}.",
        len(doubts),
        tuple(cell for each in doubts for cell in each.cells),
        by=_end_of_day(first),
        since=first.end,
    )


def _standing(facts: Facts) -> Iterator[Case[tuple[PanelDecision, Batch | None]]]:
    """The approval of each line that one stands of, and its batch where that is on record."""
    batches = {each.ref: each for each in facts.batches}
    for ref, closing in facts.closings.items():
        is_cancelled = facts.actions[ref].status is Status.CANCELLED
        if closing.approval is not None and not closing.is_before_records and not is_cancelled:
            batch = batches.get(closing.approval.batch or "")
            yield of_action(facts.actions[ref], (closing.approval, batch))


@duty("batch_not_authorised", sheets("Panels", "Batches"), _standing)
def batch_not_authorised(
    facts: Facts, _: Threshold, of: tuple[PanelDecision, Batch | None]
) -> Answer | None:
    """An approval that stands is in a batch that was authorised (B3.5)."""
    approval, batch = of
    if approval.panel_at is None:
        return None
    if approval.batch is None:
        objection = "it names no batch"
    elif batch is None:
        objection = f"batch {approval.batch} is not authorised"
    else:
        objection = authorising_objection(facts, batch)
    by = local_moment(approval.panel_at.on, facts.policy.time_of_day("batch_by_1710"))
    approved = f"Approved on {decided_text(approval)}"
    authorised = places((batch,), "authorised_at", "authorised_by") if batch is not None else ()
    cells = (*places((approval,), "batch"), *authorised)
    if not objection:
        reason = f"{approved}; batch {approval.batch} is authorised."
        return Answer(Outcome.MET, reason, cells=cells, by=by)
    outcome = Outcome.FIRED if facts.as_at > by else Outcome.NOT_DUE
    return Answer(outcome, f"{approved}, and {objection}.", cells=cells, by=by)
