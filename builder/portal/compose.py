"""Composes every page of a portal: one line a page kind, nothing registers itself."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from builder.portal.about import (
    accessibility,
    data_quality,
    definitions,
    glossary,
    rules,
    snapshots,
    this_build,
    this_snapshot,
)
from builder.portal.actions import action, findings, lists
from builder.portal.changes import changes, discrepancies
from builder.portal.closure import closure, contested
from builder.portal.context import PortalContext
from builder.portal.evidence import burst, evidence, retests
from builder.portal.frameworks import frameworks
from builder.portal.parts.caveats.damage import ledger_banner
from builder.portal.parts.caveats.long_lists import in_parts
from builder.portal.parts.views import PageView
from builder.portal.places import morning, people, person, service, services, workforce
from builder.portal.regulator import notices, regulations
from builder.portal.shared import About
from builder.portal.slices.action import action_slices
from builder.portal.slices.burst import burst_slices
from builder.portal.slices.morning import morning_slices
from builder.portal.slices.person import person_slices
from builder.portal.slices.service import service_slices
from builder.portal.today import (
    board_pack,
    challenge,
    dashboard,
    deadline_board,
    escalations,
    integrity,
    overdue,
    slippage,
    trends,
    workload,
)

Slice = TypeVar("Slice")
Pages = Callable[[PortalContext], Iterable[PageView]]


def each_of(
    slices: Callable[[PortalContext], Iterable[Slice]], page: Callable[[Slice, About], PageView]
) -> Pages:
    """The pages of a kind of record: each sees its slice and what all share, not the whole."""

    def pages(context: PortalContext) -> Iterator[PageView]:
        about = context.about()
        return (page(each, about) for each in slices(context))

    return pages


action_pages = each_of(action_slices, action.page)
burst_pages = each_of(burst_slices, burst.page)
person_pages = each_of(person_slices, person.page)
service_pages = each_of(service_slices, service.page)
morning_pages = each_of(morning_slices, morning.page)
PAGE_KINDS: tuple[Pages, ...] = (
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
    trends.pages,
    board_pack.pages,
    lists.pages,
    action_pages,
    findings.pages,
    notices.pages,
    evidence.pages,
    burst_pages,
    retests.pages,
    closure.pages,
    contested.pages,
    frameworks.pages,
    regulations.pages,
    services.pages,
    service_pages,
    morning_pages,
    workforce.pages,
    people.pages,
    person_pages,
    this_snapshot.pages,
    snapshots.pages,
    data_quality.pages,
    rules.pages,
    definitions.pages,
    glossary.pages,
    this_build.pages,
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
