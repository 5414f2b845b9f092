"""B2.2, the evidence-validity review: matching practice, outdated, lacking outcome proof."""

from collections.abc import Callable
from datetime import datetime

from builder.field import ValidityReview
from builder.field.registers import EvidenceValidity
from builder.problems import Cell
from builder.rules.answers import verdict
from builder.rules.assessment import RegisterResult
from builder.rules.facts.evidence.bursts import Burst
from builder.rules.facts.evidence.clocks import hours, validity_due
from builder.rules.facts.evidence.files import EvidenceFile, Validity
from builder.rules.figure import (
    NOT_RECORDED,
    Counted,
    count,
    left_out_words,
    outcome_of_count,
    result,
)
from builder.rules.gate.facts import Facts
from builder.rules.registers.burst_rows import Figures, burst_note, burst_rows, latest_burst
from builder.rules.verdict import Outcome, Verdict
from builder.rules.words import counted, listed


def evidence_validity(facts: Facts, scope: str) -> RegisterResult:
    """The review's figures of the latest burst, and a row per burst."""
    burst = latest_burst(facts, scope)
    figures = _figures(facts, burst) if burst is not None else {}
    invalid = figures.get(EvidenceValidity.invalid, NOT_RECORDED)
    return result(
        EvidenceValidity,
        scope,
        figures,
        recorded=facts.register.holds("Validity reviews"),
        rows=burst_rows(facts, scope, _figures),
        verdicts=(_verdict(facts, scope, burst, invalid),),
        note=burst_note(burst),
    )


def _latest(burst: Burst) -> tuple[ValidityReview, ...]:
    """The latest review of each file in the burst."""
    return tuple(reviews[-1] for _, reviews in sorted(burst.reviews.items()))


def _figures(facts: Facts, burst: Burst) -> Figures:
    reviews = _latest(burst)

    def file(review: ValidityReview) -> EvidenceFile:
        return facts.evidence_files[review.evidence]

    def is_invalid(review: ValidityReview) -> bool | None:
        found = file(review).validity(review, facts.as_at)
        return None if found is Validity.UNKNOWN else found is Validity.INVALID

    return {
        EvidenceValidity.matching_practice: count(
            reviews, lambda each: each.matches_live_practice, _ref, _cell("matches_live_practice")
        ),
        EvidenceValidity.outdated_source: count(
            reviews,
            lambda each: file(each).is_outdated(each, facts.as_at),
            _ref,
            _cell("source_date_current"),
        ),
        EvidenceValidity.lacking_outcome_proof: count(
            reviews,
            lambda each: None if each.outcome_proof is None else not each.outcome_proof,
            _ref,
            _cell("outcome_proof"),
        ),
        EvidenceValidity.invalid: count(reviews, is_invalid, _ref, _cell("evidence")),
    }


def _ref(review: ValidityReview) -> str:
    return review.evidence


def _cell(field: str) -> Callable[[ValidityReview], Cell]:
    return lambda review: review.source.place(field)


def _verdict(facts: Facts, scope: str, burst: Burst | None, invalid: Counted) -> Verdict:
    threshold = facts.policy.threshold("invalid_evidence")
    if not facts.register.keeps("Validity reviews"):
        reason = "No workbook has the sheet Validity reviews."
        return verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope)
    if burst is None or not burst.reviews:
        outcome, reason = _without_reviews(facts, burst)
        return verdict(threshold, outcome, reason, scope=scope)
    outcome = outcome_of_count(threshold, invalid)
    names = f": {listed(invalid.counted)}" if invalid.counted else ""
    return _with_clock(
        facts,
        burst,
        invalid,
        verdict(
            threshold,
            outcome,
            f"{counted(int(invalid.value or 0), 'invalid file')} in burst {burst.ref}{names}."
            f"{left_out_words(invalid)}",
            scope=scope,
            observed=invalid.value,
            cells=invalid.cells,
        ),
    )


def _without_reviews(facts: Facts, burst: Burst | None) -> tuple[Outcome, str]:
    if burst is None or not burst.samples:
        return Outcome.NOT_DUE, "No file of this scope is in the latest burst."
    due = validity_due(facts.policy, burst)
    if due is None or facts.as_at <= due:
        return Outcome.NOT_DUE, f"No file of burst {burst.ref} has been reviewed yet."
    return Outcome.NOT_COMPUTABLE, f"No file of burst {burst.ref} has been reviewed."


def _with_clock(facts: Facts, burst: Burst, invalid: Counted, made: Verdict) -> Verdict:
    """The verdict with its clock: an hour from the review that passed the limit (B2.2)."""
    if made.outcome is not Outcome.FIRED:
        return made
    found = [each for each in _latest(burst) if each.evidence in invalid.counted]
    moments = sorted(each.reviewed_at.end for each in found if each.reviewed_at is not None)
    limit = facts.policy.threshold("invalid_evidence")
    crossed = (at for number, at in enumerate(moments, 1) if limit.is_fired_by(number))
    since = next(crossed, None)
    if since is None:
        return made
    return made._replace(
        since=since,
        by=since + hours(facts.policy, "invalid_evidence_told_within"),
        done_at=_told_at(facts, found, since),
    )


def _told_at(facts: Facts, reviews: list[ValidityReview], since: datetime) -> datetime | None:
    """When somebody was first told of the whole of it, not of a part before."""
    told = (each.escalated_at for each in reviews if each.escalated_at is not None)
    come = [each.end for each in told if each.has_happened(facts.as_at) and each.end >= since]
    return min(come, default=None)
