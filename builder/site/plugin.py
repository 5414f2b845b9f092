"""The ``portal`` plugin of mkdocs: its events, and nothing that judges or words."""

import logging
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from builder.pages.page import Page
from builder.settings import STALE_AFTER_HOURS, SUBMISSION_PORT, SettingsError
from builder.shipped import shipped_folder
from builder.site.assets import is_useless, portal_assets, worker_source
from builder.site.content import SiteContent
from builder.site.downloads import write_files
from builder.site.navigation import navigation_config, section_of
from builder.site.ready import ReadyPage, ready_file
from builder.site.search import help_entry, is_expected_worker, page_entry, search_index
from builder.site.shell import Shell, ShellKey, blank, first_of_each, shell_key
from builder.site.theme import dress

log = logging.getLogger("mkdocs.plugins.portal")
_WORKERS = "assets/javascripts/workers/"
_AFTER_SEARCH = -50


class PublishOptions(Config):
    """Options under ``publish``."""

    to = option.Optional(option.Type(str))
    """Folder that ``portal publish`` and ``portal nightly`` write to."""


class LetterOptions(Config):
    """Options under ``letters``."""

    sender = option.Type(str, default="")
    """E-mail address that letters come from; a mail server needs it."""
    smtp_host = option.Type(str, default="")
    """Mail server of `portal letters --smtp`."""
    smtp_port = option.Type(int, default=SUBMISSION_PORT)
    """Port of the mail server."""
    smtp_starttls = option.Type(bool, default=True)
    """Whether the connection is encrypted by STARTTLS, with a certificate that is trusted."""
    smtp_user = option.Type(str, default="")
    """Name that the mail server asks for; the password stands in PORTAL_SMTP_PASSWORD alone."""


class PortalOptions(Config):
    """Options of the plugin in ``mkdocs.yml``; paths are relative to that file."""

    workbooks = option.Type(str, default="workbooks")
    """Folder of the Excel workbooks, with ``mapping.yml`` and ``policy.yml`` where kept."""
    ledger = option.Type(str, default="ledger")
    """Folder of the history."""
    cache = option.Type(str, default=".cache")
    """Folder of readings that need not be made again; may be deleted."""
    as_at = option.Optional(option.Type((str, date, datetime)))
    """Fixed moment of the portal; without it, now."""
    audience = option.Type(str, default="staff")
    """Who the portal is for: an audience of the policy."""
    services = option.ListOfItems(option.Type(str), default=[])
    """Service IDs that a commissioner's portal shows; empty = all."""
    publish = option.SubConfig(PublishOptions)
    """Where releases go."""
    stale_after_hours = option.Type(int, default=STALE_AFTER_HOURS)
    """Age in hours at which each page says that it is old."""
    copy_evidence = option.Type(bool, default=False)
    """Whether evidence files are copied into a snapshot."""
    address = option.Optional(option.Type(str))
    """Where readers open the site, such as https://portal.example.org/; letters link to it.
    Without it, `site_url` of mkdocs."""
    letters = option.SubConfig(LetterOptions)
    """Letters by e-mail."""
    site_dir = option.Optional(option.Type(str))
    """Where ``portal build`` puts the site; without it, mkdocs's own ``site_dir``."""
    splice = option.Type(bool, default=True)
    """Whether records are set into a shell; ``false`` sends each through the theme, slowly."""


