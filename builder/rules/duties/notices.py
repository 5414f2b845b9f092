"""Regulator's notices: answered in time, and complied with by the date in them."""

from collections.abc import Iterator

from builder.field import Moment, Notice
from builder.field.words import ServedBy
from builder.rules.answers import not_recorded, verdict
from builder.rules.duties.clock import Clock, happened
from builder.rules.facts.notices import NoticeDue, notice_due
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import counted, day_text


def notice_response(facts: Facts) -> Iterator[Verdict]:
    """The response to each notice is sent by its day."""
    threshold = facts.policy.threshold("notice_response")
    if not facts.register.keeps("Notices"):
        yield not_recorded(threshold, "Notices")
        return
    for notice in facts.notices.values():
        due = notice_due(notice, facts.catalogue, facts.policy)
        if due.by is not None:
            yield _response(facts, notice, due)
        elif _wants_response(facts, notice):
            yield verdict(
                threshold,
                Outcome.NOT_COMPUTABLE,
                "It is not recorded when the notice was served or its response is due.",
                scope=notice.service or PROVIDER,
                subject=Subject("Notices", notice.ref),
                cells=(
                    notice.source.place("served_on"),
                    notice.source.place("response_due_on"),
                ),
            )


def _wants_response(facts: Facts, notice: Notice) -> bool:
    kind = facts.catalogue.regulator_action(notice.type or "")
    return kind is not None and kind.clock is not None


def _response(facts: Facts, notice: Notice, due: NoticeDue) -> Verdict:
    by = due.by or facts.as_at
    sent = None if notice.response_sent_on is None else Moment(notice.response_sent_on)
    served = due.served_on
    since = Moment(served).end if served is not None else by
    clock = Clock(since=since, by=by, done=happened(sent, facts.as_at))
    cells = ["response_sent_on", "response_due_on", "served_on"]
    return verdict(
        facts.policy.threshold("notice_response"),
        clock.outcome(facts.as_at),
        f"{clock.words(facts.as_at, 'sent')}{_service_words(notice, due)}",
        scope=notice.service or PROVIDER,
        subject=Subject("Notices", notice.ref),
        by=by,
        since=since if served is not None else None,
        done_at=clock.done_at,
        cells=tuple(notice.source.place(each) for each in cells),
        is_estimated=notice.response_due_on is None and notice.served_by is None,
    )


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


def notice_comply_by(facts: Facts) -> Iterator[Verdict]:
    """By the date in a notice no line that answers it is still live."""
    threshold = facts.policy.threshold("notice_comply_by")
    if not facts.register.keeps("Notices", "comply_by"):
        yield not_recorded(threshold, "Notices, Comply by")
        return
    for notice in facts.notices.values():
        if notice.comply_by is not None:
            yield _complied(facts, notice)


def _complied(facts: Facts, notice: Notice) -> Verdict:
    by = Moment(notice.comply_by).end if notice.comply_by is not None else facts.as_at
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
    return verdict(
        facts.policy.threshold("notice_comply_by"),
        outcome,
        reason,
        scope=notice.service or PROVIDER,
        subject=Subject("Notices", notice.ref),
        observed=len(live),
        by=by,
        cells=(
            notice.source.place("comply_by"),
            *(each.source.place("status") for each in live),
        ),
    )
