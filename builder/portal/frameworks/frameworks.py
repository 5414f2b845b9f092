"""The frameworks: their editions, their items with coverage, and the gaps both ways."""

from collections.abc import Iterator

from builder.field.pages import FRAMEWORKS_PAGE
from builder.frameworks import Framework
from builder.portal.context import PortalContext
from builder.portal.frameworks.coverage import Coverage, coverage
from builder.portal.frameworks.framework import (
    NO_CURRENT_EVIDENCE,
    NO_LIVE_ACTION,
    force_tag,
    force_words,
    framework_view,
    gaps_of,
)
from builder.portal.frameworks.item import item_view
from builder.portal.parts.action_table import action_table, urgent_first
from builder.portal.parts.addresses import framework_page
from builder.portal.parts.caveats.withheld import withheld_anything
from builder.portal.parts.cells import cell, number, number_column, ref_column, text_column
from builder.portal.parts.views import Anchor, Block, ListBlock, PageView, Row, Section, Table


def pages(context: PortalContext) -> Iterator[PageView]:
    """The list of frameworks, then each framework with the pages of its items."""
    known = coverage(context)
    yield _index(context, known)
    for framework in context.catalogue.frameworks:
        yield framework_view(context, framework, known)
        for item in framework.items:
            yield item_view(context, framework, item, known)


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
        Section(
            id="without-item",
            title="Live actions that name no item",
            lead="Every action is held against at least one item of a framework in force.",
            blocks=(
                action_table(
                    context,
                    urgent_first(known.without_item),
                    id="without-item-actions",
                    caption="Live actions that name no item of any framework",
                    has_tools=True,
                    empty="Every live action names at least one item.",
                ),
            ),
        ),
        Section(
            id="categories",
            title="Kinds of evidence",
            blocks=(
                ListBlock(
                    items=tuple(
                        (f"{each.title} ({each.id})",)
                        for each in context.catalogue.evidence_categories
                    ),
                    empty="No kinds of evidence are named.",
                ),
            ),
        ),
    )


def _framework_row(context: PortalContext, framework: Framework, known: Coverage) -> Row:
    gaps = [gaps_of(known, item) for item in framework.items]
    return Row(
        cells=(
            cell(Anchor(framework.title, framework_page(framework.id))),
            cell(force_tag(context, framework)),
            cell(force_words(framework)),
            number(len(framework.items)),
            number(sum(NO_LIVE_ACTION in each for each in gaps)),
            number(sum(NO_CURRENT_EVIDENCE in each for each in gaps)),
        )
    )


def _framework_table(context: PortalContext, known: Coverage) -> Table:
    frameworks = context.catalogue.frameworks
    return Table(
        id="framework-list",
        caption="Frameworks known to this portal",
        columns=(
            ref_column("Framework"),
            text_column("State"),
            text_column("In force"),
            number_column("Items"),
            number_column("Without a live action"),
            number_column("Without current evidence"),
        ),
        rows=tuple(_framework_row(context, each, known) for each in frameworks),
        empty="No framework is known.",
    )
