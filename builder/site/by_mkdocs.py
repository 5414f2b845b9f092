"""Runs mkdocs on a portal from code."""

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from builder.settings import SettingsError
from builder.site.content import SiteContent
from builder.site.plugin import PortalPlugin


def build_by_mkdocs(content: SiteContent, site_dir: Path, config_file: Path) -> None:
    """Builds a site from finished pages, in ``site_dir``, which is emptied first.

    Raises:
        SettingsError: ``config_file`` cannot be used or does not name the plugin, or mkdocs gave
            up; it has said why.
    """
    try:
        config = load_config(config_file=str(config_file), site_dir=str(site_dir))
        plugin = config.plugins.get("portal")
        if not isinstance(plugin, PortalPlugin):
            raise SettingsError("mkdocs.yml lacks the portal; add '- portal' under plugins.")
        plugin.given = content
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except Abort as error:
        raise SettingsError(
            "mkdocs gave up; the lines above say why. Mend it, then build."
        ) from error
    except ConfigurationError as error:
        raise SettingsError(str(error)) from error
