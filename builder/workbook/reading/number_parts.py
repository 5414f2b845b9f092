"""What the parts of a number format are."""

import re

TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<elapsed>h+|m+|s+)\]'
    r"|\[\$(?P<sign>[^\]-]*)[^\]]*\]|\[[^\]]*\]|(?P<half>AM/PM|A/P)"
    r"|(?P<part>d+|m+|y+|h+|s+(?:\.0+)?)|(?P<digits>[#0?][#0?,.]*%?(?:E[+-]0+)?)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
"""Texts, signs of money, parts of dates and times, places for digits."""
_BETWEEN = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')


def sections(number_format: str) -> list[str]:
    """The sections of a format: of positive numbers, of negative ones, of nought, of texts."""
    return _BETWEEN.split(number_format)


def plain(part: re.Match[str]) -> str:
    """What a part shows that stands for itself."""
    return part["quoted"] or part["escaped"] or part["other"] or ""
