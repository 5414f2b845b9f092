"""Missed visits, week by week."""

from collections.abc import Sequence
from fractions import Fraction

from builder.charts import Measured, Point, improvement_chart
from builder.field import WorkforceWeek
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import slug
from builder.portal.parts.figures.drawings import HUNDRED, chart
from builder.portal.parts.links import service_name
from builder.portal.parts.views import Chart
from builder.portal.parts.words import NOT_RECORDED, date_words


def latest_first(weeks: Sequence[WorkforceWeek]) -> list[WorkforceWeek]:
    """A service's weeks, the latest first."""
    return sorted(weeks, key=lambda each: str(each.week_starting or ""), reverse=True)


def missed_percent(week: WorkforceWeek) -> Fraction | None:
    """Missed visits as a share of those planned; ``None`` where it cannot be worked out."""
    if week.visits_missed is None or not week.visits_planned:
        return None
    return Fraction(HUNDRED * week.visits_missed, week.visits_planned)


def missed_chart(
    context: PortalContext, service: str, weeks: Sequence[WorkforceWeek]
) -> Chart | None:
    """Missed visits week by week; ``None`` where no week can be worked out."""
    ordered = latest_first(weeks)[::-1]
    points = tuple(
        Point(_week_words(each), value)
        for each in ordered
        if (value := missed_percent(each)) is not None
    )
    if not points:
        return None
    id = f"missed-{slug(service)}"
    return chart(
        id,
        improvement_chart(
            Measured(
                id=id,
                title=f"Missed visits each week, {service_name(context, service)}",
                unit="% of planned visits",
                points=points,
                lower_is_better=True,
                target=ordered[-1].target_missed_percent,
            )
        ),
    )


def _week_words(week: WorkforceWeek) -> str:
    if week.week_starting is None:
        return NOT_RECORDED
    return date_words(week.week_starting, short=True).rsplit(" ", 1)[0]
