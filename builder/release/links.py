"""Whether each link inside a built site leads somewhere."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

from builder.release.manifest import site_files

_TAG = re.compile(
    r"""<(?:!--.*?-->"""
    r"""|(?P<raw>script|style)\b(?P<own>(?:[^>"']++|"[^"]*"|'[^']*')*+)>.*?</(?P=raw)\s*>"""
    r"""|[a-z](?P<rest>(?:[^>"']++|"[^"]*"|'[^']*')*+)>)""",
    re.DOTALL | re.IGNORECASE,
)
"""A tag with its attributes; what stands in a script is no tag, nor is text, where < is escaped."""
_ATTRIBUTE = re.compile(r"""([^\s=>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LINKS = frozenset({"href", "src"})
_ANCHORS = frozenset({"id", "name"})
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.IGNORECASE)
PAGES_REMEMBERED = 500
"""Pages whose anchors are kept: lists are led to from everywhere, records from few places."""


class LinkCheck:
    """Knows which files and anchors a site has; a link seen once is not looked at again."""

    def __init__(self, site_dir: Path) -> None:
        self.site_dir = site_dir
        self._files = frozenset(site_files(site_dir))
        self._good: dict[str, set[str]] = defaultdict(set)
        self._anchors_of = lru_cache(maxsize=PAGES_REMEMBERED)(self._anchors)

    def broken(self, pages: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Words for each link that leads nowhere.

        Args:
            pages: (path from the site's root, HTML).
        """
        for path, html in pages:
            folder = posixpath.dirname(path)
            good = self._good[folder]
            for link in sorted(_links(html) - good):
                is_own = link.startswith("#")
                if is_own and f' id="{escape(link[1:])}"' in html:
                    continue
                if not self._leads_somewhere(path, folder, link):
                    yield f"{path}: {link}"
                elif not is_own:
                    good.add(link)

    def _leads_somewhere(self, path: str, folder: str, link: str) -> bool:
        address, _, fragment = link.partition("#")
        address = unquote(address.partition("?")[0])
        target = posixpath.normpath(posixpath.join(folder, address)) if address else path
        if target not in self._files:
            return False
        if not fragment or "=" in fragment or not target.endswith(".html"):
            return True
        return unquote(fragment) in self._anchors_of(target)

    def _anchors(self, target: str) -> frozenset[str]:
        text = (self.site_dir / target).read_text(encoding="utf-8")
        return frozenset(_found(_ANCHORS, text))


def _links(html: str) -> set[str]:
    """The links of a page that stay inside the site."""
    return {link for link in _found(_LINKS, html) if link and not _ELSEWHERE.match(link)}


def _found(names: frozenset[str], html: str) -> set[str]:
    """What attributes of these names are set to in a page's tags."""
    found = set()
    for tag in _TAG.finditer(html):
        attributes = tag["own"] or tag["rest"] or ""
        if any(f"{name}=" in attributes for name in names):
            for name, *values in _ATTRIBUTE.findall(attributes):
                if name in names:
                    found.add(unescape("".join(values)))
    return found
