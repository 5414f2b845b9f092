"""Sparklines: where a key figure came from, in the size of a word."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from html import escape

from builder.charts.drawing import line, polyline

WIDTH, HEIGHT = 104, 30
FEWEST = 2


def sparkline(
    values: Sequence[int | Fraction | Decimal | None],
    label: str,
    limit: int | Fraction | Decimal | None = None,
) -> str:
    """A small line of a figure over time, with its limit; empty where fewer than two are known.

    Args:
        values: oldest first; ``None`` = not known then, left out of the line.
        label: what it shows, for those who do not see it: "Last 10 builds: 66 to 52".
        limit: drawn as a dashed line.
    """
    known = [Fraction(value) for value in values if value is not None]
    if len(known) < FEWEST:
        return ""
    bounds = [*known, *(() if limit is None else (Fraction(limit),))]
    low = min(bounds)
    reach = (max(bounds) - low) or Fraction(1)

    def y(value: Fraction) -> float:
        return 4 + (HEIGHT - 8) * (1 - float((value - low) / reach))

    places = [
        (3 + (WIDTH - 10) * index / (len(known) - 1), y(value)) for index, value in enumerate(known)
    ]
    x_end, y_end = places[-1]
    across = (
        "" if limit is None else line(0, y(Fraction(limit)), WIDTH, y(Fraction(limit)), "c-limit")
    )
    return (
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(label)}"><title>{escape(label)}</title>{across}'
        f'{polyline(places)}<circle cx="{x_end:.1f}" cy="{y_end:.1f}" r="3.2" class="c-end"/></svg>'
    )
