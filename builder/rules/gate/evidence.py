"""The gate's checks of evidence: accepted, independent, fresh, and assured from outside."""

from collections.abc import Iterable

from builder.field import Action, Evidence, local_date
from builder.policy import Threshold
from builder.rules.answers import Answer, outcome_of, places
from builder.rules.facts.complaints import movement_words
from builder.rules.facts.evidence.files import FileThen, Standing
from builder.rules.gate.checks import (
    EVIDENCE_ACCEPTED,
    EXTERNAL_ASSURANCE,
    VALIDATED_INDEPENDENTLY,
    VALIDATION_FRESH,
    CaseAt,
    absent,
    check,
)
from builder.rules.verdict import Outcome
from builder.rules.words import counted, day_text, listed


@check(EVIDENCE_ACCEPTED, "evidence_accepted", "Evidence", "Validity reviews")
def evidence_accepted(case_at: CaseAt) -> Answer:
    """At least one file stands, none was found invalid, and each outcome is reviewed (B3.1)."""
    offered = [each for each in case_at.files if each.exists]
    reviewed = [each for each in offered if each.review is not None]
    invalid = [each.ref for each in reviewed if each.standing is Standing.INVALID]
    unknown = [each.ref for each in reviewed if each.standing is Standing.UNKNOWN]
    unseen = [each for each in offered if each.review is None and _shows_outcome(each)]
    accepted = len(case_at.accepted)
    if invalid:
        outcome, reason = Outcome.FIRED, f"Found invalid and not put right: {listed(invalid)}."
    elif unseen:
        outcome = Outcome.FIRED
        reason = (
            f"Said to show an outcome, and not reviewed: {listed(each.ref for each in unseen)}."
        )
    elif unknown:
        outcome = Outcome.NOT_COMPUTABLE
        reason = f"The latest review leaves an answer open: {listed(unknown)}."
    elif not accepted:
        outcome, reason = Outcome.FIRED, "No evidence file of this action has been reviewed."
    else:
        outcome = Outcome.MET
        reason = f"{counted(accepted, 'reviewed file')} accepted.{_past_limit(case_at)}"
    reviews = [each.review for each in reviewed if each.review is not None]
    shown = [each.evidence for each in unseen if each.evidence is not None]
    cells = (*places(reviews, "reviewed_at"), *places(shown, "shows_outcome"))
    return Answer(outcome, reason, accepted, cells)


def _past_limit(case_at: CaseAt) -> str:
    """Accepted files whose source has passed its age limit since their review."""
    on = local_date(case_at.at)
    past = [each.ref for each in case_at.accepted if each.is_past_limit(on)]
    return f" Past the age limit since the review: {listed(past)}." if past else ""


def _shows_outcome(file: FileThen) -> bool:
    return file.evidence is not None and file.evidence.shows_outcome is True


def is_independent(file: FileThen, owner: str | None) -> bool | None:
    """Whether a file's latest review is by neither the line's owner nor the file's submitter.

    ``None`` where one of the three is not recorded and the others do not settle it.
    """
    reviewer = file.review.reviewer if file.review is not None else None
    submitter = file.evidence.submitted_by if file.evidence is not None else None
    if reviewer is not None and reviewer in (owner, submitter):
        return False
    return None if None in (reviewer, owner, submitter) else True


@check(VALIDATED_INDEPENDENTLY, "validated_by_own_side", "Evidence", "Validity reviews")
def validated_independently(case_at: CaseAt) -> Answer:
    """Each accepted file was reviewed by neither the line's owner nor its submitter (B2.2)."""
    return independence(case_at.accepted, case_at.case.action)


_NONE_ACCEPTED = Answer(Outcome.NOT_COMPUTABLE, "No file of this action is accepted.", 0)


