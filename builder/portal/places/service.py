"""The page of one service: its limits, figures and open actions."""

from collections.abc import Iterator
from dataclasses import replace

from builder.field.pages import ESCALATIONS_PAGE, SERVICES_PAGE
from builder.portal.parts.addresses import morning_page, service_page
from builder.portal.parts.downloads import service_calendar
from builder.portal.parts.escalation_table import FEW, escalation_table
from builder.portal.parts.links import finding_link, joined, person_link, person_name
from builder.portal.parts.record import searched, section, source_strip, term
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
from builder.portal.shared import About
from builder.portal.slices.service import ServiceSlice

MOST_ESCALATIONS = 10


def page(slice: ServiceSlice, about: About) -> PageView:
    """The page of one service."""
    service, about = slice.record, replace(about, shown=slice.shown)
    title = service.name or service.ref
    parts = (service.type or "", service.region or "")
    manager = person_name(about, service.registered_manager, "")
    kind = sentence(", ".join(part for part in parts if part))
    return PageView(
        path=service_page(service.ref),
        kind="service",
        title=title,
        lead=f"{kind} {sentence(f'Registered Manager: {manager}') if manager else ''}".strip(),
        tags=(slice.position,),
        breadcrumbs=(Anchor("Services", SERVICES_PAGE),),
        search=searched(title, f"{service.ref} {kind} {manager}".strip()),
        blocks=tuple(_blocks(slice, about)),
        is_record=True,
    )


def _blocks(slice: ServiceSlice, about: About) -> Iterator[Block]:
    yield slice.limits
    sheet = Anchor("Morning sheet, one side of paper", morning_page(slice.record.ref))
    yield Paragraph(content=(sheet,))
    yield from slice.figures
    if slice.improving:
        yield section("improving", "Is it improving?", *slice.improving)
    yield slice.better
    yield section("trends", "Trends", *slice.trends)
    yield from _loads(slice)
    yield section("actions", "Open actions", slice.actions, *_calendar(slice))
    yield from _escalations(slice, about)
    yield from _findings(slice, about)
    yield from _evidence(slice)
    if slice.week is not None:
        yield latest_week(about, slice.week)
    yield _about(slice, about)
    yield source_strip(slice.record.source)


def _evidence(slice: ServiceSlice) -> Iterator[Section]:
    if slice.teams is not None:
        yield section(
            "evidence",
            "Evidence by team and shift",
            slice.teams,
            lead=f"{counted(slice.files, 'file')} of this service's actions.",
        )


def _loads(slice: ServiceSlice) -> Iterator[Block]:
    ageing, workload = slice.ageing, slice.workload
    if ageing is not None and workload is not None:
        yield Columns(left=(ageing,), right=(workload,))
    elif ageing is not None or workload is not None:
        yield from filter(None, (ageing, workload))


def _calendar(slice: ServiceSlice) -> Iterator[Block]:
    if slice.has_deadlines:
        calendar = service_calendar(slice.record.ref)
        yield Paragraph(content=(Anchor("Deadlines of this service as a calendar", calendar),))


def _escalations(slice: ServiceSlice, about: About) -> Iterator[Section]:
    waiting = slice.waiting
    if waiting:
        yield section(
            "escalations",
            "What must be escalated next",
            escalation_table(
                about,
                waiting[:MOST_ESCALATIONS],
                id="next-escalations",
                caption=f"The first {min(len(waiting), MOST_ESCALATIONS)} of {len(waiting):,}",
                columns=FEW,
            ),
            Paragraph(content=(Anchor("See all escalations", ESCALATIONS_PAGE),)),
        )


def _findings(slice: ServiceSlice, about: About) -> Iterator[Section]:
    if slice.findings:
        links = joined(finding_link(about, each.ref) for each in slice.findings)
        words = f"{counted(len(slice.findings), 'finding')} not resolved: "
        yield section("findings", "Open findings", Paragraph(content=(words, *links)))


def _about(slice: ServiceSlice, about: About) -> Section:
    service = slice.record
    items = (
        term("Service ID", service.ref),
        term("Type", service.type or NOT_RECORDED),
        term("CQC location", service.cqc_location_id or NOT_RECORDED),
        term("Region", service.region or NOT_RECORDED),
        term("Registered Manager", person_link(about, service.registered_manager)),
    )
    return section("about", "About this service", SummaryList(items=items))
