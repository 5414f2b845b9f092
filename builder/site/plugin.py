"""The ``portal`` plugin of mkdocs: its events, and nothing that judges or words.

Nothing of the site that it is a guest in is replaced: the portal's pages stand in a frame of their
own and are written after all others; what the provider left unset is set, and nothing else.
"""

from datetime import date, datetime
from pathlib import Path

from jinja2 import Environment
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from builder.settings import STALE_AFTER_HOURS, SUBMISSION_PORT, SettingsError, mount_of
from builder.site.content import SiteContent
from builder.site.host import Host

_AFTER_SEARCH = -50
_LAST = -200
"""After plugins that write the search index anew (i18n)."""


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
    mount = option.Type(str, default="")
    """Folder that the portal takes in a site of yours, such as ``governance``; empty = the portal
    is the site."""


class PortalPlugin(BasePlugin[PortalOptions]):
    """Turns a portal into an mkdocs site; judges the workbooks itself where none is given."""

    def __init__(self) -> None:
        self.given: SiteContent | None = None
        """The content handed over by ``portal build``; ``None`` where mkdocs runs alone."""
        self._host: Host

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads and judges where mkdocs runs alone, and sets what the provider left unset."""
        if config.theme.name != "material":
            raise PluginError(
                f"The portal knows the theme material, not {config.theme.name!r}. Write "
                "theme: material in mkdocs.yml, or keep the portal in a folder of its own: "
                "portal init FOLDER"
            )
        try:
            mount = mount_of(self.config.mount)
        except SettingsError as error:
            raise PluginError(str(error)) from error
        self._host = Host(config, self.given or self._judged(config), mount)
        self._host.dress()
        return config

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Builds again when a workbook changes."""
        workbooks = Path(config.config_file_path).parent / self.config.workbooks
        if workbooks.is_dir():
            server.watch(str(workbooks))
        return server

    @event_priority(_AFTER_SEARCH)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Takes out what the portal is made from, and refuses two files for one address."""
        for file in [*files]:
            if self._is_input(file, config):
                files.remove(file)
        try:
            self._host.refuse_collisions(files)
        except SettingsError as error:
            raise PluginError(str(error)) from error
        return files

    @event_priority(_AFTER_SEARCH)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Lists the portal's pages: where the provider's ``nav`` says ``portal:``, else last."""
        self._host.list_portal(nav)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Takes out what the theme brings along where nothing is shown in it."""
        self._host.drop_unused(files)
        return env

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Leads links to ``portal:REF`` to their records; an unknown one is a warning."""
        return self._host.resolved(html, page)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Sets the provider's own pages of a portal into its frame."""
        return self._host.framed(page) or output

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes the portal: pages, assets, search index, downloads."""
        try:
            self._host.write(Path(config.site_dir))
        except SettingsError as error:
            raise PluginError(str(error)) from error

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
