"""Tabs list what a portal has; a page outside them stands under its folder's tab."""

import pytest

from builder.portal.navigation import NavigationGroup
from builder.portal.parts.views import Anchor
from builder.site.frame import Frame, Item
from builder.site.look import Look
from builder.site.navigation import portal_items
from tests.site.made_site import page

GROUPS = (
    NavigationGroup(
        title="Today", pages=(Anchor("Today", "index.html"), Anchor("Board", "board.html"))
    ),
    NavigationGroup(title="People", pages=(Anchor("People", "people/index.html"),)),
    NavigationGroup(title="Help", holds_help=True),
)


def test_only_what_is_there_is_listed() -> None:
    pages = [page("index.html"), page("people/index.html")]
    assert portal_items(GROUPS, pages, [page("help/index.html", "Help")]) == (
        Item("Today", "", (Item("Today", "index.html"),)),
        Item("People", "", (Item("People", "people/index.html"),)),
        Item("Help", "", (Item("Help", "help/index.html"),)),
    )


def test_a_tab_without_a_page_is_left_out() -> None:
    assert portal_items(GROUPS, [page("board.html")], []) == (
        Item("Today", "", (Item("Board", "board.html"),)),
    )


ITEMS = (
    Item("Today", "", (Item("Today", "index.html"), Item("Board", "deadlines/board.html"))),
    Item("Frameworks", "", (Item("All", "frameworks/index.html"),)),
    Item("Rota", "rota.html"),
)


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("deadlines/board.html", "Today"),
        ("frameworks/cqc/x.html", "Frameworks"),
        ("rota.html", "Rota"),
        ("elsewhere/x.html", None),
    ],
)
def test_a_page_stands_under_its_own_tab_or_its_folders(path: str, tab: str | None) -> None:
    html = Frame(Look(name="Ours"), ITEMS).page(page(path), "")
    active = html.partition("md-tabs__item--active")[2].partition("</a>")[0]
    assert active.rpartition(">")[2] == (tab or "")


def test_text_of_a_page_is_never_taken_for_a_place_to_fill() -> None:
    odd = page("actions/a.html", "\x01content\x01 {{ 7 * 7 }} & <b>")
    html = Frame(Look(name="Ours"), ITEMS).page(odd, "")
    assert "<title>\x01content\x01 {{ 7 * 7 }} &amp; &lt;b&gt; - Ours</title>" in html
