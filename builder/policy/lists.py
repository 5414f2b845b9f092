"""Lists that an override may set: words that the rules know, and ranges of days."""

import re
from collections.abc import Iterable, Mapping

from builder.field.words import FindingKind, RecordedIn, Role, SourceSeen, StepKind
from builder.policy.values import WEEKDAYS, UnusableValueError

DAY_RANGES = "days"
WORDS_OF_UNIT: Mapping[str, tuple[str, ...]] = {
    "roles": tuple(Role),
    "records": tuple(RecordedIn),
    "sources": tuple(SourceSeen),
    "kinds of step": tuple(StepKind),
    "kinds": tuple(FindingKind),
    "weekday": tuple(each.capitalize() for each in WEEKDAYS),
}
"""Unit of a list -> the words of the workbooks that it may hold."""
_RANGE = re.compile(r"(?P<first>\d{1,4})(?:-(?P<last>\d{1,4})|(?P<open>\+))?")

_RANGES = "ranges of days that follow each other, such as 0, 1-7, 8-28, 29+"


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
    begins = [first for first, _ in spans]
    follows = [last + 1 if last is not None else None for _, last in spans]
    is_rising = all(last is None or first <= last for first, last in spans)
    if not is_rising or [0, *follows] != [*begins, None]:
        raise UnusableValueError(_RANGES)
    return labels


def _span(label: str) -> tuple[int, int | None]:
    """The first and the last day of a range; ``None`` for the last of an open one."""
    found = _RANGE.fullmatch(label)
    if found is None:
        raise UnusableValueError(_RANGES)
    first = int(found["first"])
    return first, None if found["open"] else int(found["last"] or first)
