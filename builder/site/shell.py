"""The splice: the theme renders one page of a kind, every other record is set into its copy."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import escape

from builder.pages.page import Heading, Page
from builder.pages.shelf import Held
from builder.site.ready import TITLE_ID, contents

TITLE = "portal-shell-title"
ENTRY = "portal-shell-entry"
CONTENT = f'<h1 id="{TITLE_ID}">portal-shell-content</h1>'
_ENTRY_LINE = re.compile(rf'<li><a href="#{ENTRY}">{ENTRY}</a></li>\n')
_SLOT = re.compile(f"({TITLE}|{ENTRY}|{re.escape(CONTENT)})")

ShellKey = tuple[str, str, bool]
"""Kind, folder and whether there is a table of contents: what decides a page's surroundings."""


def shell_key(page: Page) -> ShellKey:
    """Pages with the same key differ in title, headings and content only."""
    return page.kind, page.path.rpartition("/")[0], bool(contents(page))


def blank(page: Page) -> Page:
    """The page with marks in place of what differs between records of its kind."""
    headings = (Heading(id=ENTRY, title=ENTRY),) * 2 if contents(page) else ()
    return replace(page, title=TITLE, body=Held(CONTENT), headings=headings)


@dataclass(frozen=True, slots=True)
class Shell:
    """The surroundings of a kind of page, cut at its marks."""

    pieces: tuple[str, ...]

    @classmethod
    def cut(cls, html: str) -> "Shell":
        """Cuts the theme's output for a blank page.

        Raises:
            ValueError: the theme lost or doubled the content, so nothing could be set in.
        """
        first = _ENTRY_LINE.search(html)
        if first:
            html = html[: first.start()] + ENTRY + _ENTRY_LINE.sub("", html[first.start() :])
        pieces = tuple(_SLOT.split(html))
        if pieces.count(CONTENT) != 1:
            raise ValueError("the theme must show the content of a page once")
        return cls(pieces)

    def filled(self, page: Page) -> str:
        """The whole HTML of a record's page."""
        slots = {
            TITLE: str(escape(" ".join(page.title.split()))),
            CONTENT: page.html,
            ENTRY: "".join(map(_entry, contents(page))),
        }
        return "".join(slots.get(piece, piece) for piece in self.pieces)


def _entry(heading: Heading) -> str:
    title = escape(" ".join(heading.title.split()))
    return f'<li><a href="#{heading.id}">{title}</a></li>\n'


def first_of_each(records: Iterable[Page]) -> Iterator[Page]:
    """The first record of every kind of surroundings: those the theme renders."""
    seen: set[ShellKey] = set()
    for page in records:
        key = shell_key(page)
        if key not in seen:
            seen.add(key)
            yield page
