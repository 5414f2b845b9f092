"""Lists that an override may set: words that the rules know, and ranges of days."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from builder.policy.values import UnusableValueError
from builder.records.words import FindingKind, RecordedIn, Role, SourceSeen, StepKind

DAY_RANGES = "days"
WORDS_OF_UNIT: Mapping[str, tuple[str, ...]] = {
    "roles": tuple(Role),
    "records": tuple(RecordedIn),
    "sources": tuple(SourceSeen),
    "kinds of step": tuple(StepKind),
    "kinds": tuple(FindingKind),
}
"""Unit of a list -> the words of the workbooks that it may hold."""
_RANGE = re.compile(r"(?P<first>\d{1,4})(?:-(?P<last>\d{1,4})|(?P<open>\+))?")


def known_words(words: tuple[str, ...], known: Iterable[str]) -> tuple[str, ...]:
    """The words as the rules spell them, whatever their case.

    Raises:
        UnusableValueError: one of them is not known.
    """
    spelt = {str(each).casefold(): str(each) for each in known}
    folded = [" ".join(each.casefold().split()) for each in words]
    if not spelt.keys() >= set(folded):
        raise UnusableValueError(f"words from this list: {', '.join(spelt.values())}")
    return tuple(spelt[each] for each in folded)


def day_ranges(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Ranges of days that follow each other from 0 on, the last one open.

    Raises:
        UnusableValueError: they do not.
    """
    spans = [_span(each) for each in labels]
    follow = all(before + 1 == after for (_, before), (after, _) in pairwise(spans))
    if not spans or spans[0][0] or not follow or not labels[-1].endswith("+"):
        raise _wrong_ranges()
    return labels


def _span(label: str) -> tuple[int, int]:
    found = _RANGE.fullmatch(label)
    if found is None:
        raise _wrong_ranges()
    first = int(found["first"])
    return first, int(found["last"] or first)


def _wrong_ranges() -> UnusableValueError:
    return UnusableValueError("ranges of days that follow each other, such as 0, 1-7, 8-28, 29+")
