"""Links of a provider's own pages to records: ``portal:REF``."""

import logging
import posixpath
import re

from builder.pages.filters import relative
from builder.portal.parts.addresses import slug
from builder.site.content import SiteContent

MARK = "portal:"
"""In a link, before a ref: this record; alone in the provider's ``nav``: here stands the portal."""
_LINK = re.compile(rf'href="{MARK}([^"]*)"')
log = logging.getLogger("mkdocs.plugins.portal")
"""A warning there stops a strict build of mkdocs."""


class Places:
    """Refs and names of pages, with the address of each from the root of the whole site."""

    def __init__(self, content: SiteContent, mount: str = "") -> None:
        """``mount`` is the portal's folder in the site; empty = it is the site."""
        self._mount = mount
        self._by_path = {each.path.removesuffix(".html"): each.path for each in content.pages}
        self._by_slug: dict[str, str] = {}
        for each in content.pages:
            name = posixpath.basename(each.path).removesuffix(".html")
            if each.is_record:
                self._by_slug.setdefault(name, each.path)

    def at(self, path: str) -> str:
        """A page of the portal, from the root of the whole site."""
        return posixpath.join(self._mount, path)

    def led(self, href: str, where: str) -> str:
        """Where a link ``portal:REF`` leads, or ``portal:`` and the address of a page.

        What nothing has is told as a warning, and leads to the first page.

        Args:
            href: as typed, ``portal:`` included.
            where: file that it stands in, for the words of the warning.
        """
        name = href.removeprefix(MARK)
        path = self._by_path.get(name.removesuffix(".html")) or self._by_slug.get(slug(name))
        if path is None and name:
            log.warning(
                "%s links to %s, which is no record and no page of this portal. Correct the link, "
                "or take it out.",
                where,
                href,
            )
        return self.at(path or "index.html")

    def resolved(self, html: str, page: str, where: str) -> str:
        """A page's HTML, its links to records led there.

        Args:
            html: of a page of the provider's own.
            page: its address from the root of the whole site.
            where: its source, for the words of a warning.
        """
        return _LINK.sub(
            lambda found: f'href="{relative(self.led(MARK + found[1], where), page)}"', html
        )
