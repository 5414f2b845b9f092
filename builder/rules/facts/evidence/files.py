"""Evidence files under test: what each reviewer found, and how far a file can be relied on."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from builder.field import (
    Action,
    Evidence,
    LiveProof,
    Moment,
    Register,
    Retest,
    ValidityReview,
    local_date,
)
from builder.frameworks import Catalogue
from builder.policy import Origin, Policy, Threshold
from builder.rules.facts.order import grouped, in_order


class Validity(Enum):
    """What one validity review says of a file."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    """An answer is blank and no other answer is a no."""


class Standing(Enum):
    """How a file stands at a moment."""

    UNTESTED = "untested"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    """Found invalid, then corrected and accepted after correction."""
    INVALID = "invalid"
    UNKNOWN = "unknown"


class EvidenceFile(NamedTuple):
    """One evidence file with everything that says whether it is fit."""

    ref: str
    limit_days: int
    """Age that its category may have, inclusive (B2.2)."""
    evidence: Evidence | None = None
    """``None`` where a review names a file that the Evidence sheet does not hold."""
    action: Action | None = None
    reviews: tuple[ValidityReview, ...] = ()
    """Dated reviews, oldest first."""
    visits: tuple[LiveProof, ...] = ()
    """Dated live-proof visits, oldest first."""
    retests: tuple[Retest, ...] = ()
    """Dated competence retests, oldest first."""
    has_our_limit: bool = False
    """Whether the age that it may have is our own, which no document names."""

    def latest_review(self, at: datetime) -> ValidityReview | None:
        """The latest validity review made by a moment."""
        for review in reversed(self.reviews):
            if review.reviewed_at is not None and review.reviewed_at.has_happened(at):
                return review
        return None

    def exists(self, at: datetime) -> bool:
        """Whether the file was offered as proof at a moment: handed in by then, not withdrawn."""
        return self.was_handed_in(at) and not self.is_withdrawn(at)

    def was_handed_in(self, at: datetime) -> bool:
        """Whether the file had been handed in by a moment; so it had where no day is typed."""
        submitted = self.evidence.submitted_on if self.evidence else None
        return submitted is None or submitted.has_happened(at)

    def is_withdrawn(self, at: datetime) -> bool:
        """Whether the file is no longer offered as proof at a moment."""
        withdrawn = self.evidence.withdrawn_on if self.evidence else None
        return withdrawn is not None and withdrawn <= local_date(at)

    def age_days(self, on: date) -> int | None:
        """Calendar days from the source date to a day; ``None`` where that date is unknown."""
        if self.evidence is None or self.evidence.source_date is None:
            return None
        return (on - self.evidence.source_date).days

    def in_date_until(self) -> date | None:
        """The last day on which its age is within the limit; ``None`` where its date is unknown."""
        if self.evidence is None or self.evidence.source_date is None:
            return None
        return self.evidence.source_date + timedelta(days=self.limit_days)

    def is_too_old(self, on: date) -> bool | None:
        """Whether the source date is past the category's limit, or before the line was raised.

        ``None`` where neither is so and one of the two dates is unknown (B2.2).
        """
        age = self.age_days(on)
        if age is None or self.evidence is None or self.evidence.source_date is None:
            return None
        raised = self.action.raised_on if self.action else None
        if age > self.limit_days or (raised is not None and self.evidence.source_date < raised.on):
            return True
        return None if raised is None else False

    def is_outdated(self, review: ValidityReview | None, at: datetime) -> bool | None:
        """Whether the source is outdated: the reviewer, the limit or the line's start says so.

        Age is taken at the review, or at ``at`` where there is none; ``None`` = unknown.
        """
        if review is None:
            return self.is_too_old(local_date(at))
        if review.source_date_current is False:
            return True
        reviewed_on = review.reviewed_at.on if review.reviewed_at else local_date(at)
        is_too_old = self.is_too_old(reviewed_on)
        return None if review.source_date_current is None and not is_too_old else is_too_old

    def validity(self, review: ValidityReview, at: datetime) -> Validity:
        """What a review says of the file: invalid where it fails any of three (B2.2)."""
        outdated = self.is_outdated(review, at)
        answers = (
            review.matches_live_practice,
            None if outdated is None else not outdated,
            review.outcome_proof,
        )
        if False in answers:
            return Validity.INVALID
        return Validity.UNKNOWN if None in answers else Validity.VALID

    def then(self, at: datetime) -> "FileThen":
        """The file as it stood at a moment, by its latest review."""
        review = self.latest_review(at)
        return FileThen(self, self.evidence, self.exists(at), review, self._standing(review, at))

    def _standing(self, review: ValidityReview | None, at: datetime) -> Standing:
        if review is None:
            return Standing.UNTESTED
        validity = self.validity(review, at)
        if validity is Validity.VALID:
            return Standing.ACCEPTED
        if validity is Validity.UNKNOWN:
            return Standing.UNKNOWN
        return Standing.CORRECTED if self.was_put_right(review, at) else Standing.INVALID

    def was_put_right(self, review: ValidityReview, at: datetime) -> bool:
        """Whether the file was accepted after correction by a moment.

        Its correction came after the review, and its own source date was within its limit then: a
        file that is too old is put right by a newer one alone.
        """
        corrected = review.corrected_on
        if corrected is None or not was_accepted(review, at):
            return False
        return self.is_too_old(corrected.on) is False


class FileThen(NamedTuple):
    """An evidence file as it stood at a moment."""

    file: EvidenceFile
    evidence: Evidence | None
    """Its row of the Evidence sheet."""
    exists: bool
    """Whether it was offered as proof then."""
    review: ValidityReview | None
    """Its latest validity review by then."""
    standing: Standing

    @property
    def ref(self) -> str:
        """The file's ref."""
        return self.file.ref

    @property
    def is_accepted(self) -> bool:
        """Whether it stood: its latest review valid, or accepted after correction."""
        return self.standing is Standing.ACCEPTED or self.standing is Standing.CORRECTED

    def is_outdated(self, at: datetime) -> bool | None:
        """Whether its source is outdated; a correction that counts has put that right too."""
        if self.standing is Standing.CORRECTED:
            return False
        return self.file.is_outdated(self.review, at)

    def is_past_limit(self, on: date) -> bool:
        """Whether an accepted file has since passed its age limit.

        RATIONALE: rules.md takes the age at the review, so that it stays accepted.
        """
        until = self.file.in_date_until()
        return self.is_accepted and until is not None and until < on


