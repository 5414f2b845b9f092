"""A portal as files: pages in their frame, assets, search index. No generator is needed for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from builder.pages.page import Page
from builder.site.assets import portal_assets
from builder.site.content import SiteContent
from builder.site.frame import Frame, Item
from builder.site.look import Look
from builder.site.navigation import portal_items
from builder.site.search import Entry, page_entry, search_index
from builder.site.stamp import strip_maker
from builder.site.written import help_pages

SEARCH_INDEX = "search/search_index.json"
SEARCH_SCRIPT = "search/search_index.js"


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything of a portal but its downloads; addresses are from its own root."""

    content: SiteContent
    look: Look
    items: Sequence[Item]
    site: str = "."
    """Root of the whole site from the portal's own: ``..`` where it is mounted."""
    frame: Frame = field(init=False)
    strip: Callable[[str], str] = field(init=False)

    def __post_init__(self) -> None:
        """Makes the frame once for all pages."""
        object.__setattr__(self, "frame", Frame(self.look, self.items, self.site))
        object.__setattr__(self, "strip", strip_maker(self.content))

    def html(self, page: Page) -> str:
        """A page with all that stands round it."""
        return self.frame.page(page, self.strip(page.path))

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """(address, bytes) of style sheets, scripts, fonts and licences."""
        return portal_assets(self.content, self.look)

    def entries(self) -> Iterator[Entry]:
        """The search index's entries of its pages."""
        return (each for each in map(page_entry, self.content.pages) if each is not None)


def with_help(content: SiteContent) -> tuple[SiteContent, tuple[Item, ...]]:
    """The content with the readers' help among its pages, and the portal's navigation."""
    holds_help = any(group.holds_help for group in content.navigation)
    written = help_pages() if holds_help else ()
    items = portal_items(content.navigation, content.pages, written)
    return replace(content, pages=(*content.pages, *written)), items


def index_files(
    entries: Iterable[Entry], config: Mapping[str, object] | None = None
) -> Iterator[tuple[str, bytes]]:
    """The search index for a server, and for a folder: a page there may not fetch, but may run
    a script. ``config`` is the host's own; ``None`` = the portal's."""
    index = search_index(entries, config)
    yield SEARCH_INDEX, index.encode()
    yield SEARCH_SCRIPT, f"var __index = {index}".encode()
