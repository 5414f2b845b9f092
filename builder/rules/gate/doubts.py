"""What speaks against a closure since its approval, while its family's window runs (rules.md)."""

from collections.abc import Iterator
from datetime import datetime

from builder.field import Finding, Moment, PanelDecision, ValidityReview
from builder.policy import Policy
from builder.rules.answers import places
from builder.rules.facts.evidence.files import EvidenceFile, Validity, was_accepted
from builder.rules.facts.relapses import (
    Relapse,
    check_relapses,
    missed_periods,
    practice_relapses,
)
from builder.rules.facts.sustained import span_of
from builder.rules.gate.case import ActionCase
from builder.rules.words import moment_text


def doubts(
    case: ActionCase, approval: PanelDecision, policy: Policy, at: datetime
) -> tuple[Relapse, ...]:
    """What was recorded against a closure from its approval to a moment, oldest first.

    It goes by when a thing happened, not by when it was typed. The end of the window ends only the
    taking in of new doubts: each stands until a later decision of the panel, and an invalid file
    until its correction is accepted.
    """
    approved = approval.panel_at
    if approved is None:
        return ()
    last_day = span_of(policy, "sustained_improvement", case.family).after(approved.on)

    def counts(moment: Moment) -> bool:
        since = moment.order > approved.order
        return since and moment.on <= last_day and moment.has_happened(at)

    found = [each for each in _against(case, approved, policy, at) if counts(each.moment)]
    return tuple(sorted(found, key=lambda each: (each.moment.order, each.words)))


def _against(case: ActionCase, approved: Moment, policy: Policy, at: datetime) -> Iterator[Relapse]:
    for file in case.files:
        if file.exists(approved.end):
            # RATIONALE: the closure does not rest on a file that was handed in later.
            yield from _invalid(file, at)
        yield from practice_relapses(file.visits, file.retests, policy)
    yield from _further(case, approved, at)
    yield from check_relapses(case.checks)
    for period in missed_periods(case.measures, policy, at) if case.measures else ():
        if period.relapse is not None:
            yield period.relapse


def _invalid(file: EvidenceFile, at: datetime) -> Iterator[Relapse]:
    for review in file.reviews:
        if review.reviewed_at is None or was_accepted(review, at):
            continue
        if file.validity(review, review.reviewed_at.end) is Validity.INVALID:
            yield _found_invalid(file, review, review.reviewed_at)


def _found_invalid(file: EvidenceFile, review: ValidityReview, moment: Moment) -> Relapse:
    words = f"{file.ref} was found invalid on {moment_text(moment)}"
    return Relapse(moment, words, places((review,), "reviewed_at"))


def _further(case: ActionCase, approved: Moment, at: datetime) -> Iterator[Relapse]:
    """Findings of the theme at the line's places, and those linked to it; each once."""
    of_theme = case.incidents if case.action.theme else ()
    found = [each for series in of_theme for each in series.after(approved, at)]
    known: dict[str, Finding] = {each.ref: each for each in (*found, *case.findings)}
    for each in known.values():
        if each.found_at is not None:
            words = f"{each.ref} was found on {moment_text(each.found_at)}"
            yield Relapse(each.found_at, words, places((each,), "found_at"))
