"""Style sheets, scripts and fonts that each portal brings along."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.pages.filters import css_string
from builder.shipped import shipped_folder
from builder.site.content import SiteContent
from builder.site.frame import STAMP_SHEET
from builder.site.look import FOLDER, Look
from builder.site.stamp import stamp_sheet

_ONE_SCRIPT = ("frame.js", "tables.js")
_COPIED = (
    "images/logo.svg",
    "scripts/first.js",
    "scripts/search-worker.js",
    "vendor/inter/inter.woff2",
    "vendor/inter/inter-LICENSE.txt",
    "vendor/iframe-worker/iframe-worker.js",
    "vendor/iframe-worker/iframe-worker-LICENSE.txt",
    "vendor/material/material.css",
    "vendor/material/material.js",
    "vendor/material/material-LICENSE.txt",
)


def portal_assets(content: SiteContent, look: Look) -> Iterator[tuple[str, bytes]]:
    """(path in the site, bytes) of every asset of the portal."""
    templates = shipped_folder("site_templates")
    sheets = _joined(sorted((templates / "styles").glob("*.css")))
    yield f"{FOLDER}/portal.css", sheets + _own_font(look)
    yield STAMP_SHEET, stamp_sheet(content).encode()
    yield f"{FOLDER}/portal.js", _joined(templates / "scripts" / name for name in _ONE_SCRIPT)
    for name in _COPIED:
        yield f"{FOLDER}/{name.rpartition('/')[2]}", (templates / name).read_bytes()


def _own_font(look: Look) -> bytes:
    """The provider's typeface where the reader's machine has it; no other computer is asked."""
    if not look.font:
        return b""
    return f':root{{--md-text-font:{css_string(look.font)},"Inter"}}\n'.encode()


def _joined(paths: Iterable[Path]) -> bytes:
    return b"".join(path.read_bytes() for path in paths)
