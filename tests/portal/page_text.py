"""What a page says, and where it links to, for tests."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from builder.portal.parts.views import Anchor, PageView, Section, Tone

_UNSEEN = frozenset({"svg", "sparkline_svg", "href", "id", "path", "kind", "sort", "filter"})


def parts(value: Any, unseen: frozenset[str] = frozenset()) -> Iterator[Any]:
    """A page's parts and texts, outermost first, in order."""
    yield value
    if isinstance(value, tuple):
        for each in value:
            yield from parts(each, unseen)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in unseen:
                yield from parts(getattr(value, field.name), unseen)


def text(value: Any) -> str:
    """Everything that a page or a block says."""
    seen = parts(value, _UNSEEN)
    return " ".join(each for each in seen if isinstance(each, str) and not isinstance(each, Tone))


def anchors(value: Any) -> Iterator[Anchor]:
    """Every link of a page."""
    return (each for each in parts(value) if isinstance(each, Anchor))


def ids(value: Any) -> Iterator[str]:
    """Every anchor and table id of a page."""
    return (each.id for each in parts(value) if getattr(each, "id", ""))


def section(page: PageView, id: str) -> Section:
    """A section of a page by its anchor."""
    return next(each for each in page.blocks if isinstance(each, Section) and each.id == id)
