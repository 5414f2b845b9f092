"""A portal's site without mkdocs: the same frame, the same files."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from builder.pages.page import Page
from builder.pages.shelf import Held
from builder.settings import Settings, SettingsError, read_whole_config
from builder.site.collisions import refuse_collisions
from builder.site.content import SiteContent
from builder.site.downloads import write_files
from builder.site.links import Places
from builder.site.look import look_of
from builder.site.navigation import led, source, with_portal
from builder.site.own_docs import OwnDocs, own_docs
from builder.site.whole import Whole, index_files, with_help


def build_alone(content: SiteContent, site_dir: Path, settings: Settings | None) -> None:
    """Builds a site in ``site_dir``, which is emptied first.

    ``settings`` say where the provider's own pages and its look stand; ``None`` = there are none.

    Raises:
        SettingsError: ``mkdocs.yml`` cannot be read, or two files would have one address.
        OSError: the disk is full, or a file of the provider went away.
    """
    if settings and settings.mount:
        raise SettingsError(
            "A portal with a mount stands in a site that mkdocs makes. Install it (pip install "
            "mkdocs-material), or take mount out of mkdocs.yml."
        )
    config_file = settings.config_file if settings else None
    config = read_whole_config(config_file) if config_file else {}
    docs = own_docs(settings, config) if settings else OwnDocs()
    full, items = with_help(content)
    refuse_collisions(
        {each.path for each in full.pages},
        {each.path: source(each.path) for each in docs.pages},
    )
    places = Places(full)
    own = tuple(_led(each, places) for each in docs.pages)
    whole = Whole(
        replace(full, pages=(*full.pages, *own)),
        look_of(config, content.name),
        with_portal(led(docs.items, places), items),
    )
    shutil.rmtree(site_dir, ignore_errors=True)
    write_files(site_dir, _files(whole))
    write_files(site_dir, ((path, (file.read_bytes(),)) for path, file in docs.files))
    write_files(site_dir, content.files)


def _files(whole: Whole) -> Iterator[tuple[str, Iterable[bytes]]]:
    for page in whole.content.pages:
        yield page.path, (whole.html(page).encode(),)
    for path, data in (*whole.assets(), *index_files(whole.entries())):
        yield path, (data,)


def _led(page: Page, places: Places) -> Page:
    """A page of the provider's own, its links to records led there."""
    return replace(page, body=Held(places.resolved(page.html, page.path, source(page.path))))
