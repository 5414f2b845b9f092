"""What a site is made of: finished pages, downloads, and the facts that stand on every page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from builder.pages.page import Page
from builder.portal.navigation import NAVIGATION, NavigationGroup
from builder.portal.parts.words import counted
from builder.settings import Settings

if TYPE_CHECKING:
    from builder.pipeline import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContent:
    """Everything that goes into a site besides the readers' help."""

    pages: tuple[Page, ...]
    files: Iterable[tuple[str, Iterable[bytes]]] = ()
    """Downloads: (path from the site's root, bytes in pieces); gone through once, in order."""
    name: str
    as_at: datetime
    build_id: str
    source: str = ""
    """What the build was made from, in words: "3 workbooks"."""
    stale_after_hours: int | None = None
    """Age at which each page says that it is old; ``None`` = never."""
    navigation: tuple[NavigationGroup, ...] = NAVIGATION

    @property
    def paths(self) -> frozenset[str]:
        """Addresses of its pages."""
        return frozenset(page.path for page in self.pages)


def content_of(portal: "Portal", settings: Settings) -> SiteContent:
    """A portal as the content of a site."""
    context = portal.context
    return SiteContent(
        pages=portal.pages,
        files=portal.downloads(),
        name=context.provider_name,
        as_at=context.assessment.as_at,
        build_id=context.build_id,
        source=counted(len(context.assessment.inputs), "workbook"),
        # RATIONALE: a snapshot, and a portal fixed at a moment, are meant to stay as they are.
        stale_after_hours=None
        if context.is_snapshot or settings.as_at
        else settings.stale_after_hours,
    )
