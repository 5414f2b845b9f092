"""How people are called: the spellings of their names that may stand in a text."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations

from builder.redaction.letters import LETTERS, lowered, without_accents
from builder.redaction.plain_words import (
    ABBREVIATIONS,
    NOBODY,
    OWN_WORDS,
    PLAIN_WORDS,
    SURNAMES,
    TITLES,
)

_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "la", "le",
                        "van", "von"})  # fmt: skip
_PIECES = re.compile(r"['\-]")
_TRIMMED = "\"'.,;:()[]"
_SURELY = 4
"""A part of a name of so many letters, joined with an initial, is no other word by chance."""
_TWO = 2
_GAP = r"[\s_+.,\-]{0,3}"
_OWN_S = r"(?:'?s'?|')?"
_OWN_ES = r"(?:'?s'?|es'?|')?"
_HISSING = ("s", "x", "z", "ch", "sh")
"""Endings of a name whose plural takes "es": the Marshes."""

Fits = Callable[[str, re.Match[str]], bool]
"""Whether what was found in lower case is meant, by the text as it was typed."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of naming somebody."""

    pattern: re.Pattern[str]
    """Of a text in lower case without accents."""
    fits: Fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """All ways of naming one person."""

    alias: str
    """What stands in for each."""
    spellings: tuple[Spelling, ...]
    triggers: frozenset[str]
    """Words in lower case without one of which the person is not named."""


def parts_of(name: str) -> tuple[str, ...]:
    """A typed name's parts in lower case without accents, first names first, without titles."""
    bare = lowered(without_accents(name))
    if "@" in bare:
        bare = re.sub(r"[._+\-\d]+", " ", bare.partition("@")[0])
    family, comma, given = bare.partition(",")
    words = f"{given} {family}".split() if comma else bare.split()
    trimmed = (each.strip(_TRIMMED) for each in words)
    return tuple(each for each in trimmed if each and each not in TITLES)


def is_name(typed: str) -> bool:
    """Whether a typed value may name a person, and no role, team or nobody."""
    parts = parts_of(typed)
    if not parts or any(any(map(str.isdigit, each)) for each in parts):
        return False
    words = [word for part in parts for word in LETTERS.findall(part)]
    if len(words) > 1 and words[-1] in SURNAMES and words[0] not in NOBODY:
        return _is_capital(typed)
    if all(word in NOBODY or word in PLAIN_WORDS for word in words):
        return len(words) > 1 and not any(word in NOBODY for word in words) and _is_capital(typed)
    return bool(words) and not any(word in OWN_WORDS for word in words)


def _is_capital(typed: str) -> bool:
    return all(each[:1].isupper() for each in typed.split())


def whole_names(name: str) -> Iterator[str]:
    """A name of several parts written out: either way round, joined, without accents."""
    words = [each for each in parts_of(name) if each not in _PARTICLES]
    if len(words) < _TWO or all(each in PLAIN_WORDS for each in words):
        return
    for first, second in permutations((words[0], words[-1])):
        yield f"{first} {second}"
        yield re.sub(r"[^a-z]", "", f"{first}{second}")


def called(name: str, alias: str) -> Called:
    """How somebody of a typed name may be called."""
    words = [each for each in parts_of(name) if each not in _PARTICLES]
    given, family = words[:1], words[1:] or words[:1]
    spellings = [
        *_both(given, words[1:]),
        *(_titled(each) for each in family),
        *(_part(each) for each in _pieces(words)),
    ]
    initials = "".join(each[0] for each in words if each[0].isalpha())
    if len(initials) >= _TWO and initials not in ABBREVIATIONS:
        spellings.append(_initials(initials))
    return Called(
        alias=alias,
        spellings=tuple(spellings),
        triggers=frozenset(_triggers(words, initials)),
    )


def _pieces(words: Iterable[str]) -> list[str]:
    """The parts by themselves, and the halves of a double name."""
    found = {piece for word in words for piece in (word, *_PIECES.split(word)) if len(piece) > 1}
    return sorted(found)


