import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from builder.field.pages import SNAPSHOTS_PAGE
from builder.portal.compose import compose
from builder.portal.context import PortalContext
from builder.portal.navigation import NAVIGATION
from builder.portal.parts.views import PageView
from tests.portal.page_text import anchors, ids, text
from tests.portal.portals import BOARD, empty_context, sample_context, small_context

OTHERS = ("data/", "help/")
"""Files that other parts of the product write."""


CONTEXTS: dict[str, Callable[[], PortalContext]] = {
    "sample": sample_context,
    "small": small_context,
    "empty": empty_context,
}


@pytest.fixture(scope="module", params=sorted(CONTEXTS))
def pages(request: pytest.FixtureRequest) -> tuple[PageView, ...]:
    return tuple(compose(CONTEXTS[request.param]()))


def test_no_two_pages_share_an_address(pages: tuple[PageView, ...]) -> None:
    repeated = [path for path, times in Counter(page.path for page in pages).items() if times > 1]
    assert not repeated


def test_every_link_leads_to_a_page_and_an_anchor_that_is_there(
    pages: tuple[PageView, ...],
) -> None:
    targets = {page.path: {"", *ids(page)} for page in pages}
    missing = set()
    for page in pages:
        for anchor in anchors(page):
            path, _, fragment = anchor.href.partition("#")
            if anchor.is_external or path.startswith(OTHERS):
                continue
            if fragment not in targets.get(path, set()):
                missing.add((page.path, anchor.href))
    assert not missing


def test_every_page_of_the_navigation_is_there(pages: tuple[PageView, ...]) -> None:
    paths = {page.path for page in pages}
    wanted = {anchor.href for each in NAVIGATION for anchor in each.pages}
    assert wanted - paths == {SNAPSHOTS_PAGE}


def test_the_register_of_snapshots_stands_in_the_boards_navigation_alone() -> None:
    wanted = {anchor.href for each in NAVIGATION for anchor in each.pages}
    board = replace(small_context(), audience=BOARD)
    assert wanted <= {page.path for page in compose(board) if not page.is_record}


def test_nothing_a_record_makes_stands_in_the_navigation(pages: tuple[PageView, ...]) -> None:
    records = {page.path for page in pages if page.is_record}
    assert not records & {anchor.href for each in NAVIGATION for anchor in each.pages}


def test_ids_are_unique_on_each_page(pages: tuple[PageView, ...]) -> None:
    for page in pages:
        repeated = [id for id, times in Counter(ids(page)).items() if times > 1]
        assert not repeated, page.path


def test_pages_say_nothing_of_the_program(pages: tuple[PageView, ...]) -> None:
    leaked = re.compile(r"(Fraction|Decimal|datetime|Moment|Outcome)[.(]|\bNoneType\b|_percent")
    for page in pages:
        assert not leaked.search(text(page)), page.path


def test_a_record_page_has_one_short_search_entry() -> None:
    kinds = {"action", "finding", "service", "person"}
    found = [page for page in compose(small_context()) if page.kind in kinds]
    assert {page.kind for page in found} == kinds
    assert all(page.search and len(page.search.text) <= 160 for page in found)


def test_the_same_input_gives_the_same_pages() -> None:
    context = small_context()
    assert tuple(compose(context)) == tuple(compose(context))


def _composed(context: PortalContext) -> dict[str, PageView]:
    return {page.path: page for page in compose(context)}


def test_an_empty_folder_gives_plain_words_and_no_figures() -> None:
    pages = _composed(empty_context())
    assert "Not recorded" in text(pages["index.html"])
    assert "No action is recorded yet." in text(pages["actions/index.html"])
    assert "Not recorded" not in text(pages["actions/index.html"].title)
