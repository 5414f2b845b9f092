"""Slippage: what was closed on time, what was missed, and by how much, in the closing cycle."""

from collections.abc import Iterator

from builder.field.pages import FRONT_PAGE, SLIPPAGE_PAGE
from builder.field.words import SessionKind
from builder.portal.context import PortalContext
from builder.portal.parts.caveats.withheld import counted_table
from builder.portal.parts.duties import register_verdict, verdict_duty
from builder.portal.parts.figures.cards import figure_grid, left_out_notes
from builder.portal.parts.figures.names import figure_name
from builder.portal.parts.figures.session_witness import witness
from builder.portal.parts.views import Anchor, Block, PageView, Paragraph, Section, Warning
from builder.rules.assessment import RegisterResult
from builder.rules.verdict import PROVIDER, Outcome

NAMES = ("missed_24h_or_more", "missed_under_24h", "on_schedule", "standing_24h_or_more")
FIGURES = tuple(("B1.4", figure) for figure in NAMES)
COLUMNS = ("ref", "title", "service", "risk", "owner", "due", "late", "closed")


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the slippage-classification record."""
    result = context.said.result("B1.4", PROVIDER)
    note = (Paragraph(content=(result.note,)),) if result and result.note else ()
    yield PageView(
        path=SLIPPAGE_PAGE,
        kind="slippage",
        title="Slippage",
        lead="Each action counts once as missed by 24 hours or more: in the closing cycle in which "
        "it passes that mark. Those that still stand open are counted beside it.",
        breadcrumbs=(Anchor("Today", FRONT_PAGE),),
        blocks=(
            *_fired(context, result),
            *note,
            figure_grid(context, FIGURES),
            *left_out_notes(context, FIGURES),
            *(_lines(context, result, name) for name in NAMES),
            witness(context, "B1.4", has_points=_has_reviews(context)),
        ),
    )


def _has_reviews(context: PortalContext) -> bool:
    return any(
        each.kind is SessionKind.END_OF_DAY_REVIEW
        and each.held_at is not None
        and each.held_at.has_happened(context.assessment.as_at)
        for each in context.register.sessions
    )


def _fired(context: PortalContext, result: RegisterResult | None) -> Iterator[Block]:
    verdict = register_verdict(result, "severe_misses")
    if verdict is not None and verdict.outcome is Outcome.FIRED:
        yield Warning(
            title="A recovery review is required",
            duties=(verdict_duty(context, verdict),),
        )


def _lines(context: PortalContext, result: RegisterResult | None, name: str) -> Section:
    empty = "None in this cycle."
    return Section(
        id=name.replace("_", "-"),
        title=figure_name("B1.4", name).title,
        blocks=tuple(counted_table(context, result, name, COLUMNS, empty)),
    )
