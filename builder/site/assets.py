"""Style sheets, scripts, fonts and what the theme brings that a folder cannot use."""

from collections.abc import Iterator
from pathlib import Path

from builder.shipped import shipped_folder
from builder.site.content import SiteContent
from builder.site.stamp import STAMP_SHEET, stamp_sheet

FOLDER = "assets/portal"
WORKER_SCRIPT = "search-worker.js"
_ONE_SCRIPT = ("frame.js", "tables.js")
_COPIED = (
    "images/logo.svg",
    "scripts/first.js",
    "vendor/inter/inter.woff2",
    "vendor/inter/inter-LICENSE.txt",
    "vendor/iframe-worker/iframe-worker.js",
    "vendor/iframe-worker/iframe-worker-LICENSE.txt",
    "vendor/material/material-LICENSE.txt",
)
_SERVER_ONLY = frozenset(["404.html", "assets/images/favicon.png", "sitemap.xml"])


def portal_assets(content: SiteContent) -> Iterator[tuple[str, bytes]]:
    """(path in the site, bytes) of every asset of the portal."""
    templates = shipped_folder("site_templates")
    yield f"{FOLDER}/portal.css", _joined(sorted((templates / "styles").glob("*.css")))
    yield STAMP_SHEET, stamp_sheet(content).encode()
    yield f"{FOLDER}/portal.js", _joined(templates / "scripts" / name for name in _ONE_SCRIPT)
    for name in _COPIED:
        yield f"{FOLDER}/{name.rpartition('/')[2]}", (templates / name).read_bytes()


def worker_source() -> bytes:
    """Our search worker."""
    return (shipped_folder("site_templates") / "scripts" / WORKER_SCRIPT).read_bytes()


def is_useless(path: str, *, has_our_worker: bool) -> bool:
    """Whether a theme file does nothing in a folder: maps, lunr where our worker is, and so on."""
    is_lunr = has_our_worker and path.startswith("assets/javascripts/lunr/")
    return path.endswith(".map") or is_lunr or path in _SERVER_ONLY


def _joined(paths: "Iterator[Path] | list[Path]") -> bytes:
    return b"".join(path.read_bytes() for path in paths)
