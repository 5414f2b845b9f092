"""The fitness of each evidence file: its state, its age, its reasons, and what else it proves."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import assert_never

from builder.field import Evidence, ValidityReview, local_date
from builder.policy import OUR_OWN
from builder.rules.assessment import Fitness
from builder.rules.facts.evidence.files import EvidenceFile, FileThen, Standing, was_accepted
from builder.rules.words import counted, day_text, listed

ACCEPTED, INVALID, CORRECTED = "accepted", "invalid", "corrected"
STALE, UNTESTED, WITHDRAWN = "stale", "untested", "withdrawn"


def fitness(files: Iterable[FileThen], as_at: datetime) -> Mapping[str, Fitness]:
    """Evidence ref -> how far the file can be relied on; only files of the Evidence sheet.

    RATIONALE: the state is the same for every reader; what a confidential file shows to whom is
    settled by redaction.
    """
    known = tuple(files)
    actions_of_link = _actions_of_links(each.file for each in known)
    return {
        each.ref: _fitness(each, each.evidence, actions_of_link, as_at)
        for each in known
        if each.evidence is not None and (each.exists or each.file.was_handed_in(as_at))
    }


def link_key(file: EvidenceFile) -> str:
    """What a file's link points at, as two rows are compared; empty where there is none."""
    link = file.evidence.link if file.evidence is not None else None
    return " ".join((link.target or link.text).split()) if link is not None else ""


def _actions_of_links(files: Iterable[EvidenceFile]) -> Mapping[str, tuple[str, ...]]:
    actions: dict[str, set[str]] = {}
    for file in files:
        key = link_key(file)
        if key and file.evidence is not None and file.evidence.action is not None:
            actions.setdefault(key, set()).add(file.evidence.action)
    return {key: tuple(sorted(refs)) for key, refs in actions.items()}


def _fitness(
    now: FileThen,
    evidence: Evidence,
    actions_of_link: Mapping[str, tuple[str, ...]],
    as_at: datetime,
) -> Fitness:
    on = local_date(as_at)
    file, review = now.file, now.review
    sharing = actions_of_link.get(link_key(file), ()) if evidence.link is not None else ()
    reasons = (
        *(() if now.exists else _withdrawn_reasons(evidence)),
        *(() if review is None else _review_reasons(review, now.standing, as_at)),
        *_age_reasons(now, evidence, on),
    )
    action = evidence.action or ""
    return Fitness(
        ref=file.ref,
        action=action,
        state=_state(now, as_at) if now.exists else WITHDRAWN,
        age_days=file.age_days(on),
        limit_days=file.limit_days,
        in_date_until=file.in_date_until(),
        reviewed_at=review.reviewed_at.end if review and review.reviewed_at else None,
        reasons=reasons,
        same_file=tuple([each for each in sharing if each != action]),
    )


def _state(now: FileThen, as_at: datetime) -> str:
    match now.standing:
        case Standing.ACCEPTED:
            return ACCEPTED
        case Standing.CORRECTED:
            return CORRECTED
        case Standing.INVALID:
            return INVALID
        case Standing.UNTESTED | Standing.UNKNOWN:
            return STALE if now.is_outdated(as_at) else UNTESTED
        case _:
            assert_never(now.standing)


def _withdrawn_reasons(evidence: Evidence) -> Iterable[str]:
    if evidence.withdrawn_on is not None:
        yield f"It was withdrawn on {day_text(evidence.withdrawn_on)}."


def _review_reasons(review: ValidityReview, standing: Standing, as_at: datetime) -> Iterable[str]:
    failed = tuple(_failed(review))
    corrected = day_text(review.corrected_on.on) if review.corrected_on else ""
    if standing is Standing.CORRECTED:
        found = f" on {day_text(review.reviewed_at.on)}" if review.reviewed_at else ""
        why = f": {listed(failed)}" if failed else ""
        yield f"Found invalid{found}{why}. Corrected and accepted on {corrected}."
        return
    yield from (f"{each[0].upper()}{each[1:]}." for each in failed)
    if standing is Standing.INVALID and was_accepted(review, as_at):
        yield f"Its correction of {corrected} does not count, since its source is outdated."
    if standing is Standing.UNKNOWN:
        yield "The latest review leaves an answer open."


def _failed(review: ValidityReview) -> Iterable[str]:
    if review.matches_live_practice is False:
        yield "it does not match live practice"
    if review.outcome_proof is False:
        yield "it lacks outcome proof"
    if review.source_date_current is False:
        yield "the reviewer found its source date not current"


def _age_reasons(now: FileThen, evidence: Evidence, on: date) -> Iterable[str]:
    file, until = now.file, now.file.in_date_until()
    if until is None or evidence.source_date is None:
        yield "Its source date is not known."
        return
    if until < on:
        whose = f", {OUR_OWN}" if file.has_our_limit else ""
        still = "It was accepted at its review and stays so. " if now.is_past_limit(on) else ""
        yield (
            f"{still}Its source of {day_text(evidence.source_date)} was in date until "
            f"{day_text(until)}: its age limit is {counted(file.limit_days, 'day')}{whose}."
        )
    raised = file.action.raised_on if file.action is not None else None
    if raised is not None and evidence.source_date < raised.on:
        yield f"Its source dates from before the action was raised on {day_text(raised.on)}."
