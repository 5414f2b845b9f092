"""The mkdocs site that a portal is, or is a guest in."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink

from builder.field.pages import FRONT_PAGE
from builder.pages.filters import relative
from builder.pages.page import Heading
from builder.settings import read_whole_config
from builder.site.collisions import refuse_collisions
from builder.site.content import SiteContent
from builder.site.downloads import write_files
from builder.site.frame import FEWEST_CONTENTS, LISTED_LEVEL, TITLE_ID, Item
from builder.site.links import Places
from builder.site.look import look_of
from builder.site.navigation import OWN_PAGES
from builder.site.search import Entry, entry
from builder.site.whole import SEARCH_INDEX, Whole, index_files, with_help
from builder.site.written import EXTENSIONS, plain_text

MARK = "portal:"
"""In the provider's ``nav``: here stands the portal; in a link, before a ref: this record."""
_LINK = re.compile(rf'href="{MARK}([^"]*)"')
_THEME_FOLDER = "assets/"
_SERVER_ONLY = frozenset(["404.html", "sitemap.xml"])


class Host:
    """One build: the provider's configuration, and the portal that goes into its site."""

    def __init__(self, config: MkDocsConfig, content: SiteContent, mount: str) -> None:
        self._config = config
        path = config.config_file_path
        self._set = read_whole_config(Path(path)) if path else {}
        self._content = content
        self._mount = mount.strip("/")
        self._full, self._items = with_help(content)
        self._places = Places(self._full)
        self._made: Whole | None = None
        self._listed: list[StructureItem] = []
        self._own: dict[str, Entry] = {}

    @property
    def _is_guest(self) -> bool:
        """Whether the site is the provider's, and the portal has a folder in it."""
        return bool(self._mount)

    def dress(self) -> None:
        """Sets what a portal needs and the provider left unset; a host's site is left alone."""
        if self._is_guest:
            return
        config = self._config
        theme = self._set.get("theme")
        typed = theme if isinstance(theme, Mapping) else {}
        if "font" not in typed:
            # RATIONALE: a portal asks no other computer for anything.
            config.theme["font"] = False
        if "use_directory_urls" not in self._set:
            config.use_directory_urls = False
        if not config.site_url:
            # 404.html and the sitemap need a server.
            config.theme.static_templates.clear()
        config.site_name = self._content.name
        config.markdown_extensions.extend(
            each for each in EXTENSIONS if each not in config.markdown_extensions
        )

    def refuse_collisions(self, files: Files) -> None:
        """Refuses a file of the provider at an address of the portal.

        Raises:
            SettingsError: two files would have one address.
        """
        used = [each for each in files if not each.inclusion.is_excluded()]
        theirs = {each.dest_uri: each.src_uri for each in used if not _is_themes(each)}
        refuse_collisions({self._at(each.path) for each in self._full.pages}, theirs)

    def drop_unused(self, files: Files) -> None:
        """Takes out the theme's files where no page of the provider's own is shown in it."""
        pages = [each.page for each in files.documentation_pages()]
        if self._is_guest or any(each and self._is_themed(each) for each in pages):
            return
        for file in [*files]:
            if _is_themes(file) or file.dest_uri in _SERVER_ONLY:
                files.remove(file)

    def _is_themed(self, page: MkDocsPage) -> bool:
        """Whether the theme shows a page: a host's, or one with a template of the provider's."""
        return self._is_guest or bool(self._config.theme.custom_dir) or "template" in page.meta

    def list_portal(self, nav: Navigation) -> None:
        """Puts the portal's pages into the navigation, and makes the frame with all of it."""
        ours = [_section(each, self._mount) for each in self._items]
        listed: list[StructureItem] = (
            [Section(self._content.name, ours)] if self._is_guest else [*ours]
        )
        marked = [each for each in nav.items if isinstance(each, Link) and each.url == MARK]
        for mark in marked:
            at = nav.items.index(mark)
            nav.items[at : at + 1] = [Section(mark.title, ours)] if self._is_guest else listed
        own = [each for each in nav.items if each not in listed]
        if not marked:
            nav.items[:] = [*own, *listed] if self._is_guest else [*listed, *own]
        self._listed = [each for each in own if each not in marked]
        self._lead_links(nav.items)

    def _lead_links(self, items: list[StructureItem]) -> None:
        """Entries of the provider's ``nav`` that name a record lead to it."""
        for each in items:
            if isinstance(each, Section):
                self._lead_links(each.children)
            elif isinstance(each, Link) and each.url.startswith(MARK):
                each.url = self._at(self._places.of(each.url.removeprefix(MARK)) or FRONT_PAGE)

    def resolved(self, html: str, page: str) -> tuple[str, list[str]]:
        """A page's HTML with links to records, and the names that nothing has."""
        unknown: list[str] = []

        def lead(match: re.Match[str]) -> str:
            path = self._places.of(match[1])
            if path is None:
                unknown.append(match[1])
                return 'href="#"'
            return f'href="{relative(self._at(path), page)}"'

        return _LINK.sub(lead, html), unknown

    def framed(self, page: MkDocsPage) -> str | None:
        """A page of the provider's own in the portal's frame; ``None`` where its theme stands.

        A guest leaves the host's pages alone; so does a portal whose provider has templates.
        """
        self._own[page.file.dest_uri] = entry(
            page.url, str(page.title), plain_text(page.content or "")
        )
        if self._is_themed(page):
            return None
        path = page.file.dest_uri
        headings = tuple(_headings(page))
        listed = headings if len(headings) >= FEWEST_CONTENTS else ()
        content = self.whole.strip(path) + (page.content or "")
        top = next((each.id for each in page.toc.items), TITLE_ID)
        return self.whole.frame.around(path, str(page.title or ""), listed, content, top)

    @property
    def whole(self) -> Whole:
        """The portal in its frame; made when the provider's pages have their titles."""
        if self._made is None:
            site = posixpath.relpath(".", self._mount) if self._is_guest else "."
            look = look_of(self._set, self._content.name, site)
            items = (*self._items, *self._own_items())
            self._made = Whole(self._full, look, items, site)
        return self._made

    def _own_items(self) -> Iterator[Item]:
        if self._is_guest:
            return
        own = tuple(_item(each) for each in self._listed)
        if "nav" in self._set:
            yield from own
        elif own:
            yield Item(OWN_PAGES, "", own)

    def write(self, site: Path) -> None:
        """Writes the portal into the site, beside what mkdocs wrote there."""
        whole = self.whole
        root = site / self._mount
        write_files(root, ((page.path, (whole.html(page).encode(),)) for page in self._full.pages))
        write_files(root, ((path, (data,)) for path, data in whole.assets()))
        entries = [*whole.entries()]
        theirs = _their_index(site)
        entries = [{**each, "location": self._at(each["location"])} for each in entries]
        own = theirs["docs"] if theirs else [*self._own.values()]
        write_files(site, ((path, (data,)) for path, data in index_files((*entries, *own))))
        write_files(root, self._content.files)

    def _at(self, path: str) -> str:
        return posixpath.join(self._mount, path)


