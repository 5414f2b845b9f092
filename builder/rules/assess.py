"""The whole assessment: facts derived once, then every register and every other rule."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from builder.field import Register
from builder.frameworks import Catalogue
from builder.history import History
from builder.policy import Policy
from builder.problems import Problem
from builder.rules.as_typed import as_typed
from builder.rules.assessment import (
    ActionAssessment,
    Assessment,
    AssuredStatus,
    Escalation,
    RegisterResult,
)
from builder.rules.burst.draw_check import draw_checks
from builder.rules.derive import derive
from builder.rules.duties.telling.escalations import escalations
from builder.rules.duties.telling.late_escalations import escalation_late
from builder.rules.every_rule import REGISTERS, RULES
from builder.rules.gate.explain.closing_changes import closing_changes
from builder.rules.gate.explain.search import Explanation
from builder.rules.gate.facts import Facts
from builder.rules.missing_rows import (
    missing_rows,
    not_assessable,
    without_services,
    workbooks_not_in,
)
from builder.rules.registers.rebalance import rebalance_proposals
from builder.rules.registers.witness import disagreements
from builder.rules.verdict import Verdict


def assess(
    register: Register,
    policy: Policy,
    catalogue: Catalogue,
    history: History,
    as_at: datetime,
    problems: tuple[Problem, ...] = (),
) -> Assessment:
    """Everything that the rules say of a register as at a moment.

    Args:
        register: the merged records.
        policy: the policy; overrides that begin after the as-at day are not applied.
        catalogue: frameworks, regulations, regulator actions, the risk matrix.
        history: what earlier runs recorded.
        as_at: an aware moment.
        problems: what reading the workbooks found; passed through.
    """
    return _assessed(derive(register, policy, catalogue, history, as_at), problems)


def _assessed(facts: Facts, problems: tuple[Problem, ...]) -> Assessment:
    later = facts.policy.added_later
    missing = missing_rows(facts.register)
    registers = tuple(
        not_assessable(
            without_services(_without(each(facts, scope), later), facts.register), missing
        )
        for each in REGISTERS
        for scope in facts.scopes
    )
    every = (
        *(verdict for rule in RULES for verdict in rule(facts)),
        *escalation_late(facts, registers),
    )
    verdicts = _without_history(facts, _judged_then(every, later))
    told = escalations(facts, verdicts, registers)
    return Assessment(
        as_at=facts.as_at,
        policy_edition=facts.policy.edition,
        overrides=facts.policy.overrides,
        inputs=facts.register.inputs,
        is_whole=not missing and not workbooks_not_in(facts.register, problems),
        problems=problems,
        registers=registers,
        verdicts=verdicts,
        actions=_actions(facts, verdicts, told),
        escalations=told,
        closure_hold=facts.hold,
        evidence=tuple(facts.fitness.values()),
        rebalance=rebalance_proposals(facts),
        draws=draw_checks(facts),
        disagreements=disagreements(facts),
    )


def _without(result: RegisterResult, later: frozenset[str]) -> RegisterResult:
    """A register under the edition of its day, which knew nothing of later rules."""
    if not later:
        return result
    return replace(result, verdicts=_judged_then(result.verdicts, later))


def _judged_then(verdicts: tuple[Verdict, ...], later: frozenset[str]) -> tuple[Verdict, ...]:
    return tuple(each for each in verdicts if each.rule not in later) if later else verdicts


def _without_history(facts: Facts, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The verdicts but for those on lines closed before records, of which nobody is told."""
    history = {ref for ref, closing in facts.closings.items() if closing.is_before_records}
    if not history:
        return verdicts
    return tuple(
        each
        for each in verdicts
        if each.subject is None
        or each.subject.sheet != "Actions"
        or each.subject.ref not in history
    )


def _actions(
    facts: Facts, verdicts: tuple[Verdict, ...], due: tuple[Escalation, ...]
) -> tuple[ActionAssessment, ...]:
    findings = _findings_by_action(verdicts)
    changes = closing_changes(facts)
    told: dict[str, list[Escalation]] = {}
    for each in due:
        if each.subject.sheet == "Actions":
            told.setdefault(each.subject.ref, []).append(each)
    return tuple(
        _with_changes(
            _action(facts, ref, findings.get(ref, ()), tuple(told.get(ref, ()))), changes.get(ref)
        )
        for ref in facts.actions
    )


def _with_changes(action: ActionAssessment, found: Explanation | None) -> ActionAssessment:
    if found is None:
        return action
    return action._replace(
        smallest_changes=tuple(each.words for each in found.changes),
        would_pass_on=found.would_pass_on,
        needs_more_changes=found.is_beyond_search,
    )


def _findings_by_action(verdicts: tuple[Verdict, ...]) -> Mapping[str, tuple[Verdict, ...]]:
    found: dict[str, list[Verdict]] = {}
    for each in verdicts:
        is_of_action = each.subject is not None and each.subject.sheet == "Actions"
        if is_of_action and each.subject is not None:
            found.setdefault(each.subject.ref, []).append(each)
    return {ref: tuple(group) for ref, group in found.items()}


def _action(
    facts: Facts, ref: str, findings: tuple[Verdict, ...], escalations: tuple[Escalation, ...]
) -> ActionAssessment:
    action, risk, deadline = facts.actions[ref], facts.risk[ref], facts.deadlines[ref]
    return ActionAssessment(
        ref=ref,
        service=action.service or "",
        source=action.source,
        claimed_status=None if action.status is None else str(action.status),
        assured_status=facts.assured.get(ref, AssuredStatus.OPEN),
        is_live=deadline.is_live,
        risk_score=risk.score,
        baseline_risk_score=risk.baseline_score,
        risk_band=risk.band,
        due=deadline.due,
        original_due=deadline.original_due,
        overdue=deadline.is_overdue,
        overdue_on_original=deadline.is_overdue_on_original,
        days_overdue=deadline.days_overdue,
        days_open=deadline.days_open,
        ageing_band=deadline.ageing_band,
        overdue_band=deadline.overdue_band,
        due_moves=deadline.due_moves,
        gate=facts.gates.get(ref, ()),
        closable=ref in facts.closable,
        findings=findings,
        escalations=escalations,
        outcome_change=facts.outcome_changes.get(ref),
        **as_typed(action, facts.people),
    )
