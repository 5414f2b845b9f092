"""Charts of what earlier builds recorded: a figure of a register, or how often a rule fired."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from builder.charts import FEWEST_POINTS as FEWEST_TO_JUDGE
from builder.charts import Judgement, Measured, Point, run_chart
from builder.charts.xmr import Value
from builder.field import local_date, registers
from builder.portal.context import PortalContext
from builder.portal.parts.figures.drawings import chart
from builder.portal.parts.figures.sparklines import FEWEST_POINTS
from builder.portal.parts.views import Block, Paragraph
from builder.portal.parts.words import Amount, counted, date_words, quantity
from builder.rules.verdict import PROVIDER

SAID = frozenset({"%", "Hours", "Days"})
"""Units that a sentence needs; the others are what the title counts."""
MOST_DAYS = 30
"""How many recorded days a chart looks back on."""
Recorded = tuple[datetime, Value]


def figure_over_builds(
    context: PortalContext, figure: registers.Value, scope: str = PROVIDER
) -> tuple[Recorded, ...]:
    """A figure at each recorded build and now, oldest first; builds that lack it are left out."""
    as_at = context.assessment.as_at
    before = [
        (at, value)
        for at, value in context.history.series(figure.register.id, figure.key, scope)
        if at < as_at and value is not None
    ]
    now = context.said.result(figure.register, scope).value(figure)
    return tuple(before if now is None else [*before, (as_at, now)])


def fired_over_builds(context: PortalContext, rule: str, now: int) -> tuple[Recorded, ...]:
    """At how many places a rule had fired at each recorded build, and now."""
    as_at = context.assessment.as_at
    runs = (each for each in context.history.runs if each.as_at < as_at and not each.failure)
    before = [(run.as_at, sum(fired == rule for fired, _ in run.fired)) for run in runs]
    return (*before, (as_at, now))


def recorded_before(
    context: PortalContext,
    figure: registers.Figure,
    scope: str,
    *,
    until: datetime | None = None,
) -> tuple[Amount, str]:
    """A figure as the last build of an earlier day recorded it, with words that say when.

    Args:
        context: What the page is made from.
        figure: A register's.
        scope: The provider, or a Service ID.
        until: Builds from this moment on are passed over; the as-at day's where not given.
    """
    as_at = context.assessment.as_at
    last_day = local_date(until or as_at)
    series = context.history.series(figure.register.id, figure.key, scope)
    known = [(at, value) for at, value in series if local_date(at) < last_day and value is not None]
    if not known:
        return None, ""
    at, value = known[-1]
    return (
        value,
        f"{quantity(value, figure.unit)}, recorded on {date_words(local_date(at), short=True)}",
    )


def first_drawn(context: PortalContext, burst: str) -> datetime | None:
    """When the sample of a burst was drawn; ``None`` where that is not recorded."""
    drawn = [
        each.drawn_at.end
        for each in context.register.burst_samples
        if each.burst == burst and each.drawn_at
    ]
    return min(drawn, default=None)


def a_day(series: Iterable[Recorded]) -> tuple[Recorded, ...]:
    """The last point of each day, for as many days as a chart looks back on."""
    return tuple({local_date(at): (at, value) for at, value in series}.values())[-MOST_DAYS:]


def recorded_chart(
    series: Iterable[Recorded],
    *,
    id: str,
    title: str,
    unit: str,
    target: Value | None = None,
    of_what: str = "builds",
) -> Block:
    """The series as a chart, or a sentence that too few builds are recorded.

    RATIONALE: what stands on a day follows the day before, and an XmR chart would call that a
    signal; first and last are said, ups and downs are not judged.
    """
    points = tuple(
        Point(date_words(local_date(at), short=True).rsplit(" ", 1)[0], _value(value))
        for at, value in a_day(series)
    )
    if len(points) < FEWEST_POINTS:
        return too_few(title, len(points), of_what)
    measured = Measured(
        id=id,
        title=title,
        unit=unit,
        points=points,
        lower_is_better=True,
        target=target,
        target_name="Limit",
    )
    said = Judgement.STANDING if len(points) >= FEWEST_TO_JUDGE else Judgement.TOO_FEW
    drawing = run_chart(measured, said)
    return chart(id, replace(drawing, judgement=f"{_moved(points, unit)} {said.value}."))


def _moved(points: tuple[Point, ...], unit: str) -> str:
    first, last = points[0], points[-1]
    shown = unit.lower() if unit in SAID else ""
    before, after = (quantity(_value(each.value), shown) for each in (first, last))
    return f"From {before} on {first.label} to {after} on {last.label}."


def too_few(title: str, number: int, of_what: str) -> Paragraph:
    """That a trend cannot be shown yet."""
    held = counted(number, "point") if number else "none"
    words = f"{title}: too few {of_what} to show a trend ({held}, at least {FEWEST_POINTS} needed)."
    return Paragraph(content=(words,), is_small=True)


def _value(value: Value) -> Value:
    return Fraction(value)