class PortalPlugin(BasePlugin[PortalOptions]):
    """Turns a portal into an mkdocs site; judges the workbooks itself where none is given."""

    def __init__(self) -> None:
        self.given: SiteContent | None = None
        """The content handed over by ``portal build``; ``None`` where mkdocs runs alone."""
        self._content: SiteContent
        self._shells: dict[ShellKey, Shell]
        self._first: dict[str, Page]
        self._entries: list[dict[str, str]]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads and judges where mkdocs runs alone, and dresses the theme."""
        self._content = self.given or self._judged(config)
        self._shells = {}
        self._first = {}
        self._entries = []
        dress(config, self._content)
        return config

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Builds again when a workbook changes."""
        workbooks = Path(config.config_file_path).parent / self.config.workbooks
        if workbooks.is_dir():
            server.watch(str(workbooks))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds pages, help, assets and downloads; takes out what a folder cannot use."""
        has_our_worker = self._replace_worker(files, config)
        for file in [*files]:
            is_own = self._is_input(file, config)
            if is_own or is_useless(file.dest_uri, has_our_worker=has_our_worker):
                files.remove(file)
        own = [each.src_uri for each in files.documentation_pages() if _is_listed(each)]
        help_sources = [*self._add_help(files, config)]
        config.nav = navigation_config(
            self._content.navigation, self._content.paths, help_sources, sorted(own)
        )
        self._add_pages(files, config)
        for path, data in portal_assets(self._content):
            files.append(_generated(config, path, data))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Puts each page that no tab lists under the tab of its folder."""
        for file in files.documentation_pages():
            page = file.page
            if isinstance(page, ReadyPage) and page.parent is None:
                page.parent = section_of(page.given.path, nav)  # type: ignore[assignment]  # mkdocs types it as a section only
        return nav

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Indexes what is Markdown; finished pages bring their own entry."""
        if not isinstance(page, ReadyPage):
            self._entries.append(help_entry(page.url, str(page.title), html))
        return html

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keeps the surroundings of a kind of record and sets its first record in."""
        record = self._first.get(page.file.dest_uri)
        if record is None:
            return output
        shell = self._shells[shell_key(record)] = Shell.cut(output)
        return shell.filled(record)

    @event_priority(_AFTER_SEARCH)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes every other record, the search index and the downloads."""
        site = Path(config.site_dir)
        for page in self._content.pages:
            if page.is_record and page.path not in self._first and self._shells:
                target = site / page.path
                target.write_bytes(self._shells[shell_key(page)].filled(page).encode())
        found = [each for each in map(page_entry, self._content.pages) if each is not None]
        index = search_index((*found, *self._entries))
        folder = site / "search"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "search_index.json").write_bytes(index.encode())
        # A page opened by file:// may not fetch, but may run a script.
        (folder / "search_index.js").write_bytes(f"var __index = {index}".encode())
        write_files(site, self._content.files)

    def _is_input(self, file: File, config: MkDocsConfig) -> bool:
        """Whether a file of the documents' folder is what the portal is made from or keeps."""
        if file.abs_src_path is None or not config.config_file_path:
            return False
        root, source = Path(config.config_file_path).parent, Path(file.abs_src_path).resolve()
        names = (self.config.workbooks, self.config.ledger, self.config.cache)
        return any(source.is_relative_to((root / name).resolve()) for name in names)

    def _judged(self, config: MkDocsConfig) -> SiteContent:
        from builder.site.alone import judged_content

        try:
            return judged_content(Path(config.config_file_path))
        except SettingsError as error:
            raise PluginError(str(error)) from error

    def _add_pages(self, files: Files, config: MkDocsConfig) -> None:
        listed = {page.href for group in self._content.navigation for page in group.pages}
        records = [page for page in self._content.pages if page.is_record]
        if self.config.splice:
            self._first = {page.path: page for page in first_of_each(records)}
            records = [blank(page) for page in self._first.values()]
        rest = (page for page in self._content.pages if not page.is_record)
        for page in (*rest, *records):
            _put(files, ready_file(page, config, in_navigation=page.path in listed))

    def _add_help(self, files: Files, config: MkDocsConfig) -> list[str]:
        if not any(group.holds_help for group in self._content.navigation):
            return []
        added = []
        for path in sorted(shipped_folder("help").glob("*.md"), key=_index_first):
            source = f"help/{path.name}"
            added.append(source)
            _put(files, _generated(config, source, path.read_bytes()))
        return added

    def _replace_worker(self, files: Files, config: MkDocsConfig) -> bool:
        for file in [*files]:
            if file.src_uri.startswith(_WORKERS) and file.src_uri.endswith(".js"):
                if is_expected_worker(file.src_uri, file.content_string):
                    _put(files, _generated(config, file.src_uri, worker_source()))
                    return True
                log.info("The theme's search worker is new to the portal; it is kept as it is.")
        return False


def _is_listed(file: File) -> bool:
    return not file.inclusion.is_excluded() and file.generated_by is None


def _index_first(path: Path) -> tuple[bool, str]:
    return path.name != "index.md", path.name


def _generated(config: MkDocsConfig, path: str, data: bytes) -> File:
    return File.generated(config, path, content=data, inclusion=InclusionLevel.INCLUDED)


def _put(files: Files, file: File) -> None:
    standing = files.get_file_from_path(file.src_uri)
    if standing is not None:
        files.remove(standing)
    files.append(file)
