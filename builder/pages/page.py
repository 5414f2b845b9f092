"""A finished page, ready for any generator."""

from dataclasses import dataclass

from builder.pages.shelf import Body
from builder.portal.parts.views import SearchRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One entry of a page's table of contents."""

    id: str
    title: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's content, with what its surroundings need."""

    path: str
    """From the site's root: ``actions/oak-012.html``."""
    kind: str
    """Pages of one kind share a shell."""
    title: str
    body: Body
    headings: tuple[Heading, ...] = ()
    search: SearchRecord | None = None
    is_record: bool = False
    """Whether it is spliced into its kind's shell and stands outside the navigation."""

    @property
    def html(self) -> str:
        """HTML of the content, from its first heading on."""
        return self.body.text()
