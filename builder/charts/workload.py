"""People's workload as bars against the limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from builder.charts.drawing import (
    Drawing,
    Size,
    bar,
    figure,
    line,
    responsive,
    shortened,
    sizes,
    text,
)

ROW = 34
NAME_WIDE, NAME_NARROW = 20, 15
"""Characters of a name that fit beside the bar."""
HEADROOM = 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One person's workload."""

    name: str
    percent: int | Fraction | Decimal
    detail: str
    """What stands behind it: "51 of 38 hours"."""


def workload_bars(
    id: str, title: str, loads: Sequence[Load], limit: int | Fraction | Decimal
) -> Drawing:
    """A bar a person against the limit; above it is said in words and by shape too."""
    height = ROW * max(len(loads), 1) + 44
    most = float(max([Fraction(limit), *(Fraction(each.percent) for each in loads)])) * HEADROOM

    def draw(size: Size) -> str:
        left = 104.0 if size.is_narrow else 140.0
        right = size.width - (62.0 if size.is_narrow else 88.0)

        def x(percent: int | Fraction | Decimal) -> float:
            return left + (right - left) * float(percent) / most

        foot = float(height - 18)
        return "".join(
            (
                *(
                    _load_row(size, row, each, limit, x(each.percent), left)
                    for row, each in enumerate(loads)
                ),
                line(x(limit), 18, x(limit), foot, "c-limit"),
                text(x(limit), 13, f"Limit {figure(limit)}%", "c-lab c-lab--w", "middle"),
                text(left, height - 4, "0%", "c-ax"),
                text(x(100), height - 4, "100%", "c-ax", "middle"),
            )
        )

    over = sum(_is_over(each, limit) for each in loads)
    return Drawing(
        title=title,
        svg=responsive(id, title, _described(loads, limit), sizes(height, height, height), draw),
        judgement=_over_words(over, len(loads), limit),
        heading=("Name", "Pressure", "Hours"),
        rows=tuple((each.name, f"{figure(each.percent)}%", each.detail) for each in loads),
    )


def _is_over(load: Load, limit: int | Fraction | Decimal) -> bool:
    return Fraction(load.percent) > Fraction(limit)


def _described(loads: Sequence[Load], limit: int | Fraction | Decimal) -> str:
    described = "; ".join(
        f"{each.name} {figure(each.percent)}%"
        + (" (above the limit)" if _is_over(each, limit) else "")
        for each in loads
    )
    return f"Limit {figure(limit)}%. {described or 'Nobody to show'}."


def _over_words(over: int, people: int, limit: int | Fraction | Decimal) -> str:
    if not people:
        return "Nobody's workload can be worked out."
    return f"{over} of {people} above the limit of {figure(limit)}%."


def _load_row(
    size: Size,
    row: int,
    load: Load,
    limit: int | Fraction | Decimal,
    end: float,
    left: float,
) -> str:
    y = 26.0 + row * ROW
    is_over = Fraction(load.percent) > Fraction(limit)
    name = shortened(load.name, NAME_NARROW if size.is_narrow else NAME_WIDE)
    said = (" ▲" if size.is_narrow else " over") if is_over else ""
    return (
        text(left - 10, y + 16, name, "c-lab", "end")
        + bar(left, y, end - left, 22, "c-bar c-over" if is_over else "c-bar")
        + text(
            size.width - 4,
            y + 16,
            f"{figure(load.percent)}%{said}",
            "c-lab c-lab--w" if is_over else "c-lab",
            "end",
        )
    )
