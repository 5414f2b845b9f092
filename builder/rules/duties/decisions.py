"""What a panel's decision must say, and that a deferred line comes back (B3.4)."""

from collections.abc import Iterator

from builder.field import Moment, PanelDecision
from builder.field.words import PanelOutcome
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duties.clock import Clock
from builder.rules.duty import Case, columns, duty, of_action
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import day_text, moment_text

REFUSED = (PanelOutcome.DEFERRED, PanelOutcome.REJECTED)


def _latest(facts: Facts) -> Iterator[PanelDecision]:
    for case in facts.cases.values():
        decision = case.latest_decision(facts.as_at)
        if decision is not None:
            yield decision


def _of(facts: Facts, decision: PanelDecision) -> Case[PanelDecision]:
    return of_action(facts.actions[decision.action], decision)


def _deferred(facts: Facts) -> Iterator[Case[PanelDecision]]:
    for each in _latest(facts):
        if each.decision is PanelOutcome.DEFERRED:
            yield _of(facts, each)


@duty("deferral_without_review_date", columns("Panels", "re_review_on"), _deferred)
def deferral_without_review_date(_: Facts, __: Threshold, decision: PanelDecision) -> Answer:
    """A line that stands deferred has a day on which the panel looks at it again (B3.4)."""
    cells = places((decision,), "re_review_on")
    if decision.re_review_on is None:
        reason = "Deferred, and no re-review date is recorded."
        return Answer(Outcome.FIRED, reason, cells=cells)
    reason = f"Deferred, to be looked at again on {day_text(decision.re_review_on)}."
    return Answer(Outcome.MET, reason, cells=cells)


def _refused(facts: Facts) -> Iterator[Case[PanelDecision]]:
    for each in _latest(facts):
        if each.decision in REFUSED:
            yield _of(facts, each)


@duty("decision_without_reason", columns("Panels", "reason"), _refused)
def decision_without_reason(_: Facts, __: Threshold, decision: PanelDecision) -> Answer:
    """A line that stands deferred or rejected has a recorded reason (B3.4)."""
    word = decision.decision.value if decision.decision is not None else ""
    cells = places((decision,), "reason")
    if (decision.reason or "").strip():
        return Answer(Outcome.MET, f"{word}, with a reason.", cells=cells)
    return Answer(Outcome.FIRED, f"{word}, and no reason is recorded.", cells=cells)


Waiting = tuple[PanelDecision, PanelDecision | None]
"""The latest decision with a re-review date, and the first decision after it."""


def _to_be_seen_again(facts: Facts) -> Iterator[Case[Waiting]]:
    for ref, case in facts.cases.items():
        made = [
            each
            for each in case.panels
            if each.decision is not None and facts.has_happened(each.panel_at)
        ]
        dated = [number for number, each in enumerate(made) if _waits(each)]
        if dated:
            later = made[dated[-1] + 1 :]
            yield of_action(facts.actions[ref], (made[dated[-1]], later[0] if later else None))


def _waits(decision: PanelDecision) -> bool:
    return decision.decision in REFUSED and decision.re_review_on is not None


@duty("re_review_overdue", columns("Panels", "re_review_on"), _to_be_seen_again)
def re_review_overdue(facts: Facts, _: Threshold, of: Waiting) -> Answer | None:
    """A line is put to the panel again by its re-review date (B3.4)."""
    decision, later = of
    if decision.re_review_on is None:
        return None
    due = Moment(decision.re_review_on).end
    cells = places((decision,), "re_review_on")
    if later is not None and later.panel_at is not None:
        # RATIONALE: a later decision is the answer, however late it came.
        words = f"Decided again on {moment_text(later.panel_at)}; due by {day_text(due.date())}."
        return Answer(Outcome.MET, words, cells=cells, by=due, done_at=later.panel_at.end)
    clock = Clock(by=due, done=None)
    return clock.answer(facts.as_at, clock.words(facts.as_at, "put to the panel again"), cells)
