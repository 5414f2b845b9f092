"""Kept times: the board, the integrity review, the rota, sessions and their escalations."""

from collections.abc import Iterator
from datetime import date, timedelta

from builder.field import Session, local_moment
from builder.field.moment import LAST_SECOND
from builder.field.words import SessionKind
from builder.problems import Cell
from builder.rules.answers import not_recorded, verdict
from builder.rules.duties.clock import Clock, happened
from builder.rules.facts.sessions import latest_held_on, sessions_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import day_text, moment_text

ONE_DAY = timedelta(days=1)


def board_opened_0815(facts: Facts) -> Iterator[Verdict]:
    """The board is opened by its time on each office day (B1.1)."""
    yield from _held_by_time(facts, "board_opened_0815", SessionKind.BOARD_OPENED, "The board")


def integrity_review_by_1030(facts: Facts) -> Iterator[Verdict]:
    """The integrity review is held by its time on each office day (B1.2)."""
    kind = SessionKind.INTEGRITY_REVIEW
    yield from _held_by_time(facts, "integrity_review_by_1030", kind, "The integrity review")


def _held_by_time(facts: Facts, rule: str, kind: SessionKind, name: str) -> Iterator[Verdict]:
    """Whether the first session of a kind on the as-at day was held by policy's time."""
    threshold = facts.policy.threshold(rule)
    if not facts.register.keeps("Sessions", "held_at"):
        yield not_recorded(threshold, "Sessions")
        return
    if not facts.policy.calendar.is_office_day(facts.today):
        reason = f"{day_text(facts.today)} is no office day."
        yield verdict(threshold, Outcome.NOT_DUE, reason)
        return
    of_day = tuple(
        each
        for each in sessions_of(facts, kind, PROVIDER)
        if each.held_at is not None and each.held_at.on == facts.today
    )
    first = of_day[0] if of_day else None
    by = local_moment(facts.today, facts.policy.time_of_day(rule))
    clock = Clock(since=by, by=by, done=happened(first.held_at if first else None, facts.as_at))
    yield verdict(
        threshold,
        clock.outcome(facts.as_at),
        f"{name}: {_lower(clock.words(facts.as_at, 'held'))}",
        by=by,
        done_at=clock.done_at,
        cells=(first.source.place("held_at"),) if first else (),
    )


def _lower(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"


def rota_reviewed_daily(facts: Facts) -> Iterator[Verdict]:
    """Each service with workforce figures held a rota review on the last full day (A3.2)."""
    threshold = facts.policy.threshold("rota_reviewed_daily")
    if not facts.register.keeps("Sessions", "held_at") or not facts.register.keeps("Workforce"):
        yield not_recorded(threshold, "Sessions and Workforce")
        return
    day = _last_operational_day(facts)
    for service in sorted(facts.workforce):
        session = latest_held_on(facts, SessionKind.ROTA_REVIEW, service, day)
        verb = "was" if session is not None else "was not"
        yield verdict(
            threshold,
            Outcome.FIRED if session is None else Outcome.MET,
            f"The rota {verb} reviewed on {day_text(day)}.",
            scope=service,
            subject=Subject("Services", service),
            by=local_moment(day, LAST_SECOND),
            done_at=session.held_at.end if session is not None and session.held_at else None,
            cells=_rota_cells(facts, service, session),
        )


def _last_operational_day(facts: Facts) -> date:
    day = facts.today - ONE_DAY
    while not facts.policy.calendar.is_operational_day(day):
        day -= ONE_DAY
    return day


def _rota_cells(facts: Facts, service: str, session: Session | None) -> tuple[Cell, ...]:
    if session is not None:
        return (session.source.place("held_at"),)
    known = sessions_of(facts, SessionKind.ROTA_REVIEW, service)
    return tuple(each.source.place("held_at") for each in known[-1:])


def session_not_held(facts: Facts) -> Iterator[Verdict]:
    """Each session that was scheduled is held (B1.5)."""
    threshold = facts.policy.threshold("session_not_held")
    if not facts.register.keeps("Sessions", "scheduled_for", "held_at"):
        yield not_recorded(threshold, "Sessions")
        return
    for kind in SessionKind:
        for session in facts.sessions.get(kind, ()):
            if session.scheduled_for is not None:
                yield _held(facts, kind, session)


def _held(facts: Facts, kind: SessionKind, session: Session) -> Verdict:
    if session.scheduled_for is None:
        raise ValueError("only scheduled sessions are judged")
    planned = session.scheduled_for
    if facts.has_happened(session.held_at):
        outcome, verb = Outcome.MET, "was held"
    elif planned.end >= facts.as_at:
        outcome, verb = Outcome.NOT_DUE, "is still to come"
    else:
        outcome, verb = Outcome.FIRED, "was not held"
    return verdict(
        facts.policy.threshold("session_not_held"),
        outcome,
        f"The {kind.value.lower()} of {moment_text(planned)} {verb}.",
        scope=session.service or PROVIDER,
        subject=session_subject(kind, session),
        by=planned.end,
        done_at=session.held_at.end
        if session.held_at is not None and outcome is Outcome.MET
        else None,
        cells=(session.source.place("held_at"),),
    )


def session_subject(kind: SessionKind, session: Session) -> Subject:
    """A session as the subject of a verdict: its kind, its moment and its service."""
    moment = session.scheduled_for or session.held_at
    parts = (kind.value, str(moment) if moment else "", session.service or "")
    return Subject("Sessions", " ".join(part for part in parts if part))
