"""What a provider keeps in its documents' folder, read where mkdocs is not there to do it."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from builder.pages.page import Page
from builder.settings import Settings
from builder.site.frame import Item
from builder.site.navigation import OWN_PAGES
from builder.site.written import written_page

_NEVER = (".*", "/templates/")
"""As mkdocs: hidden files and templates are no documents."""


@dataclass(frozen=True, slots=True)
class OwnDocs:
    """The provider's own pages, files and navigation."""

    pages: tuple[Page, ...] = ()
    files: tuple[tuple[str, Path], ...] = ()
    """(address, file) of pictures and whatever else is no page."""
    items: tuple[Item, ...] = ()


def own_docs(settings: Settings, config: Mapping[str, object]) -> OwnDocs:
    """The documents beside a portal's ``mkdocs.yml``; nothing where there is none."""
    folder = settings.root / str(config.get("docs_dir") or "docs")
    if settings.config_file is None or not folder.is_dir():
        return OwnDocs()
    excluded = GitIgnoreSpec.from_lines(
        (*_NEVER, *str(config.get("exclude_docs") or "").splitlines())
    )
    kept = (settings.workbooks, settings.ledger, settings.cache)
    pages, files = [], []
    for path in sorted(folder.rglob("*")):
        address = path.relative_to(folder).as_posix()
        if not path.is_file() or excluded.match_file(address):
            continue
        if any(path.resolve().is_relative_to(each.resolve()) for each in kept):
            continue
        if path.suffix == ".md":
            pages.append(written_page(address, path.read_text(encoding="utf-8-sig")))
        else:
            files.append((address, path))
    return OwnDocs(tuple(pages), tuple(files), tuple(_items(config.get("nav"), pages)))


def _items(nav: object, pages: Sequence[Page]) -> Iterator[Item]:
    """The provider's navigation; without one, its pages under one entry."""
    listed = [Item(each.title, each.path) for each in pages]
    if isinstance(nav, list):
        yield from _typed(nav, {each.path: each.title for each in pages})
    elif listed:
        yield Item(OWN_PAGES, "", tuple(listed))


def _typed(nav: Sequence[object], titles: Mapping[str, str]) -> Iterator[Item]:
    for entry in nav:
        pairs = entry.items() if isinstance(entry, Mapping) else [("", entry)]
        for title, leads in pairs:
            if isinstance(leads, list):
                yield Item(str(title), "", tuple(_typed(leads, titles)))
            elif isinstance(leads, str):
                is_page = leads.endswith(".md")
                path = posixpath.normpath(leads.removesuffix(".md") + ".html") if is_page else leads
                yield Item(str(title) or titles.get(path, path), path)
