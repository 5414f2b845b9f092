"""Makes a cell's text plain: escapes decoded, what cannot be seen left out."""

import re

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNWANTED = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
"""Controls but tab and new line, bidi controls, zero-width and non-characters."""


def clean(text: str) -> tuple[str, str]:
    """The text without its invisible characters, and those characters, each once."""
    if text.isascii() and text.isprintable() and "_x" not in text:
        return text.strip(), ""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    unwanted = "".join(dict.fromkeys(_UNWANTED.findall(text)))
    if unwanted:
        text = _UNWANTED.sub("", text)
    return text.strip(), unwanted


def fold(text: str) -> str:
    """A text for matching: no case, single spaces, plain apostrophes and hyphens."""
    plain = text if text.isascii() else text.translate(_PLAIN)
    return " ".join(plain.casefold().split())


def heading_text(value: str) -> str:
    """A heading for matching: folded, without the mark of a required column."""
    return fold(clean(value)[0].rstrip("*: "))


_PLAIN = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "’": "'", "‘": "'"})


def plain_hyphens(text: str) -> str:
    """A text with every kind of dash as a hyphen, as refs are matched."""
    return text if text.isascii() else text.translate(_PLAIN)
