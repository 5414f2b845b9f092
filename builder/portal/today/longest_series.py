"""The series that the first page and the board pack show: the longest that are recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from builder.charts import Measured, Point, improvement_chart
from builder.field.registers import BoardSummary
from builder.portal.context import PortalContext
from builder.portal.parts.figures.drawings import chart, measure_charts
from builder.portal.parts.figures.missed_visits import missed_chart, missed_percent
from builder.portal.parts.links import service_name
from builder.portal.parts.views import Chart
from builder.portal.parts.words import date_words, is_figure
from builder.rules.verdict import PROVIDER

ISO_DATE = len("2026-11-20")
OVERDUE = "overdue-sessions"


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """A series that could be shown."""

    shortness: int
    """Fewer points come later: minus their number."""
    kind: str
    """``line``, ``overdue`` or ``workforce``."""
    ref: str


def longest_charts(context: PortalContext, most: int) -> tuple[Chart, ...]:
    """The longest series as charts: outcome measures, missed visits, overdue at each session."""
    charts: list[Chart] = []
    for place, series in enumerate(sorted(_candidates(context))[:most]):
        charts += _charts(context, series, place)
    return tuple(charts[:most])


def _candidates(context: PortalContext) -> Iterator[Series]:
    for ref, measures in context.of_action.measures.items():
        if ref in context.by_ref.assessed and any(each.numerator is not None for each in measures):
            yield Series(-len(measures), "line", ref)
    for service, weeks in context.said.workforce_of_service.items():
        known = sum(missed_percent(week) is not None for week in weeks)
        if known:
            yield Series(-known, "workforce", service)
    sessions = _overdue_points(context)
    if sessions:
        yield Series(-len(sessions), "overdue", PROVIDER)


def _charts(context: PortalContext, series: Series, place: int) -> Iterator[Chart]:
    match series.kind:
        case "line":
            action = context.by_ref.assessed[series.ref]
            where = f", {service_name(context, action.service)} ({series.ref})"
            measures = context.of_action.measures[series.ref]
            yield from measure_charts(measures, f"measure-{place}", where)
        case "workforce":
            weeks = context.said.workforce_of_service[series.ref]
            made = missed_chart(context, series.ref, weeks)
            if made is not None:
                yield made
        case _:
            yield overdue_chart(context)


def _overdue_points(context: PortalContext) -> tuple[Point, ...]:
    return tuple(
        Point(_day(row.subject), value)
        for row in context.said.result(BoardSummary, PROVIDER).rows
        if is_figure(value := row.value(BoardSummary.overdue_open))
    )


def _day(subject: str) -> str:
    return date_words(date.fromisoformat(subject[:ISO_DATE]), short=True).rsplit(" ", 1)[0]


def overdue_chart(context: PortalContext) -> Chart:
    """Overdue actions as they stood at each held challenge session."""
    return chart(
        OVERDUE,
        improvement_chart(
            Measured(
                id=OVERDUE,
                title="Overdue actions at each challenge session",
                unit="Overdue actions",
                points=_overdue_points(context),
                lower_is_better=True,
            )
        ),
    )
