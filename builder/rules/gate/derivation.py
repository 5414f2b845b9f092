"""Evidence, hold, gate and assured status of every line, derived in one pass."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from builder.field import Action, Check, Risk, Source
from builder.rules.facts.case import ActionCase, incident_series, incidents_of, sheets_kept
from builder.rules.facts.complaints import theme_cases, theme_key
from builder.rules.facts.evidence.bursts import bursts, bursts_by_service
from builder.rules.facts.evidence.files import EvidenceFile, evidence_files
from builder.rules.facts.evidence.fitness import fitness
from builder.rules.facts.facts import Facts
from builder.rules.facts.gate import Gate
from builder.rules.facts.hold import ResidualRisks, closure_hold, hold_spans, residual_spans
from builder.rules.facts.order import grouped
from builder.rules.facts.people.shifts import shift_of, shifts_of
from builder.rules.facts.reduction import MeasureChange
from builder.rules.gate.gate import gate_of
from builder.rules.gate.panels import actions_by_batch, batches, sittings
from builder.rules.gate.status import assured_status
from builder.rules.verdict import PROVIDER


def with_evidence(facts: Facts) -> Facts:
    """The facts with evidence files, bursts, residual risks and closure holds."""
    files = evidence_files(facts.register, facts.policy, facts.catalogue)
    by_action = grouped(files.values(), _line_of)
    now = tuple(each.then(facts.as_at) for each in files.values())
    files_now = grouped(now, lambda each: _line_of(each.file))
    spans = residual_spans(files, by_action)
    residual = ResidualRisks.of(spans)
    holds = hold_spans(facts.register, residual, facts.policy, facts.as_at)
    drawn = bursts(facts.register, facts.as_at)
    service_of = {
        ref: each.action.service
        for ref, each in files.items()
        if each.action is not None and each.action.service is not None
    }
    facts = replace(
        facts,
        evidence_files=files,
        files=by_action,
        files_now=files_now,
        handed_in=grouped((each for each in now if each.exists), lambda each: _line_of(each.file)),
        bursts=drawn,
        bursts_by_scope={PROVIDER: drawn, **bursts_by_service(drawn, service_of)},
        residual_by_scope={
            PROVIDER: spans,
            **grouped(spans, lambda each: service_of.get(each.evidence)),
        },
        residual=residual,
        holds=holds,
        hold=closure_hold(holds, facts.as_at),
        fitness=fitness(now, facts.as_at),
    )
    evidenced = (ref for ref, there in facts.handed_in.items() if facts.is_delivered(there))
    return replace(facts, evidenced=frozenset(evidenced))


def _line_of(file: EvidenceFile) -> str | None:
    return file.evidence.action if file.evidence is not None else None


def with_gates(facts: Facts) -> Facts:
    """The facts with each line's case, gate and assured status."""
    themes = theme_cases(facts.register, facts.reviews)
    panels = facts.register.panels
    facts = replace(
        facts,
        themes=themes,
        panel_sittings=sittings(panels, facts.as_at),
        panel_days=_panel_days(facts),
        batches=batches(facts.register.batches, facts.as_at),
        actions_by_batch=actions_by_batch(panels, facts.as_at),
        risks_by_action=_risks_by_action(facts),
    )
    cases = action_cases(facts)
    gates = _judged(facts, cases)
    changes = {
        ref: changed
        for ref, case in cases.items()
        if (changed := _change_by_now(case, gates[ref], facts.as_at)) is not None
    }
    return replace(
        facts,
        cases=cases,
        whole_gates=gates,
        gates={ref: gate.checks for ref, gate in gates.items()},
        closable=frozenset(ref for ref, gate in gates.items() if gate.passes),
        assured={
            ref: assured_status(
                case,
                gates[ref],
                facts.as_at,
                is_overdue=facts.deadlines[ref].is_overdue is True,
            )
            for ref, case in cases.items()
        },
        changes=changes,
        outcome_changes={
            ref: each.change for ref, each in changes.items() if each.change is not None
        },
    )


def _judged(facts: Facts, cases: Mapping[str, ActionCase]) -> Mapping[str, Gate]:
    return {
        ref: gate_of(case, facts.policy, facts.as_at, facts.files_now.get(ref, ()))
        for ref, case in cases.items()
    }


def _change_by_now(case: ActionCase, gate: Gate, as_at: datetime) -> MeasureChange | None:
    """How a line's measure moved; the gate knows it, unless it was judged at an earlier moment."""
    return gate.change if gate.at == as_at else case.change(as_at)


def _panel_days(facts: Facts) -> frozenset[date]:
    return frozenset(
        each.panel_at.on
        for each in facts.register.panels
        if each.panel_at is not None and each.panel_at.has_happened(facts.as_at)
    )


def _risks_by_action(facts: Facts) -> Mapping[str, tuple[Risk, ...]]:
    """The entries of the risk register by the lines they name."""
    found: dict[str, list[Risk]] = {}
    for risk in sorted(facts.register.risks, key=lambda each: each.ref):
        for ref in sorted(set(risk.actions)):
            found.setdefault(ref, []).append(risk)
    return {ref: tuple(risks) for ref, risks in found.items()}


def action_cases(facts: Facts) -> Mapping[str, ActionCase]:
    """Every line with all that its gate looks at, by ref."""
    kept = sheets_kept(facts.register)
    incidents = incident_series(facts.findings.values())
    services = {each.service for each in facts.actions.values()}
    shifts = {each: _shift_names(facts, each) for each in services}
    cases = {}
    for ref, action in facts.actions.items():
        checks = facts.checks.get(ref, ())
        cases[ref] = ActionCase(
            action=action,
            family=facts.family(action.theme),
            is_high_risk=facts.risk[ref].is_high,
            kept=kept,
            owner=facts.people.get(action.owner or ""),
            files=facts.files.get(ref, ()),
            reviews=facts.reviews.get(ref, ()),
            measures=facts.measures.get(ref, ()),
            checks=checks,
            steps=facts.steps.get(ref, ()),
            theme=facts.themes.get((theme_key(action.theme), action.service or PROVIDER)),
            incidents=incidents_of(action, facts.findings_by_action.get(ref, ()), incidents),
            panels=facts.panels.get(ref, ()),
            holds=facts.holds,
            shifts=shifts[action.service],
            check_shifts=_inferred_shifts(facts, action, checks),
        )
    return cases


def _shift_names(facts: Facts, service: str | None) -> tuple[str, ...]:
    named = shifts_of(facts, service)
    return tuple(sorted({each.shift for each in named if each.shift}))


def _inferred_shifts(
    facts: Facts, action: Action, checks: tuple[Check, ...]
) -> Mapping[Source, str]:
    """Row of each check without a typed shift -> the shift that its moment falls in."""
    inferred = {}
    for check in checks:
        if check.shift is None and check.checked_on is not None and check.checked_on.at is not None:
            name = shift_of(facts, action.service, check.checked_on.at).name
            if name is not None:
                inferred[check.source] = name
    return inferred
