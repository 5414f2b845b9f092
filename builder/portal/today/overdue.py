"""The overdue actions: how late, on which deadline, and on the first one beside it."""

from collections.abc import Iterator

from builder.field.pages import FRONT_PAGE, OVERDUE_PAGE
from builder.field.registers import BoardSummary, DeadlineStatus, Slippage
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import LATE, action_table, urgent_first
from builder.portal.parts.caveats.withheld import counted_actions
from builder.portal.parts.figures.drawings import overdue_ageing
from builder.portal.parts.register_page import figure_blocks
from builder.portal.parts.views import Anchor, Block, PageView, Section
from builder.portal.parts.words import counted
from builder.rules.assessment import ActionAssessment
from builder.rules.verdict import PROVIDER

FIGURES = (DeadlineStatus.overdue, BoardSummary.overdue_high_risk, Slippage.standing_24h_or_more)


def overdue_actions(
    context: PortalContext, scope: str = PROVIDER
) -> tuple[tuple[ActionAssessment, ...], str]:
    """The lines that the dashboard register counts as overdue, and how many are listed."""
    return counted_actions(
        context, context.said.result(DeadlineStatus, scope), DeadlineStatus.overdue
    )


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of overdue actions."""
    late, caption = overdue_actions(context)
    yield PageView(
        path=OVERDUE_PAGE,
        kind="overdue",
        title="Overdue actions",
        lead="Live actions past the deadline in force, the longest overdue first. "
        "The first deadline stands beside it, so that a moved date hides nothing.",
        breadcrumbs=(Anchor("Today", FRONT_PAGE),),
        blocks=(
            *figure_blocks(context, FIGURES),
            *_ageing(context),
            action_table(
                context,
                late,
                id="overdue",
                caption=caption,
                columns=LATE,
                empty="No live action is past its deadline.",
                download="overdue",
                has_tools=True,
                is_full_list=True,
            ),
            *_late_on_first_deadline(context),
        ),
    )


def _ageing(context: PortalContext) -> Iterator[Block]:
    chart = overdue_ageing(context)
    if chart is not None:
        yield chart


def _late_on_first_deadline(context: PortalContext) -> Iterator[Section]:
    moved = urgent_first(
        action
        for action in context.assessment.actions
        if action.is_live and action.overdue_on_original and action.overdue is False
    )
    if moved:
        yield Section(
            id="first-deadline",
            title="Past their first deadline only",
            lead="The deadline of these actions was moved; on the first one they would be overdue.",
            blocks=(
                action_table(
                    context,
                    moved,
                    id="moved",
                    caption=counted(len(moved), "action"),
                    columns=(
                        "ref",
                        "title",
                        "service",
                        "risk",
                        "owner",
                        "due",
                        "original",
                        "moved",
                    ),
                ),
            ),
        )
