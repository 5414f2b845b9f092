"""Which colour a fill shows, by its hue: red, amber, green, blue, or none.

A fill that a conditional format makes is no part of a cell's style, and is not read.
"""

import colorsys
from collections.abc import Mapping
from typing import NamedTuple

from builder.workbook.airlock.xml_stream import Attributes, End, Start

_HUES = ((20, "red"), (70, "amber"), (170, "green"), (300, "blue"), (360, "red"))
"""Degrees up to which a hue has its name: orange and yellow are amber, purple is blue."""
_LEAST_SATURATION = 0.25
"""Below it a colour is a grey."""
_WHITEST, _BLACKEST = 0.97, 0.08
_OPAQUE_LENGTH, _HEX_LENGTH = 8, 6
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
"""The theme's colours in the order in which a style counts them."""
_OFFICE = "FFFFFF000000EEECE11F497D4F81BDC0504D9BBB598064A24BACC6F796460000FF800080"
"""The colours of a workbook without a theme of its own, in the same order."""
_INDEXED = (
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF000000FFFFFFFF000000FF000000FFFFFF00"
    "FF00FF00FFFF800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF"
    "660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFF"
    "CCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696"
    "003366339966003300333300993300993366333399333333"
)
"""The palette of older files, which still count in numbers."""


class Fill(NamedTuple):
    """The colour of a fill as the styles part names it."""

    rgb: str = ""
    theme: str = ""
    indexed: str = ""
    tint: str = ""

    @classmethod
    def of(cls, attributes: Attributes) -> "Fill":
        """The fill of a colour element."""
        return cls(*(attributes.get(each, "") for each in cls._fields))


class Theme:
    """The theme's colours, by name."""

    def __init__(self) -> None:
        self.colours: dict[str, str] = {
            name: _OFFICE[at : at + _HEX_LENGTH]
            for name, at in zip(_THEME, range(0, len(_OFFICE), _HEX_LENGTH), strict=True)
        }
        self._within = ""

    def starts(self) -> Mapping[str, Start]:
        """Element -> what to do where it begins."""
        return {
            **{f"a:{name}": self._enter(name) for name in _THEME},
            "a:srgbClr": self._colour,
            "a:sysClr": self._colour,
        }

    def ends(self) -> Mapping[str, End]:
        """Element -> what to do where it ends."""
        return dict.fromkeys((f"a:{name}" for name in _THEME), self._leave)

    def _enter(self, name: str) -> Start:
        def enter(attributes: Attributes) -> None:
            self._within = name

        return enter

    def _leave(self, text: list[str]) -> None:
        self._within = ""

    def _colour(self, attributes: Attributes) -> None:
        if self._within:
            shown = attributes.get("lastClr") or attributes.get("val", "")
            self.colours[self._within] = shown


def colour_name(fill: Fill, theme: Mapping[str, str]) -> str:
    """The name of a fill's hue; empty for white, black and greys, and where nobody can tell."""
    shown = _hex(fill, theme)
    try:
        red, green, blue = (int(shown[at : at + 2], 16) / 255 for at in (0, 2, 4))
        tint = float(fill.tint or "0")
    except ValueError:
        return ""
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light + (1 - light) * tint
    if saturation < _LEAST_SATURATION or not _BLACKEST <= light <= _WHITEST:
        return ""
    return next(name for most, name in _HUES if hue * 360 <= most)


def _hex(fill: Fill, theme: Mapping[str, str]) -> str:
    if len(fill.rgb) in (_HEX_LENGTH, _OPAQUE_LENGTH):
        return fill.rgb[-_HEX_LENGTH:]
    if (at := _place(fill.theme, len(_THEME))) is not None:
        return theme.get(_THEME[at], "")
    at = _place(fill.indexed, len(_INDEXED) // _HEX_LENGTH)
    return "" if at is None else _INDEXED[at * _HEX_LENGTH : (at + 1) * _HEX_LENGTH]


def _place(number: str, most: int) -> int | None:
    is_place = number.isascii() and number.isdigit() and len(number) <= len(str(most))
    return int(number) if is_place and int(number) < most else None