def _spelt(part: str) -> str:
    """A part with its apostrophe or hyphen left out, or another mark in its place."""
    return r"(?:%27|['\-\s_.])?".join(re.escape(each) for each in _PIECES.split(part) if each)


def _owned(part: str) -> str:
    """What may follow a name: the possessive, and the plural of a family."""
    return _OWN_ES if part.endswith(_HISSING) else _OWN_S


def _spelling(pattern: str, fits: Fits) -> Spelling:
    return Spelling(re.compile(pattern), fits)


def _always(_bare: str, _found: re.Match[str]) -> bool:
    return True


def _both(given: list[str], family: list[str]) -> Iterator[Spelling]:
    for first in given:
        for last in family:
            one, other = _spelt(first), _spelt(last)
            middle = r"(?:[a-z]\.?[\s_.\-]{1,2})?"
            yield _spelling(f"{one}{_GAP}{middle}{other}{_owned(last)}", _always)
            yield _spelling(f"{other}{_GAP}{one}{_owned(first)}", _turned(last))
            yield _spelling(
                f"(?P<initial>{first[0]})(?P<gap>[\\s_.\\-]{{0,3}})(?P<part>{other}){_owned(last)}",
                _with_initial(last),
            )
            yield _spelling(
                f"(?P<part>{other})(?P<gap>[\\s_,.\\-]{{0,3}})(?P<initial>{first[0]})(?![a-z])\\.?",
                _with_initial(last),
            )


def _turned(part: str) -> Fits:
    """The family name first: "Shah, Priya"; of "every day Ian came" the day is no name."""

    def fits(bare: str, found: re.Match[str]) -> bool:
        return part not in PLAIN_WORDS or bare[found.start()].isupper()

    return fits


def _with_initial(part: str) -> Fits:
    """With an initial: "P. Shah", "p.shah", "pshah", "Shah P"; "a price" and "along" are words."""
    is_plain = part in PLAIN_WORDS or len(part) < _SURELY

    def fits(bare: str, found: re.Match[str]) -> bool:
        gap = found["gap"]
        capital = bare[found.start("initial")].isupper() and bare[found.start("part")].isupper()
        if gap and not gap.isspace() and not gap.startswith(",") and " " not in gap:
            return True
        if gap:
            return capital
        return not is_plain or bare[found.end() : found.end() + 1] == "@"

    return fits


def _titled(part: str) -> Spelling:
    titles = "|".join(sorted(TITLES))
    return _spelling(rf"(?:{titles})\.?\s+{_spelt(part)}{_owned(part)}", _always)


def _part(part: str) -> Spelling:
    """A part by itself; in lower case where it is no ordinary word."""
    is_own, is_plain = part in OWN_WORDS, part in PLAIN_WORDS
    is_short = len(part) <= _TWO

    def fits(bare: str, found: re.Match[str]) -> bool:
        if is_own or (is_short and is_plain):
            return False
        return bare[found.start()].isupper() or not (is_plain or is_short)

    return _spelling(f"{_spelt(part)}{_owned(part)}", fits)


def _initials(initials: str) -> Spelling:
    """Initials where somebody signs or is asked: "(PS)", "by PS", "PS: …", "… - PS"."""

    def fits(bare: str, found: re.Match[str]) -> bool:
        return bare[found.start("letters") : found.end("letters")].isupper()

    signed = (
        rf"(?:(?<=\()|(?<=\bby )|(?<=\bper )|(?<=[-/] )|(?<=[-/])|^)(?P<letters>{initials})"
        rf"(?=\)|:|/|\s*$|\s*[-,.;](?:\s|$)|\s+to\b)"
    )
    return _spelling(signed, fits)


def _triggers(words: list[str], initials: str) -> Iterator[str]:
    whole = ["".join(_PIECES.split(each)) for each in words]
    for each in (*_pieces(words), *whole):
        yield each
        yield f"{each}s"
        if each.endswith(_HISSING):
            yield f"{each}es"
    for first, last in permutations(whole, 2):
        for joined in (f"{first}{last}", f"{first[0]}{last}", f"{first}{last[0]}"):
            yield joined
            yield f"{joined}s"
    yield initials
