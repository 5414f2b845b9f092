"""How well a heading of theirs fits each column of ours, by its words."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from builder.field.sheet import Sheet
from builder.workbook.airlock.cleaning import fold
from builder.workbook.mapping.knowledge import known_words
from builder.workbook.mapping.synonyms import theirs_by_ours

EXACT, SYNONYM, WITHOUT_FILLER, CONTAINS = 100, 95, 85, 55
TAKEN = CONTAINS
"""From here on a heading is taken without being asked."""
_PER_WORD = 6
_MOST_PER_WORDS = 28
_NEAR_RATIO = 0.84
_LONGEST = 120
_BRACKET = re.compile(r"\([^)]*\)")
_NO_WORD = re.compile(r"[^\w%#]+")
_FILLER = frozenset(
    ("the", "of", "a", "an", "for", "to", "cqc", "qip", "sip", "our", "your", "please", "is", "s",
     "be", "this", "provider", "home", "agreed", "any")
)  # fmt: skip
RANK = {"done": 3, "either": 2, "wrong": 1}


def plain(heading: str) -> str:
    """A heading by its words alone."""
    words = fold(_NO_WORD.sub(" ", heading[:_LONGEST]))
    return words or fold(heading)[:_LONGEST]


def _variants(heading: str) -> list[tuple[str, int]]:
    whole = plain(heading)
    bare = plain(_BRACKET.sub(" ", heading))
    return [(whole, 0), (bare, 2)] if bare and bare != whole else [(whole, 0)]


@cache
def fits(heading: str, sheet: Sheet) -> Mapping[str, int]:
    """Our heading -> how well theirs fits it; those that do not fit at all are left out."""
    found: dict[str, int] = {}
    for text, less in _variants(heading):
        for ours, names in _names(sheet).items():
            score = _score(text, names, plain(ours)) - less
            if score > max(0, found.get(ours, 0)):
                found[ours] = score
    return found


@cache
def _names(sheet: Sheet) -> Mapping[str, frozenset[str]]:
    theirs = theirs_by_ours(sheet.name)
    names = {
        column.heading: {plain(each) for each in theirs.get(column.heading, ())}
        for column in sheet.columns
    }
    if sheet.name == "Actions":
        for rank in RANK:
            names["Title"] |= {plain(each) for each in known_words("title_ranks", rank)}
        for kind in ("revised",):
            names["Due"] |= {plain(each) for each in known_words("dates", kind)}
    return {ours: frozenset(each - {""}) for ours, each in names.items()}


def _score(text: str, names: frozenset[str], own: str) -> int:
    if text == own:
        return EXACT
    if text in names:
        return SYNONYM
    bare = _without_filler(text)
    if bare and any(bare == _without_filler(each) for each in (*names, own)):
        return WITHOUT_FILLER
    within = max((_within(text, each) for each in (*names, own)), default=0)
    return CONTAINS + min(_MOST_PER_WORDS, within) if within else 0


@cache
def near(heading: str, sheet: Sheet) -> tuple[str, ...]:
    """Our headings that a heading is spelt like; looked for only where none fits."""
    text = plain(heading)
    return tuple(
        ours
        for ours, names in _names(sheet).items()
        if get_close_matches(text, (*names, plain(ours)), n=1, cutoff=_NEAR_RATIO)
    )


def _without_filler(text: str) -> str:
    words = [each for each in text.split() if each not in _FILLER] or text.split()
    return " ".join(each if len(each) <= len("its") else each.rstrip("s") for each in words)


def _within(text: str, name: str) -> int:
    """How much of a longer heading a name is; 0 where it is not in it, word by word."""
    words = name.split()
    if len(name) < len("lead") or f" {name} " not in f" {text} ":
        return 0
    of_all = _PER_WORD * len(words) // max(1, len(text.split()))
    return min(_MOST_PER_WORDS, _PER_WORD * len(words)) + of_all


@cache
def title_rank(heading: str) -> int:
    """Whether a heading says what is to be done (3), either (2), or what is wrong (1)."""
    best, best_length = 0, 0
    for text, _ in _variants(heading):
        for name, rank in RANK.items():
            for each in map(plain, known_words("title_ranks", name)):
                is_there = text == each or f" {each} " in f" {text} "
                length = len(each) + (_LONGEST if text == each else 0)
                if is_there and length > best_length:
                    best, best_length = rank, length
    return best


def is_among(heading: str, *path: str) -> bool:
    """Whether a heading is one of a list of headings."""
    names = {plain(each) for each in known_words(*path)}
    return any(text in names for text, _ in _variants(heading))
