"""The risk of each line: baseline and current score, and the band of the risk matrix."""

from collections.abc import Mapping

from builder.field import Action
from builder.frameworks import RiskMatrix
from builder.rules.facts.positions import RiskPosition
from builder.rules.facts.stages import Grouped


def risk_positions(facts: Grouped) -> Mapping[str, RiskPosition]:
    """Where each line's risk stands, by ref."""
    matrix = facts.catalogue.risk_matrix
    return {ref: risk_position(each, matrix) for ref, each in facts.actions.items()}


def risk_position(action: Action, matrix: RiskMatrix) -> RiskPosition:
    """A line's risk: the Current pair, else the baseline pair, else the word typed for it."""
    baseline = product(action.likelihood, action.consequence)
    current = product(action.current_likelihood, action.current_consequence)
    score = baseline if current is None else current
    pair: tuple[str, ...] = ("likelihood", "consequence")
    if current is not None:
        pair = ("current_likelihood", "current_consequence")
    band = matrix.band(score)
    if score is None and action.risk is not None:
        band, pair = str(action.risk), ("risk",)
    return RiskPosition(
        baseline_score=baseline,
        current_score=current,
        score=score,
        band=band,
        is_high=band in matrix.high,
        is_medium_or_high=band in matrix.medium_or_high,
        cells=tuple(action.source.place(field) for field in pair),
    )


def product(likelihood: int | None, consequence: int | None) -> int | None:
    """Likelihood × consequence; ``None`` where either is unknown."""
    if likelihood is None or consequence is None:
        return None
    return likelihood * consequence
