"""The lines of a batch, and the open risks that they leave (B3.5)."""

from collections.abc import Iterable

from builder.field import Action, Batch, Risk
from builder.field.words import RiskState
from builder.rules.facts.stages import Grouped
from builder.rules.figure import NOT_RECORDED, Counted, count
from builder.rules.verdict import PROVIDER


def actions_of_batch(facts: Grouped, scope: str, batch: Batch) -> tuple[Action, ...]:
    """The lines of a scope that panel decisions put into a batch, by ref."""
    refs = facts.actions_by_batch.get(batch.ref, ())
    actions = (facts.actions[ref] for ref in refs if ref in facts.actions)
    return tuple(each for each in actions if scope in (PROVIDER, each.service))


def residual_risks(facts: Grouped, actions: Iterable[Action]) -> Counted:
    """Open risks of some lines in the bands that count as medium or high (B3.5).

    A risk that several of the lines share counts once; without the Risks sheet it is not recorded.
    """
    if not facts.register.keeps("Risks"):
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
