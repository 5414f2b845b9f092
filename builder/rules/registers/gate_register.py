"""B3.1, the closure-gate register: each proposed closure, screened before the panel."""

from collections.abc import Callable
from datetime import date, datetime

from builder.field import Action, Moment, local_moment
from builder.field.registers import GateRegister
from builder.field.words import Status
from builder.policy import ThresholdId
from builder.rules.answers import not_recorded, verdict
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.facts.review_days import is_review_day, next_review_day
from builder.rules.figure import Counted, count, result, row
from builder.rules.gate.checks import VALIDATION_FRESH
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome, Verdict


def gate_register(facts: Facts, scope: str) -> RegisterResult:
    """The lines of a scope that are proposed for closure, and which of them are ready."""
    proposed = tuple(
        each for each in facts.actions_of(scope) if each.status is Status.PROPOSED_FOR_CLOSURE
    )
    return result(
        GateRegister,
        scope,
        {
            GateRegister.proposed: _count(proposed, lambda each: True),
            GateRegister.ready: _count(proposed, lambda each: each.ref in facts.closable),
            GateRegister.not_ready: _count(proposed, lambda each: each.ref not in facts.closable),
        },
        recorded=facts.register.keeps("Actions"),
        rows=tuple(_row(facts, each) for each in proposed),
        verdicts=_verdicts(facts, scope, proposed),
    )


def _count(actions: tuple[Action, ...], is_counted: Callable[[Action], bool]) -> Counted:
    return count(
        actions, is_counted, lambda each: each.ref, lambda each: each.source.place("status")
    )


def _row(facts: Facts, action: Action) -> RegisterRow:
    gate, risk = facts.whole_gates[action.ref], facts.risk[action.ref]
    failing = gate.failing
    check = gate.check(VALIDATION_FRESH)
    validated_on = latest_validation_on(facts, action.ref)
    return row(
        "ref",
        action.ref,
        {
            GateRegister.baseline_risk_score: risk.baseline_score,
            GateRegister.latest_validation_on: validated_on.isoformat() if validated_on else None,
            GateRegister.risk_band: risk.band,
            GateRegister.validation_age_days: check.verdict.observed if check else None,
            GateRegister.ready: not failing,
            GateRegister.not_passed: "; ".join(each.check for each in failing),
            GateRegister.panel_at: panel_of(facts, action),
        },
        (action.source.place("status"), *(check.verdict.cells if check else ())),
    )


def latest_validation_on(facts: Facts, ref: str) -> date | None:
    """The date of the latest validity review of any evidence of a line, as at now."""
    reviews = (each.review for each in facts.files_now.get(ref, ()))
    days = [each.reviewed_at.on for each in reviews if each is not None and each.reviewed_at]
    return max(days, default=None)


def panel_of(facts: Facts, action: Action) -> datetime | None:
    """The panel that a proposed line goes to: entered by the register's time, the first (B3.1).

    A later one goes to the second panel of that review day; other days to the next review day.
    """
    if action.proposed_on is None:
        return None
    policy = facts.policy
    proposed = action.proposed_on.end
    on = Moment.instant(proposed).on
    if is_review_day(facts, on):
        screened: tuple[tuple[ThresholdId, ThresholdId], ...] = (
            ("gate_register_by_0940", "first_panel"),
            ("second_panel", "second_panel"),
        )
        for closes, panel in screened:
            if proposed <= local_moment(on, policy.time_of_day(closes)):
                return local_moment(on, policy.time_of_day(panel))
    following = next_review_day(facts, on)
    return local_moment(following, policy.time_of_day("first_panel")) if following else None


def _verdicts(facts: Facts, scope: str, proposed: tuple[Action, ...]) -> tuple[Verdict, ...]:
    """How fresh the validation of each proposed line is, what fired first."""
    checks = (facts.whole_gates[each.ref].check(VALIDATION_FRESH) for each in proposed)
    found = sorted(
        (each.verdict for each in checks if each is not None),
        key=lambda each: each.outcome is not Outcome.FIRED,
    )
    if found:
        return tuple(found)
    threshold = facts.policy.threshold("validation_fresh")
    if not facts.register.holds("Actions"):
        return (not_recorded(threshold, "Actions", scope=scope),)
    reason = "No action is proposed for closure."
    return (verdict(threshold, Outcome.NOT_DUE, reason, scope=scope),)
