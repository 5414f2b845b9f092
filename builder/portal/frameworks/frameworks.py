"""The frameworks: their editions, their items with coverage, and the gaps both ways."""

from collections.abc import Iterator

from builder.field.pages import FRAMEWORKS_PAGE
from builder.frameworks import Framework
from builder.portal.context import PortalContext
from builder.portal.frameworks.coverage import (
    NO_CURRENT_EVIDENCE,
    NO_LIVE_ACTION,
    Coverage,
    coverage,
    gaps_of,
)
from builder.portal.frameworks.framework import (
    force_tag,
    force_words,
    framework_view,
)
from builder.portal.frameworks.item import item_view
from builder.portal.frameworks.item_slice import item_slice
from builder.portal.parts.action_table import action_table, urgent_first
from builder.portal.parts.addresses import framework_page
from builder.portal.parts.caveats.withheld import withheld_anything
from builder.portal.parts.listing import Listing, number, ref, words
from builder.portal.parts.record import section
from builder.portal.parts.views import Anchor, Block, ListBlock, PageView, Table, Tag


def pages(context: PortalContext) -> Iterator[PageView]:
    """The list of frameworks, then each framework with the pages of its items."""
    known, about = coverage(context), context.about()
    yield _index(context, known)
    for framework in context.catalogue.frameworks:
        yield framework_view(context, framework, known)
        for item in framework.items:
            yield item_view(item_slice(context, framework, item, known), about)


def _index(context: PortalContext, known: Coverage) -> PageView:
    return PageView(
        path=FRAMEWORKS_PAGE,
        kind="frameworks",
        title="Frameworks",
        lead="What each action and each piece of evidence is held against.",
        blocks=_index_blocks(context, known),
    )


def _index_blocks(context: PortalContext, known: Coverage) -> tuple[Block, ...]:
    return (
        _framework_table(context, known),
        *withheld_anything(context),
        section(
            "without-item",
            "Live actions that name no item",
            action_table(
                context,
                urgent_first(known.without_item),
                id="without-item-actions",
                caption="Live actions that name no item of any framework",
                has_tools=True,
                empty="Every live action names at least one item.",
            ),
            lead="Every action is held against at least one item of a framework in force.",
        ),
        section(
            "categories",
            "Kinds of evidence",
            ListBlock(
                items=tuple(
                    (f"{each.title} ({each.id})",) for each in context.catalogue.evidence_categories
                ),
                empty="No kinds of evidence are named.",
            ),
        ),
    )


def _framework_table(context: PortalContext, known: Coverage) -> Table:
    def lacking(framework: Framework, gap: Tag) -> int:
        return sum(gap in gaps_of(known, item) for item in framework.items)

    return Listing[Framework](
        id="framework-list",
        caption="Frameworks known to this portal",
        columns=(
            ref("Framework", lambda each: Anchor(each.title, framework_page(each.id))),
            words("State", lambda each: force_tag(context, each)),
            words("In force", force_words),
            number("Items", lambda each: len(each.items)),
            number("Without a live action", lambda each: lacking(each, NO_LIVE_ACTION)),
            number("Without current evidence", lambda each: lacking(each, NO_CURRENT_EVIDENCE)),
        ),
        empty="No framework is known.",
    ).table(context.catalogue.frameworks)
