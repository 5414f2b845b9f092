"""Finds the ref that somebody may have meant: one slip away from what was typed.

RATIONALE: comparing each unknown ref with each known one takes hours where a tracker of ten
thousand lines is missing; an index of what is left after one letter is dropped answers at once.
"""

import re
from collections.abc import Iterable, Iterator

_LEADING_NOUGHTS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_MOST_CHARACTERS = 64


class NearRefs:
    """Known refs by what is left of them after one slip."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._index: dict[str, str] | None = None

    def nearest(self, typed: str) -> str | None:
        """A known ref that differs by one letter, one swap, case or leading noughts.

        Of several it is the first in the order of the alphabet.
        """
        if len(typed) > _MOST_CHARACTERS:
            return None
        if self._index is None:
            self._index = self._made()
        index = self._index
        found = [ref for rest in _rests(typed.casefold()) if (ref := index.get(rest)) is not None]
        return min(found, default=None)

    def _made(self) -> dict[str, str]:
        index: dict[str, str] = {}
        for ref in sorted(set(self._known)):
            for rest in _rests(ref.casefold()):
                index.setdefault(rest, ref)
        return index


def _rests(folded: str) -> Iterator[str]:
    yield folded
    yield _LEADING_NOUGHTS.sub("", folded)
    for at in range(len(folded)):
        yield folded[:at] + folded[at + 1 :]
