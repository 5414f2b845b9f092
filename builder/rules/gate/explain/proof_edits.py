"""What a person can do about a line's proofs: its evidence files and its outcome measures."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import ClassVar

from builder.field import Evidence, Measure, ValidityReview
from builder.field.words import Better, Phase
from builder.rules.facts.evidence.files import EvidenceFile
from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import (
    EVIDENCE_ACCEPTED,
    EXTERNAL_ASSURANCE,
    OUTCOME_REDUCTION,
    SUSTAINED_IMPROVEMENT,
    THREE_KINDS,
    VALIDATED_INDEPENDENTLY,
    VALIDATION_FRESH,
)
from builder.rules.gate.explain.edits import MADE, SOMEBODY, When, kept_with
from builder.rules.words import number_text, quantity_text

NEW_FILE = "the new file"
NEW_SOURCE = "an outside source"
NEW_SUBMITTER = "whoever hands it in"
EVIDENCE_CHECKS = frozenset(
    {
        EVIDENCE_ACCEPTED,
        VALIDATED_INDEPENDENTLY,
        VALIDATION_FRESH,
        EXTERNAL_ASSURANCE,
        THREE_KINDS,
    }
)


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """Have a file reviewed, and found valid."""

    evidence: str
    is_invalid: bool = False
    """Whether it has to be put right first."""
    is_outdated: bool = False
    """Whether it has to be replaced by a current one first."""
    helps: ClassVar[frozenset[str]] = EVIDENCE_CHECKS

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """One more review of the file, every answer yes."""
        files = tuple(
            self._reviewed(each, when) if each.ref == self.evidence else each for each in case.files
        )
        return case._replace(files=files, kept=kept_with(case, "Validity reviews"))

    def _reviewed(self, file: EvidenceFile, when: When) -> EvidenceFile:
        evidence = file.evidence
        if self.is_outdated and evidence is not None:
            evidence = replace(evidence, source_date=when.moment.on)
        if evidence is not None and evidence.submitted_by is None:
            evidence = replace(evidence, submitted_by=NEW_SUBMITTER)
        review = _valid_review(self.evidence, when)
        return file._replace(evidence=evidence, reviews=(*file.reviews, review))

    def words(self, when: When) -> str:
        """What to do."""
        if self.is_outdated:
            first = f"Replace {self.evidence} by a file with a current source date, then an"
        elif self.is_invalid:
            first = f"Put right what was found in {self.evidence}, then an"
        else:
            first = "An"
        return (
            f"{first} independent validity review of {self.evidence} that finds it valid{when.by}."
        )


def _valid_review(evidence: str, when: When) -> ValidityReview:
    return ValidityReview(
        source=MADE,
        burst="",
        evidence=evidence,
        reviewed_at=when.moment,
        reviewer=SOMEBODY,
        matches_live_practice=True,
        source_date_current=True,
        outcome_proof=True,
    )


@dataclass(frozen=True, slots=True)
class AddFile:
    """Hand in one more file, and have it reviewed and found valid."""

    is_external: bool
    limit_days: int
    kind: str = ""
    """The kind of evidence that it adds: audit, practice or feedback; empty = of any."""
    category: str | None = None
    """A category of that kind."""
    helps: ClassVar[frozenset[str]] = EVIDENCE_CHECKS

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """A file of that day with one review, every answer yes."""
        evidence = Evidence(
            source=MADE,
            ref=self._ref,
            action=case.action.ref,
            source_date=when.moment.on,
            submitted_on=when.moment,
            submitted_by=NEW_SUBMITTER,
            category=self.category,
            external=self.is_external,
            external_source=NEW_SOURCE if self.is_external else None,
        )
        file = EvidenceFile(
            ref=self._ref,
            evidence=evidence,
            action=case.action,
            limit_days=self.limit_days,
            reviews=(_valid_review(self._ref, when),),
        )
        kept = kept_with(case, "Evidence", "Validity reviews")
        return case._replace(files=(*case.files, file), kept=kept)

    def words(self, when: When) -> str:
        """What to do."""
        origin = " from a named source outside the service" if self.is_external else ""
        kind = f" of {self.kind}" if self.kind else ""
        return (
            f"One new evidence file{kind}{origin}, independently reviewed and found valid{when.by}."
        )

    @property
    def _ref(self) -> str:
        return f"{NEW_FILE} of {self.kind}" if self.kind else NEW_FILE


@dataclass(frozen=True, slots=True)
class RecordFollowUp:
    """Record a later period of a measure, with enough reduction."""

    row: Measure
    """The row to add, but for its period's dates."""
    days: int
    """Length of the period."""
    value: Fraction
    unit: str
    helps: ClassVar[frozenset[str]] = frozenset({OUTCOME_REDUCTION})

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """One more follow-up that ends on that day."""
        return case._replace(measures=(*case.measures, dated(self.row, self.days, when.moment.on)))

    def words(self, when: When) -> str:
        """What to do."""
        side = "at least" if self.row.better is Better.HIGHER else "at most"
        value = quantity_text(self.value, self.unit)
        return f"A follow-up period of “{self.row.measure}” with {side} {value}{when.by}."


def dated(row: Measure, days: int, end: date) -> Measure:
    """A measure's row for the period of so many days that ends on a day."""
    start = date.fromordinal(end.toordinal() - days + 1)
    return replace(row, period_start=start, period_end=end)


@dataclass(frozen=True, slots=True)
class RecordMeasure:
    """Record a measure of its own, with baseline and follow-up."""

    limit: Fraction
    """The reduction in percent that it must show."""
    helps: ClassVar[frozenset[str]] = frozenset({OUTCOME_REDUCTION, SUSTAINED_IMPROVEMENT})

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """A baseline and a follow-up that show just enough."""
        row = Measure(
            source=MADE,
            action=case.action.ref,
            measure="a further measure",
            better=Better.LOWER,
            denominator=Decimal(100),
            numerator=Decimal(100),
            phase=Phase.BASELINE,
        )
        end = when.moment.on
        before = dated(row, 1, date.fromordinal(end.toordinal() - 1))
        left = floored(100 - self.limit)
        after = dated(replace(row, phase=Phase.FOLLOW_UP, numerator=left), 1, end)
        measures = (*case.measures, before, after)
        return case._replace(measures=measures, kept=kept_with(case, "Measures"))

    def words(self, when: When) -> str:
        """What to do."""
        return (
            "A measure with baseline and follow-up periods that shows a reduction of at least "
            f"{number_text(self.limit)}%{when.by}."
        )


def floored(value: Fraction) -> Decimal:
    """A figure cut to one decimal, never rounded up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.1"), rounding=ROUND_FLOOR)
