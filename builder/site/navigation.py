"""The navigation: as entries for the frame, and as mkdocs's ``nav`` where mkdocs runs."""

from collections.abc import Iterable, Sequence
from typing import Any

from builder.pages.page import Page
from builder.portal.navigation import NavigationGroup
from builder.site.frame import Item
from builder.site.links import MARK, Places

OWN_PAGES = "Our pages"
"""Section of what a provider keeps under its own ``docs/``."""
Nav = list[dict[str, Any]]


def portal_items(
    groups: Sequence[NavigationGroup], pages: Iterable[Page], help_pages: Iterable[Page]
) -> tuple[Item, ...]:
    """Groups with a page in this portal, in their order; help where its group stands."""
    paths = {each.path for each in pages}
    help_items = tuple(Item(each.title, each.path) for each in help_pages)
    found = (
        Item(
            group.title,
            "",
            help_items
            if group.holds_help
            else tuple(Item(each.text, each.href) for each in group.pages if each.href in paths),
        )
        for group in groups
    )
    return tuple(each for each in found if each.children)


def with_portal(own: Sequence[Item], ours: Sequence[Item]) -> tuple[Item, ...]:
    """The portal's entries where the provider's say ``portal:``, else before them."""
    if not any(each.href == MARK for each in own):
        return (*ours, *own)
    parts = (ours if each.href == MARK else (each,) for each in own)
    return tuple(each for part in parts for each in part)


def led(items: Iterable[Item], places: Places) -> tuple[Item, ...]:
    """The provider's entries, those that name a record led there."""
    return tuple(
        each._replace(
            href=places.led(each.href, "nav")
            if each.href.startswith(MARK) and each.href != MARK
            else each.href,
            children=led(each.children, places),
        )
        for each in items
    )


def nav_of(items: Iterable[Item]) -> Nav:
    """The entries as mkdocs's ``nav``, which names sources."""
    return [
        {each.title: nav_of(each.children) if each.children else source(each.href)}
        for each in items
    ]


def source(path: str) -> str:
    """The made-up source of a page: mkdocs turns ``actions/x.md`` into ``actions/x.html``."""
    return path.removesuffix(".html") + ".md"
