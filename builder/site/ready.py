"""A page of the portal as mkdocs sees it: its HTML is ready, nothing is parsed."""

from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from builder.pages.page import Heading, Page

TITLE_ID = "page-title"
"""Id of every page's first heading, where "Skip to content" leads."""
FEWEST_CONTENTS = 2
"""A table of contents with fewer entries says nothing."""
LISTED_LEVEL = 2
_WIDE_PARTS = ("data-tools", 'class="board"', 'class="kpis"')


def source_name(path: str) -> str:
    """The made-up source of a page: mkdocs turns ``actions/x.md`` into ``actions/x.html``."""
    return path.removesuffix(".html") + ".md"


def contents(page: Page) -> tuple[Heading, ...]:
    """What the table of contents lists; empty where the page needs the whole width."""
    listed = tuple(each for each in page.headings if each.level == LISTED_LEVEL)
    is_wide = not page.is_record and any(part in page.html for part in _WIDE_PARTS)
    return () if is_wide or len(listed) < FEWEST_CONTENTS else listed


class ReadyPage(MkDocsPage):
    """An mkdocs page whose title, headings and HTML are given."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, strip: str) -> None:
        # Set first: mkdocs asks for the title while it sets a page up.
        self.given = page
        self._strip = strip
        super().__init__(None, file, config)

    @property
    def title(self) -> str:
        """The title, escaped: the theme writes titles as they are."""
        return str(escape(self.given.title))

    @title.setter
    def title(self, value: str | None) -> None:
        """Ignored: the title is given."""

    @property
    def content(self) -> str:
        """The strip and the HTML, read when the theme wants it: all at once would be much."""
        return self._strip + self.given.html

    @content.setter
    def content(self, value: str | None) -> None:
        """Ignored: the HTML is given."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing is read; the page stays out of any search plugin."""
        self.markdown = ""
        self.meta = {"search": {"exclude": True}}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing is rendered; the table of contents is as given."""
        self.toc = table_of_contents(contents(self.given))


def table_of_contents(headings: tuple[Heading, ...]) -> TableOfContents:
    """Headings beneath the page's own, as the theme takes them."""
    top = AnchorLink("", TITLE_ID, level=1)
    top.children = [
        AnchorLink(str(escape(each.title)), each.id, level=each.level) for each in headings
    ]
    return TableOfContents([top])


def ready_file(page: Page, config: MkDocsConfig, strip: str, *, in_navigation: bool) -> File:
    """A generated file that carries a finished page."""
    inclusion = InclusionLevel.INCLUDED if in_navigation else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, source_name(page.path), content="", inclusion=inclusion)
    made: Any = ReadyPage(page, file, config, strip)
    file.page = made
    return file
