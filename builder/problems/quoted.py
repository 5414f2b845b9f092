"""How a value from a workbook is shown in a message: short, on one line, nothing invisible."""

import re

MOST_CHARACTERS = 40
"""Longer values are cut, and end in an ellipsis."""
_INVISIBLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)


def quoted(value: str) -> str:
    """A value as messages show it: at most 40 characters, invisible ones by their code point."""
    short = value[: MOST_CHARACTERS + 1]
    if len(value) > MOST_CHARACTERS:
        short = value[: MOST_CHARACTERS - 1] + "…"
    return _INVISIBLE.sub(lambda found: _named(found.group()), short)


def _named(character: str) -> str:
    if character == "\n":
        return "⏎"
    return f"[U+{ord(character):04X}]"
