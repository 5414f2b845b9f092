"""The charts that several pages share: ages, workload, measures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter

from builder.charts import (
    AgeBand,
    Drawing,
    Load,
    Measured,
    Point,
    ageing_bar,
    improvement_chart,
    workload_bars,
)
from builder.charts.xmr import RUN_LENGTH
from builder.field import Measure
from builder.field.registers import DeadlineStatus, WorkloadRebalance
from builder.field.words import Better, Phase
from builder.portal.context import PortalContext
from builder.portal.parts.links import person_name
from builder.portal.parts.listing import plain_table
from builder.portal.parts.views import Chart
from builder.portal.parts.words import NOT_ASSESSABLE, Amount, counted, is_figure, quantity
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.verdict import PROVIDER

HUNDRED = 100
BANDS = {
    "0": "Under 1 day",
    "1-7": "1 to 7 days",
    "8-14": "8 to 14 days",
    "15-28": "15 to 28 days",
    "29+": "Over 28 days",
}
"""Ageing bands of B1.1, in order."""
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def chart(id: str, drawing: Drawing) -> Chart:
    """A drawing as a part, its numbers in a table beneath; ``id`` is unique on the page."""
    return Chart(
        title=drawing.title,
        judgement=drawing.judgement,
        svg=drawing.svg,
        numbers=plain_table(
            drawing.rows,
            id=f"{id}-numbers",
            caption=drawing.title,
            columns={heading: itemgetter(place) for place, heading in enumerate(drawing.heading)},
        ),
        legend=drawing.legend,
    )


def ageing_chart(
    id: str, title: str, bands: Mapping[str, int], high: Mapping[str, int] | None = None
) -> Chart:
    """Lines by age; ``high`` tells the high-risk share apart."""
    return chart(
        id,
        ageing_bar(
            id,
            title,
            [
                AgeBand(
                    label=words,
                    count=bands.get(band, 0),
                    high=None if high is None else high.get(band, 0),
                )
                for band, words in BANDS.items()
            ],
        ),
    )


def overdue_ageing(context: PortalContext, scope: str = PROVIDER) -> Chart | None:
    """Overdue lines by days overdue, the high-risk share hatched; ``None`` where not recorded."""
    result = context.said.result(DeadlineStatus, scope)
    if result.bands is None:
        return None
    bands = result.bands.get("overdue", {})
    high_titles = context.catalogue.risk_matrix.high
    high: dict[str, int] = {}
    for ref in result.counted.get(DeadlineStatus.overdue.key, ()):
        action = context.by_ref.assessed.get(ref)
        if action and action.overdue_band and action.risk_band in high_titles:
            high[action.overdue_band] = high.get(action.overdue_band, 0) + 1
    total = counted(sum(bands.values()), "overdue action")
    return ageing_chart("overdue-age", f"{total} by days overdue", bands, high)


def open_ageing(context: PortalContext, scope: str = PROVIDER) -> Chart | None:
    """Live lines by days since they were raised; ``None`` where not recorded."""
    result = context.said.result(DeadlineStatus, scope)
    if result.bands is None:
        return None
    bands = result.bands.get("open", {})
    total = counted(sum(bands.values()), "live action")
    return ageing_chart("open-age", f"{total} by days since raised", bands)


def pressures(result: RegisterResult) -> tuple[tuple[str, Amount], ...]:
    """(Person ID, pressure after the day's moves in percent), the highest first."""
    known: list[tuple[str, Amount]] = []
    for row in result.rows:
        value = row.value(WorkloadRebalance.pressure_percent)
        known.append((row.subject, value if is_figure(value) else None))
    return tuple(sorted(known, key=lambda each: (each[1] is None, -(each[1] or 0), each[0])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Workload pressure by manager, the highest first, with the limit."""

    loads: tuple[Load, ...]
    limit: int | Fraction | Decimal


def workload_chart(context: PortalContext, scope: str = PROVIDER, most: int = 0) -> Chart | None:
    """Workload pressure by manager, drawn; as ``workload``."""
    found = workload(context, scope, most)
    return workload_drawn(found) if found else None


def workload_drawn(found: Workload) -> Chart:
    """Workload pressure by manager against the limit."""
    title = "Workload pressure by manager, after the day’s moves"
    return chart("workload", workload_bars("workload", title, found.loads, found.limit))


def workload(
    context: PortalContext, scope: str = PROVIDER, most: int = 0, focus: str = ""
) -> Workload | None:
    """Workload pressure by manager; ``None`` where none can be worked out.

    ``most`` above 0 keeps only so many of the highest, and ``focus``, a Person ID, besides.
    """
    result = context.said.result(WorkloadRebalance, scope)
    limit = _limit(context, result, WorkloadRebalance.pressure_percent.rule)
    if limit is None:
        return None
    known = [each for each in pressures(result) if each[1] is not None]
    shown = known[:most] if most else known
    shown += [each for each in known[len(shown) :] if each[0] == focus]
    details = {row.subject: _load_words(row) for row in result.rows}
    loads = tuple(
        Load(name=person_name(context, person), percent=percent, detail=details[person])
        for person, percent in shown
        if percent is not None
    )
    return Workload(loads=loads, limit=limit) if loads else None


def _limit(context: PortalContext, result: RegisterResult, rule: str) -> Amount:
    """The limit as the rules applied it; the policy's own where they gave no verdict."""
    for verdict in result.verdicts:
        if verdict.rule == rule and is_figure(verdict.limit):
            return verdict.limit
    threshold = context.policy.thresholds.get(rule)
    value = threshold.value if threshold else None
    return value if is_figure(value) else None


def _load_words(row: RegisterRow) -> str:
    load = row.value(WorkloadRebalance.load_hours)
    capacity = row.value(WorkloadRebalance.capacity_hours)
    if not is_figure(load) or not is_figure(capacity):
        return NOT_ASSESSABLE
    return f"{quantity(load, '')} of {quantity(capacity, 'hours')}"


def measure_charts(measures: Iterable[Measure], id: str, where: str = "") -> tuple[Chart, ...]:
    """One chart a measure, by its name; periods without a number are passed over.

    ``where`` is added to the title: ", Oakfield House".
    """
    series: dict[str, list[Measure]] = {}
    for each in measures:
        if each.measure and each.period_end and point_value(each) is not None:
            series.setdefault(each.measure, []).append(each)
    return tuple(
        _measure_chart(f"{id}-{place}", f"{name}{where}", periods)
        for place, (name, periods) in enumerate(series.items(), 1)
    )


def point_value(measure: Measure) -> Fraction | None:
    """A period's value: a percentage where it has a denominator, else the plain count."""
    if measure.numerator is None:
        return None
    if measure.denominator is None:
        return Fraction(measure.numerator)
    if not measure.denominator:
        return None
    return HUNDRED * Fraction(measure.numerator) / Fraction(measure.denominator)


def _measure_chart(id: str, title: str, periods: list[Measure]) -> Chart:
    ordered = sorted(periods, key=lambda each: str(each.period_end))
    latest = ordered[-1]
    unit = latest.unit or ("%" if latest.denominator is not None else "Count")
    baseline = sum(each.phase is Phase.BASELINE for each in ordered)
    # RATIONALE: limits made from fewer points than a run has would call chance a signal.
    fixes_limits = baseline >= RUN_LENGTH
    measured = Measured(
        id=id,
        title=title,
        unit=unit,
        points=_points(ordered),
        lower_is_better=latest.better is not Better.HIGHER,
        target=latest.target,
        baseline=baseline if fixes_limits else None,
        baseline_label="Follow-up starts",
    )
    return chart(id, improvement_chart(measured))


def _points(ordered: list[Measure]) -> tuple[Point, ...]:
    """Periods by their month, or by their last day where two end in one month."""
    ends = [each.period_end for each in ordered if each.period_end]
    months = {(end.year, end.month) for end in ends}
    return tuple(
        Point(_period_words(each, has_day=len(months) < len(ends)), value)
        for each in ordered
        if (value := point_value(each)) is not None
    )


def _period_words(measure: Measure, *, has_day: bool) -> str:
    end = measure.period_end
    if end is None:
        return ""
    month = _MONTHS[end.month - 1]
    return f"{end.day} {month}" if has_day else f"{month} {end:%y}"
