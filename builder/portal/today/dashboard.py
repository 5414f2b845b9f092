"""The first page: what must be acted on, the key figures, whether it is improving, the services."""

from collections.abc import Iterator

from builder.field.pages import (
    COMPARISON_PAGE,
    DATA_QUALITY_PAGE,
    EVIDENCE_PAGE,
    FRONT_PAGE,
    TRENDS_PAGE,
)
from builder.field.registers import (
    BoardSummary,
    BurstClosure,
    ClosureControl,
    CompetenceRetests,
    DeadlineIntegrity,
    DeadlineStatus,
    EvidenceValidity,
    LiveProofComparison,
    Slippage,
)
from builder.portal.context import PortalContext
from builder.portal.parts.caveats.contested import contested_warnings
from builder.portal.parts.caveats.hold import coming_title
from builder.portal.parts.caveats.rows_in import missing_rows_warning, rows_read
from builder.portal.parts.caveats.withheld import withheld_anything
from builder.portal.parts.discrepancy_table import counted_words
from builder.portal.parts.figures.better import better_section
from builder.portal.parts.figures.cards import figure_card, left_out_notes
from builder.portal.parts.figures.drawings import overdue_ageing, workload_chart
from builder.portal.parts.figures.trend_charts import trend_columns
from builder.portal.parts.inbox.entry_table import records_card
from builder.portal.parts.limits import limits_warning
from builder.portal.parts.services_table import services_table
from builder.portal.parts.states import WATCH
from builder.portal.parts.views import (
    Anchor,
    Block,
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
from builder.portal.parts.words import counted, date_words, moment_words
from builder.portal.today.forecast import forecast
from builder.portal.today.longest_series import longest_charts
from builder.portal.today.overdue import overdue_actions
from builder.problems import Severity
from builder.rules.verdict import PROVIDER

FIGURES = (
    DeadlineStatus.live,
    DeadlineStatus.overdue,
    BoardSummary.overdue_high_risk,
    DeadlineStatus.due_48h,
    DeadlineIntegrity.defects,
    Slippage.missed_24h_or_more,
    EvidenceValidity.invalid,
    LiveProofComparison.match_percent,
    CompetenceRetests.average_percent,
    BurstClosure.residual_risks,
    ClosureControl.residual_medium_or_high,
)
MOST_CHARTS = 2
MOST_MANAGERS = 8


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one first page."""
    services = counted(len(context.register.services), "service")
    yield PageView(
        path=FRONT_PAGE,
        kind="dashboard",
        title="Governance position",
        lead=f"What is due, what has been checked and what is still open across {services}.",
        blocks=tuple(_blocks(context)),
    )


def _blocks(context: PortalContext) -> Iterator[Block]:
    yield from forecast(context)
    yield from missing_rows_warning(context)
    yield limits_warning(context)
    yield from _hold(context)
    yield from contested_warnings(context)
    details = {
        DeadlineStatus.live: "All services",
        DeadlineStatus.overdue: _oldest(context),
        DeadlineStatus.due_48h: _until(context),
    }
    cards = tuple(figure_card(context, each, detail=details.get(each, "")) for each in FIGURES)
    yield Section(
        id="figures",
        title="Key figures",
        blocks=(
            KpiGrid(cards=(records_card(context), *cards, problems_card(context))),
            *left_out_notes(context, FIGURES),
        ),
    )
    yield _improving(context)
    yield better_section(context, PROVIDER)
    yield from _loads(context)
    yield Section(id="by-service", title="Services", blocks=(services_table(context),))
    yield _trends(context)
    yield from rows_read(context)
    yield from withheld_anything(context)


def _oldest(context: PortalContext) -> str:
    late = [action.days_overdue for action in overdue_actions(context)[0] if action.days_overdue]
    return f"The oldest by {counted(max(late), 'day')}" if late else ""


def _until(context: PortalContext) -> str:
    """The last day that still counts as within 48 hours."""
    actions = (context.by_ref.assessed.get(ref) for ref in context.said.due_48h)
    days = [action.due.on for action in actions if action and action.due]
    return f"The last on {date_words(max(days))}" if days else ""


def _hold(context: PortalContext) -> Iterator[Warning]:
    hold = context.assessment.closure_hold
    see = Anchor("See why", EVIDENCE_PAGE)
    if hold.begins_at:
        yield Warning(title=coming_title(hold), tone=Tone.WATCH, body=(see,))
    if hold.in_force:
        until = f" until {moment_words(hold.until)}" if hold.until else ""
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
        detail=f"Cells that a figure or a row suffers from. {rest:,} more to look at. "
        f"{counted_words(len(context.assessment.discrepancies))} with earlier builds.",
        tag=Tag(WATCH, Tone.WATCH) if errors else None,
        tone=Tone.WATCH if errors else Tone.NEUTRAL,
        see=Anchor("See data quality", DATA_QUALITY_PAGE),
    )


def _improving(context: PortalContext) -> Section:
    charts = longest_charts(context, MOST_CHARTS)
    empty = Paragraph(content=("No outcome measure is recorded, so this is not assessable.",))
    compare = Anchor("Compare every measure", COMPARISON_PAGE)
    return Section(
        id="improving",
        title="Is it improving?",
        lead="The measures that were followed for longest." if charts else "",
        blocks=(*(charts or (empty,)), Paragraph(content=(compare,))),
    )


def _trends(context: PortalContext) -> Section:
    more = Paragraph(content=(Anchor("See the trends on a page of their own", TRENDS_PAGE),))
    return Section(id="trends", title="Trends", blocks=(*trend_columns(context), more))


def _loads(context: PortalContext) -> Iterator[Block]:
    ageing, workload = overdue_ageing(context), workload_chart(context, most=MOST_MANAGERS)
    left = ageing or Paragraph(content=("The age of overdue actions is not recorded.",))
    right = workload or Paragraph(content=("Workload is not assessable: see the workload page.",))
    yield Columns(left=(left,), right=(right,))
