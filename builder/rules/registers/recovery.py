"""Severe misses of a closing cycle, and the recovery review that answers them (B1.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from builder.field import Session, local_date, local_moment
from builder.field.words import SessionKind
from builder.policy import Threshold
from builder.rules.answers import Answer, places, verdict
from builder.rules.duty import Case, duty, together
from builder.rules.facts.board_spans import INSTANT
from builder.rules.facts.kept_days import first_day, lookback_start
from builder.rules.facts.sessions import falls_within, held
from builder.rules.figure import Counted
from builder.rules.gate.facts import Facts
from builder.rules.registers.cycles import Cycle, closing_cycle, reviews_held
from builder.rules.registers.earlier_cycles import (
    EarlierCycle,
    severe_moments,
)
from builder.rules.verdict import PROVIDER, Outcome, Verdict
from builder.rules.words import counted, moment_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """The latest closing cycle that reached the limit, and what answers it."""

    cycle: Cycle
    missed: int
    due: datetime
    """When the recovery review is due: on the office day after the limit was reached."""
    review: Session | None
    """The first one held after the cycle."""

    @property
    def words(self) -> str:
        """Which cycle it was, and how many lines."""
        span = f"{moment_text(self.cycle.start)} to {moment_text(self.cycle.end)}"
        return f"{counted(self.missed, 'action')} passed the severe mark in the cycle from {span}"


def recovery(facts: Facts, scope: str, running: int | None = None) -> Recovery | None:
    """The latest finished or running cycle that reached the limit; ``None`` where none did.

    Args:
        facts: the records.
        scope: ``provider`` or a Service ID.
        running: severe misses of the running cycle, where they are known already.
    """
    limit = facts.policy.threshold("severe_misses")
    reviews = reviews_held(facts, scope)
    now = closing_cycle(facts, reviews, facts.as_at)
    latest = EarlierCycle(cycle=now, seen_at=now.end)
    (moments,) = severe_moments(facts, scope, [latest])
    missed = len(moments) if running is None else running
    if limit.is_fired_by(missed):
        is_running = not (reviews and reviews[-1].end == now.end)
        return _recovery(facts, scope, now, missed, moments, is_running=is_running)
    finished = [each for each in _finished(facts, scope) if each.end < now.end]
    seen = [EarlierCycle(cycle=each, seen_at=each.end) for each in finished]
    severe = severe_moments(facts, scope, seen)
    for cycle, moments in zip(reversed(finished), reversed(severe), strict=True):
        if limit.is_fired_by(len(moments)):
            return _recovery(facts, scope, cycle, len(moments), moments, is_running=False)
    return None


def _finished(facts: Facts, scope: str) -> Iterator[Cycle]:
    """Cycles that have ended, oldest first.

    Before the first end-of-day review on record each office day ends one: since the first row of
    the Sessions sheet, and at least as far back as kept times are looked back on.
    """
    reviews = reviews_held(facts, scope)
    first = closing_cycle(facts, reviews[:1], reviews[0].end).start if reviews else facts.as_at
    lookback = lookback_start(facts)
    # RATIONALE: where reviews are recorded, time alone answers no severe miss.
    begins_on = min(lookback, first_day(facts, facts.register.sessions) or lookback)
    day = facts.policy.calendar.previous_office_day(begins_on)
    while day < local_date(first):
        following = facts.policy.calendar.next_office_day(day)
        cycle = Cycle(_mark(facts, day), _mark(facts, following))
        if cycle.end <= first:
            yield cycle
        day = following
    for number, review in enumerate(reviews, 1):
        yield closing_cycle(facts, reviews[:number], review.end)


def _mark(facts: Facts, day: date) -> datetime:
    return local_moment(day, facts.policy.time_of_day("cycle_closes"))


def _recovery(
    facts: Facts,
    scope: str,
    cycle: Cycle,
    missed: int,
    moments: list[datetime],
    *,
    is_running: bool,
) -> Recovery:
    """RATIONALE: an end-of-day review that nobody holds puts no recovery review off, so that the
    cycle counts as closed at its time on the office day on which the limit was reached."""
    closed = _closes(facts, cycle.end)
    if _closes(facts, cycle.start + INSTANT) < closed:
        needed = int(facts.policy.number("severe_misses"))
        if 0 < needed <= len(moments):
            closed = _closes(facts, moments[needed - 1])
    if not is_running:
        closed = min(closed, cycle.end)
    calendar = facts.policy.calendar
    due_on = calendar.next_office_day(local_date(closed))
    held_after = (
        each
        for each in held(facts, SessionKind.RECOVERY_REVIEW, scope)
        if each.held_at is not None and falls_within(each.held_at, closed, facts.as_at)
    )
    return Recovery(
        cycle=cycle,
        missed=missed,
        due=local_moment(due_on, facts.policy.time_of_day("recovery_review")),
        review=next(held_after, None),
    )


def _closes(facts: Facts, reached: datetime) -> datetime:
    """The first time at or after a moment at which an office day's cycle closes."""
    day = local_date(reached)
    if facts.policy.calendar.is_office_day(day) and reached <= _mark(facts, day):
        return _mark(facts, day)
    return _mark(facts, facts.policy.calendar.next_office_day(day))


def severe_verdict(facts: Facts, scope: str, cycle: Cycle, severe: Counted) -> Verdict:
    """Whether a cycle reached the limit and no recovery review was held after it."""
    threshold = facts.policy.threshold("severe_misses")
    if not facts.register.holds("Actions", "due"):
        reason = "No workbook holds the Actions sheet with its Due column."
        return verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope)
    number = int(severe.value or 0)
    found = recovery(facts, scope, number)
    reason = f"{counted(number, 'action')} passed the severe mark in this closing cycle."
    if found is None or found.review is not None:
        if found is not None and found.review is not None and found.review.held_at is not None:
            held_at = moment_text(found.review.held_at)
            reason = f"{reason} {found.words}; a recovery review was held on {held_at}."
        return verdict(
            threshold, Outcome.MET, reason, scope=scope, observed=number, cells=severe.cells
        )
    if found.cycle != cycle:
        reason = f"{found.words}; no recovery review after it is on record."
    return verdict(
        threshold,
        Outcome.FIRED,
        reason,
        scope=scope,
        observed=found.missed,
        by=found.due,
        cells=severe.cells,
    )


def _reached(facts: Facts) -> Iterator[Case[Recovery]]:
    found = recovery(facts, PROVIDER)
    if found is not None:
        yield Case(None, PROVIDER, found)


@duty(
    "recovery_review_held",
    together("Sessions", ("Sessions", "held_at")),
    _reached,
    idle="No closing cycle on record reached the limit.",
)
def recovery_review_held(facts: Facts, _: Threshold, found: Recovery) -> Answer:
    """A recovery review is held after a cycle that reached the limit (B1.4)."""
    due = f"{found.words}; a recovery review was due by {moment_text(found.due)}"
    if found.review is not None and found.review.held_at is not None:
        held_at = found.review.held_at
        return Answer(
            Outcome.MET,
            f"{due}; held on {moment_text(held_at)}.",
            cells=places((found.review,), "held_at"),
            by=found.due,
            done_at=held_at.end,
        )
    is_missing = facts.as_at > found.due
    return Answer(
        Outcome.FIRED if is_missing else Outcome.NOT_DUE,
        f"{due}; none is on record." if is_missing else f"{due}.".replace(" was due", " is due"),
        by=found.due,
    )
