"""What a person can do to bring a line through its gate: each edit, applied to the line's case."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import ClassVar, Protocol

from builder.records import (
    Check,
    Evidence,
    Measure,
    Moment,
    PanelDecision,
    Person,
    Review,
    Source,
    Step,
    ValidityReview,
)
from builder.records.words import Better, PanelOutcome, Phase, StepKind
from builder.rules.facts.evidence import EvidenceFile
from builder.rules.facts.gate_case import LineCase
from builder.rules.facts.gate_verdicts import (
    CHECKS_ACROSS_SHIFTS,
    COMPLAINT_MOVEMENT,
    EVIDENCE_ACCEPTED,
    EXTERNAL_ASSURANCE,
    INDEPENDENT,
    NO_FURTHER_INCIDENTS,
    OUTCOME_REDUCTION,
    OWNER_ACTIVE,
    REVIEWS_HELD,
    SUSTAINED_IMPROVEMENT,
    VALIDATION_FRESH,
)
from builder.rules.reason_words import counted, day_text, listed, number_text

NEW_FILE = "the new file"
SOMEBODY = "somebody else"
EACH_SHIFT = "each shift"
MADE = Source("", "", 0)
"""Where a record stands that nobody has written down yet."""
EVIDENCE_CHECKS = frozenset({EVIDENCE_ACCEPTED, VALIDATION_FRESH, EXTERNAL_ASSURANCE})
REVIEW_CHECKS = frozenset(
    {SUSTAINED_IMPROVEMENT, REVIEWS_HELD, COMPLAINT_MOVEMENT, EXTERNAL_ASSURANCE}
)


@dataclass(frozen=True, slots=True)
class When:
    """The moment that edits are made at, and that the line is then judged at."""

    at: datetime
    today: date
    """The Europe/London day of the as-at moment, when the first of them can be made."""

    @property
    def moment(self) -> Moment:
        """The same as records hold it."""
        return Moment.instant(self.at)

    @property
    def by(self) -> str:
        """The day as a tail of a sentence; empty where it is the as-at day."""
        return "" if self.moment.on == self.today else f", on {day_text(self.moment.on)}"


class Edit(Protocol):
    """One thing that a person can do."""

    @property
    def helps(self) -> frozenset[str]:
        """The checks of the gate that it may let through, alone or with other edits."""

    def apply(self, case: LineCase, when: When) -> LineCase:
        """The line's case after it was done."""

    def words(self, when: When) -> str:
        """What to do, as one sentence."""


def _kept(case: LineCase, *sheets: str) -> frozenset[str]:
    return case.kept.union(sheets)


@dataclass(frozen=True, slots=True)
class NameOwner:
    """Name an owner who is active."""

    helps: ClassVar[frozenset[str]] = frozenset({OWNER_ACTIVE})

    def apply(self, case: LineCase, when: When) -> LineCase:
        """A new owner, who stands in People."""
        owner = Person(source=MADE, ref="the new owner")
        action = replace(case.action, owner=owner.ref)
        return replace(case, action=action, owner=owner, kept=_kept(case, "People"))

    def words(self, when: When) -> str:
        """What to do."""
        return "Name an owner who stands in the People sheet and is active."


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """Have a file reviewed, and found valid."""

    evidence: str
    is_invalid: bool = False
    """Whether it has to be put right first."""
    is_outdated: bool = False
    """Whether it has to be replaced by a current one first."""
    helps: ClassVar[frozenset[str]] = EVIDENCE_CHECKS

    def apply(self, case: LineCase, when: When) -> LineCase:
        """One more review of the file, every answer yes."""
        files = tuple(
            self._reviewed(each, when) if each.ref == self.evidence else each for each in case.files
        )
        return replace(case, files=files, kept=_kept(case, "Validity reviews"))

    def _reviewed(self, file: EvidenceFile, when: When) -> EvidenceFile:
        evidence = file.evidence
        if self.is_outdated and evidence is not None:
            evidence = replace(evidence, source_date=when.moment.on)
        review = _valid_review(self.evidence, when)
        return replace(file, evidence=evidence, reviews=(*file.reviews, review))

    def words(self, when: When) -> str:
        """What to do."""
        if self.is_outdated:
            first = f"Replace {self.evidence} by a file with a current source date, then one"
        elif self.is_invalid:
            first = f"Put right what was found in {self.evidence}, then one"
        else:
            first = "One"
        return f"{first} validity review of {self.evidence} that finds it valid{when.by}."


def _valid_review(evidence: str, when: When) -> ValidityReview:
    return ValidityReview(
        source=MADE,
        burst="",
        evidence=evidence,
        reviewed_at=when.moment,
        matches_live_practice=True,
        source_date_current=True,
        outcome_proof=True,
    )


@dataclass(frozen=True, slots=True)
class AddFile:
    """Hand in one more file, and have it reviewed and found valid."""

    is_external: bool
    limit_days: int
    helps: ClassVar[frozenset[str]] = EVIDENCE_CHECKS

    def apply(self, case: LineCase, when: When) -> LineCase:
        """A file of that day with one review, every answer yes."""
        evidence = Evidence(
            source=MADE,
            ref=NEW_FILE,
            action=case.action.ref,
            source_date=when.moment.on,
            submitted_on=when.moment,
            external=self.is_external,
        )
        file = EvidenceFile(
            ref=NEW_FILE,
            evidence=evidence,
            action=case.action,
            limit_days=self.limit_days,
            reviews=(_valid_review(NEW_FILE, when),),
        )
        kept = _kept(case, "Evidence", "Validity reviews")
        return replace(case, files=(*case.files, file), kept=kept)

    def words(self, when: When) -> str:
        """What to do."""
        origin = " from outside the service" if self.is_external else ""
        return f"One new evidence file{origin}, reviewed and found valid{when.by}."


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

    def apply(self, case: LineCase, when: When) -> LineCase:
        """One more follow-up that ends on that day."""
        return replace(case, measures=(*case.measures, dated(self.row, self.days, when.moment.on)))

    def words(self, when: When) -> str:
        """What to do."""
        side = "at least" if self.row.better is Better.HIGHER else "at most"
        value = f"{number_text(self.value)} {self.unit}".strip()
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
    helps: ClassVar[frozenset[str]] = frozenset({OUTCOME_REDUCTION})

    def apply(self, case: LineCase, when: When) -> LineCase:
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
        return replace(case, measures=measures, kept=_kept(case, "Measures"))

    def words(self, when: When) -> str:
        """What to do."""
        return (
            "A measure with baseline and follow-up periods that shows a reduction of at least "
            f"{number_text(self.limit)} %{when.by}."
        )