def _their_index(site: Path) -> dict[str, Any] | None:
    """The index that the search plugin wrote; ``None`` where it did not run."""
    path = site / SEARCH_INDEX
    if not path.is_file():
        return None
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return index


def _is_themes(file: File) -> bool:
    """Whether the theme brings the file along."""
    return file.dest_uri.startswith(_THEME_FOLDER) and "material" in (file.src_dir or "")


def _section(item: Item, mount: str) -> StructureItem:
    if item.children:
        return Section(item.title, [_section(each, mount) for each in item.children])
    return Link(item.title, posixpath.join(mount, item.href))


def _item(entry: StructureItem) -> Item:
    if isinstance(entry, Section):
        return Item(entry.title, "", tuple(_item(each) for each in entry.children))
    if isinstance(entry, MkDocsPage):
        return Item(str(entry.title), entry.file.dest_uri)
    return Item(str(entry.title), str(getattr(entry, "url", "")))


def _headings(page: MkDocsPage) -> Iterator[Heading]:
    def flat(entries: "list[AnchorLink]") -> Iterator[AnchorLink]:
        for each in entries:
            yield each
            yield from flat(each.children)

    for each in flat(page.toc.items):
        if each.level == LISTED_LEVEL:
            yield Heading(id=each.id, title=each.title)
