"""A rule over the recorded builds: its figure against its limit, or how often it had fired."""

from decimal import Decimal
from fractions import Fraction

from builder.field.registers import figures_of_rule
from builder.policy import Threshold
from builder.portal.about.rule_states import RuleState
from builder.portal.context import PortalContext
from builder.portal.parts.figures.recorded import (
    figure_over_builds,
    fired_over_builds,
    recorded_chart,
)
from builder.portal.parts.figures.sparklines import FEWEST_POINTS
from builder.portal.parts.figures.trend_charts import OF_RULES, small_print, trend
from builder.portal.parts.record import section
from builder.portal.parts.views import Block, Paragraph, Section
from builder.portal.parts.words import counted


def rule_over_time(
    context: PortalContext, threshold: Threshold, state: RuleState
) -> tuple[Section, ...]:
    """The section of a rule's page that looks back on the recorded builds."""
    fires_now = len(state.fired)
    blocks = _of_figures(context, threshold) or (_of_firing(context, threshold, fires_now),)
    further = OF_RULES.get(threshold.id)
    of_work = () if further is None else (trend(context, further), *small_print(context))
    return (section("over-time", "Over time", *blocks, *of_work),)


def _of_figures(context: PortalContext, threshold: Threshold) -> tuple[Block, ...]:
    value = threshold.value
    target = Fraction(value) if isinstance(value, Decimal) and threshold.comparison else None
    return tuple(
        recorded_chart(
            figure_over_builds(context, figure),
            id=f"recorded-{place}",
            title=f"{figure.title} at each recorded build",
            unit=figure.unit or figure.title,
            target=target,
        )
        for place, figure in enumerate(figures_of_rule(threshold.id))
    )


def _of_firing(context: PortalContext, threshold: Threshold, fires_now: int) -> Block:
    series = fired_over_builds(context, threshold.id, fires_now)
    if len(series) >= FEWEST_POINTS and not any(value for _, value in series):
        words = f"It fired at none of {counted(len(series) - 1, 'recorded build')}, nor now."
        return Paragraph(content=(words,), is_small=True)
    return recorded_chart(
        series,
        id="recorded-fired",
        title="Places where it fired, at each recorded build",
        unit="Places",
    )
