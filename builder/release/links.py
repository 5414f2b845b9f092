"""Whether each link inside a built site leads somewhere."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

_LINK = re.compile(r"""\s(?:href|src)=(?:"([^"]*)"|([^\s"'>]+))""")
_ID = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|([^\s"'>]+))""")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.IGNORECASE)


class LinkCheck:
    """Knows which files and anchors a site has; a link seen once is not looked at again."""

    def __init__(self, site_dir: Path) -> None:
        self.site_dir = site_dir
        self._good: set[tuple[str, str]] = set()
        self._anchors: dict[str, frozenset[str]] = {}

    def broken(self, pages: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Words for each link that leads nowhere.

        Args:
            pages: (path from the site's root, HTML).
        """
        for path, html in pages:
            folder = posixpath.dirname(path)
            for match in _LINK.finditer(html):
                link = (match.group(1) or match.group(2) or "").replace("&amp;", "&")
                key = (path if link.startswith("#") else folder, link)
                if not link or key in self._good or _ELSEWHERE.match(link):
                    continue
                if self._leads_somewhere(path, folder, link):
                    self._good.add(key)
                else:
                    yield f"{path}: {link}"

    def _leads_somewhere(self, path: str, folder: str, link: str) -> bool:
        address, _, fragment = link.partition("#")
        address = unquote(address.partition("?")[0])
        target = posixpath.normpath(posixpath.join(folder, address)) if address else path
        if target.startswith(("..", "/")) or not (self.site_dir / target).is_file():
            return False
        if not fragment or "=" in fragment or not target.endswith(".html"):
            return True
        return unquote(fragment) in self._anchors_of(target)

    def _anchors_of(self, target: str) -> frozenset[str]:
        if target not in self._anchors:
            text = (self.site_dir / target).read_text(encoding="utf-8")
            found = (match.group(1) or match.group(2) for match in _ID.finditer(text))
            self._anchors[target] = frozenset(found)
        return self._anchors[target]
