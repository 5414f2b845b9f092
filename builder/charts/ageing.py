"""The ages of lines as one bar, the high-risk share hatched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.charts.drawing import (
    Drawing,
    Size,
    bar,
    figure,
    hatch_pattern,
    hatched,
    responsive,
    sizes,
    text,
)

HEIGHT = 92
ROW = 28
GAP = 3.0
LEAST_SEGMENT = 104.0
SHADES = 4
"""Shades of the style sheet, ``c-age0`` the youngest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBand:
    """How many lines are so old."""

    label: str
    """"8 to 14 days"."""
    count: int
    high: int | None = None
    """How many of them are high-risk; ``None`` = not told apart."""


def ageing_bar(id: str, title: str, bands: Sequence[AgeBand]) -> Drawing:
    """One bar cut by age, the high-risk share hatched; rows on a phone."""
    shown = [(shade, each) for shade, each in enumerate(bands) if each.count]
    narrow = ROW * max(len(shown), 1) + 10
    pattern = f"{id}-hatch"

    def draw(size: Size) -> str:
        if not shown:
            return text(0, 24, "None", "c-lab")
        own = f"{pattern}-{size.name}"
        marks = _age_rows(size, shown, own) if size.is_narrow else _age_segments(size, shown, own)
        return hatch_pattern(own) + "".join(marks)

    total = sum(each.count for each in bands)
    told_apart = any(each.high is not None for each in bands)
    described = "; ".join(f"{each.label}: {_age_words(each)}" for _, each in shown) or "None"
    return Drawing(
        title=title,
        svg=responsive(id, title, f"{described}.", sizes(HEIGHT, HEIGHT, narrow), draw),
        judgement="Hatching shows the high-risk share." if told_apart and total else "",
        heading=("Age", "Lines", *(("High risk",) if told_apart else ())),
        rows=tuple(
            (each.label, figure(each.count), *((figure(each.high or 0),) if told_apart else ()))
            for each in bands
        ),
    )


def _age_words(band: AgeBand) -> str:
    return figure(band.count) if band.high is None else f"{band.count} ({band.high} high)"


def _shade(shade: int) -> str:
    return f"c-age c-age{min(shade, SHADES - 1)}"


def _age_segments(size: Size, shown: Sequence[tuple[int, AgeBand]], pattern: str) -> Iterator[str]:
    total = sum(each.count for _, each in shown)
    room = size.width - GAP * (len(shown) - 1)
    widths = [max(room * each.count / total, LEAST_SEGMENT) for _, each in shown]
    scale = room / sum(widths)
    x = 0.0
    for (shade, each), natural in zip(shown, widths, strict=True):
        width = natural * scale
        yield bar(x, 26, width, 34, _shade(shade))
        if each.high:
            yield hatched(x, 26, width * each.high / each.count, 34, pattern)
        yield text(x + 1, 18, each.label, "c-lab") + text(x + 1, 80, _age_words(each), "c-ax")
        x += width + GAP


def _age_rows(size: Size, shown: Sequence[tuple[int, AgeBand]], pattern: str) -> Iterator[str]:
    most = max(each.count for _, each in shown)
    left, right = 96.0, size.width - 84.0
    for row, (shade, each) in enumerate(shown):
        y = 4.0 + row * ROW
        width = max((right - left) * each.count / most, 4.0)
        yield text(left - 8, y + 15, each.label, "c-lab", "end")
        yield bar(left, y, width, 20, _shade(shade))
        if each.high:
            yield hatched(left, y, width * each.high / each.count, 20, pattern)
        yield text(size.width - 4, y + 15, _age_words(each), "c-ax", "end")
