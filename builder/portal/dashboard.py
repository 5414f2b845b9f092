"""The first page: what must be acted on, the key figures, whether it is improving, the services."""

from collections.abc import Iterator

from builder.portal.better import better_section
from builder.portal.context import PortalContext
from builder.portal.drawings import measure_charts, overdue_ageing, workload_chart
from builder.portal.duties import limits_warning
from builder.portal.figures import figure_card, left_out_notes
from builder.portal.parts import (
    Anchor,
    Block,
    Chart,
    Columns,
    KpiCard,
    KpiGrid,
    PageView,
    Paragraph,
    Section,
    Tag,
    Tone,
    Warning,
)
from builder.portal.references import service_name
from builder.portal.services import services_table
from builder.portal.states import WATCH
from builder.portal.wording import counted, moment_words
from builder.problems import Severity
from builder.rules.verdict import PROVIDER

FIGURES = (
    ("B1.1", "live"),
    ("B1.1", "overdue"),
    ("B1.5", "overdue_high_risk"),
    ("B1.1", "due_48h"),
    ("B1.2", "defects"),
    ("B1.4", "missed_24h_or_more"),
    ("B2.2", "invalid"),
    ("B2.3", "match_percent"),
    ("B2.4", "average_percent"),
    ("B2.5", "residual_risks"),
    ("B3.5", "residual_medium_or_high"),
)
MOST_CHARTS = 2
MOST_MANAGERS = 8


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one first page."""
    services = counted(len(context.register.services), "service")
    yield PageView(
        path="index.html",
        kind="dashboard",
        title="Governance position",
        lead=f"What is due, what has been checked and what is still open across {services}.",
        blocks=tuple(_blocks(context)),
    )


def _blocks(context: PortalContext) -> Iterator[Block]:
    if context.is_forecast:
        yield _forecast(context)
    yield limits_warning(context)
    yield from _hold(context)
    cards = tuple(figure_card(context, register, figure) for register, figure in FIGURES)
    yield Section(
        id="figures",
        title="Key figures",
        blocks=(KpiGrid(cards=(*cards, problems_card(context))), *left_out_notes(context, FIGURES)),
    )
    yield _improving(context)
    yield better_section(context, PROVIDER)
    yield from _loads(context)
    yield Section(id="by-service", title="Services", blocks=(services_table(context),))
    yield from _withheld(context)


def _forecast(context: PortalContext) -> Warning:
    at = moment_words(context.assessment.as_at)
    return Warning(
        title="This is a forecast",
        tone=Tone.WATCH,
        body=(f"It shows {at}, if nothing in the workbooks changes until then.",),
    )


def _hold(context: PortalContext) -> Iterator[Warning]:
    hold = context.assessment.closure_hold
    if hold.in_force:
        until = f" until {moment_words(hold.until)}" if hold.until else ""
        see = Anchor("See why", "evidence/index.html")
        yield Warning(
            title=f"Closure approvals are suspended{until}",
            body=("No action may be approved for closure. ", see),
        )


def problems_card(context: PortalContext) -> KpiCard:
    """How many cells of the workbooks keep a figure or a row from being right."""
    errors = sum(each.severity is Severity.ERROR for each in context.assessment.problems)
    rest = len(context.assessment.problems) - errors
    return KpiCard(
        title="Data errors",
        figure=f"{errors:,}",
        detail=f"Cells that a figure or a row suffers from. {rest:,} more to look at.",
        tag=Tag(WATCH, Tone.WATCH) if errors else None,
        tone=Tone.WATCH if errors else Tone.NEUTRAL,
        see=Anchor("See data quality", "data-quality.html"),
    )


def longest_charts(context: PortalContext, most: int = MOST_CHARTS) -> tuple[Chart, ...]:
    """The measures with the longest series of the live lines, as charts."""
    lines = [line for line in context.assessment.actions if context.of_line.measures[line.ref]]
    lines.sort(key=lambda line: (-len(context.of_line.measures[line.ref]), line.ref))
    charts = [
        chart
        for place, line in enumerate(lines[:most])
        for chart in measure_charts(
            context.of_line.measures[line.ref],
            f"measure-{place}",
            f", {service_name(context, line.service)} ({line.ref})",
        )
    ]
    return tuple(charts[:most])


def _improving(context: PortalContext) -> Section:
    charts = longest_charts(context)
    empty = Paragraph(content=("No outcome measure is recorded, so this is not assessable.",))
    compare = Anchor("Compare every measure", "closure/index.html")
    return Section(
        id="improving",
        title="Is it improving?",
        lead="The measures that were followed for longest." if charts else "",
        blocks=(*(charts or (empty,)), Paragraph(content=(compare,))),
    )


def _loads(context: PortalContext) -> Iterator[Block]:
    ageing, workload = overdue_ageing(context), workload_chart(context, most=MOST_MANAGERS)
    left = ageing or Paragraph(content=("The age of overdue actions is not recorded.",))
    right = workload or Paragraph(content=("Workload is not assessable: see the workload page.",))
    yield Columns(left=(left,), right=(right,))


def _withheld(context: PortalContext) -> Iterator[Paragraph]:
    withheld = [each for each in sorted(context.assessment.withheld.items()) if each[1]]
    if withheld:
        words = ", ".join(f"{number:,} {kind}" for kind, number in withheld)
        yield Paragraph(
            content=(
                f"Not shown to this reader: {words}. Every figure counts them all the same. ",
                Anchor("See what is left out", "about/snapshot.html"),
            ),
            is_small=True,
        )
