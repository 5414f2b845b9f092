"""How a check of the closure gate is answered: its verdict, and whether it passes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from builder.policy import Policy, Threshold, ThresholdId
from builder.rules.answers import Answer, answered
from builder.rules.facts.evidence.files import FileThen
from builder.rules.facts.reduction import MeasureChange
from builder.rules.facts.sustained import ReviewWatch, review_watch
from builder.rules.gate.case import ActionCase
from builder.rules.verdict import GateCheck, Outcome, Subject

OWNER_ACTIVE = "owner active"
EVIDENCE_ACCEPTED = "evidence accepted"
VALIDATION_FRESH = "validation fresh"
OUTCOME_REDUCTION = "outcome reduction"
SUSTAINED_IMPROVEMENT = "sustained improvement"
COMPLAINT_MOVEMENT = "complaint movement"
EXTERNAL_ASSURANCE = "external assurance"
NO_FURTHER_INCIDENTS = "no further incidents"
REVIEWS_HELD = "reviews held"
CHECKS_ACROSS_SHIFTS = "checks across shifts"
NO_HOLD = "no closure hold in force"
INDEPENDENT = "decision independent of the owner"

PASSES_NOT_DUE = frozenset({REVIEWS_HELD, INDEPENDENT})
"""Checks that let a line through while they are not due yet (rules.md, "Closure")."""


class CaseAt(NamedTuple):
    """One line at one moment under one policy: what every check is given."""

    case: ActionCase
    at: datetime
    policy: Policy
    subject: Subject
    files: tuple[FileThen, ...]
    """As they stood at the moment, also those handed in later."""
    watch: ReviewWatch
    change: MeasureChange | None
    """How the measure had moved that the line is judged by."""

    @classmethod
    def of(
        cls,
        case: ActionCase,
        at: datetime,
        policy: Policy,
        files: tuple[FileThen, ...] | None = None,
    ) -> "CaseAt":
        """A line as it stood at a moment; what several checks look at is worked out once.

        ``files`` are its files as they stood then, where the caller knows them already.
        """
        if files is None:
            files = tuple(each.then(at) for each in case.files)
        return cls(
            case=case,
            at=at,
            policy=policy,
            subject=Subject("Actions", case.action.ref),
            files=files,
            watch=review_watch(case.reviews, case.raised_on, case.family, policy, at),
            change=case.change(at),
        )


Judge = Callable[[CaseAt], Answer | None]
"""What a check says of a line; ``None`` where it does not concern it."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the gate: the rule that answers it, and the sheets that it cannot do without."""

    name: str
    rule: ThresholdId
    needs: tuple[str, ...]
    limit: Callable[[CaseAt], Threshold] | None
    judge: Judge

    def __call__(self, case_at: CaseAt) -> GateCheck | None:
        """Its answer, and whether it lets the line through."""
        threshold = case_at.policy.threshold(self.rule)
        answer = absent(case_at, *self.needs) if self.needs else None
        if answer is None:
            answer = self.judge(case_at)
            threshold = threshold if self.limit is None else self.limit(case_at)
        if answer is None:
            return None
        scope = case_at.case.action.service or ""
        made = answered(threshold, answer, case_at.subject, scope, self.rule)
        waits = answer.outcome is Outcome.NOT_DUE and self.name in PASSES_NOT_DUE
        return GateCheck(self.name, answer.outcome is Outcome.MET or waits, made)


def check(
    name: str,
    rule: ThresholdId,
    *needs: str,
    limit: Callable[[CaseAt], Threshold] | None = None,
) -> Callable[[Judge], Check]:
    """A check of a name, answered by a rule that reads some sheets.

    ``limit`` says which threshold holds the limit for a line, where it is not the rule's own: a
    family's window, a high-risk line's age.
    """
    return lambda judge: Check(name, rule, needs, limit, judge)


def absent(case_at: CaseAt, *sheets: str) -> Answer | None:
    """The answer where no workbook holds one of the sheets that a check reads."""
    for sheet in sheets:
        if sheet not in case_at.case.kept:
            return Answer(Outcome.NOT_RECORDED, f"No workbook has the sheet {sheet}.")
    return None
