"""Retests that follow from invalid evidence, and omissions that a person repeated (B2.4)."""

from collections.abc import Iterator
from datetime import datetime

from builder.field import Moment, Retest, ValidityReview
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duties.burst_times import of_file
from builder.rules.duties.clock import Clock, happened
from builder.rules.duty import Case, columns, duty, sheets
from builder.rules.facts.evidence.bursts import Burst
from builder.rules.facts.evidence.clocks import retest_due
from builder.rules.facts.evidence.files import EvidenceFile, Validity
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import counted

Found = tuple[Burst, ValidityReview]
"""A burst that found a file invalid, and its first review that did."""


def _invalid(facts: Facts) -> Iterator[Case[Found]]:
    """The latest burst that found each file invalid, and the review that did."""
    latest: dict[str, Found] = {}
    for burst in facts.bursts:
        for ref, reviews in burst.reviews.items():
            found = _found_invalid(facts, facts.evidence_files[ref], reviews)
            if found is not None:
                latest[ref] = (burst, found)
    for ref in sorted(latest):
        yield of_file(facts, ref, latest[ref])


def _found_invalid(
    facts: Facts, file: EvidenceFile, reviews: tuple[ValidityReview, ...]
) -> ValidityReview | None:
    for review in reviews:
        is_invalid = file.validity(review, facts.as_at) is Validity.INVALID
        if is_invalid and review.reviewed_at is not None:
            return review
    return None


@duty("retest_36h", sheets("Validity reviews", "Retests"), _invalid)
def retest_36h(facts: Facts, _: Threshold, of: Found) -> Answer:
    """Staff linked to an invalid file were retested within the hours allowed (B2.4)."""
    burst, review = of
    by = retest_due(facts.policy, review)
    if by is None or review.reviewed_at is None:
        reason = "When the file was found invalid is not recorded."
        return Answer(Outcome.NOT_COMPUTABLE, reason)
    evidence = facts.evidence_files[review.evidence].evidence
    staff = evidence.staff if evidence is not None else ()
    made = [
        each
        for each in burst.retests
        if each.evidence == review.evidence and _follows(each, review.reviewed_at)
    ]
    first = _first_of_each(made, staff) if staff else made[:1]
    clocks = [
        Clock(since=review.reviewed_at.end, by=by, done=happened(each.retested_at, facts.as_at))
        for each in first
    ]
    if len(clocks) < max(len(staff), 1):
        clocks.append(Clock(since=review.reviewed_at.end, by=by, done=None))
    slowest = max(clocks, key=lambda each: (each.done is None, each.done_at or by))
    cells = (*places((review,), "reviewed_at"), *places(first, "retested_at"))
    words = slowest.words(facts.as_at, "retested")
    if staff and evidence is not None:
        words = (
            f"Of {counted(len(staff), 'person', 'people')} named, {len(first)} retested. {words}"
        )
        cells = (*cells, *places((evidence,), "staff"))
    return slowest.answer(facts.as_at, words, cells, slowest.hours_taken())


def _follows(retest: Retest, reviewed: Moment) -> bool:
    """Whether a retest can be the answer to a review: a dated one that was not made before it."""
    return retest.retested_at is not None and not retest.retested_at.precedes(reviewed)


def _first_of_each(made: list[Retest], staff: tuple[str, ...]) -> list[Retest]:
    """The first retest of each person that the file names, of those who were retested."""
    found = {}
    for each in reversed(made):
        if each.person in staff:
            found[each.person] = each
    return [found[person] for person in sorted(found)]


Repeats = tuple[Retest, ...]
"""The latest retest of each person on one file, by person."""


def _latest_on_files(facts: Facts) -> Iterator[Case[Repeats]]:
    latest: dict[str, dict[str, Retest]] = {}
    for burst in facts.bursts:
        for each in burst.retests:
            if each.evidence is not None:
                latest.setdefault(each.evidence, {})[each.person] = each
    for ref, of in sorted(latest.items()):
        yield of_file(facts, ref, tuple(of[person] for person in sorted(of)))


@duty("repeated_omission", columns("Retests", "repeated_omissions"), _latest_on_files)
def repeated_omission(facts: Facts, threshold: Threshold, retests: Repeats) -> Answer:
    """Nobody repeated a critical omission at their latest retest on a file (B2.4)."""
    repeated = [each for each in retests if _repeats(each, threshold)]
    unknown = [each for each in retests if _repeats(each, threshold) is None]
    if repeated:
        outcome = Outcome.FIRED
        people = counted(len(repeated), "person", "people")
        reason = f"{people} repeated a critical omission at the latest retest on this file."
    elif unknown:
        outcome = Outcome.NOT_COMPUTABLE
        reason = "Whether an omission was repeated is not recorded."
    else:
        outcome, reason = (
            Outcome.MET,
            "No retest on record repeats a critical omission on this file.",
        )
    shown = repeated or unknown or retests
    since = [each.retested_at.end for each in repeated if each.retested_at is not None]
    arranged = [_arranged(facts, each) for each in repeated]
    known = [each for each in arranged if each is not None]
    return Answer(
        outcome,
        reason,
        len(repeated),
        places(shown, "critical_omissions", "repeated_omissions"),
        since=min(since, default=None),
        done_at=max(known) if known and len(known) == len(arranged) else None,
    )


def _repeats(retest: Retest, threshold: Threshold) -> bool | None:
    """Whether an omission was repeated; ``None`` where some were made and it is not said."""
    if retest.repeated_omissions is not None:
        return threshold.is_fired_by(retest.repeated_omissions)
    return False if retest.critical_omissions == 0 else None


def _arranged(facts: Facts, retest: Retest) -> datetime | None:
    arranged = happened(retest.supervision_arranged_on, facts.as_at)
    return arranged.end if arranged is not None else None
