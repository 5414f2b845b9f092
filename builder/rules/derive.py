"""The derivations in their order: each reads a stage that stands above it."""

from datetime import UTC, datetime

from builder.field import Register, local_date
from builder.frameworks import Catalogue
from builder.history import History
from builder.policy import Policy
from builder.rules.facts.board_spans import overdue_by_action
from builder.rules.facts.closing.closings import closings
from builder.rules.facts.complaints import theme_cases
from builder.rules.facts.deadlines import deadline_positions, live_actions
from builder.rules.facts.earlier_bands import high_spans_by_action, unscored_spans_by_action
from builder.rules.facts.evidence.derivation import with_evidence
from builder.rules.facts.grouping import grouped_records
from builder.rules.facts.integrity import integrity_defects
from builder.rules.facts.people.managers import accountable_managers
from builder.rules.facts.people.workload import workloads
from builder.rules.facts.risk import risk_positions
from builder.rules.facts.signs import unwatched
from builder.rules.facts.stages import Decided, Positioned, Weighed, staged
from builder.rules.gate.derivation import with_gates
from builder.rules.gate.facts import Facts


def derive(
    register: Register, policy: Policy, catalogue: Catalogue, history: History, as_at: datetime
) -> Facts:
    """Everything that the rules look at, as at a moment, by the policy of that day."""
    in_force = policy.as_of(local_date(as_at))
    grouped = grouped_records(register, in_force, catalogue, history, as_at.astimezone(UTC))
    closing_records = closings(register, in_force, grouped.panels)
    decided = staged(
        Decided,
        grouped,
        closing_records=closing_records,
        closings={ref: each.position(grouped.as_at) for ref, each in closing_records.items()},
    )
    positioned = staged(
        Positioned,
        decided,
        risk=risk_positions(grouped),
        deadlines=deadline_positions(decided),
        managers=accountable_managers(grouped),
        themes=theme_cases(
            register,
            grouped.reviews,
            grouped.panels,
            int(in_force.number("complaint_period_least")),
        ),
    )
    weighed = staged(
        Weighed,
        positioned,
        live=live_actions(positioned),
        unwatched=unwatched(positioned),
        integrity=integrity_defects(positioned),
        workloads=workloads(positioned),
        overdue_spans=overdue_by_action(positioned),
        high_spans=high_spans_by_action(positioned),
        unscored_spans=unscored_spans_by_action(positioned),
    )
    return with_gates(with_evidence(weighed))
