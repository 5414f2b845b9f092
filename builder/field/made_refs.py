"""Gives each row a ref that is its own: one where none is typed, ``REF~2`` where one comes again.

What is typed stays in the row's source, so that a reader can be told. A ref that was made before
and kept goes to the row that it was made for, wherever that row stands now.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from builder.field.column import Column
from builder.field.kept_refs import KeptRef, Prefix, given_up, kept_ref, seen_again
from builder.field.matched_refs import Place, matched
from builder.field.sheet import Sheet
from builder.field.source import MADE
from builder.problems import Cell, Problem, between_records, in_cell
from builder.problems.quoted import quoted

_MOST_PLACES = 3
_TWINS_FROM = 3
_SAME_WHEREVER = ("Services", "People")
"""Sheets whose rows may stand in every workbook: a ref that comes again is the same one."""
_NUMBERED = re.compile(r"(.*?)(\d{1,9})")
_OF_HEADING = re.compile(r"(.+) (?:ref|ID)")
Rows = Mapping[str, Sequence[Any]]


def ref_key(ref: str) -> str:
    """A ref as two are compared: without regard to case and runs of spaces."""
    folded = ref.casefold()
    # RATIONALE: asked of every row, and few refs hold a space.
    return " ".join(folded.split()) if " " in folded else folded


class Named(NamedTuple):
    """Rows that have a ref each."""

    rows: dict[str, tuple[Any, ...]]
    """Field of the register -> its rows, in their order."""
    problems: tuple[Problem, ...]
    """What is to be said of refs."""
    kept: tuple[KeptRef, ...]
    """Every ref that was ever made, each with its row as it was last seen."""


def with_refs(
    rows: Rows,
    sheets: Sequence[Sheet],
    kept: Sequence[KeptRef] = (),
    *,
    on: date,
    unread: frozenset[str] = frozenset(),
    prefix: Prefix = lambda workbook, sheet: "",
) -> Named:
    """The rows with a ref each.

    Args:
        rows: Field of the register -> its rows in reading order.
        sheets: What they are rows of.
        kept: The refs that were made before; none of them goes to another row.
        on: The day on which a row that is new was first seen.
        unread: Workbooks of which nothing could be read: no ref of theirs goes to another row.
        prefix: What the refs made for a sheet begin with.
    """
    found = {sheet.attribute: tuple(rows.get(sheet.attribute, ())) for sheet in sheets}
    places = frozenset((r.source.workbook, r.source.sheet) for held in found.values() for r in held)
    problems: list[Problem] = []
    standing = {(each.kind, ref_key(each.ref)): each for each in kept}
    for sheet in sheets:
        own = sheet.own
        if own is not None and sheet.key == (own.field,):
            before = {
                key: each for (kind, key), each in standing.items() if kind == sheet.attribute
            }
            refs = _Refs(sheet, own, found[sheet.attribute], before, problems)
            found[sheet.attribute] = refs.given(_Now(places, unread, on, prefix))
            standing.update({(sheet.attribute, ref_key(each.ref)): each for each in refs.kept})
    return Named(found, tuple(problems), tuple(standing.values()))


class _Now(NamedTuple):
    """What is known today beside the rows."""

    places: frozenset[Place]
    unread: frozenset[str]
    on: date
    prefix: Prefix


class _Refs:
    """The refs of the rows of one sheet."""

    def __init__(
        self,
        sheet: Sheet,
        own: Column,
        rows: tuple[Any, ...],
        before: Mapping[str, KeptRef],
        problems: list[Problem],
    ) -> None:
        self.kept: list[KeptRef] = []
        """Refs that were made for these rows, and typed ones that a made one stands beside."""
        self._sheet, self._own, self._rows, self._problems = sheet, own, rows, problems
        self._before = before
        self._same: dict[str, list[int]] = defaultdict(list)
        """Ref without case -> places of its rows."""
        for at, row in enumerate(rows):
            if ref := getattr(row, own.field):
                self._same[ref_key(ref)].append(at)
        self._taken = {*self._same, *before}
        self._greatest: Counter[str] = Counter()
        """What refs begin with -> the greatest number behind it, ever."""
        for key in self._taken:
            if numbered := _NUMBERED.fullmatch(key):
                stem, number = numbered.groups()
                self._greatest[stem] = max(self._greatest[stem], int(number))
        self._changed: dict[int, Any] = {}

    def given(self, today: _Now) -> tuple[Any, ...]:
        """The rows, each with its own ref."""
        repeated = [same for same in self._same.values() if len(same) > 1]
        for same in repeated:
            self._hide_alike(same)
        if self._sheet.name not in _SAME_WHEREVER:
            again = self._made_again()
            for key, same in self._same.items():
                if len(same) > 1 or key in again or key in self._before:
                    self._apart(key, same, again.get(key, ()), today)
        self._tell_repeated(repeated)
        self._fill_blanks(today)
        return tuple(self._changed.get(at, row) for at, row in enumerate(self._rows))

    def _hide_alike(self, same: Sequence[int]) -> None:
        # RATIONALE: which of two rows is read first must not decide what may be seen.
        if any(getattr(self._rows[at], "confidential", None) for at in same):
            for at in same:
                self._changed[at] = replace(self._rows[at], confidential=True)

    def _made_again(self) -> Mapping[str, Sequence[KeptRef]]:
        """Typed ref -> those made for its further rows."""
        found: dict[str, list[KeptRef]] = defaultdict(list)
        for key, each in self._before.items():
            typed, mark, _ = key.rpartition("~")
            if mark and key not in self._same:
                found[typed].append(each)
        return found

    def _apart(
        self,
        key: str,
        same: Sequence[int],
        again: Sequence[KeptRef],
        today: _Now,
    ) -> None:
        """Gives rows of one typed ref their own: the first keeps it, the others have a number."""
        typed = getattr(self._rows[same[0]], self._own.field)
        before = [*([self._before[key]] if key in self._before else []), *again]
        before = [each for each in before if each.workbook not in today.unread]
        now = [kept_ref(self._rows[at], self._sheet, today.on) for at in same]
        mine = matched(before, now, today.places)
        if len(same) == 1 and not mine:
            return
        is_free = key not in self._before
        for number, at in enumerate(same):
            if number in mine:
                held = before[mine[number]]
                self._name(at, typed if ref_key(held.ref) == key else held.ref, held, now[number])
            elif is_free:
                is_free = False
                self._name(at, typed, None, now[number])
            else:
                self._name(at, self._next(f"{typed}~", least=2), None, now[number])

    def _fill_blanks(self, today: _Now) -> None:
        """Gives each row without a ref the one that was made for it, or a new one."""
        blank = [at for at, row in enumerate(self._rows) if not getattr(row, self._own.field)]
        used = {ref_key(each.ref) for each in self.kept}
        free = [
            each
            for key, each in self._before.items()
            if key not in self._same and key not in used and each.workbook not in today.unread
        ]
        now = [kept_ref(self._rows[at], self._sheet, today.on) for at in blank]
        mine = matched(free, now, today.places)
        for number, at in enumerate(blank):
            held = free[mine[number]] if number in mine else None
            said = today.prefix(*now[number].place)
            if (
                held
                and held.first_seen >= today.on
                and not ref_key(held.ref).startswith(ref_key(said))
            ):
                # RATIONALE: a prefix is thought of when a tracker is adopted; later it is too late.
                self.kept.append(given_up(held))
                held = None
            begins = said or f"{self._usual_name()}-"
            ref = held.ref if held else self._next(begins, least=1)
            self._name(at, ref, held, now[number])
            source = self._rows[at].source
            if self._own.field in source.columns:
                particulars = {"heading": self._own.heading, "ref": ref}
                place = source.place(self._own.field)
                self._problems.append(Problem(in_cell.ROW_WITHOUT_KEY, place, particulars))

    def _usual_name(self) -> str:
        found = _OF_HEADING.fullmatch(self._own.heading)
        return found[1] if found else self._sheet.record.__name__

    def _next(self, begins: str, *, least: int) -> str:
        """A ref that no row has, and none ever had."""
        stem = ref_key(f"{begins}0")[:-1]
        number = max(self._greatest[stem] + 1, least)
        while ref_key(f"{begins}{number}") in self._taken:
            number += 1
        self._greatest[stem] = number
        self._taken.add(ref_key(f"{begins}{number}"))
        return f"{begins}{number}"

    def _name(self, at: int, ref: str, held: KeptRef | None, now: KeptRef) -> None:
        self.kept.append(seen_again(held, now) if held else replace(now, ref=ref))
        row = self._changed.get(at, self._rows[at])
        typed = getattr(row, self._own.field)
        if ref != typed:
            shown = {**row.source.typed, MADE: typed}
            source = replace(row.source, typed=shown)
            self._changed[at] = replace(row, source=source, **{self._own.field: ref})

    def _tell_repeated(self, repeated: list[list[int]]) -> None:
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
                    "ref": quoted(self._ref_now(at)),
                }
                self._problems.append(Problem(between_records.DUPLICATE_REF, place, particulars))

    def _ref_now(self, at: int) -> str:
        return str(getattr(self._changed.get(at, self._rows[at]), self._own.field))

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
