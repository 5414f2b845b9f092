"""Finding withheld values in running text, in file names and in links."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

WITHHELD = "[withheld]"
"""What stands where a value was taken out of a text."""

# RATIONALE: shorter values are found in the text of any page by chance ("A1", "no").
SHORTEST = 3
_SURELY_DISTINCT = 5
"""Values of so many characters are also found in another case: a page's address is lower case."""
_WORD = re.compile(r"[^\W_]+")
_REF = re.compile(r"\S*\d\S*")
_CELL = re.compile(r"[A-Z]{1,2}[1-9]\d*", re.IGNORECASE)
"""A cell in one of the columns that a workbook's sheet may have."""
_BETWEEN = r"(?:[\s_+.\-\u00a0]|%20)+"
_GAPS = "_+-."
"""Marks that may stand for white space, as in ``_BETWEEN``."""
_MARKS = "\"'/\\<>=:;,&()[]{}"
"""Marks that part most words of a page or a download from each other."""


_REMEMBERED = 16384
_ASCII_PARTS = {code: " " for code in range(128) if not chr(code).isalnum()}
"""Each ASCII character that is of no word -> a space; a sixth of the time of the pattern."""


def is_distinct(value: str) -> bool:
    """Whether finding a value in a text can be no chance.

    It is not short, has a letter, and is no plain word: "Kitchen" stands in many texts that say
    nothing of a withheld line, "OAK-012", "Kitchen of Elm Lodge" and "McKay" do not. Nor is it
    the name of a cell: a page that says where a figure came from says "Actions!P10" too.
    """
    trimmed = value.strip()
    if _CELL.fullmatch(trimmed):
        return False
    if len(trimmed) < SHORTEST or not any(each.isalpha() for each in trimmed):
        return False
    return not trimmed.isalpha() or trimmed[1:] != trimmed[1:].lower()


def _in_a_row(text: str) -> str:
    """A text with one space wherever a value's white space may stand, and none at its ends.

    RATIONALE: plain replacing goes through a site four times as fast as a pattern does.
    """
    text = text.replace("%20", " ")
    for gap in _GAPS:
        text = text.replace(gap, " ")
    return " ".join(text.split())


def _words(text: str) -> frozenset[str]:
    """The different words of a text, taken from its different parts."""
    if text.isascii():
        return frozenset(text.translate(_ASCII_PARTS).split())
    for mark in _GAPS + _MARKS:
        text = text.replace(mark, " ")
    return frozenset(_WORD.findall(" ".join(set(text.split()))))


class Phrases:
    """Values to look for, each with what stands in for it.

    A value is found as whole words; white space in it may stand as ``_``, ``-``, ``.``, ``+`` or
    ``%20``, as in file names and addresses.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        words = {value: frozenset(_WORD.findall(value.casefold())) for value in values}
        shared = Counter(chain.from_iterable(words.values()))
        by_anchor: dict[str, list[str]] = defaultdict(list)
        for value, own in words.items():
            if own:
                # RATIONALE: of "OAK-009" and a hundred like it "009" is seldom met by chance.
                anchor = min(own, key=lambda word: (shared[word], -len(word), word))
                by_anchor[anchor].append(value)
        self._stands_in = values
        self._by_anchor = {anchor: tuple(sorted(each)) for anchor, each in by_anchor.items()}
        self._anchors = frozenset(by_anchor)
        self._words = words
        self._rows = {value: _in_a_row(value.casefold()) for value in values}
        self._patterns: dict[str, re.Pattern[str]] = {}
        # RATIONALE: workbooks say the same words in many rows, and the rules of many lines.
        self.replaced = lru_cache(maxsize=_REMEMBERED)(self._replaced)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self._anchors

    @property
    def longest(self) -> int:
        """Characters of the longest value; 0 where there is none."""
        return max(map(len, self._stands_in), default=0)

    def candidates(self, text: str) -> Iterator[str]:
        """Values whose words occur in a row, longest value first."""
        if not self._anchors:
            return
        folded = text.casefold().replace("%20", " ")
        words = _words(folded)
        complete = [
            value
            for anchor in self._anchors & words
            for value in self._by_anchor[anchor]
            if self._words[value] <= words
        ]
        if not complete:
            return
        # RATIONALE: a plain search for the words in a row is a hundred times faster than the
        # pattern, and finds all that the pattern would.
        row = _in_a_row(folded)
        found = [value for value in complete if self._rows[value] in row]
        yield from sorted(found, key=lambda value: (-len(value), value))

    def found(self, text: str) -> Iterator[str]:
        """The values that occur in a text."""
        folded = text.casefold()
        for value in self.candidates(text):
            if len(value) < _SURELY_DISTINCT:
                if self._occurs(value, text):
                    yield value
            elif self._occurs(value.casefold(), folded):
                yield value

    def _replaced(self, text: str) -> str:
        """The text with each value replaced by what stands in for it."""
        for value in self.candidates(text):
            words = self._stands_in[value]
            text = self._pattern(value).sub(lambda _, words=words: words, text)  # type: ignore[misc]  # mypy cannot type a default of a lambda
        return text

    def _occurs(self, value: str, text: str) -> bool:
        """Whether a value stands in a text spelt in the same case.

        RATIONALE: a plain search for its first word, and the pattern there alone, takes a tenth of
        the time of the pattern's own search.
        """
        first, pattern = value.split()[0], self._pattern(value)
        at = text.find(first)
        while at >= 0:
            if pattern.match(text, at):
                return True
            at = text.find(first, at + 1)
        return False

    def _pattern(self, value: str) -> re.Pattern[str]:
        pattern = self._patterns.get(value)
        if pattern is None:
            words = _BETWEEN.join(re.escape(each) for each in value.split())
            flags = re.IGNORECASE if len(value) >= _SURELY_DISTINCT else 0
            # RATIONALE: OAK-01 is not meant where OAK-01-A or E-OAK-01 stands.
            joined = "-" if _REF.fullmatch(value) else ""
            before = rf"(?<![^\W_])(?<![^\W_]{joined})"
            after = rf"(?![^\W_])(?!{joined}[^\W_])"
            pattern = re.compile(f"{before}{words}{after}", flags)
            self._patterns[value] = pattern
        return pattern


def withheld_phrases(values: Iterable[str]) -> Phrases:
    """Phrases for which the same words stand in."""
    return Phrases(dict.fromkeys(values, WITHHELD))
