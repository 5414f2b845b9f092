"""The mkdocs site that a portal is, or is a guest in."""

import json
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink

from builder.pages.page import Heading
from builder.settings import read_whole_config
from builder.site.collisions import refuse_collisions
from builder.site.content import SiteContent
from builder.site.downloads import write_files
from builder.site.frame import FEWEST_CONTENTS, LISTED_LEVEL, TITLE_ID, Item
from builder.site.links import MARK, Places
from builder.site.look import look_of
from builder.site.navigation import OWN_PAGES, with_portal
from builder.site.search import Entry, entry
from builder.site.whole import SEARCH_INDEX, Whole, index_files, with_help
from builder.site.written import EXTENSIONS, plain_text

_SERVER_ONLY = frozenset(["404.html", "sitemap.xml"])


class Host:
    """One build: the provider's configuration, and the portal that goes into its site."""

    def __init__(self, config: MkDocsConfig, content: SiteContent, mount: str) -> None:
        self._config = config
        path = config.config_file_path
        self._set = read_whole_config(Path(path)) if path else {}
        self._content = content
        self._mount = mount
        self._full, self._items = with_help(content)
        self._places = Places(self._full, self._mount)
        self._made: Whole | None = None
        self._theirs: list[StructureItem] = []
        """The provider's own navigation, before the portal stood in it."""
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
        theirs = {each.dest_uri: each.src_uri for each in used if not self._is_of_theme(each)}
        refuse_collisions({self._places.at(each.path) for each in self._full.pages}, theirs)

    def drop_unused(self, files: Files) -> None:
        """Takes out the theme's files where no page of the provider's own is shown in it."""
        if self._is_guest:
            return
        pages = [each.page for each in files.documentation_pages()]
        is_used = any(each and self._is_themed(each) for each in pages)
        for file in [*files]:
            is_for_server = file.dest_uri in _SERVER_ONLY and not self._config.site_url
            if self._is_of_theme(file) and (is_for_server or not is_used):
                files.remove(file)

    def _is_of_theme(self, file: File) -> bool:
        """Whether the theme brings the file along, and not a folder of the provider's."""
        theme = self._config.theme
        return file.src_dir in theme.dirs and file.src_dir != theme.custom_dir

    def _is_themed(self, page: MkDocsPage) -> bool:
        """Whether the theme shows a page: a host's, or one with a template of the provider's."""
        return self._is_guest or bool(self._config.theme.custom_dir) or "template" in page.meta

    def list_portal(self, nav: Navigation) -> None:
        """Puts the portal's pages into the navigation, where the provider's says so or last."""
        self._theirs = [*nav.items]
        ours = [_section(each, self._places) for each in self._items]
        marked = [each for each in nav.items if isinstance(each, Link) and each.url == MARK]
        if not marked:
            listed = [Section(self._content.name, ours)] if self._is_guest else ours
            nav.items[:] = [*nav.items, *listed] if self._is_guest else [*listed, *nav.items]
        for mark in marked:
            at = nav.items.index(mark)
            nav.items[at : at + 1] = [Section(mark.title, ours)] if self._is_guest else ours
        self._lead_links(nav.items)

    def _lead_links(self, items: list[StructureItem]) -> None:
        """Entries of the provider's ``nav`` that name a record lead to it."""
        for each in items:
            if isinstance(each, Section):
                self._lead_links(each.children)
            elif isinstance(each, Link) and each.url.startswith(MARK):
                each.url = self._places.led(each.url, "nav")

    def resolved(self, html: str, page: MkDocsPage) -> str:
        """The HTML of a page of the provider's own, its links to records led there."""
        return self._places.resolved(html, page.file.dest_uri, page.file.src_uri)

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
            items = self._items if self._is_guest else with_portal(self._own_items(), self._items)
            self._made = Whole(self._full, look, items, site)
        return self._made

    def _own_items(self) -> tuple[Item, ...]:
        own = tuple(_item(each) for each in self._theirs)
        return own if "nav" in self._set or not own else (Item(OWN_PAGES, "", own),)

    def write(self, site: Path) -> None:
        """Writes the portal into the site, beside what mkdocs wrote there."""
        whole = self.whole
        root = site / self._mount
        write_files(root, ((page.path, (whole.html(page).encode(),)) for page in self._full.pages))
        write_files(root, ((path, (data,)) for path, data in whole.assets()))
        ours = [{**each, "location": self._places.at(each["location"])} for each in whole.entries()]
        theirs = _their_index(site)
        own = theirs["docs"] if theirs else [*self._own.values()]
        index = index_files((*ours, *own), theirs and theirs["config"])
        write_files(site, ((path, (data,)) for path, data in index), may_replace=True)
        write_files(root, self._content.files)


def _their_index(site: Path) -> dict[str, Any] | None:
    """The index that the search plugin wrote; ``None`` where it did not run."""
    path = site / SEARCH_INDEX
    if not path.is_file():
        return None
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return index


def _section(item: Item, places: Places) -> StructureItem:
    if item.children:
        return Section(item.title, [_section(each, places) for each in item.children])
    return Link(item.title, places.at(item.href))


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
