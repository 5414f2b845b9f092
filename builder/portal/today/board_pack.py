"""The board pack: one page that prints to A4, with limits, registers, trends and escalations."""

from collections.abc import Iterator
from datetime import date

from builder.field.pages import BOARD_PACK_PAGE, FRONT_PAGE
from builder.field.registers import (
    BoardSummary,
    BurstClosure,
    ClosureControl,
    DeadlineIntegrity,
    DeadlineStatus,
    EvidenceValidity,
    LiveProofComparison,
)
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import action_table
from builder.portal.parts.escalation_table import FEW, escalation_table, still_due
from builder.portal.parts.figures.better import better_section
from builder.portal.parts.figures.drawings import open_ageing, overdue_ageing, workload_chart
from builder.portal.parts.figures.register_table import figure_table, register_rows
from builder.portal.parts.limits import limits_warning
from builder.portal.parts.register_page import figure_blocks, note
from builder.portal.parts.services_table import services_table
from builder.portal.parts.views import (
    Anchor,
    Block,
    PageView,
    Section,
    SummaryItem,
    SummaryList,
)
from builder.portal.parts.words import counted, date_words, moment_words
from builder.portal.today.longest_series import longest_charts
from builder.portal.today.overdue import overdue_actions
from builder.rules.verdict import PROVIDER

FIGURES = (
    DeadlineStatus.live,
    DeadlineStatus.overdue,
    BoardSummary.overdue_high_risk,
    DeadlineIntegrity.defects,
    EvidenceValidity.invalid,
    LiveProofComparison.match_percent,
    BurstClosure.residual_risks,
    ClosureControl.residual_medium_or_high,
)
CLOSURE = (
    ClosureControl.closed,
    ClosureControl.residual_medium_or_high,
    ClosureControl.deferred_awaiting_review,
)
MOST_CHARTS = 3
MOST_LINES = 25
MOST_MANAGERS = 12


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the pack."""
    yield PageView(
        path=BOARD_PACK_PAGE,
        kind="board-pack",
        title="Board pack",
        lead="Governance position for the board.",
        breadcrumbs=(Anchor("Today", FRONT_PAGE),),
        blocks=(
            _cover(context),
            Section(id="limits", title="Limits", blocks=(limits_warning(context),)),
            Section(
                id="figures",
                title="Key figures",
                blocks=figure_blocks(context, FIGURES),
            ),
            better_section(context, PROVIDER),
            _deadlines(context),
            _closure(context),
            Section(id="trends", title="Trends", blocks=tuple(_trends(context))),
            Section(id="by-service", title="Services", blocks=(services_table(context),)),
            _overdue(context),
            _escalations(context),
        ),
    )


def _cover(context: PortalContext) -> SummaryList:
    overrides = len(context.assessment.overrides)
    own = f", with {counted(overrides, 'limit')} of the provider’s own" if overrides else ""
    terms = (
        ("Portal", context.provider_name),
        ("Position as at", moment_words(context.assessment.as_at)),
        ("Covers", counted(len(context.register.services), "service")),
        ("Reader", context.audience.title),
        ("Limits", f"Edition {context.assessment.policy_edition}{own}"),
        ("Build", context.build_id),
        ("Head of the ledger", _last_head(context)),
    )
    return SummaryList(
        items=tuple(SummaryItem(term=term, content=((words,),)) for term, words in terms)
    )


def _last_head(context: PortalContext) -> str:
    if not context.history.heads:
        return "No ledger is kept"
    day, head = context.history.heads[-1]
    return f"{head}, after the run of {date_words(date.fromisoformat(day), short=True)}"


def _deadlines(context: PortalContext) -> Section:
    figures = BoardSummary.figures()
    return Section(
        id="deadlines",
        title="Board deadline summary",
        blocks=(
            figure_table(context, figures, id="deadline-figures", caption="Now"),
            register_rows(
                context,
                context.said.result(BoardSummary, PROVIDER),
                id="sessions",
                caption="Session by session",
                values=figures,
                empty="No challenge session is recorded as held.",
            ),
        ),
    )


def _closure(context: PortalContext) -> Section:
    return Section(
        id="closure",
        title="Executive closure control",
        blocks=(
            *note(context.said.result(ClosureControl, PROVIDER)),
            figure_table(context, CLOSURE, id="closure-figures", caption="Latest batch"),
        ),
    )


def _trends(context: PortalContext) -> Iterator[Block]:
    yield from longest_charts(context, MOST_CHARTS)
    for chart in (
        overdue_ageing(context),
        open_ageing(context),
        workload_chart(context, most=MOST_MANAGERS),
    ):
        if chart is not None:
            yield chart


def _overdue(context: PortalContext) -> Section:
    late, caption = overdue_actions(context)
    shown = late[:MOST_LINES]
    if len(late) > len(shown):
        caption = f"The first {len(shown)} of {counted(len(late), 'overdue action')}"
    return Section(
        id="overdue",
        title="Overdue actions",
        blocks=(
            action_table(
                context,
                shown,
                id="overdue-lines",
                caption=caption,
                columns=("ref", "title", "service", "risk", "owner", "due", "late"),
                empty="No live action is past its deadline.",
            ),
        ),
    )


def _escalations(context: PortalContext) -> Section:
    provider = [each for each in still_due(context.assessment.escalations) if each.rung == PROVIDER]
    shown = provider[:MOST_LINES]
    caption = counted(len(provider), "escalation")
    if len(provider) > len(shown):
        caption = f"The first {len(shown)} of {caption}"
    return Section(
        id="escalations",
        title="Escalations to the provider",
        blocks=(
            escalation_table(context, shown, id="escalation-lines", caption=caption, columns=FEW),
        ),
    )