def is_corrected(review: ValidityReview, at: datetime) -> bool:
    """Whether a fault had been put right by a moment; a refused correction puts nothing right."""
    if review.accepted_after_correction is False or review.corrected_on is None:
        return False
    return review.corrected_on.has_happened(at)


def was_accepted(review: ValidityReview, at: datetime) -> bool:
    """Whether a correction made after the review was accepted by a moment."""
    if review.accepted_after_correction is not True or not is_corrected(review, at):
        return False
    reviewed, corrected = review.reviewed_at, review.corrected_on
    return reviewed is None or corrected is None or not corrected.precedes(reviewed)


def age_limit(category: str | None, policy: Policy, catalogue: Catalogue) -> Threshold:
    """The age limit of a category of evidence, in days; the general limit where it has no own."""
    known = catalogue.evidence_category(category) if category else None
    if known is None:
        return policy.threshold("evidence_age")
    return policy.of_family("evidence_age", known.id.casefold().replace("-", "_"))


def evidence_files(
    register: Register, policy: Policy, catalogue: Catalogue
) -> Mapping[str, EvidenceFile]:
    """Every evidence file by ref, also those that only a review names; sorted by ref."""
    limits = _AgeLimits(policy, catalogue)
    actions = {each.ref: each for each in register.actions}
    reviews = grouped(register.validity_reviews, lambda each: each.evidence)
    visits = grouped(register.live_proof, lambda each: each.evidence)
    retests = grouped(register.retests, lambda each: each.evidence)
    known = {each.ref: each for each in register.evidence}
    files = {}
    for ref in sorted(known.keys() | reviews.keys()):
        evidence = known.get(ref)
        limit_days, has_our_limit = limits.of(evidence.category if evidence else None)
        files[ref] = EvidenceFile(
            ref,
            limit_days,
            evidence,
            actions.get(evidence.action or "") if evidence else None,
            _dated(reviews[ref]) if ref in reviews else (),
            in_order(visits[ref], lambda each: each.checked_at) if ref in visits else (),
            in_order(retests[ref], lambda each: each.retested_at) if ref in retests else (),
            has_our_limit,
        )
    return files


def _dated(reviews: Iterable[ValidityReview]) -> tuple[ValidityReview, ...]:
    return in_order(reviews, lambda each: each.reviewed_at)


class _AgeLimits:
    """Age limits by category as typed, each looked up once."""

    def __init__(self, policy: Policy, catalogue: Catalogue) -> None:
        self._policy, self._catalogue = policy, catalogue
        self._found: dict[str | None, tuple[int, bool]] = {}

    def of(self, category: str | None) -> tuple[int, bool]:
        """In days, and whether the limit is our own."""
        if category not in self._found:
            limit = age_limit(category, self._policy, self._catalogue)
            self._found[category] = (int(limit.number), limit.in_force_by is Origin.PRODUCT)
        return self._found[category]


def latest(moments: Iterable[Moment | None], at: datetime) -> Moment | None:
    """The latest of some moments that had come by ``at``; ``None`` where none had."""
    come = [each for each in moments if each is not None and each.has_happened(at)]
    return max(come, key=lambda each: each.order, default=None)
