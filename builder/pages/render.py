"""Page views to finished pages."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from builder.pages.environment import Parts
from builder.pages.filters import Place
from builder.pages.page import Heading, Page
from builder.portal.parts import Block, Columns, PageView, Section

FIRST_LEVEL = 2


def render_pages(views: Sequence[PageView]) -> Iterator[Page]:
    """Each view as a finished page, in the order given.

    Links are relative to the page, text is escaped, and nothing depends on the clock.
    """
    parts = _parts()
    for view in views:
        yield render_page(view, parts)


# RATIONALE: serve and watch render again at every save, and the templates stay the same.
@lru_cache(maxsize=1)
def _parts() -> Parts:
    return Parts()


def render_page(view: PageView, parts: Parts) -> Page:
    """One view as a finished page."""
    template = parts.environment.get_template("page.html")
    return Page(
        path=view.path,
        kind=view.kind,
        title=view.title,
        html=template.render(view=view, place=Place(view.path)),
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
