"""What a person can do about a line's live proof: visit a file again, retest a person."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from builder.field import LiveProof, Retest
from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import LIVE_PROOF_HELD
from builder.rules.gate.explain.edits import MADE, When, kept_with
from builder.rules.words import number_text

WHOLE = 100


@dataclass(frozen=True, slots=True)
class VisitFile:
    """Compare a file with practice, and find it to match."""

    evidence: str
    limit: Decimal
    """Per cent of records that match, at least."""
    helps: ClassVar[frozenset[str]] = frozenset({LIVE_PROOF_HELD})

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """One more visit to the file, at which every record matched."""
        files = tuple(
            each._replace(visits=(*each.visits, self._visit(when)))
            if each.ref == self.evidence
            else each
            for each in case.files
        )
        return case._replace(files=files, kept=kept_with(case, "Live proof"))

    def _visit(self, when: When) -> LiveProof:
        return LiveProof(
            source=MADE,
            burst="",
            evidence=self.evidence,
            checked_at=when.moment,
            records_checked=WHOLE,
            records_matching=WHOLE,
        )

    def words(self, when: When) -> str:
        """What to do."""
        return (
            f"A live-proof visit to {self.evidence} at which {number_text(self.limit)}% of records "
            f"or more match practice{when.by}."
        )


@dataclass(frozen=True, slots=True)
class RetestPerson:
    """Retest a person on a file, with no critical omission repeated."""

    person: str
    evidence: str
    limit: Decimal
    """Per cent of stages correct, at least."""
    helps: ClassVar[frozenset[str]] = frozenset({LIVE_PROOF_HELD})

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """One more retest of the person, with every stage correct."""
        files = tuple(
            each._replace(retests=(*each.retests, self._retest(when)))
            if each.ref == self.evidence
            else each
            for each in case.files
        )
        return case._replace(files=files, kept=kept_with(case, "Retests"))

    def _retest(self, when: When) -> Retest:
        return Retest(
            source=MADE,
            burst="",
            person=self.person,
            evidence=self.evidence,
            retested_at=when.moment,
            stages_tested=WHOLE,
            stages_correct=WHOLE,
            critical_omissions=0,
            repeated_omissions=0,
        )

    def words(self, when: When) -> str:
        """What to do."""
        return (
            f"A retest of {self.person} on {self.evidence} with {number_text(self.limit)}% of "
            f"stages or more correct and no critical omission repeated{when.by}."
        )
