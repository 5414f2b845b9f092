"""Regulator's notices: answered in time, and their lines closed and assured by the date in them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from builder.field import Action, Moment, Notice
from builder.field.words import NoticeOutcome, ServedBy
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.assessment import AssuredStatus
from builder.rules.duties.clock import Clock, happened, is_late
from builder.rules.duty import Case, columns, duty, sheets
from builder.rules.facts.notices import NoticeDue, notice_due
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject
from builder.rules.words import counted, day_text, listed

ASSURED = (AssuredStatus.CLOSED_ASSURED, AssuredStatus.CLOSED_IN_DOUBT)
"""A line whose closure was accepted and assured, also where something speaks against it since."""


def _notices(facts: Facts) -> Iterator[Case[Notice]]:
    for each in facts.notices.values():
        yield Case(Subject("Notices", each.ref), each.service or PROVIDER, each)


@duty("notice_response", sheets("Notices"), _notices)
def notice_response(facts: Facts, _: Threshold, notice: Notice) -> Answer | None:
    """The response to each notice is sent by its day."""
    due = notice_due(notice, facts.catalogue, facts.policy)
    if due.by is not None:
        return _response(facts, notice, due, due.by)
    if not _wants_response(facts, notice):
        return None
    reason = "It is not recorded when the notice was served or its response is due."
    cells = places((notice,), "served_on", "response_due_on")
    return Answer(Outcome.NOT_COMPUTABLE, reason, cells=cells)


def _wants_response(facts: Facts, notice: Notice) -> bool:
    kind = facts.catalogue.regulator_action(notice.type or "")
    return kind is not None and kind.clock is not None


def _response(facts: Facts, notice: Notice, due: NoticeDue, by: datetime) -> Answer:
    sent = None if notice.response_sent_on is None else Moment(notice.response_sent_on)
    clock = Clock(
        since=None if due.served_on is None else Moment(due.served_on).end,
        by=by,
        done=happened(sent, facts.as_at),
        began=None if notice.served_on is None else Moment(notice.served_on),
        is_estimated=notice.response_due_on is None and notice.served_by is None,
    )
    reason = f"{clock.words(facts.as_at, 'sent')}{_service_words(notice, due)}"
    cells = places((notice,), "response_sent_on", "response_due_on", "served_on")
    return clock.answer(facts.as_at, reason, cells)


def _service_words(notice: Notice, due: NoticeDue) -> str:
    """How the date came about, and what its kind stands on."""
    parts = []
    if due.served_on is not None and due.is_deemed:
        way = "post" if notice.served_by is ServedBy.POST else "email"
        parts.append(f"sent by {way}, it counts as served on {day_text(due.served_on)}")
    if due.is_way_unknown:
        parts.append("how it was served is not recorded, so the earlier date is used")
    is_other = due.by_kind_on is not None and due.by_kind_on != due.due_on
    if is_other and due.by_kind_on is not None:
        parts.append(f"its kind alone would give {day_text(due.by_kind_on)}")
    if due.basis:
        parts.append(f"by {due.basis}")
    if not parts:
        return ""
    words = "; ".join(parts)
    return f" {words[0].upper()}{words[1:]}."


@duty("notice_comply_by", columns("Notices", "comply_by"), _notices)
def notice_comply_by(facts: Facts, _: Threshold, notice: Notice) -> Answer | None:
    """By the date in a notice every line of it was closed and assured, or CQC says what it is."""
    outcome = _cqc_outcome(facts, notice)
    if outcome is NoticeOutcome.WITHDRAWN or (notice.comply_by is None and outcome is None):
        return None
    by = None if notice.comply_by is None else Moment(notice.comply_by).end
    if outcome is not None:
        found = Outcome.MET if outcome is NoticeOutcome.MET else Outcome.FIRED
        cells = places((notice,), "cqc_outcome", "outcome_on", "comply_by")
        return Answer(found, f"CQC’s outcome: {outcome.value.lower()}.", cells=cells, by=by)
    return None if by is None else _by_its_lines(facts, notice, by)


def _cqc_outcome(facts: Facts, notice: Notice) -> NoticeOutcome | None:
    """What CQC decided, where that day has come."""
    on = notice.outcome_on
    return notice.cqc_outcome if on is None or on <= facts.today else None


def _by_its_lines(facts: Facts, notice: Notice, by: datetime) -> Answer:
    """RATIONALE: only CQC decides that a notice is complied with, so no words here say so."""
    actions = facts.actions_of_record.get(notice.ref, ())
    cells = (*places((notice,), "comply_by"), *places(actions, "status"))
    if not actions:
        reason = "No action of the tracker answers the notice."
        return Answer(Outcome.NOT_COMPUTABLE, reason, 0, cells, by=by)
    assured = {each.ref: assured_since(facts, each.ref) for each in actions}
    waiting = [ref for ref, since in assured.items() if since is None]
    known = [each for each in assured.values() if each is not None]
    last = max(known, key=lambda each: each.order, default=None)
    if waiting:
        outcome = Outcome.FIRED if facts.as_at > by else Outcome.NOT_DUE
        verb = "is" if len(waiting) == 1 else "are"
        reason = f"{counted(len(waiting), 'action')} of the notice {verb} not closed and assured"
    elif last is not None and is_late(last, by):
        outcome = Outcome.FIRED
        reason = f"Every action of the notice was closed and assured, late, on {day_text(last.on)}"
    else:
        outcome, reason = (
            Outcome.MET,
            "Every action of the notice was closed and assured by the date",
        )
    return Answer(outcome, f"{reason}{_doubts(facts, actions)}.", len(waiting), cells, by=by)


def _doubts(facts: Facts, actions: Iterable[Action]) -> str:
    """What speaks against them since; it is told beside the verdict and does not undo it."""
    in_doubt = [each.ref for each in actions if facts.doubts.get(each.ref)]
    return f"; something speaks since against {listed(in_doubt)}" if in_doubt else ""


def assured_since(facts: Facts, ref: str) -> Moment | None:
    """When a line's closure was accepted and assured; ``None`` where it is not."""
    closing = facts.closings[ref]
    if facts.assured[ref] not in ASSURED or closing.accepted_at is None:
        return None
    moments = [closing.accepted_at]
    batch = None if closing.approval is None else closing.approval.batch
    moments += [
        each.authorised_at
        for each in facts.batches
        if each.ref == batch and each.authorised_at is not None
    ]
    return max(moments, key=lambda each: each.order)
