"""The kept times of bursts: drawn, reviewed, visited again, retested, closed (B2.1 to B2.5)."""

from collections.abc import Iterator
from datetime import date, datetime

from builder.field import LiveProof, Moment, ValidityReview, local_moment
from builder.policy import Threshold
from builder.rules.answers import not_recorded, verdict
from builder.rules.duties.clock import Clock, happened
from builder.rules.facts.evidence.bursts import Burst, match_percent
from builder.rules.facts.evidence.clocks import close_due, retest_due, validity_due
from builder.rules.facts.evidence.files import EvidenceFile, Validity
from builder.rules.facts.people.shifts import shift_of
from builder.rules.facts.review_days import watched_days
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import counted, day_text, listed, moment_text, number_text


def burst_not_drawn(facts: Facts) -> Iterator[Verdict]:
    """A burst was drawn on each operational day that is watched (B2.1)."""
    threshold = facts.policy.threshold("burst_not_drawn")
    if not facts.register.keeps("Burst samples"):
        yield not_recorded(threshold, "Burst samples")
        return
    drawn = {each.drawn_at.on: each for each in facts.bursts if each.drawn_at is not None}
    first = min(drawn, default=facts.today)
    for day in watched_days(facts):
        # RATIONALE: before its first burst a provider had none to draw.
        if day >= first and facts.policy.calendar.is_operational_day(day):
            yield _drawn_on(facts, threshold, day, drawn.get(day))


def _drawn_on(facts: Facts, threshold: Threshold, day: date, burst: Burst | None) -> Verdict:
    due = local_moment(day, facts.policy.time_of_day("burst_not_drawn"))
    if burst is not None and burst.drawn_at is not None:
        row = next(iter(burst.samples.values()))
        return verdict(
            threshold,
            Outcome.MET,
            f"Burst {burst.ref} was drawn on {moment_text(burst.drawn_at)}.",
            subject=Subject("Burst samples", burst.ref),
            since=due,
            done_at=burst.drawn_at.end,
            cells=(row.source.place("drawn_at"),),
        )
    is_due = facts.as_at > due
    return verdict(
        threshold,
        Outcome.FIRED if is_due else Outcome.NOT_DUE,
        f"No burst was drawn on {day_text(day)}."
        if is_due
        else f"The burst of {day_text(day)} is not due yet.",
        subject=Subject("Burst samples", day.isoformat()),
        since=due,
        by=due,
    )


def validity_review_4_working_hours(facts: Facts) -> Iterator[Verdict]:
    """Every file of each burst was reviewed within the working hours allowed (B2.2)."""
    threshold = facts.policy.threshold("validity_review_4_working_hours")
    for sheet in ("Burst samples", "Validity reviews"):
        if not facts.register.keeps(sheet):
            yield not_recorded(threshold, sheet)
            return
    for burst in facts.bursts:
        due = validity_due(facts.policy, burst)
        if due is not None and burst.drawn_at is not None and burst.samples:
            yield _reviewed_by(facts, threshold, burst, due)


