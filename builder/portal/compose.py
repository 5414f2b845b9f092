"""Composes every page of a portal: one line a page kind, nothing registers itself."""

from collections.abc import Callable, Iterable

from builder.portal.context import PortalContext
from builder.portal.parts import PageView

PAGE_KINDS: tuple[Callable[[PortalContext], Iterable[PageView]], ...] = ()
"""In the order of the navigation; each gives its pages in the order of their addresses."""


def compose(context: PortalContext) -> tuple[PageView, ...]:
    """Every page of the portal, as values."""
    return tuple(page for pages in PAGE_KINDS for page in pages(context))
