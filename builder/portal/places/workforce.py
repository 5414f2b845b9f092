"""Workforce: vacancies, absence and missed visits, week by week and service by service."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.field import WorkforceWeek
from builder.field.pages import SERVICES_PAGE, WORKFORCE_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.cells import (
    cell,
    date_column,
    filter_column,
    number,
    number_column,
    ref_column,
    text_column,
    when,
)
from builder.portal.parts.duties import is_fired_limit
from builder.portal.parts.figures.missed_visits import latest_first, missed_chart, missed_percent
from builder.portal.parts.limits import cases_duty
from builder.portal.parts.links import service_link
from builder.portal.parts.listing import downloads
from builder.portal.parts.record import none_of
from builder.portal.parts.views import (
    Anchor,
    Block,
    PageView,
    Paragraph,
    Row,
    Section,
    Table,
    TableCell,
    Warning,
)
from builder.portal.parts.words import (
    NOT_ASSESSABLE,
    NOT_RECORDED,
    counted,
    is_figure,
    quantity,
)

RULES = (
    "sustained_workforce_risk",
    "continuity_escalated",
    "missed_visits_rising",
    "complaints_rising",
    "workforce_actions_assigned",
    "workforce_recorded_weekly",
    "rota_reviewed_daily",
    "monitored_weekly",
)


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the workforce."""
    weeks = context.said.workforce_of_service
    yield PageView(
        path=WORKFORCE_PAGE,
        kind="workforce",
        title="Workforce",
        lead="Vacancies, absence and missed visits, as recorded each week.",
        breadcrumbs=(Anchor("Services", SERVICES_PAGE),),
        blocks=(
            *_fired(context),
            *_charts(context),
            _table(
                context,
                [each for service in sorted(weeks) for each in latest_first(weeks[service])],
            ),
        ),
    )


def _fired(context: PortalContext) -> Iterator[Block]:
    by_rule = [tuple(filter(is_fired_limit, context.said.verdicts_of_rule[rule])) for rule in RULES]
    if any(by_rule):
        yield Warning(
            title="The workforce rules ask for somebody to act",
            duties=tuple(cases_duty(context, fired) for fired in by_rule if fired),
        )


def _charts(context: PortalContext) -> Iterator[Section]:
    weeks = context.said.workforce_of_service
    charts = tuple(
        made
        for service in sorted(weeks)
        if (made := missed_chart(context, service, weeks[service])) is not None
    )
    if charts:
        yield Section(id="improving", title="Is it improving?", blocks=charts)


def _table(context: PortalContext, weeks: Sequence[WorkforceWeek]) -> Table:
    return Table(
        id="weeks",
        caption=counted(len(weeks), "recorded week"),
        columns=(
            ref_column("Week starting"),
            filter_column("Service", "service"),
            number_column("Vacancies"),
            number_column("Absence"),
            text_column("Visits missed"),
            number_column("Missed"),
            number_column("Target"),
            number_column("Complaints"),
            date_column("Escalated"),
        ),
        rows=tuple(_row(context, each) for each in weeks),
        empty=none_of(context, "Workforce", "No week is recorded."),
        downloads=downloads("workforce"),
        has_tools=True,
        is_full_list=True,
    )


def _row(context: PortalContext, week: WorkforceWeek) -> Row:
    missed = missed_percent(week)
    return Row(
        cells=(
            when(week.week_starting),
            cell(service_link(context, week.service)),
            number(week.vacancies),
            _percent(week.absence_percent, NOT_RECORDED),
            cell(_visits(week)),
            _percent(missed, NOT_ASSESSABLE),
            _percent(week.target_missed_percent, "As in the policy"),
            number(week.complaints),
            when(week.escalated_at, "No"),
        )
    )


def _visits(week: WorkforceWeek) -> str:
    if week.visits_missed is None or week.visits_planned is None:
        return NOT_RECORDED
    return f"{week.visits_missed:,} of {week.visits_planned:,}"


def _percent(value: object, absent: str) -> TableCell:
    if not is_figure(value):
        return cell(absent)
    return cell(quantity(value, "%"), sort=f"{float(value):g}")


def latest_week(context: PortalContext, service: str) -> Iterator[Section]:
    """The latest week of a service; nothing where none is recorded."""
    weeks = latest_first(context.said.workforce_of_service[service])
    if weeks:
        yield Section(
            id="workforce",
            title="Workforce in the latest week",
            blocks=(
                replace(_table(context, weeks[:1]), has_tools=False, downloads=()),
                Paragraph(content=(Anchor("See every week", WORKFORCE_PAGE),)),
            ),
        )
