"""Which row of today is which row that had a made ref: exact title and place first, then nearest.

Each row and each ref is used once. What is left over on one side is a new row; on the other a row
that left, whose ref stays its own.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product

from builder.field.kept_refs import KeptRef

_NEAR_TITLE = 0.6
"""Likeness of titles from which one is taken for the other, reworded, in the same place."""
_NEAR_TITLE_ELSEWHERE = 0.85
_TELLING_VALUES = 2
"""Values that no other row has, and which tell a row whose title is another."""
_MOST_PAIRS = 20_000
"""Pairs of a row and a ref of one place that are compared; of more only those with a word alike."""
_LEAST_WORD, _MOST_ALIKE = 4, 8
Key = Callable[[KeptRef], Hashable | None]
Place = tuple[str, str]


def matched(
    kept: Sequence[KeptRef], rows: Sequence[KeptRef], places: frozenset[Place]
) -> dict[int, int]:
    """Number of a row -> number of the kept ref that is its own.

    Args:
        kept: The refs that may be given, in the order of the file.
        rows: The rows that need one, in reading order.
        places: Every workbook and sheet that is read now.
    """
    matching = _Matching(kept, rows, places)
    matching.equal(lambda each: (each.place, each.digest))
    matching.equal(lambda each: (each.place, _folded(each)) if each.title else None)
    matching.equal(lambda each: (each.workbook, each.digest) if each.title else None)
    matching.equal(lambda each: each.digest if each.title else None)
    matching.moved()
    matching.nearest()
    return matching.found


class _Matching:
    def __init__(
        self, kept: Sequence[KeptRef], rows: Sequence[KeptRef], places: frozenset[Place]
    ) -> None:
        self.found: dict[int, int] = {}
        self._kept, self._rows, self._places = kept, rows, places
        self._free_kept = dict.fromkeys(range(len(kept)))
        self._free_rows = dict.fromkeys(range(len(rows)))
        held = Counter(value for each in kept for value in each.values)
        holds = Counter(value for each in rows for value in each.values)
        self._telling = frozenset(
            value for value, times in held.items() if times == 1 and holds[value] == 1
        )
        """Values that one kept ref has, and one row."""

    def _take(self, row: int, kept: int) -> None:
        if row in self._free_rows and kept in self._free_kept:
            self.found[row] = kept
            del self._free_rows[row], self._free_kept[kept]

    def equal(self, key: Key) -> None:
        """Takes those whose keys are equal; of several with one key the most alike."""
        groups: dict[Hashable, deque[int]] = defaultdict(deque)
        for at in self._free_kept:
            if (found := key(self._kept[at])) is not None:
                groups[found].append(at)
        rows: dict[Hashable, list[int]] = defaultdict(list)
        for at in self._free_rows:
            if (found := key(self._rows[at])) is not None and found in groups:
                rows[found].append(at)
        for same, places in rows.items():
            self._pair(places, groups[same])

    def _pair(self, rows: Sequence[int], kept: Sequence[int]) -> None:
        if 1 in (len(rows), len(kept)) or len(rows) * len(kept) <= _MOST_PAIRS:
            alike = {
                pair: len(self._rows[pair[0]].values & self._kept[pair[1]].values)
                for pair in product(rows, kept)
            }
            for row, at in sorted(alike, key=lambda pair: -alike[pair]):
                self._take(row, at)
        else:
            for row, at in zip(rows, kept, strict=False):
                self._take(row, at)

    def moved(self) -> None:
        """Takes rows of the same title that stand elsewhere, where their place is gone."""
        gone = {each.place for each in self._kept} - self._places
        books = {workbook for workbook, _ in self._places}
        by_title: dict[str, list[int]] = defaultdict(list)
        for at in self._free_rows:
            if self._rows[at].title:
                by_title[_folded(self._rows[at])].append(at)
        for at in tuple(self._free_kept):
            before = self._kept[at]
            for row in by_title.get(_folded(before), ()):
                now = self._rows[row]
                is_same_book = now.workbook == before.workbook
                is_telling = self._told_by(row, at) > 0
                if (is_same_book and (before.place in gone or is_telling)) or (
                    before.workbook not in books
                ):
                    self._take(row, at)

    def nearest(self) -> None:
        """Takes the most alike of what is left, in the same place or where that is gone."""
        likeness = {(row, at): alike for row, at, alike in self._alike()}
        for row, at in sorted(likeness, key=lambda pair: -likeness[pair]):
            self._take(row, at)

    def _alike(self) -> Iterator[tuple[int, int, float]]:
        used = {each.place for each in self._kept}
        for row, at in self._pairs():
            before, now = self._kept[at], self._rows[row]
            is_here = before.place == now.place
            if not is_here and (before.place in self._places or now.place in used):
                continue
            least = _NEAR_TITLE if is_here else _NEAR_TITLE_ELSEWHERE
            told = self._told_by(row, at)
            ratio = _ratio(before.title, now.title, least)
            if ratio >= least or (is_here and told >= _TELLING_VALUES):
                yield row, at, ratio + told

    def _pairs(self) -> Iterator[tuple[int, int]]:
        if len(self._free_rows) * len(self._free_kept) <= _MOST_PAIRS:
            yield from product(tuple(self._free_rows), tuple(self._free_kept))
            return
        by_mark: dict[str, list[int]] = defaultdict(list)
        for at in self._free_kept:
            for mark in _marks(self._kept[at]):
                by_mark[mark].append(at)
        for row in tuple(self._free_rows):
            seen = Counter(
                at for mark in _marks(self._rows[row]) for at in by_mark.get(mark, ())[:_MOST_ALIKE]
            )
            yield from ((row, at) for at in seen)

    def _told_by(self, row: int, kept: int) -> int:
        """How many values that are theirs alone a row and a ref share."""
        shared = self._rows[row].values & self._kept[kept].values
        return len(shared & self._telling)


def _ratio(before: str, now: str, least: float) -> float:
    """How much two titles are alike, from nought to one; nought below the least, and of none."""
    if not before or not now:
        return 0.0
    titles = SequenceMatcher(None, before.casefold(), now.casefold(), autojunk=False)
    return titles.ratio() if titles.quick_ratio() >= least else 0.0


def _folded(each: KeptRef) -> str:
    return " ".join(each.title.casefold().split())


def _marks(each: KeptRef) -> Iterator[str]:
    """Words and values by which two rows may be found alike."""
    yield from (word for word in _folded(each).split() if len(word) >= _LEAST_WORD)
    yield from each.values
