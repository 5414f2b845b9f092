"""What a person can do about a line's risk: score it again, end the risks that name it."""

from dataclasses import dataclass
from typing import ClassVar

from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import RISK_REDUCED
from builder.rules.gate.explain.edits import When, kept_with
from builder.rules.words import listed

LEAST_ABOVE_ONE = 2
"""The least baseline that a current score can be below."""


@dataclass(frozen=True, slots=True)
class ScoreAgain:
    """Score the line anew, below its baseline."""

    baseline: int | None
    """``None`` where the line was never scored."""
    helps: ClassVar[frozenset[str]] = frozenset({RISK_REDUCED})

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """A current score of one below the baseline; the band stays, whatever it would be."""
        baseline = self.baseline or LEAST_ABOVE_ONE
        risk = case.risk._replace(baseline_score=baseline, current_score=baseline - 1)
        return case._replace(risk=risk)

    def words(self, when: When) -> str:
        """What to do."""
        if self.baseline is None:
            return f"A baseline score of the risk, and a current score below it{when.by}."
        return f"A current score of the risk below its baseline of {self.baseline}{when.by}."


@dataclass(frozen=True, slots=True)
class CloseRisks:
    """Bring the grave risks that name a line below High, or close them."""

    risks: tuple[str, ...]
    helps: ClassVar[frozenset[str]] = frozenset({RISK_REDUCED})

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """The risks are no longer grave."""
        risks = tuple(
            each._replace(is_high=False) if each.risk.ref in self.risks else each
            for each in case.risks
        )
        return case._replace(risks=risks, kept=kept_with(case, "Risks"))

    def words(self, when: When) -> str:
        """What to do."""
        return f"Close {listed(self.risks)}, or score below High what is still open{when.by}."
