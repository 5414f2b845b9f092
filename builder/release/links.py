"""Whether each link inside a built site leads somewhere."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from builder.release.manifest import site_files


# RATIONALE: a pattern that starts with its letters is looked for five times faster; what stands
# before them is looked at afterwards.
def _values(name: str) -> re.Pattern[str]:
    """What an attribute is set to, in quotes or bare."""
    return re.compile(rf"""{name}=(?<=\s{name}=)(?:"([^"]*)"|([^\s"'>]+))""")


_LINKS = (_values("href"), _values("src"))
_ANCHORS = (_values("id"), _values("name"))
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
                if is_own and f' id="{link[1:]}"' in html:
                    continue
                if not self._leads_somewhere(path, folder, link):
                    yield f"{path}: {link}"
                elif not is_own:
                    good.add(link)

    def _leads_somewhere(self, path: str, folder: str, link: str) -> bool:
        address, _, fragment = link.replace("&amp;", "&").partition("#")
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


def _found(patterns: Iterable[re.Pattern[str]], html: str) -> set[str]:
    return {quoted or bare for pattern in patterns for quoted, bare in pattern.findall(html)}