def floored(value: Fraction) -> Decimal:
    """A figure cut to one decimal, never rounded up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.1"), rounding=ROUND_FLOOR)


@dataclass(frozen=True, slots=True)
class HoldReviews:
    """Hold reviews on target, as often as the cadence asks, up to a day."""

    days: tuple[date, ...]
    cadence: str
    """In words: "7 days"."""
    helps: ClassVar[frozenset[str]] = REVIEW_CHECKS

    def apply(self, case: LineCase, when: When) -> LineCase:
        """A review on target on each of the days."""
        made = tuple(
            Review(source=MADE, action=case.action.ref, reviewed_on=Moment(day), target_met=True)
            for day in self.days
        )
        theme = case.theme
        if theme is not None:
            theme = theme.with_reviews(Moment(day) for day in self.days)
        reviews = (*case.reviews, *made)
        return replace(case, reviews=reviews, theme=theme, kept=_kept(case, "Reviews"))

    def words(self, when: When) -> str:
        """What to do."""
        if len(self.days) == 1:
            return f"One more review on target, on {day_text(self.days[0])}."
        count = counted(len(self.days), "more review")
        return (
            f"{count} on target, at most {self.cadence} apart, the last on "
            f"{day_text(self.days[-1])}."
        )


@dataclass(frozen=True, slots=True)
class WaitUntil:
    """Let time pass with nothing new found."""

    on: date
    helps: ClassVar[frozenset[str]] = frozenset()

    def apply(self, case: LineCase, when: When) -> LineCase:
        """The case as it is."""
        return case

    def words(self, when: When) -> str:
        """What to do."""
        return f"Wait until {day_text(self.on)}."


@dataclass(frozen=True, slots=True)
class RecordRepair:
    """Repair, and record it."""

    on: date
    helps: ClassVar[frozenset[str]] = frozenset({NO_FURTHER_INCIDENTS})

    def apply(self, case: LineCase, when: When) -> LineCase:
        """One more repair that was done on the as-at day."""
        step = Step(
            source=MADE, action=case.action.ref, kind=StepKind.REPAIR, done_on=Moment(self.on)
        )
        return replace(case, steps=(*case.steps, step), kept=_kept(case, "Steps"))

    def words(self, when: When) -> str:
        """What to do."""
        return f"A repair, recorded as done by {day_text(self.on)}, and nothing found after it."


@dataclass(frozen=True, slots=True)
class MakeChecks:
    """Make a follow-up check on each of some shifts."""

    shifts: tuple[str, ...]
    helps: ClassVar[frozenset[str]] = frozenset({CHECKS_ACROSS_SHIFTS})

    def apply(self, case: LineCase, when: When) -> LineCase:
        """One more check on each shift."""
        made = tuple(
            Check(source=MADE, action=case.action.ref, checked_on=when.moment, shift=shift)
            for shift in self.shifts
        )
        return replace(case, checks=(*case.checks, *made), kept=_kept(case, "Checks"))

    def words(self, when: When) -> str:
        """What to do."""
        return f"One follow-up check on: {listed(self.shifts)}{when.by}."


@dataclass(frozen=True, slots=True)
class KeepSheet:
    """Begin to keep a sheet that no workbook has."""

    sheet: str
    check: str

    _WHAT: ClassVar[Mapping[str, str]] = {
        "Complaints": "complaints",
        "Findings": "findings",
        "Shifts": "the shifts of the service",
    }

    @property
    def helps(self) -> frozenset[str]:
        """The check that reads the sheet."""
        return frozenset({self.check})

    def apply(self, case: LineCase, when: When) -> LineCase:
        """The sheet is there; of shifts, one."""
        shifts = case.shifts or ((EACH_SHIFT,) if self.sheet == "Shifts" else ())
        return replace(case, kept=_kept(case, self.sheet), shifts=shifts)

    def words(self, when: When) -> str:
        """What to do."""
        return f"Keep the {self.sheet} sheet, with {self._WHAT.get(self.sheet, 'its rows')}."


@dataclass(frozen=True, slots=True)
class DecideAtPanel:
    """Have the closure approved by the panel, not by the owner."""

    helps: ClassVar[frozenset[str]] = frozenset({INDEPENDENT})

    def apply(self, case: LineCase, when: When) -> LineCase:
        """One more panel decision, by somebody else than the owner."""
        decision = PanelDecision(
            source=MADE,
            action=case.action.ref,
            panel_at=when.moment,
            decision=PanelOutcome.APPROVED,
            decided_by=SOMEBODY,
        )
        panels = (*case.panels, decision)
        return replace(case, panels=panels, kept=_kept(case, "Panels"))

    def words(self, when: When) -> str:
        """What to do."""
        return f"Approval by a closure panel, decided by {SOMEBODY} than the owner{when.by}."
