"""The frame of each page: ours, so that no theme beneath it can be taken away.

Its classes are Material's, whose style sheet and script are shipped (``vendor/material``).
"""

import posixpath
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.pages.filters import relative
from builder.pages.page import Heading, Page
from builder.shipped import shipped_folder
from builder.site.look import FOLDER, REACHES_OUT, Look

TITLE_ID = "page-title"
"""Id of the first heading of every page but written ones, where "Skip to content" leads."""
FEWEST_CONTENTS = 2
"""A table of contents with fewer entries says nothing."""
LISTED_LEVEL = 2
STAMP_SHEET = f"{FOLDER}/stamp.css"
_SHEETS = (f"{FOLDER}/material.css", f"{FOLDER}/portal.css", STAMP_SHEET)
_SCRIPTS = (f"{FOLDER}/material.js", f"{FOLDER}/portal.js")
_WIDE_PARTS = ("data-tools", 'class="board"', 'class="kpis"')
_SLOTS = ("\x01title\x01", "\x01contents\x01", "\x01content\x01", "\x01top\x01")


class Item(NamedTuple):
    """An entry of the navigation."""

    title: str
    href: str = ""
    """Address from the site's root; empty for what only holds others."""
    children: tuple["Item", ...] = ()

    @property
    def first(self) -> str:
        """Where its link leads: its own page, else its first child's."""
        return self.href or (self.children[0].first if self.children else "")

    def paths(self) -> Iterable[str]:
        """The addresses of all its pages."""
        if self.href:
            yield self.href
        for child in self.children:
            yield from child.paths()


def contents(page: Page) -> tuple[Heading, ...]:
    """What the table of contents lists; empty where the page needs the whole width."""
    listed = tuple(each for each in page.headings if each.level == LISTED_LEVEL)
    is_wide = not page.is_record and any(part in page.html for part in _WIDE_PARTS)
    return () if is_wide or len(listed) < FEWEST_CONTENTS else listed


class Frame:
    """Sets pages into what stands round them: header, tabs, navigation, contents, footer."""

    def __init__(self, look: Look, items: Sequence[Item], site: str = ".") -> None:
        """``site`` is the root of the whole site, from the portal's own: ``..`` where mounted."""
        self._look = look
        self._items = tuple(items)
        self._site = site
        self._sections = {path: each for each in self._items for path in each.paths()}
        environment = Environment(
            loader=FileSystemLoader(shipped_folder("site_templates") / "frame"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )
        self._template = environment.get_template("page.html")
        self._pieces = lru_cache(maxsize=None)(self._cut)

    def page(self, page: Page, strip: str) -> str:
        """The whole HTML of a finished page."""
        top = next((each.id for each in page.headings if each.level == 1), TITLE_ID)
        return self.around(page.path, page.title, contents(page), strip + page.html, top)

    def around(
        self, path: str, title: str, headings: Iterable[Heading], content: str, top: str = TITLE_ID
    ) -> str:
        """The whole HTML of a page.

        Args:
            path: its address from the site's root.
            title: as text.
            headings: what the table of contents lists.
            content: HTML.
            top: id of its first heading.
        """
        active = self._section_of(path)
        here = path if path in self._sections else ""
        listed = "".join(map(_entry, headings))
        pieces = self._pieces(posixpath.dirname(path), active, here, bool(listed))
        filled = (escape(" ".join(title.split())), listed, content, top)
        slots = dict(zip(_SLOTS, filled, strict=True))
        return "".join([slots.get(piece, piece) for piece in pieces])

    def _section_of(self, path: str) -> Item | None:
        """``frameworks/cqc/x.html`` stands where ``frameworks/cqc/index.html`` does, and so on."""
        found = self._sections.get(path)
        folder = posixpath.dirname(path)
        while found is None and folder:
            found = self._sections.get(f"{folder}/index.html")
            folder = posixpath.dirname(folder)
        return found

    def _cut(
        self, folder: str, active: Item | None, here: str, has_contents: bool
    ) -> tuple[str, ...]:
        """The surroundings, cut at what differs between pages of a folder and a section."""
        page = posixpath.join(folder, "page.html")

        def there(href: str) -> str:
            return href if REACHES_OUT.match(href) else relative(href, page)

        facts: dict[str, Any] = {
            "active": active,
            "there": there,
            "here": lambda href: Markup(' aria-current="page"') if here == href else "",
            "look": self._look,
            "notice": Markup(self._look.notice),
            "items": self._items,
            "title": Markup(_SLOTS[0]),
            "contents": Markup(_SLOTS[1]) if has_contents else "",
            "content": Markup(_SLOTS[2]),
            "top": Markup(_SLOTS[3]),
            "home": posixpath.join(self._site, "index.html"),
            "site": self._site,
            "sheets": (*_SHEETS, *self._look.style_sheets),
            "scripts": (*_SCRIPTS, *self._look.scripts),
        }
        html = self._template.render(facts)
        pieces: list[str] = [html]
        for slot in _SLOTS:
            pieces = [part for piece in pieces for part in _split(piece, slot)]
        return tuple(pieces)


def _split(piece: str, slot: str) -> Iterable[str]:
    """The piece cut at each place of a slot, which stays as a piece of its own."""
    for number, part in enumerate(piece.split(slot)):
        if number:
            yield slot
        yield part


def _entry(heading: Heading) -> str:
    title = escape(" ".join(heading.title.split()))
    return f'<li><a href="#{heading.id}">{title}</a></li>\n'
