"""Kept times: the board, the integrity review, the rota, sessions and their escalations."""

from collections.abc import Iterator
from datetime import date, timedelta

from builder.field import Moment, Session, local_moment
from builder.field.moment import LAST_SECOND
from builder.field.words import SessionKind
from builder.policy import Threshold, ThresholdId
from builder.rules.answers import Answer, places
from builder.rules.duties.clock import Clock, happened
from builder.rules.duty import Case, duty, of_service, together
from builder.rules.facts.sessions import latest_held_on, sessions_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject
from builder.rules.words import day_text, moment_text

ONE_DAY = timedelta(days=1)
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
    """Whether the first session of a kind on the as-at day was held by policy's time."""
    if not facts.policy.calendar.is_office_day(facts.today):
        return Answer(Outcome.NOT_DUE, f"{day_text(facts.today)} is no office day.")
    of_day = tuple(
        each
        for each in sessions_of(facts, kind, PROVIDER)
        if each.held_at is not None and each.held_at.on == facts.today
    )
    first = of_day[0] if of_day else None
    by = local_moment(facts.today, facts.policy.time_of_day(rule))
    clock = Clock(by=by, done=happened(first.held_at if first else None, facts.as_at))
    reason = f"{name}: {_lower(clock.words(facts.as_at, 'held'))}"
    return clock.answer(facts.as_at, reason, places(of_day[:1], "held_at"))


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
    day = _last_operational_day(facts)
    session = latest_held_on(facts, SessionKind.ROTA_REVIEW, service, day)
    verb = "was" if session is not None else "was not"
    known = sessions_of(facts, SessionKind.ROTA_REVIEW, service)[-1:]
    return Answer(
        Outcome.FIRED if session is None else Outcome.MET,
        f"The rota {verb} reviewed on {day_text(day)}.",
        cells=places(known if session is None else (session,), "held_at"),
        by=local_moment(day, LAST_SECOND),
        done_at=session.held_at.end if session is not None and session.held_at else None,
    )


def _last_operational_day(facts: Facts) -> date:
    day = facts.today - ONE_DAY
    while not facts.policy.calendar.is_operational_day(day):
        day -= ONE_DAY
    return day


Planned = tuple[SessionKind, Session, Moment]


def _planned(facts: Facts) -> Iterator[Case[Planned]]:
    """Every session that was scheduled, by kind."""
    for kind in SessionKind:
        for each in facts.sessions.get(kind, ()):
            if each.scheduled_for is not None:
                parts = (kind.value, str(each.scheduled_for), each.service or "")
                subject = Subject("Sessions", " ".join(part for part in parts if part))
                yield Case(subject, each.service or PROVIDER, (kind, each, each.scheduled_for))


@duty("session_not_held", together("Sessions", ("Sessions", "scheduled_for", "held_at")), _planned)
def session_not_held(facts: Facts, _: Threshold, of: Planned) -> Answer:
    """Each session that was scheduled is held (B1.5)."""
    kind, session, planned = of
    if facts.has_happened(session.held_at):
        outcome, verb = Outcome.MET, "was held"
    elif planned.end >= facts.as_at:
        outcome, verb = Outcome.NOT_DUE, "is still to come"
    else:
        outcome, verb = Outcome.FIRED, "was not held"
    done = session.held_at if outcome is Outcome.MET else None
    return Answer(
        outcome,
        f"The {kind.value.lower()} of {moment_text(planned)} {verb}.",
        cells=places((session,), "held_at"),
        by=planned.end,
        done_at=None if done is None else done.end,
    )
