"""B3.4, the closure-decision record: what each panel decided, and what had to be deferred."""

from builder.field import PanelDecision
from builder.field.registers import ClosureDecisions, Figure
from builder.field.words import PanelOutcome
from builder.rules.answers import verdict
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.facts.closing.panels import panel_name
from builder.rules.figure import Counted, count, counted_row, result
from builder.rules.gate.facts import Facts
from builder.rules.gate.proofs import Proofs, proofs_at
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import moment_text


def closure_decisions(facts: Facts, scope: str) -> RegisterResult:
    """The decisions of the latest panel, and a row per panel."""
    panels = facts.panel_sittings
    latest = panels[-1] if panels else ()
    own = _of_scope(facts, latest, scope)
    recorded = facts.register.holds("Panels")
    return result(
        ClosureDecisions,
        scope,
        _figures(own) if latest else {},
        recorded=recorded,
        rows=tuple(
            _row(each) for sitting in reversed(panels) if (each := _of_scope(facts, sitting, scope))
        ),
        verdicts=_verdicts(facts, scope, own),
        note=_note(latest),
    )


def _of_scope(
    facts: Facts, sitting: tuple[PanelDecision, ...], scope: str
) -> tuple[PanelDecision, ...]:
    if scope == PROVIDER:
        return sitting
    return tuple(each for each in sitting if _service(facts, each) == scope)


def _service(facts: Facts, decision: PanelDecision) -> str | None:
    action = facts.actions.get(decision.action)
    return action.service if action is not None else None


def _figures(decisions: tuple[PanelDecision, ...]) -> dict[Figure, Counted]:
    """Approved, deferred and rejected add up to the lines put, but for blank decisions."""
    return {
        ClosureDecisions.put_to_panel: _count(decisions, None),
        ClosureDecisions.approved: _count(decisions, PanelOutcome.APPROVED),
        ClosureDecisions.deferred: _count(decisions, PanelOutcome.DEFERRED),
        ClosureDecisions.rejected: _count(decisions, PanelOutcome.REJECTED),
    }


def _count(decisions: tuple[PanelDecision, ...], outcome: PanelOutcome | None) -> Counted:
    def is_counted(decision: PanelDecision) -> bool | None:
        if outcome is None:
            return True
        return None if decision.decision is None else decision.decision is outcome

    return count(
        decisions,
        is_counted,
        lambda each: each.action,
        lambda each: each.source.place("decision"),
    )


def _row(decisions: tuple[PanelDecision, ...]) -> RegisterRow:
    cells = (each.source.place("decision") for each in decisions)
    return counted_row("panel", panel_name(decisions[0].panel_at), _figures(decisions), cells)


def _note(sitting: tuple[PanelDecision, ...]) -> str:
    if not sitting or sitting[0].panel_at is None:
        return "No panel is on record yet."
    return f"As of the panel of {moment_text(sitting[0].panel_at)}."


def _verdicts(
    facts: Facts, scope: str, decisions: tuple[PanelDecision, ...]
) -> tuple[Verdict, ...]:
    threshold = facts.policy.threshold("automatic_deferral")
    if not facts.register.holds("Panels"):
        reason = "No workbook has the sheet Panels."
        return (verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope),)
    found = sorted(
        (
            _verdict(facts, scope, each, proofs)
            for each in decisions
            if (proofs := _proofs(facts, each)) is not None
        ),
        key=lambda each: each.outcome is not Outcome.FIRED,
    )
    if found:
        return tuple(found)
    reason = "No action of this scope was put to the latest panel."
    return (verdict(threshold, Outcome.NOT_DUE, reason, scope=scope),)


def _proofs(facts: Facts, decision: PanelDecision) -> Proofs | None:
    case = facts.cases.get(decision.action)
    if case is None or decision.panel_at is None:
        return None
    return proofs_at(case, facts.policy, min(decision.panel_at.end, facts.as_at))


def _verdict(facts: Facts, scope: str, decision: PanelDecision, proofs: Proofs) -> Verdict:
    """Fired where the line must be deferred, and the panel approved it or has not decided."""
    needed = 1 + int(facts.policy.switch("one_proof_defers"))
    lacks = proofs.count < needed
    is_open = decision.decision in (PanelOutcome.APPROVED, None)
    return verdict(
        facts.policy.threshold("automatic_deferral"),
        Outcome.FIRED if lacks and is_open else Outcome.MET,
        f"{decision.action}: {_proof_words(proofs)}; {_decision_words(decision)}.",
        scope=scope,
        subject=Subject("Actions", decision.action),
        observed=proofs.count,
        limit=needed,
        cells=(decision.source.place("decision"),),
    )


def _decision_words(decision: PanelDecision) -> str:
    if decision.decision is None:
        return "the panel has not decided"
    return f"the panel {decision.decision.value.lower()} it"


def _proof_words(proofs: Proofs) -> str:
    movement = "outcome movement" if proofs.has_movement else "no outcome movement"
    assurance = "external assurance" if proofs.has_assurance else "no external assurance"
    return f"{movement}, {assurance}"
