"""Regulator's notices: answered in time, and complied with by the date in them."""

from collections.abc import Iterator
from datetime import datetime

from builder.field import Moment, Notice
from builder.field.words import ServedBy
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duties.clock import Clock, happened
from builder.rules.duty import Case, columns, duty, sheets
from builder.rules.facts.notices import NoticeDue, notice_due
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject
from builder.rules.words import counted, day_text


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
    """How the date came about, where it is not simply the one typed."""
    parts = []
    if due.served_on is not None and due.is_deemed:
        way = "post" if notice.served_by is ServedBy.POST else "email"
        parts.append(f"sent by {way}, it counts as served on {day_text(due.served_on)}")
    is_other = due.by_kind_on is not None and due.by_kind_on != due.due_on
    if is_other and due.by_kind_on is not None:
        parts.append(f"its kind alone would give {day_text(due.by_kind_on)}")
    if not parts:
        return ""
    words = "; ".join(parts)
    return f" {words[0].upper()}{words[1:]}."


@duty("notice_comply_by", columns("Notices", "comply_by"), _notices)
def notice_comply_by(facts: Facts, _: Threshold, notice: Notice) -> Answer | None:
    """By the date in a notice no line that answers it is still live."""
    if notice.comply_by is None:
        return None
    by = Moment(notice.comply_by).end
    actions = facts.actions_of_record.get(notice.ref, ())
    live = tuple(each for each in actions if facts.deadlines[each.ref].is_live)
    if not actions:
        outcome, reason = Outcome.NOT_COMPUTABLE, "No line of the tracker answers the notice."
    elif not live:
        outcome, reason = Outcome.MET, "No line of the notice is live."
    else:
        outcome = Outcome.FIRED if facts.as_at > by else Outcome.NOT_DUE
        verb = "is" if len(live) == 1 else "are"
        reason = f"{counted(len(live), 'line')} of the notice {verb} still live."
    cells = (*places((notice,), "comply_by"), *places(live, "status"))
    return Answer(outcome, reason, len(live), cells, by=by)
