"""The page of trends: deadlines over the recorded builds, and times from the workbooks' dates."""

from collections.abc import Iterator

from builder.field.pages import FRONT_PAGE, TRENDS_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.figures.trend_charts import (
    AGE,
    CLOSURE,
    ESCALATION,
    ON_TIME,
    OVERDUE,
    small_print,
    trend,
)
from builder.portal.parts.views import Anchor, PageView, Section


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of trends."""
    yield PageView(
        path=TRENDS_PAGE,
        kind="trends",
        title="Trends",
        lead="How the work goes over time, from recorded builds and the dates in the workbooks.",
        breadcrumbs=(Anchor("Today", FRONT_PAGE),),
        blocks=(
            Section(
                id="deadlines",
                title="Deadlines",
                blocks=tuple(trend(context, each) for each in (ON_TIME, OVERDUE)),
            ),
            Section(
                id="speed",
                title="From finding to closure",
                blocks=(
                    *(trend(context, each) for each in (AGE, ESCALATION, CLOSURE)),
                    *small_print(context),
                ),
            ),
        ),
    )
