"""The derivations in their order: each reads what stands above it."""

from dataclasses import replace
from datetime import UTC, datetime

from builder.field import Register, local_date
from builder.frameworks import Catalogue
from builder.history import History
from builder.policy import Policy
from builder.rules.facts.board_spans import overdue_by_action, unevidenced_by_action
from builder.rules.facts.closings import closing_positions
from builder.rules.facts.deadlines import deadline_positions, live_actions
from builder.rules.facts.earlier_bands import high_spans_by_action
from builder.rules.facts.facts import Facts
from builder.rules.facts.grouping import grouped_facts
from builder.rules.facts.integrity import integrity_defects
from builder.rules.facts.people.managers import accountable_managers
from builder.rules.facts.people.workload import workloads
from builder.rules.facts.risk import risk_positions
from builder.rules.gate.derivation import with_evidence, with_gates


def derive(
    register: Register, policy: Policy, catalogue: Catalogue, history: History, as_at: datetime
) -> Facts:
    """Everything that the rules look at, as at a moment, by the policy of that day."""
    in_force = policy.as_of(local_date(as_at))
    facts = grouped_facts(register, in_force, catalogue, history, as_at.astimezone(UTC))
    facts = replace(facts, risk=risk_positions(facts))
    facts = replace(facts, deadlines=deadline_positions(facts))
    facts = replace(facts, live=live_actions(facts))
    facts = replace(facts, closings=closing_positions(facts))
    facts = replace(facts, integrity=integrity_defects(facts))
    facts = replace(facts, managers=accountable_managers(facts))
    facts = replace(facts, workloads=workloads(facts))
    facts = with_evidence(facts)
    facts = replace(facts, overdue_spans=overdue_by_action(facts))
    facts = replace(facts, high_spans=high_spans_by_action(facts))
    facts = replace(facts, unevidenced_spans=unevidenced_by_action(facts))
    return with_gates(facts)
