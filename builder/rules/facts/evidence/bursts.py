"""Bursts: the files drawn together, and what each reviewer recorded of them."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import TypeVar

from builder.field import (
    BurstCycle,
    BurstSample,
    LiveProof,
    Moment,
    Register,
    Retest,
    ValidityReview,
)
from builder.rules.facts.order import grouped, recorded_by

Ref = str
HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """One burst as it stood at the as-at moment."""

    ref: str
    samples: Mapping[Ref, BurstSample]
    """Evidence ref -> its row; the first row of a file stands."""
    reviews: Mapping[Ref, tuple[ValidityReview, ...]]
    """Evidence ref -> its validity reviews, oldest first."""
    proofs: Mapping[Ref, tuple[LiveProof, ...]]
    """Evidence ref -> its live-proof checks, oldest first."""
    retests: tuple[Retest, ...]
    """Oldest first."""
    cycle: BurstCycle | None = None
    """Its latest close."""
    closed_at: Moment | None = None
    """Its first close."""
    drawn_at: Moment | None = None
    """When its first file was drawn."""
    huddle_at: Moment | None = None
    """When its balance was reviewed."""
    began: Moment | None = None
    """When it was drawn, else the first thing that is recorded of it; ``None`` = unknown."""

    def of_files(self, refs: Set[Ref]) -> "Burst":
        """The same burst with nothing but these files; its times and its close stay."""
        return replace(
            self,
            samples={ref: each for ref, each in self.samples.items() if ref in refs},
            reviews={ref: each for ref, each in self.reviews.items() if ref in refs},
            proofs={ref: each for ref, each in self.proofs.items() if ref in refs},
            retests=tuple(each for each in self.retests if each.evidence in refs),
        )

    @property
    def evidence(self) -> tuple[Ref, ...]:
        """Every file that was drawn, reviewed, proved or retested in it, sorted."""
        retested = {each.evidence for each in self.retests if each.evidence is not None}
        return tuple(
            sorted(self.samples.keys() | self.reviews.keys() | self.proofs.keys() | retested)
        )

    def latest_retests(self) -> Mapping[str, Retest]:
        """Person ID -> the latest retest, which is the one that counts (B2.4); sorted."""
        latest = {each.person: each for each in self.retests}
        return dict(sorted(latest.items()))


def first_visit(proofs: tuple[LiveProof, ...]) -> LiveProof:
    """The first dated visit to a file in a burst; an undated one only where no other is known.

    Args:
        proofs: at least one, as a burst holds them.
    """
    return next((each for each in proofs if each.checked_at is not None), proofs[0])


def revisits(proofs: tuple[LiveProof, ...]) -> tuple[LiveProof, ...]:
    """The dated visits to a file after its first, oldest first."""
    first = first_visit(proofs)
    return tuple(each for each in proofs if each.checked_at is not None and each is not first)


def match_percent(proof: LiveProof) -> Fraction | None:
    """Records matching of records checked, in percent; ``None`` where nothing was checked."""
    if proof.records_matching is None or not proof.records_checked:
        return None
    return Fraction(HUNDRED * proof.records_matching, proof.records_checked)


def stage_percent(retest: Retest) -> Fraction | None:
    """Stages correct of stages tested, in percent; ``None`` where nothing was tested."""
    if retest.stages_correct is None or not retest.stages_tested:
        return None
    return Fraction(HUNDRED * retest.stages_correct, retest.stages_tested)


def bursts(register: Register, as_at: datetime) -> tuple[Burst, ...]:
    """Every burst of which something stood on record at ``as_at``, oldest first.

    A burst is put in order by when it was drawn; one without any moment comes first. A row without
    a moment stays with its burst.
    """
    rows = _Rows(register, as_at)
    refs = {*rows.samples, *rows.reviews, *rows.proofs, *rows.retests, *rows.cycles}
    return tuple(sorted((rows.burst(ref) for ref in refs), key=_order))


def bursts_by_service(
    bursts: Iterable[Burst], service_of: Mapping[Ref, str]
) -> Mapping[str, tuple[Burst, ...]]:
    """Service ID -> the bursts that hold files of it, cut down to those files, oldest first."""
    found: dict[str, list[Burst]] = {}
    for burst in bursts:
        refs: dict[str, set[Ref]] = {}
        for ref in burst.evidence:
            if ref in service_of:
                refs.setdefault(service_of[ref], set()).add(ref)
        for service, own in sorted(refs.items()):
            found.setdefault(service, []).append(burst.of_files(own))
    return {service: tuple(each) for service, each in found.items()}


def _order(burst: Burst) -> tuple[tuple[date, datetime] | tuple[()], str]:
    return (burst.began.order if burst.began else (), burst.ref)


class _Rows:
    """The rows of every burst, grouped once."""

    def __init__(self, register: Register, at: datetime) -> None:
        self.samples = _by_burst(register.burst_samples, lambda each: each.drawn_at, at)
        self.reviews = _by_burst(register.validity_reviews, lambda each: each.reviewed_at, at)
        self.proofs = _by_burst(register.live_proof, lambda each: each.checked_at, at)
        self.retests = _by_burst(register.retests, lambda each: each.retested_at, at)
        self.cycles = _by_burst(register.burst_cycles, lambda each: each.closed_at, at)

    def burst(self, ref: str) -> Burst:
        samples = self.samples.get(ref, ())
        reviews = self.reviews.get(ref, ())
        proofs = self.proofs.get(ref, ())
        retests = self.retests.get(ref, ())
        cycles = self.cycles.get(ref, ())
        drawn = _first(each.drawn_at for each in samples)
        recorded = (
            *(each.reviewed_at for each in reviews),
            *(each.checked_at for each in proofs),
            *(each.retested_at for each in retests),
            *(each.closed_at for each in cycles),
        )
        return Burst(
            ref=ref,
            samples=_first_rows(samples),
            reviews=grouped(reviews, lambda each: each.evidence),
            proofs=grouped(proofs, lambda each: each.evidence),
            retests=retests,
            cycle=cycles[-1] if cycles else None,
            closed_at=_first(each.closed_at for each in cycles),
            drawn_at=drawn,
            huddle_at=_first(each.huddle_at for each in samples),
            began=drawn or _first(recorded),
        )


RowType = TypeVar("RowType", BurstSample, ValidityReview, LiveProof, Retest, BurstCycle)


def _by_burst(
    rows: Iterable[RowType], when: Callable[[RowType], Moment | None], at: datetime
) -> Mapping[str, tuple[RowType, ...]]:
    return grouped(recorded_by(rows, when, at), lambda each: each.burst)


def _first(moments: Iterable[Moment | None]) -> Moment | None:
    dated = (each for each in moments if each is not None)
    return min(dated, key=lambda each: each.order, default=None)


def _first_rows(samples: Iterable[BurstSample]) -> Mapping[Ref, BurstSample]:
    first: dict[Ref, BurstSample] = {}
    for sample in samples:
        first.setdefault(sample.evidence, sample)
    return dict(sorted(first.items()))
