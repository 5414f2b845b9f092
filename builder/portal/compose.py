"""Composes every page of a portal: one line a page kind, nothing registers itself."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from builder.portal import (
    about_build,
    about_snapshot,
    accessibility,
    action,
    actions_index,
    board_pack,
    burst,
    challenge,
    changes,
    closure,
    dashboard,
    data_quality,
    deadline_board,
    definitions,
    discrepancies,
    escalations,
    evidence,
    findings,
    frameworks,
    glossary,
    integrity,
    notices,
    overdue,
    people,
    regulations,
    retests,
    rules_pages,
    services,
    slippage,
    snapshots,
    trends_page,
    workforce,
    workload,
)
from builder.portal.context import PortalContext
from builder.portal.damage import ledger_banner
from builder.portal.long_lists import in_parts
from builder.portal.parts import PageView

PAGE_KINDS: tuple[Callable[[PortalContext], Iterable[PageView]], ...] = (
    dashboard.pages,
    deadline_board.pages,
    overdue.pages,
    escalations.pages,
    integrity.pages,
    workload.pages,
    slippage.pages,
    challenge.pages,
    changes.pages,
    discrepancies.pages,
    trends_page.pages,
    board_pack.pages,
    actions_index.pages,
    action.pages,
    findings.pages,
    notices.pages,
    evidence.pages,
    burst.pages,
    retests.pages,
    closure.pages,
    frameworks.pages,
    regulations.pages,
    services.pages,
    workforce.pages,
    people.pages,
    about_snapshot.pages,
    snapshots.pages,
    data_quality.pages,
    rules_pages.pages,
    definitions.pages,
    glossary.pages,
    about_build.pages,
    accessibility.pages,
)
"""In the order of the navigation; each gives its pages in the order of their records."""


def compose(context: PortalContext) -> Iterator[PageView]:
    """Every page of the portal, as values, each as soon as it is asked for."""
    banner = ledger_banner(context)
    for pages in PAGE_KINDS:
        for page in pages(context):
            for part in in_parts(page):
                yield replace(part, blocks=(*banner, *part.blocks)) if banner else part
