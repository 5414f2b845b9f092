"""Texts letter by letter as a name is looked for in them: without accents, marks alike."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_ALIKE = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\u0060": "'",
    "\u00b4": "'",
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u00a0": " ",
    "\u00d8": "O",
    "\u00f8": "o",
    "\u0141": "L",
    "\u0142": "l",
    "\u0110": "D",
    "\u0111": "d",
    "\u00df": "s",
    "\u0131": "i",
    "\u00c6": "A",
    "\u00e6": "a",
    "\u0152": "O",
    "\u0153": "o",
}
"""Letters and marks that do not come apart by themselves -> what is typed in their place."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LETTERS = re.compile(r"[^\W\d_]+")


def without_accents(text: str) -> str:
    """A text of composed letters with as many letters, without accents."""
    return text if text.isascii() else "".join(map(_bare, text))


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    if letter in _ALIKE:
        return _ALIKE[letter]
    return unicodedata.normalize("NFKD", letter)[0]


def lowered(text: str) -> str:
    """A text without accents in lower case, letter for letter; ``%20`` is white space."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(each.lower()[:1] for each in text)
    return small.replace("%20", "   ")


def words_of(bare: str, small: str) -> Iterator[str]:
    """The words of a text in lower case; those of ``ShahAudit`` are told apart too."""
    yield from LETTERS.findall(small)
    if _CAMEL.search(bare):
        yield from LETTERS.findall(_CAMEL.sub(" ", bare).lower())


def stands_alone(bare: str, start: int, end: int) -> bool:
    """Whether a stretch of letters is no part of a longer word."""
    before, after = bare[start - 1 : start], bare[end : end + 1]
    is_begun = not before.isalpha() or (before.islower() and bare[start].isupper())
    is_ended = not after.isalpha() or (bare[end - 1].islower() and after.isupper())
    return is_begun and is_ended
