"""The rows of the assurance sheets, gathered by burst."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.field import (
    BurstCycle,
    BurstSample,
    LiveProof,
    Moment,
    Register,
    Retest,
    ValidityReview,
)
from builder.portal.indexes import group


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstRecords:
    """Everything that is recorded of one burst."""

    ref: str
    samples: tuple[BurstSample, ...] = ()
    reviews: tuple[ValidityReview, ...] = ()
    live_proof: tuple[LiveProof, ...] = ()
    retests: tuple[Retest, ...] = ()
    cycles: tuple[BurstCycle, ...] = ()

    @property
    def drawn_at(self) -> Moment | None:
        """When its files were drawn, the first time that is known."""
        return next((each.drawn_at for each in self.samples if each.drawn_at), None)

    @property
    def drawn_by(self) -> str | None:
        """Who drew it."""
        return next((each.drawn_by for each in self.samples if each.drawn_by), None)

    @property
    def huddle_at(self) -> Moment | None:
        """When its balance was looked at."""
        return next((each.huddle_at for each in self.samples if each.huddle_at), None)

    def latest_review(self, evidence: str) -> ValidityReview | None:
        """The latest review of a file in this burst; one without a moment is the oldest."""
        of_file = [each for each in self.reviews if each.evidence == evidence]
        return max(
            of_file,
            key=lambda each: each.reviewed_at.end.isoformat() if each.reviewed_at else "",
            default=None,
        )


def burst_records(register: Register) -> Mapping[str, BurstRecords]:
    """Every burst of the samples with what hangs on it."""
    samples = group(register.burst_samples, lambda each: (each.burst,))
    reviews = group(register.validity_reviews, lambda each: (each.burst,))
    proofs = group(register.live_proof, lambda each: (each.burst,))
    retests = group(register.retests, lambda each: (each.burst,))
    cycles = group(register.burst_cycles, lambda each: (each.burst,))
    return {
        ref: BurstRecords(
            ref=ref,
            samples=of_burst,
            reviews=reviews[ref],
            live_proof=proofs[ref],
            retests=retests[ref],
            cycles=cycles[ref],
        )
        for ref, of_burst in samples.items()
    }
