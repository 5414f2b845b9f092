"""Takes names of people out of texts, in whatever way they are spelt."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from builder.redaction.called import Called
from builder.redaction.letters import lowered, stands_alone, without_accents, words_of
from builder.redaction.plain_words import MONTHS

_REMEMBERED = 16384
_ADDRESS = re.compile(r"[^\s<>\"',;:()/]+@[^\s<>\"',;:()/]+")
_NEAR = 3


class _Stretch(NamedTuple):
    start: int
    end: int
    alias: str


class Naming:
    """People, and what stands in for each where a text names them.

    Args:
        people: How each is called.
        places: Names of services; a part of a name that stands in one names the service.
    """

    def __init__(self, people: Iterable[Called] = (), places: Iterable[str] = ()) -> None:
        by_word: dict[str, list[Called]] = defaultdict(list)
        for each in people:
            for word in sorted(each.triggers):
                by_word[word].append(each)
        self._by_word: Mapping[str, list[Called]] = by_word
        self._words = frozenset(by_word)
        named = sorted({lowered(without_accents(each)) for each in places if len(each) > _NEAR})
        self._places = re.compile("|".join(map(re.escape, named))) if named else None
        # RATIONALE: workbooks say the same words in many rows, and the rules of many lines.
        self.replaced = lru_cache(maxsize=_REMEMBERED)(self._replaced)

    @property
    def is_empty(self) -> bool:
        """Whether nobody is looked for."""
        return not self._words

    def _replaced(self, text: str) -> str:
        """The text with what stands in for each person."""
        composed = text if text.isascii() else unicodedata.normalize("NFC", text)
        bare = without_accents(composed)
        small = lowered(bare)
        met = self._words.intersection(words_of(bare, small))
        if not met:
            return text
        people = {id(each): each for word in sorted(met) for each in self._by_word[word]}
        found = sorted(
            self._stretches(people.values(), bare, small),
            key=lambda each: (each.start - each.end, each.start),
        )
        return _with_aliases(composed, found) if found else text

    def _stretches(self, people: Iterable[Called], bare: str, small: str) -> Iterator[_Stretch]:
        kept = self._kept(small)
        addresses = [each.span() for each in _ADDRESS.finditer(bare)] if "@" in bare else []
        for person in people:
            for spelling in person.spellings:
                for found in spelling.pattern.finditer(small):
                    start, end = found.span()
                    if not stands_alone(bare, start, end) or not spelling.fits(bare, found):
                        continue
                    if any(first <= start and end <= last for first, last in kept):
                        continue
                    if _is_date(small, start, end):
                        continue
                    start, end = next(
                        (each for each in addresses if each[0] <= start < each[1]), (start, end)
                    )
                    yield _Stretch(start, end, person.alias)

    def _kept(self, small: str) -> list[tuple[int, int]]:
        """Stretches that name a service."""
        return [each.span() for each in self._places.finditer(small)] if self._places else []


def _is_date(small: str, start: int, end: int) -> bool:
    """Whether "May" is a month: a number stands beside it."""
    if small[start:end] not in MONTHS:
        return False
    before, after = small[max(0, start - _NEAR) : start], small[end : end + _NEAR]
    return any(map(str.isdigit, before + after))


def _with_aliases(text: str, found: Iterable[_Stretch]) -> str:
    """The text with the longest stretches replaced, none of which overlap."""
    taken: list[_Stretch] = []
    for each in found:
        if all(each.end <= other.start or other.end <= each.start for other in taken):
            taken.append(each)
    for each in sorted(taken, reverse=True):
        text = f"{text[: each.start]}{each.alias}{text[each.end :]}"
    return text
