"""The whole assessment: facts derived once, then every rule and register, listed here.

Nothing registers itself; a rule that is not in these lists is not judged.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from builder.field import Register
from builder.frameworks import Catalogue
from builder.history import History
from builder.policy import Policy
from builder.problems import Problem
from builder.rules.as_typed import as_typed, overdue
from builder.rules.assessment import (
    ActionAssessment,
    Assessment,
    AssuredStatus,
    Escalation,
    RegisterResult,
)
from builder.rules.burst.draw_check import draw_checks
from builder.rules.derive import derive
from builder.rules.duties import (
    accepted_closures,
    burst_times,
    checks,
    closure_signs,
    closure_times,
    deadline_signs,
    decisions,
    evidence_signs,
    findings,
    hazards,
    kept_times,
    notices,
    outcomes,
    overdue_review,
    proof_kinds,
    repeats,
    retests,
    reviews,
    roles,
    sessions,
    standards,
    steps,
    workforce,
    workforce_weeks,
)
from builder.rules.duties.escalations import escalations
from builder.rules.duties.late_escalations import escalation_late
from builder.rules.gate.explain.closing_changes import closing_changes
from builder.rules.gate.explain.search import Explanation
from builder.rules.gate.facts import Facts
from builder.rules.missing_rows import missing_rows, not_assessable, workbooks_not_in
from builder.rules.registers.board_summary import board_summary
from builder.rules.registers.burst_closure import burst_closure
from builder.rules.registers.burst_sampler import burst_sampler
from builder.rules.registers.closure_comparison import closure_comparison
from builder.rules.registers.closure_control import closure_control
from builder.rules.registers.closure_decisions import closure_decisions
from builder.rules.registers.closure_experience import closure_experience
from builder.rules.registers.competence_retests import competence_retests
from builder.rules.registers.deadline_integrity import deadline_integrity
from builder.rules.registers.deadline_status import deadline_status
from builder.rules.registers.evidence_validity import evidence_validity
from builder.rules.registers.gate_register import gate_register
from builder.rules.registers.live_proof import live_proof
from builder.rules.registers.rebalance import rebalance_proposals
from builder.rules.registers.recovery import recovery_review_held
from builder.rules.registers.slippage import slippage
from builder.rules.registers.witness import disagreements
from builder.rules.registers.workload_rebalance import workload_rebalance, workload_verdicts
from builder.rules.verdict import Verdict

Rule = Callable[[Facts], Iterator[Verdict]]
RegisterRule = Callable[[Facts, str], RegisterResult]

REGISTERS: tuple[RegisterRule, ...] = (
    deadline_status,
    deadline_integrity,
    workload_rebalance,
    slippage,
    board_summary,
    burst_sampler,
    evidence_validity,
    live_proof,
    competence_retests,
    burst_closure,
    gate_register,
    closure_comparison,
    closure_experience,
    closure_decisions,
    closure_control,
)
"""The fifteen registers in order; each is worked out for every scope."""

RULES: tuple[Rule, ...] = (
    findings.recorded_same_day,
    findings.escalate_to_manager_4h,
    findings.manager_review_24h,
    findings.logged_within_24h,
    hazards.reported_same_shift,
    hazards.history_checked,
    hazards.interim_measures_missing,
    hazards.escalation_trigger_missing,
    repeats.repeat_finding,
    repeats.repeat_entries_unresolved,
    repeats.recurring_risk_registered,
    steps.implementation_5_working_days,
    steps.recorded_in_three_places,
    steps.staff_informed,
    checks.checks_across_shifts,
    checks.checks_across_teams,
    proof_kinds.three_kinds_of_evidence,
    proof_kinds.validated_by_own_side,
    proof_kinds.risk_not_reduced,
    proof_kinds.review_contradicts_figures,
    checks.continued_error_escalated,
    checks.recurring_errors,
    checks.inconsistent_recording,
    reviews.review_cadence,
    reviews.review_sources_seen,
    workforce_weeks.workforce_recorded_weekly,
    workforce.continuity_escalated,
    workforce.sustained_workforce_risk,
    workforce.workforce_actions_assigned,
    workforce.monitored_weekly,
    workforce.missed_visits_rising,
    workforce.complaints_rising,
    standards.quality_statement_missing,
    standards.enforcement_line_incomplete,
    standards.deadline_change_unapproved,
    deadline_signs.repeated_date_changes,
    deadline_signs.several_actions_one_manager,
    deadline_signs.nearly_complete_without_evidence,
    overdue_review.overdue_provider_review,
    notices.notice_response,
    notices.notice_comply_by,
    kept_times.board_opened_0815,
    kept_times.integrity_review_by_1030,
    kept_times.rota_reviewed_daily,
    sessions.session_not_held,
    workload_verdicts,
    burst_times.burst_not_drawn,
    burst_times.validity_review_4_working_hours,
    burst_times.revisit_missed,
    retests.retest_36h,
    retests.repeated_omission,
    burst_times.cycle_closed_by_1800,
    closure_times.gate_register_by_0940,
    closure_times.batch_by_1710,
    closure_times.update_issued_while_blocked,
    accepted_closures.closed_without_approval,
    accepted_closures.assurance_in_doubt,
    accepted_closures.batch_not_authorised,
    recovery_review_held,
    outcomes.outcome_change,
    outcomes.sustained_improvement,
    outcomes.no_further_incidents,
    evidence_signs.outdated_attachment,
    evidence_signs.claim_without_movement,
    evidence_signs.describes_but_does_not_perform,
    closure_signs.sign_off_without_movement,
    closure_signs.weak_complaint_data,
    closure_signs.approved_on_tasks_alone,
    closure_signs.one_proof_without_reason,
    closure_signs.owner_decides_own_line,
    closure_signs.approval_during_hold,
    decisions.deferral_without_review_date,
    decisions.re_review_overdue,
    decisions.decision_without_reason,
    roles.role_not_held,
)
"""Every other rule: finding and escalating, standards, signs, kept times."""


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
        not_assessable(_without(each(facts, scope), later), missing)
        for each in REGISTERS
        for scope in facts.scopes
    )
    verdicts = _judged_then(
        (
            *(verdict for rule in RULES for verdict in rule(facts)),
            *escalation_late(facts, registers),
        ),
        later,
    )
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
        overdue=overdue(action, deadline),
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
