"""A portal's site in a folder."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from builder.progress import SILENT, Progress
from builder.settings import Settings
from builder.site.content import SiteContent, content_of
from builder.site.downloads import write_files
from builder.site.standalone import build_alone

if TYPE_CHECKING:
    from builder.pipeline import Portal

ENGINE = ("mkdocs", "material")
"""What makes a provider's own pages where it is installed."""


def build_site(
    portal: "Portal", settings: Settings, site_dir: Path, progress: Progress = SILENT
) -> None:
    """Builds a portal's site in ``site_dir``, which is emptied first: pages, then downloads.

    Where mkdocs and Material are installed and the portal has a ``mkdocs.yml``, they make the
    provider's own pages with all that is set there; else the portal does it by itself.

    Raises:
        SettingsError: ``mkdocs.yml`` cannot be used, or two files would have one address.
    """
    content = content_of(portal, settings)
    with progress.stage("site") as stage:
        build_content(replace(content, files=()), site_dir, settings)
        stage.rows = len(content.pages)
    with progress.stage("export") as stage:
        stage.rows = write_files(site_dir / settings.mount, content.files)


def build_content(content: SiteContent, site_dir: Path, settings: Settings | None = None) -> None:
    """Builds a site from finished pages in ``site_dir``, which is emptied first.

    Args:
        content: pages, downloads and facts.
        site_dir: where the site goes.
        settings: the portal's; ``None`` = one without a ``mkdocs.yml`` and pages of its own.

    Raises:
        SettingsError: ``mkdocs.yml`` cannot be used, or two files would have one address.
    """
    if settings and settings.config_file and all(map(find_spec, ENGINE)):
        from builder.site.by_mkdocs import build_by_mkdocs

        build_by_mkdocs(content, site_dir, settings.config_file)
    else:
        build_alone(content, site_dir, settings)
