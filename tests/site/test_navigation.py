"""Tabs list what a portal has; a page outside them stands under its folder's tab."""

from builder.portal.navigation import NavigationGroup
from builder.portal.parts.views import Anchor
from builder.site.navigation import navigation_config

GROUPS = (
    NavigationGroup(
        title="Today", pages=(Anchor("Today", "index.html"), Anchor("Board", "board.html"))
    ),
    NavigationGroup(title="People", pages=(Anchor("People", "people/index.html"),)),
    NavigationGroup(title="Help", holds_help=True),
)


def test_only_what_is_there_is_listed() -> None:
    paths = frozenset(["index.html", "people/index.html"])
    assert navigation_config(GROUPS, paths, ["help/index.md"], []) == [
        {"Today": [{"Today": "index.md"}]},
        {"People": [{"People": "people/index.md"}]},
        {"Help": ["help/index.md"]},
    ]


def test_a_tab_without_a_page_is_left_out() -> None:
    assert navigation_config(GROUPS, frozenset(["board.html"]), [], []) == [
        {"Today": [{"Board": "board.md"}]}
    ]


def test_a_providers_own_pages_come_last() -> None:
    nav = navigation_config(GROUPS, frozenset(["index.html"]), [], ["rota.md", "who.md"])
    assert nav[-1] == {"Our pages": ["rota.md", "who.md"]}
