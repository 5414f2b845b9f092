"""Series of how the work goes: on time or late, how old, how soon escalated, how soon closed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from statistics import median

from builder.field import Action, Finding, Moment, local_date
from builder.field.registers import Slippage
from builder.portal.context import PortalContext
from builder.portal.parts.figures.recorded import Recorded, a_day, figure_over_builds
from builder.rules.assessment import AssuredStatus
from builder.rules.facts.order import begins
from builder.rules.verdict import PROVIDER

HUNDRED = 100
ONE_DAY, ONE_HOUR = timedelta(days=1), timedelta(hours=1)
MISSED = (Slippage.missed_under_24h, Slippage.missed_24h_or_more)
Series = tuple[Recorded, ...]


def met_on_time(context: PortalContext, scope: str = PROVIDER) -> Series:
    """Per cent of the closing cycle's lines that were closed on time, at each recorded build."""
    met = dict(figure_over_builds(context, Slippage.on_schedule, scope))
    missed = [dict(figure_over_builds(context, each, scope)) for each in MISSED]
    return tuple(
        (at, Fraction(HUNDRED * Fraction(met[at]), Fraction(total)))
        for at in met
        if all(at in each for each in missed)
        and (total := Fraction(met[at]) + sum(Fraction(each[at]) for each in missed))
    )


def age_of_open_actions(context: PortalContext, scope: str = PROVIDER) -> Series:
    """Median age in days of the lines that were open at the latest recorded builds, and now."""
    as_at = context.assessment.as_at
    builds = (each.as_at for each in context.history.runs if each.as_at < as_at)
    spans = [
        (
            action.raised_on.on,
            begins(action.raised_on),
            begins(action.closed_on) if action.closed_on else None,
        )
        for action in _lines(context, scope)
        if action.raised_on
    ]
    found = []
    for at, _ in a_day((each, 0) for each in (*builds, as_at)):
        day = local_date(at)
        ages = [
            (day - raised_on).days
            for raised_on, raised, closed in spans
            if raised <= at and (closed is None or closed > at)
        ]
        if ages:
            found.append((at, Fraction(median(ages))))
    return tuple(found)


def finding_to_escalation(context: PortalContext, scope: str = PROVIDER) -> Series:
    """Median hours from finding to escalating, by the week of finding; timed findings only."""
    times = (
        (each.found_at, Fraction((each.escalated_at.at - each.found_at.at) / ONE_HOUR))
        for each in _findings(context, scope)
        if each.found_at and each.found_at.at and each.escalated_at and each.escalated_at.at
    )
    return _by_week(context, times, lambda hours: hours.limit_denominator(HUNDRED))


def to_assured_closure(context: PortalContext, scope: str = PROVIDER) -> Series:
    """Median days from finding to closing, by the week of closing; assured closures only.

    A line that answers no dated finding counts from when it was raised.
    """
    times = (
        (action.closed_on, Fraction((action.closed_on.on - start.on).days))
        for action in _assured(context, scope)
        if action.closed_on and (start := _found(context, action) or action.raised_on)
    )
    return _by_week(context, times, lambda days: days)


def _lines(context: PortalContext, scope: str) -> Iterator[Action]:
    if scope == PROVIDER:
        yield from context.register.actions
        return
    known = context.by_ref.actions
    yield from (known[each.ref] for each in context.said.actions_of_service[scope])


def _findings(context: PortalContext, scope: str) -> tuple[Finding, ...]:
    if scope == PROVIDER:
        return context.register.findings
    return context.said.findings_of_service[scope]


def _assured(context: PortalContext, scope: str) -> Iterator[Action]:
    for action in _lines(context, scope):
        said = context.by_ref.assessed.get(action.ref)
        if said and said.assured_status is AssuredStatus.CLOSED_ASSURED:
            yield action


def _found(context: PortalContext, action: Action) -> Moment | None:
    """When the first of the findings that a line answers was found."""
    found = [each.found_at for each in context.of_action.findings[action.ref] if each.found_at]
    return min(found, key=lambda each: each.order, default=None)


def _by_week(
    context: PortalContext,
    times: Iterable[tuple[Moment, Fraction]],
    shown: Callable[[Fraction], Fraction],
) -> Series:
    weeks: dict[datetime, list[Fraction]] = defaultdict(list)
    for moment, value in times:
        if moment.has_happened(context.assessment.as_at) and value >= 0:
            monday = moment.on - ONE_DAY * moment.on.weekday()
            weeks[datetime.combine(monday, datetime.min.time(), tzinfo=UTC)].append(value)
    return tuple((week, shown(Fraction(median(weeks[week])))) for week in sorted(weeks))
