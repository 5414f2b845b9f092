"""The lines of a batch, and the open risks that they leave (B3.5)."""

from collections.abc import Iterable, Mapping

from builder.field import Action, Batch, Risk
from builder.field.words import RiskState
from builder.rules.facts.closing.approvers import lack_of_role
from builder.rules.facts.stages import Grouped
from builder.rules.figure import NOT_RECORDED, Counted, count
from builder.rules.verdict import PROVIDER
from builder.rules.words import counted


def actions_of_batch(facts: Grouped, scope: str, batch: Batch) -> tuple[Action, ...]:
    """The lines of a scope that panel decisions put into a batch, by ref."""
    refs = facts.actions_by_batch.get(batch.ref, ())
    actions = (facts.actions[ref] for ref in refs if ref in facts.actions)
    return tuple(each for each in actions if scope in (PROVIDER, each.service))


def residual_of_batch(facts: Grouped, scope: str, batch: Batch) -> Counted:
    """The residual risks of a batch; not recorded where no panel decision names any batch."""
    if not facts.actions_by_batch:
        return NOT_RECORDED
    return residual_risks(facts, actions_of_batch(facts, scope, batch))


def residual_risks(facts: Grouped, actions: Iterable[Action]) -> Counted:
    """Open risks of some lines in the bands that count as medium or high (B3.5).

    A risk that several of the lines share counts once; where no risk can name a line, it is not
    recorded.
    """
    if not facts.register.holds("Risks", "actions"):
        return NOT_RECORDED
    risks = {
        risk.ref: risk for action in actions for risk in facts.risks_by_action.get(action.ref, ())
    }
    return count(
        (risks[ref] for ref in sorted(risks)),
        lambda each: _is_residual(facts, each),
        lambda each: each.ref,
        lambda each: each.source.place("state"),
    )


def _is_residual(facts: Grouped, risk: Risk) -> bool | None:
    if risk.state is RiskState.CLOSED:
        return False
    if risk.likelihood is None or risk.consequence is None or risk.state is None:
        return None
    matrix = facts.catalogue.risk_matrix
    return matrix.band(risk.likelihood * risk.consequence) in matrix.medium_or_high


def batch_objections(facts: Grouped) -> Mapping[str, str] | None:
    """Batch ID -> why its lines are not assured by it; empty where they are.

    ``None`` where no Batches sheet is kept. A batch counts when somebody with the role authorised
    it and the risks that its lines leave open do not hold it up.
    """
    if not facts.register.keeps("Batches"):
        return None
    limit = facts.policy.threshold("residual_risk_batch")
    objections = {}
    for batch in facts.batches:
        residual = residual_of_batch(facts, PROVIDER, batch).value
        objection = authorising_objection(facts, batch)
        if not objection and residual is not None and limit.is_fired_by(residual):
            risks = counted(int(residual), "residual risk")
            objection = f"batch {batch.ref} is held up by {risks}"
        objections[batch.ref] = objection
    return objections


def authorising_objection(facts: Grouped, batch: Batch) -> str:
    """Why a batch is not authorised by the as-at moment; empty where it is."""
    if not facts.has_happened(batch.authorised_at):
        return f"batch {batch.ref} is not authorised"
    if batch.authorised_by is None:
        return f"who authorised batch {batch.ref} is not recorded"
    if not facts.register.keeps("People", "roles"):
        return ""
    roles = facts.policy.words("batch_authorised_by")
    lack = lack_of_role(facts.people, batch.authorised_by, roles, batch.authorised_at)
    return f"batch {batch.ref} does not count: {lack}" if lack else ""
