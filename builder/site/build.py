"""Runs mkdocs on a portal from code, and writes a portal's pages for other generators."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from builder.progress import SILENT, Progress
from builder.settings import Settings
from builder.site.content import SiteContent, content_of
from builder.site.downloads import write_files
from builder.site.plugin import PortalPlugin

if TYPE_CHECKING:
    from builder.pipeline import Portal


def build_site(
    portal: "Portal", settings: Settings, site_dir: Path, progress: Progress = SILENT
) -> None:
    """Builds a portal's site in ``site_dir``, which is emptied first: pages, then downloads.

    Raises:
        ConfigurationError: ``mkdocs.yml`` cannot be used, or does not name the plugin.
    """
    content = content_of(portal, settings)
    with progress.stage("site") as stage:
        build_content(replace(content, files=()), site_dir, config_file=settings.config_file)
        stage.rows = len(content.pages)
    with progress.stage("export") as stage:
        stage.rows = write_files(site_dir, content.files)


def build_content(
    content: SiteContent, site_dir: Path, *, config_file: Path | None = None, splice: bool = True
) -> None:
    """Builds a site from finished pages.

    Args:
        content: pages, downloads and facts.
        site_dir: where the site goes; emptied first.
        config_file: the portal's ``mkdocs.yml``; ``None`` = a portal without one.
        splice: whether records are set into a shell; else each goes through the theme.

    Raises:
        ConfigurationError: ``config_file`` cannot be used, or does not name the plugin.
    """
    with TemporaryDirectory(prefix="portal-") as empty:
        config = _loaded(config_file, site_dir) if config_file else _made(Path(empty), site_dir)
        plugin = config.plugins.get("portal")
        if not isinstance(plugin, PortalPlugin):
            raise ConfigurationError("mkdocs.yml lacks the portal; add '- portal' under plugins.")
        plugin.given = content
        plugin.config.splice = splice
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()


def _loaded(config_file: Path, site_dir: Path) -> MkDocsConfig:
    return load_config(config_file=str(config_file), site_dir=str(site_dir))


def _made(docs_dir: Path, site_dir: Path) -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": "Portal",
            "docs_dir": str(docs_dir),
            "site_dir": str(site_dir),
            "theme": {"name": "material"},
            "plugins": ["portal"],
        }
    )
    errors, _ = config.validate()
    if errors:
        raise ConfigurationError("; ".join(f"{key}: {error}" for key, error in errors))
    return config


def emit_pages(portal: "Portal", folder: Path) -> None:
    """Writes each page as a plain HTML fragment, and ``pages.json`` with titles and headings."""
    listed = []
    for page in portal.pages:
        target = folder / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.html.encode())
        listed.append(
            {
                "path": page.path,
                "kind": page.kind,
                "title": page.title,
                "headings": [
                    {"id": each.id, "title": each.title, "level": each.level}
                    for each in page.headings
                ],
            }
        )
    text = json.dumps(listed, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (folder / "pages.json").write_bytes(text.encode())
