"""The pages of the closure registers: failure rates, what complaints say, the panel's decisions."""

from collections.abc import Iterator

from builder.field.pages import CLOSURE_PAGE
from builder.field.registers import ClosureComparison, ClosureDecisions, ClosureExperience, Kind
from builder.portal.closure.records import (
    comparison_table,
    decisions_table,
    experience,
    has_review_point,
)
from builder.portal.context import PortalContext
from builder.portal.parts.caveats.withheld import withheld_actions
from builder.portal.parts.figures.session_witness import witness
from builder.portal.parts.register_page import fired_in, fired_warning
from builder.portal.parts.views import Anchor, Block, PageView, Tone
from builder.portal.parts.words import counted

MOST_NAMED = 10
"""How many verdicts a block names."""


def pages(context: PortalContext) -> Iterator[PageView]:
    """One page a register."""
    yield _page(
        context,
        ClosureComparison,
        "Failure rates",
        "Has the failure rate fallen since the start? Baseline, current and reduction of each "
        "measure.",
        comparison_table(context),
    )
    yield _page(
        context,
        ClosureExperience,
        "What complaints say",
        "Complaints of each theme, from one review point to the next.",
        *experience(context),
        witness(context, ClosureExperience, has_points=has_review_point(context)),
    )
    yield _page(
        context,
        ClosureDecisions,
        "Closure decisions",
        "What each panel decided on each action, and why.",
        decisions_table(context),
    )


def _page(context: PortalContext, kind: Kind, title: str, lead: str, *blocks: Block) -> PageView:
    return PageView(
        path=kind.page,
        kind="closure-register",
        title=title,
        lead=lead,
        breadcrumbs=(Anchor("Closure gate", CLOSURE_PAGE),),
        blocks=(*_limits(context, kind), *blocks, *withheld_actions(context)),
    )


def _limits(context: PortalContext, kind: Kind) -> tuple[Block, ...]:
    """What fired in a register, above its table; empty where nothing did."""
    fired = fired_in(context, kind)
    more = len(fired) - MOST_NAMED
    verb = "asks" if len(fired) == 1 else "ask"
    return fired_warning(
        context,
        f"{counted(len(fired), 'verdict')} {verb} for somebody to act",
        fired[:MOST_NAMED],
        tone=Tone.WATCH,
        body=(f"{more:,} more stand on the pages of their rules.",) if more > 0 else (),
    )
