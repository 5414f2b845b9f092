"""The navigation that mkdocs is given, and which section a record belongs to."""

import posixpath
from collections.abc import Iterable, Sequence

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from builder.portal.navigation import NavigationGroup
from builder.site.ready import source_name

Entries = list[dict[str, str]]
OWN_PAGES = "Our pages"
"""Section of what a provider keeps under its own ``docs/``."""


def navigation_config(
    groups: Sequence[NavigationGroup],
    paths: frozenset[str],
    help_sources: Iterable[str],
    own_sources: Iterable[str],
) -> list[dict[str, Entries | list[str]]]:
    """mkdocs's ``nav``: groups with a page in this portal, help, the provider's own pages."""
    nav: list[dict[str, Entries | list[str]]] = []
    for group in groups:
        entries: Entries | list[str] = [
            {page.text: source_name(page.href)} for page in group.pages if page.href in paths
        ]
        if group.holds_help:
            entries = [*help_sources]
        if entries:
            nav.append({group.title: entries})
    own = [*own_sources]
    if own:
        nav.append({OWN_PAGES: own})
    return nav


def section_of(path: str, nav: Navigation) -> StructureItem | None:
    """The section under which a page outside the navigation stands: that of its folder's index.

    ``frameworks/cqc/x.html`` stands where ``frameworks/cqc/index.html`` does, else
    ``frameworks/index.html``; ``None`` where no folder above has an index in the navigation.
    """
    sections = {
        page.url: item for item in nav.items if isinstance(item, Section) for page in pages_of(item)
    }
    folder = posixpath.dirname(path)
    while folder:
        index = sections.get(f"{folder}/index.html")
        if index is not None:
            return index
        folder = posixpath.dirname(folder)
    return None


def pages_of(section: Section) -> Iterable[Page]:
    """Every page of a section, however deep."""
    for child in section.children:
        if isinstance(child, Section):
            yield from pages_of(child)
        elif isinstance(child, Page):
            yield child
