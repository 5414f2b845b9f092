"""How much of something is current, as a bar a kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.charts.drawing import Drawing, Size, bar, figure, responsive, shortened, sizes, text

ROW = 28
NAME_WIDE, NAME_NARROW = 38, 18
"""Characters of a name that fit beside the bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of something are current."""

    name: str
    current: int
    total: int


def coverage_bars(id: str, title: str, shares: Sequence[Share], noun: str = "files") -> Drawing:
    """A bar a row: how many are current, on the length of all; a row with none says so."""
    height = ROW * max(len(shares), 1) + 10
    most = max((each.total for each in shares), default=0) or 1

    def draw(size: Size) -> str:
        left = 130.0 if size.is_narrow else 250.0
        right = size.width - (64.0 if size.is_narrow else 120.0)
        room = right - left
        parts = []
        for row, each in enumerate(shares):
            y = 4.0 + row * ROW
            name = shortened(each.name, NAME_NARROW if size.is_narrow else NAME_WIDE)
            parts.append(text(left - 10, y + 15, name, "c-lab", "end"))
            parts.append(bar(left, y, room * each.total / most, 20, "c-rest"))
            parts.append(bar(left, y, room * each.current / most, 20, "c-bar"))
            parts.append(text(size.width - 4, y + 15, _share_words(each), "c-ax", "end"))
        return "".join(parts) or text(0, 20, "None", "c-lab")

    described = "; ".join(f"{each.name}: {_share_words(each)}" for each in shares)
    return Drawing(
        title=title,
        svg=responsive(id, title, f"{described or 'None'}.", sizes(height, height, height), draw),
        judgement=f"The darker part of a bar is the share of {noun} that is current.",
        heading=("Kind", "Current", "All"),
        rows=tuple((each.name, figure(each.current), figure(each.total)) for each in shares),
    )


def _share_words(share: Share) -> str:
    return f"{share.current} of {share.total}" if share.total else "None"
