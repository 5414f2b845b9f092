"""The charts of how the work goes, on the page of trends, the first page, services and rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from builder.field.registers import DeadlineStatus
from builder.portal.context import PortalContext
from builder.portal.parts.caveats.left_out import counted_withheld
from builder.portal.parts.figures.recorded import figure_over_builds, recorded_chart
from builder.portal.parts.figures.trend_series import (
    Series,
    age_of_open_actions,
    finding_to_escalation,
    met_on_time,
    to_assured_closure,
)
from builder.portal.parts.views import Block, Columns, Paragraph
from builder.rules.verdict import PROVIDER

COUNTED_SHEETS = ("Actions", "Findings")
"""Sheets whose rows the charts of ages and times are counted over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One chart: what it is called and where its series comes from."""

    id: str
    title: str
    unit: str
    series: Callable[[PortalContext, str], Series]
    of_what: str = "builds"


def _overdue(context: PortalContext, scope: str) -> Series:
    return figure_over_builds(context, DeadlineStatus.overdue, scope)


ON_TIME = Trend(
    id="on-time",
    title="Actions closed on time, of those closed or missed in the closing cycle",
    unit="%",
    series=met_on_time,
)
OVERDUE = Trend(
    id="overdue",
    title="Overdue actions at each recorded build",
    unit="Overdue actions",
    series=_overdue,
)
AGE = Trend(
    id="age",
    title="Age of open actions at each recorded build, the middle one",
    unit="Days",
    series=age_of_open_actions,
)
ESCALATION = Trend(
    id="escalation",
    title="From finding to escalation, the middle one of each week",
    unit="Hours",
    series=finding_to_escalation,
    of_what="weeks",
)
CLOSURE = Trend(
    id="closure",
    title="From finding to assured closure, the middle one of each week",
    unit="Days",
    series=to_assured_closure,
    of_what="weeks",
)
OF_RULES: Mapping[str, Trend] = {
    "escalate_to_manager_4h": ESCALATION,
    "escalation_late": ESCALATION,
    "severe_misses": ON_TIME,
    "overdue_provider_review": AGE,
    "sustained_improvement": CLOSURE,
}
"""Rule -> the trend that shows whether what it asks for comes sooner or later."""
NOTHING_FILLED_IN = (
    "A week without such a record has no point; nothing is filled in. "
    "A line that answers no dated finding counts from when it was raised."
)


def trend(context: PortalContext, each: Trend, scope: str = PROVIDER) -> Block:
    """One trend of a scope as a chart, or a sentence that too little is recorded."""
    return recorded_chart(
        each.series(context, scope),
        id=f"trend-{each.id}",
        title=each.title,
        unit=each.unit,
        of_what=each.of_what,
    )


def trend_columns(context: PortalContext, scope: str = PROVIDER) -> Iterator[Block]:
    """The five trends of a scope, two and two side by side, with what they leave out."""
    yield trend(context, ON_TIME, scope)
    for left, right in ((OVERDUE, AGE), (ESCALATION, CLOSURE)):
        yield Columns(left=(trend(context, left, scope),), right=(trend(context, right, scope),))
    yield from small_print(context)


def small_print(context: PortalContext) -> Iterator[Block]:
    """What ages and times leave out; what is withheld besides, where an audience sees fewer."""
    yield Paragraph(content=(NOTHING_FILLED_IN,), is_small=True)
    told = (
        counted_withheld(context, sheet, f"row of {sheet}", f"rows of {sheet}")
        for sheet in COUNTED_SHEETS
    )
    left_out = [each for each in told if each]
    if left_out:
        words = (
            "Ages and times are counted over the records that this audience sees: "
            f"{' and '.join(left_out)} are left out, of all services together."
        )
        yield Paragraph(content=(words,), is_small=True)
