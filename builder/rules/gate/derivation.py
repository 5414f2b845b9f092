"""Gate and assured status of every line, derived in one pass."""

from collections.abc import Mapping
from datetime import datetime

from builder.field import Action, BurstSample, Check, Source
from builder.rules.assessment import AssuredStatus
from builder.rules.facts.board_spans import unevidenced_by_action
from builder.rules.facts.closing.batches import batch_objections
from builder.rules.facts.complaints import theme_key
from builder.rules.facts.order import in_order
from builder.rules.facts.people.shifts import shift_of, shifts_of
from builder.rules.facts.reduction import MeasureChange
from builder.rules.facts.relapses import Relapse
from builder.rules.facts.risk import product
from builder.rules.facts.stages import Evidenced, Grouped, staged
from builder.rules.gate.case import (
    ActionCase,
    Draw,
    LinkedRisk,
    incident_series,
    incidents_of,
    sheets_kept,
)
from builder.rules.gate.doubts import doubts
from builder.rules.gate.facts import Facts
from builder.rules.gate.gate import Gate, gate_of
from builder.rules.gate.kinds import kinds_by_category
from builder.rules.gate.status import assured_status
from builder.rules.verdict import PROVIDER


def with_gates(evidenced: Evidenced) -> Facts:
    """The facts with each line's case, gate and assured status."""
    cases = action_cases(evidenced)
    gates = _judged(evidenced, cases)
    changes = {
        ref: changed
        for ref, case in cases.items()
        if (changed := _change_by_now(case, gates[ref], evidenced.as_at)) is not None
    }
    assured = {
        ref: assured_status(
            case,
            gates[ref],
            evidenced.policy,
            evidenced.as_at,
            is_overdue=evidenced.deadlines[ref].is_overdue is True,
        )
        for ref, case in cases.items()
    }
    return staged(
        Facts,
        evidenced,
        unevidenced_spans=unevidenced_by_action(evidenced),
        cases=cases,
        whole_gates=gates,
        gates={ref: gate.checks for ref, gate in gates.items()},
        closable=frozenset(ref for ref, gate in gates.items() if gate.passes),
        assured=assured,
        doubts=_doubts(evidenced, cases, assured),
        changes=changes,
        outcome_changes={
            ref: each.change for ref, each in changes.items() if each.change is not None
        },
    )


def _doubts(
    facts: Evidenced, cases: Mapping[str, ActionCase], assured: Mapping[str, AssuredStatus]
) -> Mapping[str, tuple[Relapse, ...]]:
    found = {}
    for ref, status in assured.items():
        approval = facts.closings[ref].approval
        if status in (AssuredStatus.CLOSED_ASSURED, AssuredStatus.CLOSED_IN_DOUBT) and approval:
            found[ref] = doubts(cases[ref], approval, facts.policy, facts.as_at)
    return found


def _judged(facts: Evidenced, cases: Mapping[str, ActionCase]) -> Mapping[str, Gate]:
    return {
        ref: gate_of(case, facts.policy, facts.as_at, facts.files_now.get(ref, ()))
        for ref, case in cases.items()
    }


def _change_by_now(case: ActionCase, gate: Gate, as_at: datetime) -> MeasureChange | None:
    """How a line's measure moved; the gate knows it, unless it was judged at an earlier moment."""
    return gate.change if gate.at == as_at else case.change(as_at)


def action_cases(facts: Evidenced) -> Mapping[str, ActionCase]:
    """Every line with all that its gate looks at, by ref."""
    kept = sheets_kept(facts.register)
    incidents = incident_series(facts.findings.values())
    services = {each.service for each in facts.actions.values()}
    shifts = {each: _shift_names(facts, each) for each in services}
    kinds, draws = kinds_by_category(facts), _draws(facts)
    batches = batch_objections(facts)
    cases = {}
    for ref, action in facts.actions.items():
        checks = facts.checks.get(ref, ())
        cases[ref] = ActionCase(
            action=action,
            family=facts.family(action.theme),
            is_high_risk=facts.risk[ref].is_high,
            risk=facts.risk[ref],
            risks=_linked_risks(facts, ref),
            kept=kept,
            owner=facts.people.get(action.owner or ""),
            files=facts.files.get(ref, ()),
            visits_due=draws.get(ref, {}),
            reviews=facts.reviews.get(ref, ()),
            measures=facts.measures.get(ref, ()),
            checks=checks,
            steps=facts.steps.get(ref, ()),
            theme=facts.themes.get((theme_key(action.theme), action.service or PROVIDER)),
            findings=facts.findings_by_action.get(ref, ()),
            kind_of_category=kinds,
            incidents=incidents_of(action, facts.findings_by_action.get(ref, ()), incidents),
            panels=facts.panels.get(ref, ()),
            closing_rules=facts.closing_records[ref].rules,
            batches=batches,
            holds=facts.holds,
            shifts=shifts[action.service],
            check_shifts=_inferred_shifts(facts, action, checks),
        )
    return cases


def _linked_risks(facts: Grouped, ref: str) -> tuple[LinkedRisk, ...]:
    matrix = facts.catalogue.risk_matrix
    linked = []
    for risk in facts.risks_by_action.get(ref, ()):
        band = matrix.band(product(risk.likelihood, risk.consequence))
        linked.append(LinkedRisk(risk, None if band is None else band in matrix.high))
    return tuple(linked)


def _draws(facts: Evidenced) -> Mapping[str, Mapping[str, Draw]]:
    """Line -> evidence ref -> the first draw of each of its files that was drawn."""
    drawn: dict[str, dict[str, Draw]] = {}
    samples = facts.register.burst_samples
    first = {each.evidence: each for each in samples if each.drawn_at is None}
    for sample in in_order(samples, lambda each: each.drawn_at):
        first.setdefault(sample.evidence, sample)
    for ref, sample in first.items():
        file = facts.evidence_files.get(ref)
        if file is not None and file.action is not None:
            drawn.setdefault(file.action.ref, {})[ref] = _draw(facts, file.action, sample)
    return drawn


def _draw(facts: Grouped, action: Action, sample: BurstSample) -> Draw:
    if sample.drawn_at is None:
        return Draw(sample, None)
    if sample.drawn_at.at is None:
        return Draw(sample, sample.drawn_at.end)
    shift = shift_of(facts, action.service, sample.drawn_at.at)
    return Draw(sample, shift.ends_at, shift.is_estimated)


def _shift_names(facts: Grouped, service: str | None) -> tuple[str, ...]:
    named = shifts_of(facts, service)
    return tuple(sorted({each.shift for each in named if each.shift}))


def _inferred_shifts(
    facts: Grouped, action: Action, checks: tuple[Check, ...]
) -> Mapping[Source, str]:
    """Row of each check without a typed shift -> the shift that its moment falls in."""
    inferred = {}
    for check in checks:
        if check.shift is None and check.checked_on is not None and check.checked_on.at is not None:
            name = shift_of(facts, action.service, check.checked_on.at).name
            if name is not None:
                inferred[check.source] = name
    return inferred
