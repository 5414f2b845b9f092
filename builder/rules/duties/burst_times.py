"""The kept times of bursts: drawn, reviewed, visited again, closed (B2.1 to B2.5)."""

from collections.abc import Iterator
from datetime import date, datetime

from builder.field import LiveProof, Moment, local_moment
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duties.clock import Clock, happened, is_met
from builder.rules.duty import Case, T, duty, sheets
from builder.rules.facts.evidence.bursts import Burst, first_visit, match_percent, revisits
from builder.rules.facts.evidence.clocks import close_due, validity_due
from builder.rules.facts.kept_days import KeptTime, due_days, kept_time
from builder.rules.facts.people.shifts import shift_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject
from builder.rules.words import counted, day_text, listed, moment_text, number_text

Drawn = tuple[date, Burst | None, KeptTime]
"""A day, the burst drawn on it, and how the draws stand."""
NONE_DRAWN = "No burst is on record with the moment of its draw."


def _latest_draw(facts: Facts) -> Iterator[Case[Drawn]]:
    """The latest operational day on which a burst was due, with its burst."""
    drawn = {each.drawn_at.on: each for each in facts.bursts if each.drawn_at is not None}
    is_due = facts.policy.calendar.is_operational_day
    # RATIONALE: before its first burst a provider had none to draw.
    days = due_days(facts, min(drawn, default=None), is_due)
    kept = kept_time(facts, days, lambda day: _draw_due(facts, day), drawn.__contains__)
    if kept is not None:
        burst = drawn.get(kept.day)
        ref = kept.day.isoformat() if burst is None else burst.ref
        yield Case(Subject("Burst samples", ref), PROVIDER, (kept.day, burst, kept))


def _draw_due(facts: Facts, day: date) -> datetime:
    return local_moment(day, facts.policy.time_of_day("burst_not_drawn"))


@duty("burst_not_drawn", sheets("Burst samples"), _latest_draw, idle=NONE_DRAWN)
def burst_not_drawn(facts: Facts, _: Threshold, of: Drawn) -> Answer:
    """A burst was drawn on the latest operational day on which one was due (B2.1)."""
    day, burst, kept = of
    due = _draw_due(facts, day)
    if burst is not None and burst.drawn_at is not None:
        return Answer(
            Outcome.MET,
            f"Burst {burst.ref} was drawn on {moment_text(burst.drawn_at)}.",
            cells=places([*burst.samples.values()][:1], "drawn_at"),
            since=due,
            done_at=burst.drawn_at.end,
        )
    if facts.as_at > due:
        reason = f"No burst is on record as drawn on {day_text(day)}.{kept.words}"
        return Answer(Outcome.FIRED, reason, since=due, by=due)
    reason = f"The burst of {day_text(day)} is not due yet."
    return Answer(Outcome.NOT_DUE, reason, since=due, by=due)


def _samples(facts: Facts) -> Iterator[Case[Burst]]:
    for each in facts.bursts:
        yield Case(Subject("Burst samples", each.ref), PROVIDER, each)


@duty("validity_review_4_working_hours", sheets("Burst samples", "Validity reviews"), _samples)
def validity_review_4_working_hours(facts: Facts, _: Threshold, burst: Burst) -> Answer | None:
    """Every file of each burst was reviewed within the working hours allowed (B2.2)."""
    due = validity_due(facts.policy, burst)
    if due is None or burst.drawn_at is None or not burst.samples:
        return None
    first = {ref: _first_review(burst, ref) for ref in burst.samples}
    clocks = {
        ref: Clock(by=due, done=happened(done, facts.as_at), began=burst.drawn_at)
        for ref, done in first.items()
    }
    late = [ref for ref, each in clocks.items() if each.outcome(facts.as_at) is Outcome.FIRED]
    waiting = [ref for ref, each in clocks.items() if each.outcome(facts.as_at) is Outcome.NOT_DUE]
    if late:
        outcome = Outcome.FIRED
        reason = f"Not reviewed by {moment_text(due)}: {listed(late)}."
    elif waiting:
        outcome = Outcome.NOT_DUE
        reason = f"{counted(len(waiting), 'file')} to review by {moment_text(due)}."
    elif early := [ref for ref, each in clocks.items() if each.is_contradicted]:
        outcome = Outcome.NOT_COMPUTABLE
        reason = f"Reviewed before the draw, by the record: {listed(early)}."
    else:
        outcome, reason = Outcome.MET, f"Every file was reviewed by {moment_text(due)}."
    done = [each.done_at for each in clocks.values()]
    known = [each for each in done if each is not None]
    return Answer(
        outcome,
        reason,
        len(late),
        cells=places((burst.samples[ref] for ref in late or waiting), "evidence"),
        by=due,
        since=burst.drawn_at.end,
        done_at=max(known, default=None) if len(known) == len(done) else None,
    )


