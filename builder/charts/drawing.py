"""A finished drawing, and the marks that drawings are made of: SVG text, no plotting library.

Colours come from classes of the style sheet, so that a drawing follows dark mode and print.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from html import escape

Number = int | float | Fraction | Decimal

LABEL_GAP = 15.0
"""Least distance of two labels' lines, in drawing units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart as SVG, with what it says in words and its numbers for the table beneath."""

    title: str
    svg: str
    """Three widths of one drawing; the style sheet shows the one that fits."""
    judgement: str
    heading: tuple[str, ...]
    """Titles of the columns of ``rows``."""
    rows: tuple[tuple[str, ...], ...]
    """The numbers, as shown."""
    legend: tuple[tuple[str, str], ...] = ()
    """(mark classes, words)."""


@dataclass(frozen=True, slots=True)
class Size:
    """One width of a drawing, in drawing units."""

    name: str
    """``wide``, ``mid`` or ``narrow``; a class of the style sheet."""
    width: int
    height: int

    @property
    def is_narrow(self) -> bool:
        """Whether labels must be short."""
        return self.name == "narrow"


def sizes(wide: int, mid: int, narrow: int) -> tuple[Size, Size, Size]:
    """The three widths that every drawing is made in, with a height each."""
    return (Size("wide", 860, wide), Size("mid", 560, mid), Size("narrow", 330, narrow))


def responsive(
    id: str, title: str, description: str, drawn: Sequence[Size], draw: Callable[[Size], str]
) -> str:
    """One SVG a size, each with its own title and description for those who do not see it.

    Args:
        id: unique on the page; part of every id inside.
        title: the chart's name.
        description: what it shows, in words and figures.
        drawn: the sizes.
        draw: gives the marks of one size.
    """
    return "".join(
        f'<svg class="chart-svg {size.name}" style="--w:{size.width}px"'
        f' viewBox="0 0 {size.width} {size.height}" role="img"'
        f' aria-labelledby="{escape(id)}-{size.name}-t {escape(id)}-{size.name}-d">'
        f'<title id="{escape(id)}-{size.name}-t">{escape(title)}</title>'
        f'<desc id="{escape(id)}-{size.name}-d">{escape(description)}</desc>'
        f"{draw(size)}</svg>"
        for size in drawn
    )


def text(x: float, y: float, words: str, classes: str = "", anchor: str = "start") -> str:
    """A line of text; ``anchor`` is ``start``, ``middle`` or ``end``."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" class="{classes}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


def line(x1: float, y1: float, x2: float, y2: float, classes: str) -> str:
    """A straight line."""
    return f'<line x1="{x1:.1f}" x2="{x2:.1f}" y1="{y1:.1f}" y2="{y2:.1f}" class="{classes}"/>'


def bar(x: float, y: float, width: float, height: float, classes: str) -> str:
    """A bar with slightly round corners."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}"'
        f' rx="3" class="{classes}"/>'
    )


def hatched(x: float, y: float, width: float, height: float, pattern: str) -> str:
    """Hatching over part of a bar."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}"'
        f' rx="3" fill="url(#{escape(pattern)})"/>'
    )


def hatch_pattern(id: str) -> str:
    """The definition of a hatching, once a drawing."""
    return (
        f'<defs><pattern id="{escape(id)}" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><line x1="0" x2="0" y1="0" y2="6" class="c-hatch"/>'
        "</pattern></defs>"
    )


def polyline(points: Sequence[tuple[float, float]]) -> str:
    """A line through points."""
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="c-line" points="{places}"/>'


def point(x: float, y: float, mark: str) -> str:
    """A point whose shape, besides its colour, says what it is.

    ``mark`` is ``common`` (a disc), ``better`` (a square) or ``worse`` (a triangle).
    """
    if mark == "better":
        return (
            f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" class="c-pt c-better"/>'
        )
    if mark == "worse":
        return f'<path d="M{x:.1f} {y - 7:.1f}l6.5 11.5h-13z" class="c-pt c-worse"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" class="c-pt"/>'


# RATIONALE: the same round values stand on the axes and in the tables of many charts.
@lru_cache(maxsize=4096)
def figure(value: Number) -> str:
    """A number with at most one decimal, as drawings and their tables show it."""
    exact = Fraction(value)
    rounded = round(exact * 10)
    whole, tenths = divmod(abs(rounded), 10)
    sign = "−" if rounded < 0 else ""
    return f"{sign}{whole:,}.{tenths}" if tenths else f"{sign}{whole:,}"


def shortened(words: str, most: int) -> str:
    """Words of at most ``most`` characters, cut with an ellipsis; the table has them in full."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def spread(labels: Sequence[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Labels (y, words, classes) from the top down, none nearer to another than a line's height."""
    placed: list[tuple[float, str, str]] = []
    for y, words, classes in sorted(labels):
        above = placed[-1][0] if placed else y - LABEL_GAP
        placed.append((max(y, above + LABEL_GAP), words, classes))
    return placed
