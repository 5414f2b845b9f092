"""Page views to finished pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from builder.pages.environment import Parts
from builder.pages.filters import Place
from builder.pages.page import Heading, Page
from builder.pages.shelf import Body, Held
from builder.portal.parts.views import Block, Columns, PageView, Section

FIRST_LEVEL = 2


def render_pages(views: Iterable[PageView], keep: Callable[[str], Body] = Held) -> Iterator[Page]:
    """Each view as a finished page, in the order given, as soon as it is asked for.

    Links are relative to the page, text is escaped, and nothing depends on the clock.

    Args:
        views: the pages as values.
        keep: takes the HTML of a page to where it lies until it is written into a site.
    """
    parts = _parts()
    for view in views:
        yield render_page(view, parts, keep)


# RATIONALE: serve and watch render again at every save, and the templates stay the same.
@lru_cache(maxsize=1)
def _parts() -> Parts:
    return Parts()


def render_page(view: PageView, parts: Parts, keep: Callable[[str], Body]) -> Page:
    """One view as a finished page."""
    template = parts.environment.get_template("page.html")
    return Page(
        path=view.path,
        kind=view.kind,
        title=view.title,
        body=keep(template.render(view=view, place=Place(view.path))),
        headings=tuple(headings(view.blocks)),
        search=view.search,
        is_record=view.is_record,
    )


def headings(blocks: Sequence[Block], level: int = FIRST_LEVEL) -> Iterator[Heading]:
    """The table of contents: sections in the order in which they stand on the page."""
    for block in blocks:
        match block:
            case Section():
                yield Heading(id=block.id, title=block.title, level=level)
                yield from headings(block.blocks, level + 1)
            case Columns():
                yield from headings(block.left, level)
                yield from headings(block.right, level)
            case _:
                pass
