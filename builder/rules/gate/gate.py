"""The closure gate of a line: its checks in order, and whether the whole gate passes."""

from datetime import datetime
from typing import NamedTuple

from builder.policy import Policy
from builder.rules.facts.evidence.files import FileThen
from builder.rules.facts.reduction import MeasureChange
from builder.rules.facts.relapses import MissedPeriod
from builder.rules.facts.sustained import ReviewWatch
from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import CaseAt, Check
from builder.rules.gate.evidence import (
    evidence_accepted,
    external_assurance,
    validated_independently,
    validation_fresh,
)
from builder.rules.gate.kinds import three_kinds
from builder.rules.gate.outcome import (
    complaint_movement,
    no_further_incidents,
    outcome_reduction,
    reviews_kept,
    sustained_improvement,
)
from builder.rules.gate.practice import live_proof_held
from builder.rules.gate.process import independent, no_hold, owner_active, shifts_covered
from builder.rules.gate.risk import risk_reduced
from builder.rules.verdict import GateCheck


class Gate(NamedTuple):
    """A line's gate, judged."""

    at: datetime
    """The moment it was judged at; a closed line's is that of its approving decision."""
    checks: tuple[GateCheck, ...]
    change: MeasureChange | None
    """How the measure had moved by then that the line is judged by."""
    watch: ReviewWatch
    """How the line had been reviewed by then."""
    missed: tuple[MissedPeriod, ...]
    """Follow-up periods that had missed their target by then."""

    @property
    def passes(self) -> bool:
        """Whether every check lets the line through."""
        return all(each.passes for each in self.checks)

    @property
    def failing(self) -> tuple[GateCheck, ...]:
        """The checks that do not."""
        return tuple(each for each in self.checks if not each.passes)

    def check(self, name: str) -> GateCheck | None:
        """A check by its name; ``None`` where it does not concern the line."""
        return next((each for each in self.checks if each.check == name), None)


CHECKS: tuple[Check, ...] = (
    owner_active,
    evidence_accepted,
    validated_independently,
    validation_fresh,
    live_proof_held,
    outcome_reduction,
    sustained_improvement,
    risk_reduced,
    complaint_movement,
    external_assurance,
    three_kinds,
    no_further_incidents,
    reviews_kept,
    shifts_covered,
    no_hold,
    independent,
)
"""The checks of rules.md, in its order; one that does not concern a line answers nothing."""


def gate_of(
    case: ActionCase,
    policy: Policy,
    as_at: datetime,
    files_now: tuple[FileThen, ...] | None = None,
) -> Gate:
    """The gate of a line as at a moment: the same case, policy and moment, the same answer.

    ``files_now`` are its files as they stand at ``as_at``, where the caller knows them already.
    """
    at = case.judged_at(as_at)
    case_at = CaseAt.of(case, at, policy, files_now if at == as_at else None)
    # RATIONALE: a recorded day is not judged by a rule that a later edition brought.
    later = policy.added_later
    known = [check for check in CHECKS if check.rule not in later] if later else CHECKS
    checks = tuple([answer for check in known if (answer := check(case_at)) is not None])
    return Gate(
        at=at,
        checks=checks,
        change=case_at.change,
        watch=case_at.watch,
        missed=case_at.missed,
    )
