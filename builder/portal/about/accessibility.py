"""The accessibility statement of a portal."""

from collections.abc import Iterator

from builder.field.pages import ACCESSIBILITY_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.record import section
from builder.portal.parts.views import ListBlock, PageView, Paragraph

KEYS = (
    ("Tab and Shift+Tab: to the next and the previous control.",),
    ("Enter on “Skip to content”: past the menus.",),
    ("Ctrl+K: to the search box. Escape: out of it.",),
    ("Enter on a column's title: sort by it; once more turns the order round.",),
)
WAYS = (
    ("Each state is said in words and by a shape, never by colour alone.",),
    ("Each chart has a description and its numbers in a table beneath it.",),
    ("Text can be enlarged to 400% without scrolling sideways.",),
    ("Without JavaScript every figure, row and link is there; only search and filters are not.",),
    ("On a phone the rows of a table become cards that name their columns.",),
    ("Printed pages carry the as-at moment, the build and page numbers.",),
    ("Dark colours follow the setting of the device, or the switch at the top.",),
)
LIMITS = (
    ("Evidence files that a page links to are the provider's own and may not be accessible.",),
    ("Wide tables scroll sideways inside their frame; the page itself does not.",),
)


def pages(context: PortalContext) -> Iterator[PageView]:
    """The accessibility statement."""
    yield page(context)


def page(context: PortalContext) -> PageView:
    """The accessibility statement."""
    return PageView(
        path=ACCESSIBILITY_PAGE,
        kind="about-accessibility",
        title="Accessibility",
        lead="This portal aims at WCAG 2.2, level AA.",
        blocks=(
            section("ways", "How it is made", ListBlock(items=WAYS)),
            section("keys", "With the keyboard", ListBlock(items=KEYS)),
            section("limits", "Known limits", ListBlock(items=LIMITS)),
            section(
                "help",
                "If something does not work for you",
                Paragraph(
                    content=(
                        f"Ask the registered manager or the governance coordinator of "
                        f"{context.provider_name} for the page in another form. Say which "
                        "page, and what you use to read it.",
                    )
                ),
            ),
        ),
    )
