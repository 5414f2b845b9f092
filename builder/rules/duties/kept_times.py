"""Kept times of the day: the board, the integrity review, the rota."""

from collections.abc import Iterator
from datetime import date, datetime

from builder.field import local_moment
from builder.field.moment import LAST_SECOND
from builder.field.words import SessionKind
from builder.policy import Threshold, ThresholdId
from builder.rules.answers import Answer, places
from builder.rules.duties.clock import Clock, happened, is_met
from builder.rules.duty import Case, duty, of_service, together
from builder.rules.facts.kept_days import due_days, first_of_kind, kept_time
from builder.rules.facts.sessions import first_held_by_day, latest_held_on, sessions_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome
from builder.rules.words import day_text

HELD = together("Sessions", ("Sessions", "held_at"))


def _today(facts: Facts) -> Iterator[Case[date]]:
    yield Case(None, PROVIDER, facts.today)


@duty("board_opened_0815", HELD, _today)
def board_opened_0815(facts: Facts, _: Threshold, __: date) -> Answer:
    """The board is opened by its time on each office day (B1.1)."""
    return _held_by_time(facts, "board_opened_0815", SessionKind.BOARD_OPENED, "The board")


@duty("integrity_review_by_1030", HELD, _today)
def integrity_review_by_1030(facts: Facts, _: Threshold, __: date) -> Answer:
    """The integrity review is held by its time on each office day (B1.2)."""
    kind = SessionKind.INTEGRITY_REVIEW
    return _held_by_time(facts, "integrity_review_by_1030", kind, "The integrity review")


def _held_by_time(facts: Facts, rule: ThresholdId, kind: SessionKind, name: str) -> Answer:
    """Whether the first session of a kind was held by policy's time on the latest due day."""
    first = first_held_by_day(facts, kind)

    def clock_of(day: date) -> Clock:
        by = local_moment(day, facts.policy.time_of_day(rule))
        session = first.get(day)
        return Clock(by=by, done=happened(session.held_at if session else None, facts.as_at))

    days = due_days(facts, first_of_kind(facts, kind), facts.policy.calendar.is_office_day)
    kept = kept_time(facts, days, lambda day: clock_of(day).by, lambda day: is_met(clock_of(day)))
    if kept is None:
        return Answer(Outcome.NOT_DUE, f"{name}: not due on any day since its first row.")
    clock = clock_of(kept.day)
    reason = f"{name}: {_lower(clock.words(facts.as_at, 'held'))}{kept.words}"
    held_then = [first[kept.day]] if kept.day in first else []
    return clock.answer(facts.as_at, reason, places(held_then, "held_at"))


def _lower(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"


def _with_workforce(facts: Facts) -> Iterator[Case[str]]:
    return (of_service(each, each) for each in sorted(facts.workforce))


@duty(
    "rota_reviewed_daily",
    together("Sessions and Workforce", ("Sessions", "held_at"), ("Workforce",)),
    _with_workforce,
)
def rota_reviewed_daily(facts: Facts, _: Threshold, service: str) -> Answer:
    """Each service with workforce figures held a rota review on the last full day (A3.2)."""
    kind = SessionKind.ROTA_REVIEW
    is_due = facts.policy.calendar.is_operational_day
    kept = kept_time(
        facts,
        due_days(facts, first_of_kind(facts, kind), is_due),
        _end_of_day,
        lambda day: latest_held_on(facts, kind, service, day) is not None,
    )
    if kept is None:
        return Answer(Outcome.NOT_DUE, "No rota review was due since the first one on record.")
    session = latest_held_on(facts, kind, service, kept.day)
    known = sessions_of(facts, kind, service)[-1:]
    outcome, verb = Outcome.MET, "was"
    if session is None:
        is_due_now = facts.as_at > _end_of_day(kept.day)
        outcome = Outcome.FIRED if is_due_now else Outcome.NOT_DUE
        verb = "was not" if is_due_now else "is still to be"
    return Answer(
        outcome,
        f"The rota {verb} reviewed on {day_text(kept.day)}.{kept.words}",
        cells=places(known if session is None else (session,), "held_at"),
        by=_end_of_day(kept.day),
        done_at=session.held_at.end if session is not None and session.held_at else None,
    )


def _end_of_day(day: date) -> datetime:
    return local_moment(day, LAST_SECOND)
