"""Slippage: what was closed on time, what was missed, and by how much, in the closing cycle."""

from collections.abc import Iterator

from builder.field.registers import Slippage
from builder.field.words import SessionKind
from builder.portal.context import PortalContext
from builder.portal.parts.figures.session_witness import witness
from builder.portal.parts.register_page import (
    counted_section,
    figure_blocks,
    fired_in,
    fired_warning,
    note,
    today_page,
)
from builder.portal.parts.views import PageView
from builder.rules.verdict import PROVIDER

FIGURES = (
    Slippage.missed_24h_or_more,
    Slippage.missed_under_24h,
    Slippage.on_schedule,
    Slippage.standing_24h_or_more,
)
COLUMNS = ("ref", "title", "service", "risk", "owner", "due", "late", "closed")
EMPTY = "None in this cycle."


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the slippage-classification record."""
    fired = fired_in(context, Slippage)
    yield today_page(
        Slippage,
        view="slippage",
        title="Slippage",
        lead="Each action counts once as missed by 24 hours or more: in the closing cycle in which "
        "it passes that mark. Those that still stand open are counted beside it.",
        blocks=(
            *fired_warning(context, "A recovery review is required", fired),
            *note(context.said.result(Slippage, PROVIDER), is_small=False),
            *figure_blocks(context, FIGURES),
            *(counted_section(context, each, COLUMNS, EMPTY) for each in FIGURES),
            witness(context, Slippage, has_points=_has_reviews(context)),
        ),
    )


def _has_reviews(context: PortalContext) -> bool:
    return any(
        each.kind is SessionKind.END_OF_DAY_REVIEW
        and each.held_at is not None
        and each.held_at.has_happened(context.assessment.as_at)
        for each in context.register.sessions
    )