def _first_review(burst: Burst, ref: str) -> Moment | None:
    """The first review of a file that was not made before the draw."""
    moments = (each.reviewed_at for each in burst.reviews.get(ref, ()))
    drawn = burst.drawn_at
    known = (each for each in moments if each is not None)
    return next((each for each in known if drawn is None or not each.precedes(drawn)), None)


def _seldom_matched(facts: Facts) -> Iterator[Case[tuple[LiveProof, ...]]]:
    """The latest visits to each file whose records matched too seldom at the first."""
    limit = facts.policy.threshold("record_match")
    latest: dict[str, tuple[LiveProof, ...]] = {}
    for burst in facts.bursts:
        for ref, proofs in burst.proofs.items():
            share = match_percent(first_visit(proofs))
            if share is not None and limit.is_fired_by(share):
                latest[ref] = proofs
    for ref, proofs in sorted(latest.items()):
        yield of_file(facts, ref, proofs)


@duty("revisit_missed", sheets("Live proof"), _seldom_matched)
def revisit_missed(facts: Facts, _: Threshold, proofs: tuple[LiveProof, ...]) -> Answer:
    """A sample whose records matched too seldom was visited again before the shift's end (B2.3)."""
    first = first_visit(proofs)
    limit = facts.policy.number("record_match")
    share = number_text(match_percent(first) or 0, limit)
    if first.checked_at is None or first.checked_at.at is None:
        reason = f"{share}% matched; when it was checked is not recorded to the minute."
        return Answer(Outcome.NOT_COMPUTABLE, reason)
    shift = shift_of(facts, service_of(facts, first.evidence), first.checked_at.at, first.shift)
    again = next((each.checked_at for each in revisits(proofs)), None)
    clock = Clock(
        since=first.checked_at.at,
        by=shift.ends_at,
        done=happened(again, facts.as_at),
        is_estimated=shift.is_estimated,
    )
    reason = f"{share}% matched. {clock.words(facts.as_at, 'visited again')}"
    return clock.answer(facts.as_at, reason, places(proofs, "checked_at"), match_percent(first))


def _latest_cycles(facts: Facts) -> Iterator[Case[tuple[Burst, KeptTime]]]:
    """The bursts of the latest day whose cycle was due to be closed."""
    of_day: dict[date, list[Burst]] = {}
    for each in facts.bursts:
        if each.drawn_at is not None:
            of_day.setdefault(each.drawn_at.on, []).append(each)
    closed = [each.closed_at.on for each in facts.bursts if each.closed_at is not None]
    # RATIONALE: a close that is logged on a later day is the close of the day of its draw.
    logged = [each.drawn_at.on for each in facts.bursts if each.cycle is not None and each.drawn_at]
    days = due_days(facts, min((*closed, *logged), default=None), of_day.__contains__)

    def due_by(day: date) -> datetime:
        return local_moment(day, facts.policy.time_of_day("cycle_closed_by_1800"))

    def is_kept(day: date) -> bool:
        return all(is_met(_cycle_clock(each, due_by(day))) for each in of_day[day])

    kept = kept_time(facts, days, due_by, is_kept)
    for burst in of_day[kept.day] if kept is not None else ():
        if kept is not None:
            yield Case(Subject("Burst cycles", burst.ref), PROVIDER, (burst, kept))


@duty("cycle_closed_by_1800", sheets("Burst cycles"), _latest_cycles, idle=NONE_DRAWN)
def cycle_closed_by_1800(facts: Facts, _: Threshold, of: tuple[Burst, KeptTime]) -> Answer | None:
    """The cycle of the latest burst was closed on the day of its draw, in time (B2.5)."""
    burst, kept = of
    due = close_due(facts.policy, burst)
    if due is None or burst.drawn_at is None:
        return None
    clock = _cycle_clock(burst, due)
    cells = places((burst.cycle,), "closed_at") if burst.cycle is not None else ()
    run = kept.words if clock.outcome(facts.as_at) is Outcome.FIRED else ""
    return clock.answer(facts.as_at, f"{clock.words(facts.as_at, 'closed')}{run}", cells)


def _cycle_clock(burst: Burst, due: datetime) -> Clock:
    since = None if burst.drawn_at is None else burst.drawn_at.end
    return Clock(since=since, by=due, done=burst.closed_at, began=burst.drawn_at)


def of_file(facts: Facts, ref: str, of: T) -> Case[T]:
    """Something of an evidence file; of the provider where the service is not known."""
    return Case(Subject("Evidence", ref), service_of(facts, ref) or PROVIDER, of)


def service_of(facts: Facts, evidence: str) -> str | None:
    """The service of a file's line; ``None`` where that is not known."""
    file = facts.evidence_files.get(evidence)
    action = file.action if file is not None else None
    return (action.service if action is not None else None) or None
