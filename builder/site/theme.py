"""The settings of mkdocs and its theme that every portal shares; a portal needs none of its own."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from builder.shipped import shipped_folder
from builder.site.assets import FOLDER
from builder.site.content import SiteContent
from builder.site.stamp import STAMP_SHEET

_EXTENSIONS = ("admonition", "attr_list", "def_list", "md_in_html", "tables", "toc")


def _palette(media: str, scheme: str, icon: str, name: str) -> dict[str, Any]:
    return {
        "media": media,
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": icon, "name": name},
    }


PALETTE = (
    _palette(
        "(prefers-color-scheme)",
        "default",
        "material/brightness-auto",
        "Colours: same as device. Switch to light",
    ),
    _palette(
        "(prefers-color-scheme: light)",
        "default",
        "material/brightness-7",
        "Colours: light. Switch to dark",
    ),
    _palette(
        "(prefers-color-scheme: dark)",
        "slate",
        "material/brightness-4",
        "Colours: dark. Switch to same as device",
    ),
)
"""RATIONALE: without JavaScript the first entry styles the page, so each one is complete."""


def dress(config: MkDocsConfig, content: SiteContent) -> None:
    """Gives the theme its templates, colours and features, and every page its facts."""
    theme: Any = config.theme
    own = 1 if theme.custom_dir else 0
    theme.dirs.insert(own, str(shipped_folder("site_templates") / "theme"))
    theme["language"] = "en"
    theme["font"] = False
    theme["palette"] = [dict(each) for each in PALETTE]
    theme["features"] = ["navigation.tabs"]
    theme["logo"] = theme["favicon"] = f"{FOLDER}/logo.svg"
    # 404.html and the sitemap need a server.
    theme.static_templates.clear()
    config.use_directory_urls = False
    config.site_url = ""
    config.site_name = content.name
    config.copyright = "Read-only: correct data in Excel, not here."
    _add_scripts(config)
    config.extra["generator"] = False
    config.markdown_extensions.extend(
        name for name in _EXTENSIONS if name not in config.markdown_extensions
    )


def _add_scripts(config: MkDocsConfig) -> None:
    config.extra_css = [f"{FOLDER}/portal.css", STAMP_SHEET, *config.extra_css]
    config.extra_javascript = [f"{FOLDER}/portal.js", *config.extra_javascript]
    # RATIONALE: browsers refuse workers by file://; this makes one of a frame.
    config.extra["polyfills"] = [f"{FOLDER}/iframe-worker.js"]
