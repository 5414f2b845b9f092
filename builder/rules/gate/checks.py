"""How a check of the closure gate is answered: its verdict, and whether it passes."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from builder.policy import Policy
from builder.problems import Cell
from builder.rules.answers import verdict
from builder.rules.facts.evidence.files import FileThen
from builder.rules.facts.reduction import MeasureChange
from builder.rules.facts.sustained import ReviewWatch, review_watch
from builder.rules.gate.case import ActionCase
from builder.rules.verdict import GateCheck, Outcome, Scalar, Subject

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

    def answer(
        self,
        check: str,
        rule: str,
        outcome: Outcome,
        reason: str,
        *,
        observed: Scalar = None,
        limit: Scalar = None,
        cells: Iterable[Cell] = (),
        is_estimated: bool = False,
        threshold: str = "",
    ) -> GateCheck:
        """The answer of a check by a rule.

        ``threshold`` names the one that holds the limit for this line, where it is not the rule's
        own: a family's window, a high-risk line's age.
        """
        made = verdict(
            self.policy.thresholds[threshold or rule],
            outcome,
            reason,
            scope=self.case.action.service or "",
            subject=self.subject,
            observed=observed,
            limit=limit,
            cells=cells,
            is_estimated=is_estimated,
            rule=rule,
        )
        passes = outcome is Outcome.MET or (outcome is Outcome.NOT_DUE and check in PASSES_NOT_DUE)
        return GateCheck(check, passes, made)

    def not_recorded(self, check: str, rule: str, sheet: str) -> GateCheck:
        """The answer where no workbook holds the sheet that the check reads."""
        reason = f"No workbook has the sheet {sheet}."
        return self.answer(check, rule, Outcome.NOT_RECORDED, reason)
