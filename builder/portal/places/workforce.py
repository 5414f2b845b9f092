"""Workforce: vacancies, absence and missed visits, week by week and service by service."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from builder.field import WorkforceWeek
from builder.field.pages import SERVICES_PAGE, WORKFORCE_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell, when
from builder.portal.parts.duties import is_fired_limit
from builder.portal.parts.figures.missed_visits import latest_first, missed_chart, missed_percent
from builder.portal.parts.limits import cases_duty
from builder.portal.parts.links import service_link
from builder.portal.parts.listing import Column, Listing, choice, day, number, words
from builder.portal.parts.record import none_of, section
from builder.portal.parts.views import (
    Anchor,
    Block,
    PageView,
    Paragraph,
    Section,
    Table,
    TableCell,
    Warning,
)
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import (
    NOT_ASSESSABLE,
    NOT_RECORDED,
    Amount,
    counted,
    quantity,
)
from builder.portal.shared import About

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
                context.about(),
                [each for service in sorted(weeks) for each in latest_first(weeks[service])],
                none_of(context, "Workforce", "No week is recorded."),
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
        yield section("improving", "Is it improving?", *charts)


def _table(about: About, weeks: Sequence[WorkforceWeek], empty: str) -> Table:
    return Listing[WorkforceWeek](
        id="weeks",
        caption=counted(len(weeks), "recorded week"),
        columns=(
            Column(
                Heading(title="Week starting", is_row_header=True),
                lambda each: when(each.week_starting),
            ),
            choice("Service", "service", lambda each: service_link(about, each.service)),
            number("Vacancies", lambda each: each.vacancies),
            _percent("Absence", lambda each: each.absence_percent, NOT_RECORDED),
            words("Visits missed", _visits),
            _percent("Missed", missed_percent, NOT_ASSESSABLE),
            _percent("Target", lambda each: each.target_missed_percent, "As in the policy"),
            number("Complaints", lambda each: each.complaints),
            day("Escalated", lambda each: each.escalated_at, absent="No"),
        ),
        empty=empty,
        download="workforce",
        has_tools=True,
        is_full_list=True,
    ).table(weeks)


def _visits(week: WorkforceWeek) -> str:
    if week.visits_missed is None or week.visits_planned is None:
        return NOT_RECORDED
    return f"{week.visits_missed:,} of {week.visits_planned:,}"


def _percent(
    title: str, value: Callable[[WorkforceWeek], Amount], absent: str
) -> Column[WorkforceWeek]:
    def shown(week: WorkforceWeek) -> TableCell:
        percent = value(week)
        if percent is None:
            return cell(absent)
        return cell(quantity(percent, "%"), sort=f"{float(percent):g}")

    return Column(Heading(title=title, sort="number"), shown)


def latest_week(about: About, week: WorkforceWeek) -> Section:
    """The latest week of a service."""
    return section(
        "workforce",
        "Workforce in the latest week",
        replace(_table(about, [week], ""), has_tools=False, downloads=()),
        Paragraph(content=(Anchor("See every week", WORKFORCE_PAGE),)),
    )
