"""The two proofs of a closure decision: outcome movement and external assurance (B3.4)."""

from dataclasses import dataclass
from datetime import datetime

from builder.policy import Policy
from builder.rules.facts.reduction import MeasureChange, reduction_of
from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import CaseAt
from builder.rules.gate.evidence import external_assurance
from builder.rules.verdict import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """Which of the two proofs a line had at a moment."""

    change: MeasureChange | None
    """How the measure had moved that the line is judged by."""
    has_movement: bool
    """Whether the reduction is computable and not below its limit."""
    has_assurance: bool

    @property
    def count(self) -> int:
        """How many of the two there are."""
        return int(self.has_movement) + int(self.has_assurance)


def proofs_at(case: ActionCase, policy: Policy, at: datetime) -> Proofs:
    """The proofs of a line as they stood at a moment; a measure that is not computable is none."""
    case_at = CaseAt.of(case, at, policy)
    reduction = reduction_of(case_at.change)
    limit = policy.threshold("outcome_reduction")
    assurance = external_assurance.judge(case_at)
    return Proofs(
        change=case_at.change,
        has_movement=reduction is not None and not limit.is_fired_by(reduction),
        has_assurance=assurance is not None and assurance.outcome is Outcome.MET,
    )
