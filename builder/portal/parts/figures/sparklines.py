"""Sparklines of key figures, from what earlier runs recorded."""

from fractions import Fraction

from builder.charts import sparkline as draw
from builder.field.registers import Figure
from builder.portal.context import PortalContext
from builder.portal.parts.words import Amount, number_words
from builder.rules.assessment import RegisterResult
from builder.rules.verdict import Verdict

MOST_POINTS = 12
"""How many runs a sparkline looks back on."""
FEWEST_POINTS = 2


def sparkline(
    context: PortalContext,
    result: RegisterResult,
    figure: Figure,
    verdict: Verdict | None,
) -> str:
    """A figure over the latest runs and now, with its limit; empty where too little is known."""
    now = result.value(figure)
    if now is None:
        return ""
    as_at = context.assessment.as_at
    before = [
        value
        for moment, value in context.history.series(figure.register.id, figure.key, result.scope)
        if moment < as_at and value is not None
    ]
    values = [*before[-(MOST_POINTS - 1) :], now]
    if len(values) < FEWEST_POINTS:
        return ""
    limit = verdict.limit if verdict else None
    against: Amount = limit if isinstance(limit, int | Fraction) else None
    label = f"Last {len(values)} builds: {number_words(values[0])} to {number_words(now)}"
    return draw(values, label, against)