def independence(files: Iterable[FileThen], action: Action) -> Answer:
    """Whether the latest review of each of some files of a line is independent."""
    known = tuple(files)
    if not known:
        return _NONE_ACCEPTED
    found = {each.ref: is_independent(each, action.owner) for each in known}
    own = [each for each in known if found[each.ref] is False]
    unknown = [each for each in known if found[each.ref] is None]
    if own:
        outcome = Outcome.FIRED
        reason = f"Reviewed by the action's owner or the file's submitter: {_with_reviewers(own)}."
    elif unknown:
        outcome = Outcome.NOT_COMPUTABLE
        names = listed(each.ref for each in unknown)
        reason = f"Who owns the action, handed in or reviewed the file is not recorded: {names}."
    else:
        outcome, reason = Outcome.MET, "Each accepted file was reviewed by somebody else."
    shown = own or unknown or known
    cells = (
        *places((each.review for each in shown if each.review), "reviewer"),
        *places((each.evidence for each in shown if each.evidence), "submitted_by"),
        action.source.place("owner"),
    )
    return Answer(outcome, reason, len(own), cells)


def _with_reviewers(files: Iterable[FileThen]) -> str:
    return listed(f"{each.ref} by {each.review.reviewer}" for each in files if each.review)


def _most_age(case_at: CaseAt) -> Threshold:
    is_high = case_at.case.is_high_risk
    return case_at.policy.threshold("validation_fresh_high" if is_high else "validation_fresh")


@check(VALIDATION_FRESH, "validation_fresh", "Validity reviews", limit=_most_age)
def validation_fresh(case_at: CaseAt) -> Answer:
    """The latest validity review of any evidence is within its age, in calendar days (B3.1)."""
    reviews = (each.review for each in case_at.files if each.review is not None)
    dated = [(each.reviewed_at.order, each) for each in reviews if each.reviewed_at]
    if not dated:
        reason = "No evidence file of this action has been reviewed."
        return Answer(Outcome.NOT_COMPUTABLE, reason)
    (latest_on, _), review = max(dated, key=lambda each: each[0])
    age = (local_date(case_at.at) - latest_on).days
    reason = f"Latest validity review on {day_text(latest_on)}, {counted(age, 'day')} before."
    cells = places((review,), "reviewed_at")
    return Answer(outcome_of(_most_age(case_at), age), reason, age, cells)


@check(EXTERNAL_ASSURANCE, "external_assurance")
def external_assurance(case_at: CaseAt) -> Answer:
    """External evidence that somebody else vouches for, or complaints that fell (B3.4)."""
    case = case_at.case
    external = [each for each in case_at.accepted if each.evidence and each.evidence.external]
    sourced = [each for each in external if each.evidence and _has_source(each.evidence)]
    vouched = [each for each in sourced if is_independent(each, case.action.owner)]
    if vouched:
        evidence = [each.evidence for each in vouched if each.evidence]
        reason = f"Accepted evidence from outside: {listed(each.ref for each in vouched)}."
        cells = places(evidence, "external", "external_source")
        return Answer(Outcome.MET, reason, len(vouched), cells)
    least = int(case_at.policy.number("complaint_fall_least"))
    if "Complaints" in case.kept and case.theme is not None:
        moved = case.theme.movement(case_at.at)
        if moved.has_fallen(least):
            return Answer(Outcome.MET, f"Complaints of the theme: {movement_words(moved)}.")
    evidence = [each.evidence for each in external if each.evidence]
    cells = places(evidence, "external", "external_source")
    reason = f"{_lack(external, sourced)}, and complaints of the theme did not fall."
    return absent(case_at, "Evidence") or Answer(Outcome.FIRED, reason, 0, cells)


def _has_source(evidence: Evidence) -> bool:
    return bool((evidence.external_source or "").strip())


def _lack(external: list[FileThen], sourced: list[FileThen]) -> str:
    if sourced:
        names = listed(each.ref for each in sourced)
        return f"No independent review of the evidence from outside is on record: {names}"
    if external:
        return f"No external source is named: {listed(each.ref for each in external)}"
    return "No accepted evidence from outside"
