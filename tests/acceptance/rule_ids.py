"""Every identifier that the contract names: rules, registers and their figures."""

RULES = """
    integrity_defects workload_pressure severe_misses overdue_high_risk invalid_evidence
    record_match retest_average residual_evidence_risks outcome_reduction complaints_unchanged
    automatic_deferral residual_risk_batch
    repeated_date_changes several_actions_one_manager nearly_complete_without_evidence
    outdated_attachment claim_without_movement describes_but_does_not_perform
    sign_off_without_movement weak_complaint_data approved_on_tasks_alone
    quality_statement_missing enforcement_line_incomplete owner_decides_own_line
    approval_during_hold
    recorded_same_day escalate_to_manager_4h manager_review_24h implementation_5_working_days
    recorded_in_three_places checks_across_shifts continued_error_escalated review_cadence
    sustained_improvement repeat_finding reported_same_shift history_checked
    interim_measures_missing logged_within_24h escalation_trigger_missing staff_informed
    no_further_incidents repeat_entries_unresolved overdue_provider_review
    workforce_recorded_weekly continuity_escalated sustained_workforce_risk outcome_change
    recurring_errors inconsistent_recording missed_visits_rising complaints_rising
    rota_reviewed_daily workforce_actions_assigned monitored_weekly recurring_risk_registered
    review_sources_seen three_kinds_of_evidence checks_across_teams
    board_opened_0815 integrity_review_by_1030 burst_not_drawn validity_review_4_working_hours
    revisit_missed retest_36h cycle_closed_by_1800 gate_register_by_0940 batch_by_1710
    update_issued_while_blocked session_not_held escalation_late
""".split()

REGISTERS = {
    "B1.1": ("deadline-status dashboard", "live due_48h overdue due_before_next_board"),
    "B1.2": (
        "deadline-integrity log",
        "mismatched_deadlines missing_evidence_due inactive_owner defects lines_with_defects",
    ),
    "B1.3": ("workload-rebalance sheet", "moved brought_forward hours_assigned"),
    "B1.4": (
        "slippage-classification record",
        "on_schedule missed_under_24h missed_24h_or_more standing_24h_or_more",
    ),
    "B1.5": (
        "board deadline summary",
        "overdue_open deadline_changes_approved high_risk_without_evidence overdue_high_risk",
    ),
    "B2.1": ("burst-validation sampler", "selected from_high_risk from_newly_closed"),
    "B2.2": (
        "evidence-validity review",
        "matching_practice outdated_source lacking_outcome_proof invalid",
    ),
    "B2.3": (
        "live-proof comparison",
        "steps_observed records_matching records_checked staff_prompts match_percent",
    ),
    "B2.4": (
        "competence retest matrix",
        "stages_correct stages_tested critical_omissions coaching_minutes staff_retested "
        "average_percent",
    ),
    "B2.5": ("burst-cycle closure log", "reinstated accepted_after_correction residual_risks"),
    "B3.1": ("closure-gate register", "proposed ready not_ready"),
    "B3.2": ("closure-comparison table", ""),
    "B3.3": ("closure-experience sheet", ""),
    "B3.4": ("closure-decision record", "put_to_panel approved deferred rejected"),
    "B3.5": (
        "executive closure-control record",
        "closed closed_not_assured residual_medium_or_high deferred_awaiting_review",
    ),
}
RULES_OF_REGISTER = {
    "B1.2": "integrity_defects",
    "B1.3": "workload_pressure",
    "B1.4": "severe_misses",
    "B1.5": "overdue_high_risk",
    "B2.2": "invalid_evidence",
    "B2.3": "record_match",
    "B2.4": "retest_average",
    "B2.5": "residual_evidence_risks",
    "B3.2": "outcome_reduction",
    "B3.3": "complaints_unchanged",
    "B3.4": "automatic_deferral",
    "B3.5": "residual_risk_batch",
}
