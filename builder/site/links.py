"""Where a link to ``portal:REF`` leads."""

import posixpath

from builder.portal.parts.addresses import slug
from builder.site.content import SiteContent


class Places:
    """Refs and names of pages, with the address of each."""

    def __init__(self, content: SiteContent) -> None:
        self._by_path = {each.path.removesuffix(".html"): each.path for each in content.pages}
        self._by_slug: dict[str, str] = {}
        for each in content.pages:
            name = posixpath.basename(each.path).removesuffix(".html")
            if each.is_record:
                self._by_slug.setdefault(name, each.path)

    def of(self, name: str) -> str | None:
        """The address of a record by its ref, or of a page by its own; ``None`` = unknown.

        An empty name is the first page.
        """
        if not name:
            return self._by_path.get("index")
        plain = name.removesuffix(".html")
        return self._by_path.get(plain) or self._by_slug.get(slug(name))
