"""Gives each row a ref that is its own: one where none is typed, ``REF~2`` where one comes again.

What is typed stays in the row's source, so that a reader can be told.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from builder.field.column import Column
from builder.field.sheet import Sheet
from builder.problems import Cell, Problem, between_records, in_cell
from builder.problems.quoted import quoted

_MOST_PLACES = 3
_TWINS_FROM = 3
_SAME_WHEREVER = ("Services", "People")
"""Sheets whose rows may stand in every workbook: a ref that comes again is the same one."""
Rows = Mapping[str, Sequence[Any]]


def ref_key(ref: str) -> str:
    """A ref as two are compared: without regard to case and runs of spaces."""
    return " ".join(ref.casefold().split())


def with_refs(
    rows: Rows, sheets: Sequence[Sheet]
) -> tuple[dict[str, tuple[Any, ...]], tuple[Problem, ...]]:
    """The rows with a ref each, in their order, and what is to be said of refs.

    Args:
        rows: Field of the register -> its rows in reading order.
        sheets: What they are rows of.
    """
    problems: list[Problem] = []
    found = {sheet.attribute: tuple(rows.get(sheet.attribute, ())) for sheet in sheets}
    for sheet in sheets:
        own = sheet.own
        if own is not None and sheet.key == (own.field,):
            found[sheet.attribute] = _Refs(sheet, own, found[sheet.attribute], problems).given()
    return found, tuple(problems)


class _Refs:
    """The refs of the rows of one sheet."""

    def __init__(
        self, sheet: Sheet, own: Column, rows: tuple[Any, ...], problems: list[Problem]
    ) -> None:
        self._sheet, self._own, self._rows, self._problems = sheet, own, rows, problems
        self._same: dict[str, list[int]] = defaultdict(list)
        """Ref without case -> places of its rows."""
        for at, row in enumerate(rows):
            if ref := getattr(row, own.field):
                self._same[ref_key(ref)].append(at)
        self._taken = set(self._same)

    def given(self) -> tuple[Any, ...]:
        """The rows, each with its own ref."""
        blank = [at for at, row in enumerate(self._rows) if not getattr(row, self._own.field)]
        repeated = [places for places in self._same.values() if len(places) > 1]
        if not blank and not repeated:
            return self._rows
        changed: dict[int, Any] = {}
        for places in repeated:
            changed.update(self._apart(places))
        self._tell_repeated(repeated, changed)
        numbers = count(1)
        for at in blank:
            changed[at] = self._made(at, numbers)
        return tuple(changed.get(at, row) for at, row in enumerate(self._rows))

    def _apart(self, places: list[int]) -> Mapping[int, Any]:
        """Rows of one ref, each but the first with a number behind it."""
        rows = [self._rows[at] for at in places]
        first = getattr(rows[0], self._own.field)
        if any(getattr(each, "confidential", None) for each in rows):
            # RATIONALE: which of two rows is read first must not decide what may be seen.
            rows = [replace(each, confidential=True) for each in rows]
        numbers = count(2)
        found = dict(zip(places, rows, strict=True))
        if self._sheet.name in _SAME_WHEREVER:
            return found
        for at in places[1:]:
            ref = next(each for n in numbers if ref_key(each := f"{first}~{n}") not in self._taken)
            found[at] = self._named(found[at], ref)
        return found

    def _made(self, at: int, numbers: "count[int]") -> Any:
        ref = next(each for n in numbers if ref_key(each := f"Row-{n}") not in self._taken)
        row = self._rows[at]
        if self._own.field in row.source.columns:
            particulars = {"heading": self._own.heading, "ref": ref}
            place = row.source.place(self._own.field)
            self._problems.append(Problem(in_cell.ROW_WITHOUT_KEY, place, particulars))
        return self._named(row, ref)

    def _named(self, row: Any, ref: str) -> Any:
        self._taken.add(ref_key(ref))
        typed = {**row.source.typed, "ref": getattr(row, self._own.field)}
        return replace(row, source=replace(row.source, typed=typed), **{self._own.field: ref})

    def _tell_repeated(self, repeated: list[list[int]], named: Mapping[int, Any]) -> None:
        twins = self._twins(repeated)
        for places in repeated:
            sources = [self._rows[at].source.place(self._own.field) for at in places]
            shown = ", ".join(str(place) for place in sources[:_MOST_PLACES])
            if len(sources) > _MOST_PLACES:
                shown = f"{shown} and {len(sources) - _MOST_PLACES} more"
            books = tuple(dict.fromkeys(place.workbook for place in sources))
            if books in twins and len(books) == len(sources):
                continue
            for at, place in zip(places, sources, strict=True):
                particulars = {
                    "heading": self._own.heading,
                    "value": quoted(getattr(self._rows[at], self._own.field)),
                    "places": shown,
                    "ref": quoted(getattr(named[at], self._own.field)),
                }
                self._problems.append(Problem(between_records.DUPLICATE_REF, place, particulars))

    def _twins(self, repeated: list[list[int]]) -> frozenset[tuple[str, ...]]:
        """Workbooks most of whose refs are the same; one problem is told of them together."""
        shared: Counter[tuple[str, ...]] = Counter()
        for places in repeated:
            books = tuple(dict.fromkeys(self._rows[at].source.workbook for at in places))
            if len(books) == len(places):
                shared[books] += 1
        held = Counter(row.source.workbook for row in self._rows)
        twins = {
            books: number
            for books, number in shared.items()
            if number >= _TWINS_FROM and 2 * number >= min(held[each] for each in books)
        }
        for books, number in twins.items():
            particulars = {
                "count": f"{number:,}",
                "sheet": self._sheet.name,
                "other": " and ".join(quoted(each) for each in books[:-1]),
            }
            place = Cell(books[-1])
            self._problems.append(Problem(between_records.TWIN_WORKBOOKS, place, particulars))
        return frozenset(twins)
