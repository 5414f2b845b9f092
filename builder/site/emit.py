"""A portal as a project for another generator: Markdown files, assets, navigation."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from builder.pages.page import Page
from builder.site.content import SiteContent
from builder.site.downloads import write_files
from builder.site.frame import STAMP_SHEET
from builder.site.look import FOLDER, Look
from builder.site.navigation import nav_of, source
from builder.site.whole import Whole, index_files, with_help

PROJECT = "mkdocs.yml"
MADE = "# Made by portal build --emit; the next one writes it anew."
_DOCS = "docs"


def emit_project(content: SiteContent, folder: Path) -> None:
    """Writes a whole project that Zensical, or another reader of ``mkdocs.yml``, builds.

    Each page is a Markdown file of one block of HTML with the strip at its head; title and
    description stand in its front matter. Files of an earlier project there are written over.
    """
    full, items = with_help(content)
    whole = Whole(full, Look(name=content.name), items)
    texts: list[tuple[str, Iterable[bytes]]] = [
        (source(page.path), (_page_text(page, whole).encode(),)) for page in full.pages
    ]
    assets = ((path, (data,)) for path, data in (*whole.assets(), *index_files(whole.entries())))
    for files in (texts, assets, content.files):
        write_files(folder / _DOCS, files, may_replace=True)
    config = yaml.safe_dump(
        _config(content.name, nav_of(items)), sort_keys=False, allow_unicode=True
    )
    write_files(folder, [(PROJECT, (f"{MADE}\n{config}".encode(),))], may_replace=True)


def _page_text(page: Page, whole: Whole) -> str:
    facts = {"title": page.title}
    if page.search is not None:
        facts["description"] = page.search.text
    # JSON is YAML, and stays on one line whatever a title holds.
    front = "\n".join(f"{name}: {json.dumps(text)}" for name, text in facts.items())
    body = "\n".join(line for line in page.html.splitlines() if line.strip())
    return f"---\n{front}\n---\n<div>\n{whole.strip(page.path)}{body}\n</div>\n"


def _config(name: str, nav: list[dict[str, Any]]) -> dict[str, Any]:
    colours = {"primary": "custom", "accent": "custom"}
    toggles = (
        ("(prefers-color-scheme)", "default", "brightness-auto", "Switch to light"),
        ("(prefers-color-scheme: light)", "default", "brightness-7", "Switch to dark"),
        ("(prefers-color-scheme: dark)", "slate", "brightness-4", "Same as device"),
    )
    palette = [
        {
            "media": media,
            "scheme": scheme,
            **colours,
            "toggle": {"icon": f"material/{icon}", "name": words},
        }
        for media, scheme, icon, words in toggles
    ]
    return {
        "site_name": name,
        "use_directory_urls": False,
        "theme": {
            "name": "material",
            "variant": "classic",
            "font": False,
            "features": ["navigation.tabs"],
            "logo": f"{FOLDER}/logo.svg",
            "favicon": f"{FOLDER}/logo.svg",
            "palette": palette,
        },
        "extra_css": [f"{FOLDER}/portal.css", STAMP_SHEET],
        "extra_javascript": [f"{FOLDER}/portal.js"],
        "plugins": ["search"],
        "nav": nav,
    }