def _reviewed_by(facts: Facts, threshold: Threshold, burst: Burst, due: datetime) -> Verdict:
    first = {ref: _first_review(burst, ref) for ref in burst.samples}
    clocks = {
        ref: Clock(since=due, by=due, done=happened(done, facts.as_at))
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
    else:
        outcome, reason = Outcome.MET, f"Every file was reviewed by {moment_text(due)}."
    done = [each.done_at for each in clocks.values()]
    known = [each for each in done if each is not None]
    return verdict(
        threshold,
        outcome,
        reason,
        subject=Subject("Burst samples", burst.ref),
        observed=len(late),
        since=burst.drawn_at.end if burst.drawn_at is not None else None,
        by=due,
        done_at=max(known, default=None) if len(known) == len(done) else None,
        cells=tuple(burst.samples[ref].source.place("evidence") for ref in late or waiting),
    )


def _first_review(burst: Burst, ref: str) -> Moment | None:
    moments = (each.reviewed_at for each in burst.reviews.get(ref, ()))
    return next((each for each in moments if each is not None), None)


def revisit_missed(facts: Facts) -> Iterator[Verdict]:
    """A sample whose records matched too seldom was visited again before the shift's end (B2.3)."""
    threshold = facts.policy.threshold("revisit_missed")
    if not facts.register.keeps("Live proof"):
        yield not_recorded(threshold, "Live proof")
        return
    limit = facts.policy.threshold("record_match")
    latest: dict[str, tuple[LiveProof, ...]] = {}
    for burst in facts.bursts:
        for ref, proofs in burst.proofs.items():
            share = match_percent(proofs[0])
            if share is not None and limit.is_fired_by(share):
                latest[ref] = proofs
    for ref, proofs in sorted(latest.items()):
        yield _revisited(facts, threshold, ref, proofs)


def _revisited(
    facts: Facts, threshold: Threshold, ref: str, proofs: tuple[LiveProof, ...]
) -> Verdict:
    first = proofs[0]
    service = _service_of(facts, ref)
    subject = Subject("Evidence", ref)
    share = number_text(match_percent(first) or 0)
    if first.checked_at is None or first.checked_at.at is None:
        reason = f"{share}% matched; when it was checked is not recorded to the minute."
        return verdict(threshold, Outcome.NOT_COMPUTABLE, reason, scope=service, subject=subject)
    shift = shift_of(facts, _or_none(service), first.checked_at.at, first.shift)
    again = next((each.checked_at for each in proofs[1:] if each.checked_at is not None), None)
    clock = Clock(
        since=first.checked_at.at,
        by=shift.ends_at,
        done=happened(again, facts.as_at),
        is_estimated=shift.is_estimated,
    )
    return verdict(
        threshold,
        clock.outcome(facts.as_at),
        f"{share}% matched. {clock.words(facts.as_at, 'visited again')}",
        scope=service,
        subject=subject,
        observed=match_percent(first),
        since=clock.since,
        by=clock.by,
        done_at=clock.done_at,
        cells=tuple(each.source.place("checked_at") for each in proofs),
        is_estimated=clock.is_estimated,
    )


def retest_36h(facts: Facts) -> Iterator[Verdict]:
    """Staff linked to an invalid file were retested within the hours allowed (B2.4)."""
    threshold = facts.policy.threshold("retest_36h")
    for sheet in ("Validity reviews", "Retests"):
        if not facts.register.keeps(sheet):
            yield not_recorded(threshold, sheet)
            return
    latest: dict[str, tuple[Burst, ValidityReview]] = {}
    for burst in facts.bursts:
        for ref, reviews in burst.reviews.items():
            found = _found_invalid(facts, facts.evidence_files[ref], reviews)
            if found is not None:
                latest[ref] = (burst, found)
    for _, (burst, review) in sorted(latest.items(), key=lambda each: each[0]):
        yield _retested(facts, threshold, burst, review)


def _found_invalid(
    facts: Facts, file: EvidenceFile, reviews: tuple[ValidityReview, ...]
) -> ValidityReview | None:
    for review in reviews:
        is_invalid = file.validity(review, facts.as_at) is Validity.INVALID
        if is_invalid and review.reviewed_at is not None:
            return review
    return None


def _retested(facts: Facts, threshold: Threshold, burst: Burst, review: ValidityReview) -> Verdict:
    by = retest_due(facts.policy, review)
    service = _service_of(facts, review.evidence)
    subject = Subject("Evidence", review.evidence)
    if by is None or review.reviewed_at is None:
        reason = "When the file was found invalid is not recorded."
        return verdict(threshold, Outcome.NOT_COMPUTABLE, reason, scope=service, subject=subject)
    made = [
        each
        for each in burst.retests
        if each.evidence == review.evidence and each.retested_at is not None
    ]
    done = made[0].retested_at if made else None
    clock = Clock(since=review.reviewed_at.end, by=by, done=happened(done, facts.as_at))
    return verdict(
        threshold,
        clock.outcome(facts.as_at),
        clock.words(facts.as_at, "retested"),
        scope=service,
        subject=subject,
        observed=clock.hours_taken(),
        since=clock.since,
        by=clock.by,
        done_at=clock.done_at,
        cells=(
            review.source.place("reviewed_at"),
            *(each.source.place("retested_at") for each in made[:1]),
        ),
    )


def cycle_closed_by_1800(facts: Facts) -> Iterator[Verdict]:
    """The cycle of each burst was closed on the day of its draw, in time (B2.5)."""
    threshold = facts.policy.threshold("cycle_closed_by_1800")
    if not facts.register.keeps("Burst cycles"):
        yield not_recorded(threshold, "Burst cycles")
        return
    for burst in facts.bursts:
        due = close_due(facts.policy, burst)
        if due is None or burst.drawn_at is None:
            continue
        clock = Clock(since=burst.drawn_at.end, by=due, done=burst.closed_at)
        cycle = (burst.cycle.source.place("closed_at"),) if burst.cycle is not None else ()
        yield verdict(
            threshold,
            clock.outcome(facts.as_at),
            clock.words(facts.as_at, "closed"),
            subject=Subject("Burst cycles", burst.ref),
            since=clock.since,
            by=clock.by,
            done_at=clock.done_at,
            cells=cycle,
        )


def _service_of(facts: Facts, evidence: str) -> str:
    """The service of a file's line; the provider where that is not known."""
    file = facts.evidence_files.get(evidence)
    action = file.action if file is not None else None
    return (action.service if action is not None else None) or PROVIDER


def _or_none(scope: str) -> str | None:
    return None if scope == PROVIDER else scope
