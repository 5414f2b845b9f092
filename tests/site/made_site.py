"""Made-up content of a site."""

from datetime import UTC, datetime
from functools import cache

from builder.pages.page import Page
from builder.pages.render import render_pages
from builder.pages.shelf import Held
from builder.site.content import SiteContent
from tests.pages import made_up_portal

AS_AT = datetime(2026, 11, 20, 17, 20, tzinfo=UTC)


@cache
def pages(actions: int = 9) -> tuple[Page, ...]:
    """The made-up portal's pages."""
    return tuple(render_pages(made_up_portal.views(actions)))


def page(path: str, title: str = "A page") -> Page:
    """A finished page with nothing on it."""
    return Page(path=path, kind="k", title=title, body=Held("<h1>x</h1>"), is_record=True)


def content(actions: int = 9, *, stale_after_hours: int | None = None) -> SiteContent:
    """The made-up portal."""
    return SiteContent(
        pages=pages(actions),
        files=(("data/actions.csv", (b"Ref", b"\r\n")), ("data/actions.xlsx", (b"PK",))),
        name='Fernleigh "Care" & Co',
        as_at=AS_AT,
        build_id="2026-11-20.0123456789ab",
        source="3 workbooks",
        stale_after_hours=stale_after_hours,
    )
