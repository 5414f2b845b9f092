"""How the work goes over time: on time or late, how old, how soon escalated, how soon closed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from statistics import median

from builder.portal.context import PortalContext
from builder.portal.parts import Anchor, Block, PageView, Paragraph, Section
from builder.portal.recorded import Recorded, figure_over_builds, recorded_chart
from builder.records import Action, Moment, local_date
from builder.rules.assessment import AssuredStatus
from builder.rules.verdict import PROVIDER

PATH = "trends.html"
HUNDRED = 100
ONE_DAY, ONE_HOUR = timedelta(days=1), timedelta(hours=1)
MISSED = ("missed_under_24h", "missed_24h_or_more")


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of trends."""
    yield PageView(
        path=PATH,
        kind="trends",
        title="Trends",
        lead="How the work goes over time, from recorded builds and the dates in the workbooks.",
        breadcrumbs=(Anchor("Today", "index.html"),),
        blocks=(
            Section(id="deadlines", title="Deadlines", blocks=tuple(_deadlines(context))),
            Section(
                id="speed",
                title="From finding to closure",
                lead="Counted over the records that are shown here.",
                blocks=tuple(_speed(context)),
            ),
        ),
    )


def _deadlines(context: PortalContext) -> Iterator[Block]:
    yield recorded_chart(
        met_on_time(context),
        id="on-time",
        title="Actions closed on time, of those closed or missed in the closing cycle",
        unit="%",
    )
    yield recorded_chart(
        figure_over_builds(context, "B1.1", "overdue"),
        id="overdue",
        title="Overdue actions at each recorded build",
        unit="Overdue actions",
    )
    yield recorded_chart(
        age_of_open_lines(context),
        id="age",
        title="Age of open actions at each recorded build, the middle one",
        unit="Days",
    )


def _speed(context: PortalContext) -> Iterator[Block]:
    yield recorded_chart(
        finding_to_escalation(context),
        id="escalation",
        title="From finding to escalation, the middle one of each week",
        unit="Hours",
        of_what="weeks",
    )
    yield recorded_chart(
        to_assured_closure(context),
        id="closure",
        title="From raising an action to its assured closure, the middle one of each week",
        unit="Days",
        of_what="weeks",
    )
    words = "A week without such a record has no point; nothing is filled in."
    yield Paragraph(content=(words,), is_small=True)


def met_on_time(context: PortalContext) -> tuple[Recorded, ...]:
    """Per cent of the closing cycle's lines that were closed on time, at each recorded build."""
    met = dict(figure_over_builds(context, "B1.4", "on_schedule", PROVIDER))
    missed = [dict(figure_over_builds(context, "B1.4", each, PROVIDER)) for each in MISSED]
    return tuple(
        (at, Fraction(HUNDRED * Fraction(met[at]), Fraction(total)))
        for at in met
        if all(at in each for each in missed)
        and (total := Fraction(met[at]) + sum(Fraction(each[at]) for each in missed))
    )


def age_of_open_lines(context: PortalContext) -> tuple[Recorded, ...]:
    """Median age in days of the lines that were open at each recorded build, and now."""
    as_at = context.assessment.as_at
    builds = [each.as_at for each in context.history.runs if each.as_at < as_at]
    found = ((at, _ages(context.register.actions, at)) for at in (*builds, as_at))
    return tuple((at, Fraction(median(ages))) for at, ages in found if ages)


def _ages(lines: Iterable[Action], at: datetime) -> list[int]:
    return [
        (local_date(at) - line.raised_on.on).days
        for line in lines
        if line.raised_on
        and line.raised_on.has_happened(at)
        and not (line.closed_on and line.closed_on.has_happened(at))
    ]


def finding_to_escalation(context: PortalContext) -> tuple[Recorded, ...]:
    """Median hours from finding to escalating, by the week of finding; timed findings only."""
    times = (
        (each.found_at, Fraction((each.escalated_at.at - each.found_at.at) / ONE_HOUR))
        for each in context.register.findings
        if each.found_at and each.found_at.at and each.escalated_at and each.escalated_at.at
    )
    return _by_week(context, times, lambda hours: hours.limit_denominator(HUNDRED))


def to_assured_closure(context: PortalContext) -> tuple[Recorded, ...]:
    """Median days from raising to closing, by the week of closing; assured closures only."""
    assured = {
        each.ref
        for each in context.assessment.actions
        if each.assured_status is AssuredStatus.CLOSED_ASSURED
    }
    times = (
        (each.closed_on, Fraction((each.closed_on.on - each.raised_on.on).days))
        for each in context.register.actions
        if each.ref in assured and each.closed_on and each.raised_on
    )
    return _by_week(context, times, lambda days: days)


def _by_week(
    context: PortalContext,
    times: Iterable[tuple[Moment, Fraction]],
    shown: Callable[[Fraction], Fraction],
) -> tuple[Recorded, ...]:
    weeks: dict[datetime, list[Fraction]] = defaultdict(list)
    for moment, value in times:
        if moment.has_happened(context.assessment.as_at) and value >= 0:
            monday = moment.on - ONE_DAY * moment.on.weekday()
            weeks[datetime.combine(monday, datetime.min.time(), tzinfo=UTC)].append(value)
    return tuple((week, shown(Fraction(median(weeks[week])))) for week in sorted(weeks))
