"""What a person can do to bring a line through its gate, applied to the line's case.

Edits of evidence and measures stand in ``proof_edits``, those of visits and retests in
``practice_edits``, those of risk in ``risk_edits``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, Protocol

from builder.field import Check, Moment, Person, Review, Source, Step
from builder.field.words import CheckKind, StepKind
from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import (
    CHECKS_ACROSS_SHIFTS,
    COMPLAINT_MOVEMENT,
    EXTERNAL_ASSURANCE,
    NO_FURTHER_INCIDENTS,
    OWNER_ACTIVE,
    REVIEWS_HELD,
    SUSTAINED_IMPROVEMENT,
    THREE_KINDS,
)
from builder.rules.words import counted, day_text, listed

SOMEBODY = "somebody else"
EACH_SHIFT = "each shift"
MADE = Source("", "", 0)
"""Where a record stands that nobody has written down yet."""
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

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """The line's case after it was done."""

    def words(self, when: When) -> str:
        """What to do, as one sentence."""


def kept_with(case: ActionCase, *sheets: str) -> frozenset[str]:
    """The sheets of a case, and these."""
    return case.kept.union(sheets)


@dataclass(frozen=True, slots=True)
class NameOwner:
    """Name an owner who is active."""

    helps: ClassVar[frozenset[str]] = frozenset({OWNER_ACTIVE})

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """A new owner, who stands in People."""
        owner = Person(source=MADE, ref="the new owner")
        action = replace(case.action, owner=owner.ref)
        rules = case.closing_rules
        known = rules._replace(approvers=rules.approvers.with_person(owner))
        return case._replace(
            action=action, owner=owner, closing_rules=known, kept=kept_with(case, "People")
        )

    def words(self, when: When) -> str:
        """What to do."""
        return "Name an owner who stands in the People sheet and is active."


@dataclass(frozen=True, slots=True)
class HoldReviews:
    """Hold reviews on target, as often as the cadence asks, up to a day."""

    days: tuple[date, ...]
    cadence: str
    """In words: "7 days"."""
    helps: ClassVar[frozenset[str]] = REVIEW_CHECKS

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """A review on target on each of the days."""
        made = tuple(
            Review(source=MADE, action=case.action.ref, reviewed_on=Moment(day), target_met=True)
            for day in self.days
        )
        theme = case.theme
        if theme is not None:
            theme = theme.with_reviews(Moment(day) for day in self.days)
        reviews = (*case.reviews, *made)
        return case._replace(reviews=reviews, theme=theme, kept=kept_with(case, "Reviews"))

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

    def apply(self, case: ActionCase, when: When) -> ActionCase:
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

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """One more repair that was done on the as-at day."""
        step = Step(
            source=MADE, action=case.action.ref, kind=StepKind.REPAIR, done_on=Moment(self.on)
        )
        return case._replace(steps=(*case.steps, step), kept=kept_with(case, "Steps"))

    def words(self, when: When) -> str:
        """What to do."""
        return f"A repair, recorded as done by {day_text(self.on)}, and nothing found after it."


@dataclass(frozen=True, slots=True)
class MakeChecks:
    """Make a follow-up check on each of some shifts."""

    shifts: tuple[str, ...]
    kinds: tuple[CheckKind, ...] = ()
    """Of each of these kinds; empty = of any."""
    helps: ClassVar[frozenset[str]] = frozenset(
        {CHECKS_ACROSS_SHIFTS, SUSTAINED_IMPROVEMENT, THREE_KINDS}
    )

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """One more check on each shift."""
        made = tuple(
            Check(
                source=MADE,
                action=case.action.ref,
                checked_on=when.moment,
                shift=shift,
                kind=kind,
            )
            for shift in self.shifts
            for kind in self.kinds or (None,)
        )
        return case._replace(checks=(*case.checks, *made), kept=kept_with(case, "Checks"))

    def words(self, when: When) -> str:
        """What to do."""
        kinds = listed(each.value.lower() for each in self.kinds)
        how = f", by {kinds}" if kinds else ""
        return f"One follow-up check on: {listed(self.shifts)}{how}{when.by}."


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

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """The sheet is there; of shifts, one."""
        shifts = case.shifts or ((EACH_SHIFT,) if self.sheet == "Shifts" else ())
        return case._replace(kept=kept_with(case, self.sheet), shifts=shifts)

    def words(self, when: When) -> str:
        """What to do."""
        return f"Keep the {self.sheet} sheet, with {self._WHAT.get(self.sheet, 'its rows')}."
