"""The services: the list, and the page of one with its limits, figures and open actions."""

from collections.abc import Iterator

from builder.field import Measure, Service
from builder.field.pages import ESCALATIONS_PAGE, SERVICES_PAGE
from builder.field.registers import (
    BoardSummary,
    DeadlineIntegrity,
    DeadlineStatus,
    EvidenceValidity,
    GateRegister,
    LiveProofComparison,
)
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import (
    OF_SERVICE,
    action_table,
    on_lists,
    urgent_first,
)
from builder.portal.parts.addresses import service_page
from builder.portal.parts.downloads import service_calendar
from builder.portal.parts.escalation_table import FEW, escalation_table, still_due
from builder.portal.parts.evidence_groups import team_table
from builder.portal.parts.figures.better import better_section
from builder.portal.parts.figures.drawings import measure_charts, overdue_ageing, workload_chart
from builder.portal.parts.figures.trend_charts import trend_columns
from builder.portal.parts.limits import limits_warning
from builder.portal.parts.links import finding_link, joined, person_link, person_name
from builder.portal.parts.record import searched, section, source_strip, term
from builder.portal.parts.register_page import figure_blocks
from builder.portal.parts.services_table import position_tag, services_table
from builder.portal.parts.views import (
    Anchor,
    Block,
    Columns,
    PageView,
    Paragraph,
    Section,
    SummaryList,
)
from builder.portal.parts.words import NOT_RECORDED, counted, sentence
from builder.portal.places.workforce import latest_week

FIGURES = (
    DeadlineStatus.live,
    DeadlineStatus.overdue,
    BoardSummary.overdue_high_risk,
    DeadlineStatus.due_48h,
    DeadlineIntegrity.defects,
    EvidenceValidity.invalid,
    LiveProofComparison.match_percent,
    GateRegister.ready,
)
MOST_CHARTS = 2
MOST_ESCALATIONS = 10


def pages(context: PortalContext) -> Iterator[PageView]:
    """The list, then one page a service."""
    yield PageView(
        path=SERVICES_PAGE,
        kind="services-index",
        title="Services",
        lead="Each service with its live actions, its overdue ones and the limits it has reached.",
        blocks=(services_table(context, has_tools=True),),
    )
    for service in context.register.services:
        yield _page(context, service)


def _page(context: PortalContext, service: Service) -> PageView:
    title = service.name or service.ref
    parts = (service.type or "", service.region or "")
    manager = person_name(context, service.registered_manager, "")
    about = sentence(", ".join(part for part in parts if part))
    return PageView(
        path=service_page(service.ref),
        kind="service",
        title=title,
        lead=f"{about} {sentence(f'Registered Manager: {manager}') if manager else ''}".strip(),
        tags=(position_tag(context, service.ref),),
        breadcrumbs=(Anchor("Services", SERVICES_PAGE),),
        search=searched(title, f"{service.ref} {about} {manager}".strip()),
        blocks=tuple(_blocks(context, service)),
        is_record=True,
    )


def _blocks(context: PortalContext, service: Service) -> Iterator[Block]:
    scope = service.ref
    yield limits_warning(context, scope)
    yield from figure_blocks(context, FIGURES, scope)
    yield from _improving(context, service)
    yield better_section(context, scope)
    yield section("trends", "Trends", *trend_columns(context, scope))
    yield from _loads(context, scope)
    yield _lines(context, service)
    yield from _escalations(context, service)
    yield from _findings(context, service)
    yield from _evidence(context, scope)
    yield from latest_week(context, scope)
    yield _about(context, service)
    yield source_strip(service.source)


def longest_measures(context: PortalContext, service: str) -> list[tuple[str, tuple[Measure, ...]]]:
    """(line, its measures) of a service, the longest series first."""
    actions = context.said.actions_of_service[service]
    series = [(action.ref, context.of_action.measures[action.ref]) for action in actions]
    known = [each for each in series if each[1]]
    return sorted(known, key=lambda each: (-len(each[1]), each[0]))


def _improving(context: PortalContext, service: Service) -> Iterator[Section]:
    charts = [
        chart
        for place, (ref, measures) in enumerate(longest_measures(context, service.ref))
        if place < MOST_CHARTS
        for chart in measure_charts(measures, f"measure-{place}", f", {ref}")
    ]
    if charts:
        yield section("improving", "Is it improving?", *charts[:MOST_CHARTS])


def _evidence(context: PortalContext, scope: str) -> Iterator[Section]:
    files = [
        each
        for action in context.said.actions_of_service[scope]
        for each in context.of_action.evidence[action.ref]
    ]
    if files:
        yield section(
            "evidence",
            "Evidence by team and shift",
            team_table(context, files, id="evidence-teams"),
            lead=f"{counted(len(files), 'file')} of this service's actions.",
        )


def _loads(context: PortalContext, scope: str) -> Iterator[Block]:
    ageing, workload = overdue_ageing(context, scope), workload_chart(context, scope)
    if ageing is not None and workload is not None:
        yield Columns(left=(ageing,), right=(workload,))
    elif ageing is not None or workload is not None:
        yield from filter(None, (ageing, workload))


def _lines(context: PortalContext, service: Service) -> Section:
    actions = [
        action for action in context.said.actions_of_service[service.ref] if on_lists(action)
    ]
    return section(
        "actions",
        "Open actions",
        action_table(
            context,
            urgent_first(actions),
            id="lines",
            caption=counted(len(actions), "action"),
            columns=OF_SERVICE,
            empty="This service has no open action.",
            has_tools=True,
        ),
        *_calendar(service, has_actions=any(action.is_live for action in actions)),
    )


def _calendar(service: Service, *, has_actions: bool) -> Iterator[Block]:
    if has_actions:
        link = Anchor("Deadlines of this service as a calendar", service_calendar(service.ref))
        yield Paragraph(content=(link,))


def _escalations(context: PortalContext, service: Service) -> Iterator[Section]:
    waiting = still_due(context.said.escalations_of_service[service.ref])
    if waiting:
        yield section(
            "escalations",
            "What must be escalated next",
            escalation_table(
                context,
                waiting[:MOST_ESCALATIONS],
                id="next-escalations",
                caption=f"The first {min(len(waiting), MOST_ESCALATIONS)} of {len(waiting):,}",
                columns=FEW,
            ),
            Paragraph(content=(Anchor("See all escalations", ESCALATIONS_PAGE),)),
        )


def _findings(context: PortalContext, service: Service) -> Iterator[Section]:
    findings = context.said.findings_of_service[service.ref]
    still_open = [each for each in findings if each.resolved_on is None]
    if still_open:
        links = joined(finding_link(context, each.ref) for each in still_open)
        words = f"{counted(len(still_open), 'finding')} not resolved: "
        yield section("findings", "Open findings", Paragraph(content=(words, *links)))


def _about(context: PortalContext, service: Service) -> Section:
    items = (
        term("Service ID", service.ref),
        term("Type", service.type or NOT_RECORDED),
        term("CQC location", service.cqc_location_id or NOT_RECORDED),
        term("Region", service.region or NOT_RECORDED),
        term("Registered Manager", person_link(context, service.registered_manager)),
    )
    return section("about", "About this service", SummaryList(items=items))
