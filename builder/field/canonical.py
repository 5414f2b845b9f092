"""Merges records of many workbooks: each reference is spelt as its record spells it.

Problems come back beside the records: each reference that leads nowhere.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from builder.field.column import Column
from builder.field.known_names import KnownNames, parted
from builder.field.made_refs import ref_key
from builder.field.near_refs import NearRefs
from builder.field.sheet import Sheet
from builder.problems import Cell, Problem, between_records
from builder.problems.quoted import quoted

_BY_NAME = ("Services", "People")
Records = Mapping[str, Sequence[Any]]
"""Attribute of the register -> its records, in the order of workbook, sheet and row."""


def canonical(
    records: Records, kept: frozenset[str], sheets: Sequence[Sheet]
) -> tuple[dict[str, tuple[Any, ...]], tuple[Problem, ...]]:
    """The records, references spelt as the ref they name; of a service or person one row.

    Args:
        records: All rows of all workbooks, each with its ref.
        kept: Sheets that stand in some workbook; references to others are one note a sheet.
        sheets: How the records hang together.
    """
    problems: list[Problem] = []
    merged = {s.attribute: tuple(records.get(s.attribute, ())) for s in sheets}
    known: dict[str, dict[str, str]] = {}
    for sheet in sheets:
        if own := sheet.own:
            known[sheet.name], first = _own_refs(sheet, own, merged[sheet.attribute])
            merged[sheet.attribute] = first
    unchecked: Counter[str] = Counter()
    names = {name: KnownNames(merged[name.lower()]) for name in _BY_NAME}
    for sheet in sheets:
        for reference in sheet.references:
            rows = merged[sheet.attribute]
            linking = _Linking(reference, known, names, kept, unchecked, problems)
            merged[sheet.attribute] = linking.of(rows)
    for absent, count in sorted(unchecked.items()):
        particulars = {"sheet": absent, "count": f"{count:,}"}
        problems.append(Problem(between_records.ABSENT_SHEET, Cell(""), particulars))
    return merged, tuple(problems)


def _own_refs(
    sheet: Sheet, column: Column, rows: tuple[Any, ...]
) -> tuple[dict[str, str], tuple[Any, ...]]:
    """Every spelling of a ref -> the first one, and the rows that stand."""
    by_fold: dict[str, list[Any]] = {}
    own = column.field
    for row in rows:
        by_fold.setdefault(ref_key(getattr(row, own)), []).append(row)
    known = {fold: getattr(same[0], own) for fold, same in by_fold.items()}
    known.update({ref: ref for ref in list(known.values())})
    if len(by_fold) == len(rows):
        return known, rows
    if sheet.key != (own,):
        return known, tuple(_spelt(row, own, known[ref_key(getattr(row, own))]) for row in rows)
    return known, tuple(same[0] for same in by_fold.values())


def _spelt(row: Any, field: str, ref: str) -> Any:
    return row if getattr(row, field) == ref else replace(row, **{field: ref})


def _both(ref: str) -> tuple[str, str]:
    return ref, ref_key(ref)


class _Linking:
    """Spells one field of all rows of a sheet as the records that it names."""

    def __init__(
        self,
        reference: Column,
        known: Mapping[str, Mapping[str, str]],
        names: Mapping[str, KnownNames],
        kept: frozenset[str],
        unchecked: Counter[str],
        problems: list[Problem],
    ) -> None:
        self._reference = reference
        self._absent = tuple(sheet for sheet in reference.refers_to if sheet not in kept)
        self._known: dict[str, str] = {}
        for sheet in reversed(reference.refers_to):
            self._known.update(known.get(sheet, {}))
        self._known.update({spelt: each for each in reference.besides for spelt in _both(each)})
        self._names = [names[sheet] for sheet in reference.refers_to if sheet in names]
        for each in self._names:
            self._known = {**each.refs, **self._known}
        self._near = NearRefs(self._known.values())
        self._is_person = reference.refers_to == ("People",)
        self._unchecked, self._problems = unchecked, problems

    def of(self, rows: tuple[Any, ...]) -> tuple[Any, ...]:
        """The rows, spelt anew where they need it; the same tuple where none does."""
        field, known = self._reference.field, self._known
        changed: dict[int, Any] = {}
        for at, row in enumerate(rows):
            value = getattr(row, field)
            if not value:
                continue
            if self._reference.is_list:
                spelt: Any = tuple(dict.fromkeys(self._spelling(each, row) for each in value))
            else:
                spelt = known.get(value) or self._one(value, row)
            if isinstance(spelt, _Several):
                changed[at] = replace(row, **spelt.fields(field, row), **self._typed(row, value))
            elif spelt != value:
                changed[at] = replace(row, **{field: spelt}, **self._typed(row, value))
        if not changed:
            return rows
        return tuple(changed.get(at, row) for at, row in enumerate(rows))

    def _typed(self, row: Any, value: Any) -> dict[str, Any]:
        """The row's source with what its cell shows, where it is now read as something else."""
        typed = row.source.typed
        if not self._reference.as_typed or self._reference.field in typed:
            return {}
        return {"source": replace(row.source, typed={**typed, self._reference.field: value})}

    def _one(self, value: str, row: Any) -> "str | _Several":
        names = parted(value, self._known) if self._is_person else [value]
        first, *others = (self._spelling(each, row) for each in names)
        if not others:
            return first
        particulars = {
            "heading": self._reference.heading,
            "value": quoted(value),
            "read": quoted(first),
            "others": quoted(" and ".join(others)),
        }
        place = row.source.place(self._reference.field)
        self._problems.append(Problem(between_records.SEVERAL_NAMES, place, particulars))
        return _Several(first, tuple(others))

    def _spelling(self, value: str, row: Any) -> str:
        spelt = self._known.get(value) or self._known.get(ref_key(value))
        if spelt is not None:
            return spelt
        if self._absent:
            self._unchecked.update(self._absent)
            return value
        near = self._nearest(value)
        suggestion = f"; the nearest is {quoted(near)}" if near else ""
        particulars = {
            "heading": self._reference.heading,
            "value": quoted(value),
            "sheets": " or ".join(self._reference.refers_to),
            "suggestion": suggestion,
        }
        place = row.source.place(self._reference.field)
        self._problems.append(Problem(between_records.UNKNOWN_REF, place, particulars))
        return value

    def _nearest(self, value: str) -> str | None:
        near = (each.nearest(value) for each in self._names)
        return self._near.nearest(value) or next(filter(None, near), None)


class _Several(NamedTuple):
    """Names of several people in one cell."""

    first: str
    others: tuple[str, ...]

    def fields(self, field: str, row: Any) -> dict[str, Any]:
        """The first is meant; the others support, where a row has a place for them."""
        if field != "owner" or not hasattr(row, "support"):
            return {field: self.first}
        return {field: self.first, "support": tuple(dict.fromkeys((*row.support, *self.others)))}
