"""Every register and every other rule, listed; one that is not listed is not judged."""

from collections.abc import Callable, Iterator

from builder.rules.assessment import RegisterResult
from builder.rules.duties import (
    accepted_closures,
    burst_times,
    checks,
    closure_times,
    decisions,
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
from builder.rules.duties.signs import closure as closure_signs
from builder.rules.duties.signs import deadlines as deadline_signs
from builder.rules.duties.signs import evidence as evidence_signs
from builder.rules.gate.facts import Facts
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
from builder.rules.registers.recovery import recovery_review_held
from builder.rules.registers.slippage import slippage
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
