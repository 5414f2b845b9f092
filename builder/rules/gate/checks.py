"""How a check of the closure gate is answered: its verdict, and whether it passes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from builder.policy import Policy, Threshold, ThresholdId
from builder.rules.answers import Answer, answered
from builder.rules.facts.evidence.files import FileThen
from builder.rules.facts.reduction import MeasureChange
from builder.rules.facts.relapses import MissedPeriod, missed_periods
from builder.rules.facts.sustained import ReviewWatch, review_watch
from builder.rules.gate.case import ActionCase
from builder.rules.verdict import GateCheck, Outcome, Subject

OWNER_ACTIVE = "owner active"
EVIDENCE_ACCEPTED = "evidence accepted"
VALIDATED_INDEPENDENTLY = "validated independently"
VALIDATION_FRESH = "validation fresh"
LIVE_PROOF_HELD = "live proof held"
OUTCOME_REDUCTION = "outcome reduction"
SUSTAINED_IMPROVEMENT = "sustained improvement"
RISK_REDUCED = "risk reduced"
COMPLAINT_MOVEMENT = "complaint movement"
EXTERNAL_ASSURANCE = "external assurance"
THREE_KINDS = "three kinds of evidence"
NO_FURTHER_INCIDENTS = "no further incidents"
REVIEWS_HELD = "reviews held"
CHECKS_ACROSS_SHIFTS = "checks across shifts"
NO_HOLD = "no closure hold in force"
INDEPENDENT = "decision independent of the owner"


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
    missed: tuple[MissedPeriod, ...]
    """Follow-up periods that had missed their target."""
    accepted: tuple[FileThen, ...]
    """The files that were offered as proof and stood."""

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
            missed=missed_periods(case.measures, policy, at) if case.measures else (),
            accepted=tuple([each for each in files if each.exists and each.is_accepted]),
        )


Judge = Callable[[CaseAt], Answer | None]
"""What a check says of a line; ``None`` where it does not concern it."""
LetsPass = Callable[[CaseAt, Outcome], bool]
"""Whether a check lets a line through that has not met it."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the gate: the rule that answers it, and the sheets that it cannot do without."""

    name: str
    rule: ThresholdId
    needs: tuple[str, ...]
    limit: Callable[[CaseAt], Threshold] | None
    judge: Judge
    lets_pass: LetsPass | None = None

    def __call__(self, case_at: CaseAt) -> GateCheck | None:
        """Its answer, and whether it lets the line through."""
        case = case_at.case
        answer = None if case.kept.issuperset(self.needs) else absent(case_at, *self.needs)
        if answer is not None or self.limit is None:
            threshold = case_at.policy.threshold(self.rule)
        else:
            threshold = self.limit(case_at)
        if answer is None:
            answer = self.judge(case_at)
        if answer is None:
            return None
        made = answered(threshold, answer, case_at.subject, case.action.service or "", self.rule)
        passes = answer.outcome is Outcome.MET
        if not passes and self.lets_pass is not None:
            passes = self.lets_pass(case_at, answer.outcome)
        # RATIONALE: past the type's own maker, for speed (decision 10).
        return tuple.__new__(GateCheck, (self.name, passes, made))


def passes_not_due(_: CaseAt, outcome: Outcome) -> bool:
    """Of the checks that let a line through while they are not due yet (rules.md, "Closure")."""
    return outcome is Outcome.NOT_DUE


def check(
    name: str,
    rule: ThresholdId,
    *needs: str,
    limit: Callable[[CaseAt], Threshold] | None = None,
    lets_pass: LetsPass | None = None,
) -> Callable[[Judge], Check]:
    """A check of a name, answered by a rule that reads some sheets.

    ``limit`` says which threshold holds the limit for a line, where it is not the rule's own: a
    family's window, a high-risk line's age; ``lets_pass``, which other answers than ``met`` pass.
    """
    return lambda judge: Check(name, rule, needs, limit, judge, lets_pass)


def absent(case_at: CaseAt, *sheets: str) -> Answer | None:
    """The answer where no workbook holds one of the sheets that a check reads."""
    for sheet in sheets:
        if sheet not in case_at.case.kept:
            return _without(sheet)
    return None


@cache
def _without(sheet: str) -> Answer:
    return Answer(Outcome.NOT_RECORDED, f"No workbook has the sheet {sheet}.")
