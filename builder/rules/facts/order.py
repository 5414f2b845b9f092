"""Grouping records and putting them in order of time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import datetime, time
from itertools import groupby, pairwise
from typing import Any, TypeVar

from builder.field import Moment, local_moment

RecordType = TypeVar("RecordType")
MIDNIGHT = time(0)


def grouped(
    rows: Iterable[RecordType], key: Callable[[RecordType], str | None]
) -> Mapping[str, tuple[RecordType, ...]]:
    """Rows by key, in their order; rows whose key is unknown are left out."""
    groups: dict[str, list[RecordType]] = {}
    for row in rows:
        name = key(row)
        if name is not None:
            groups.setdefault(name, []).append(row)
    return {name: tuple(rows) for name, rows in groups.items()}


def in_order(
    rows: Iterable[RecordType], when: Callable[[RecordType], Moment | None]
) -> tuple[RecordType, ...]:
    """Dated rows, oldest first; rows of one moment by what they say, wherever they stand."""
    dated = [(moment.order, row) for row in rows if (moment := when(row)) is not None]
    if len(dated) <= 1:
        return tuple([row for _, row in dated])
    dated.sort(key=lambda each: each[0])
    if all(first[0] < second[0] for first, second in pairwise(dated)):
        return tuple(row for _, row in dated)
    ordered: list[RecordType] = []
    for _, tied in groupby(dated, key=lambda each: each[0]):
        together = [row for _, row in tied]
        ordered.extend(sorted(together, key=_content) if len(together) > 1 else together)
    return tuple(ordered)


def recorded_by(
    rows: Iterable[RecordType], when: Callable[[RecordType], Moment | None], at: datetime
) -> tuple[RecordType, ...]:
    """Rows that stood on record at a moment: undated ones first, then the others, oldest first."""
    known = tuple(rows)
    undated = sorted((row for row in known if when(row) is None), key=_content)
    come = [row for row in known if (moment := when(row)) is not None and moment.has_happened(at)]
    return (*undated, *in_order(come, when))


def _content(row: Any) -> str:
    return repr([getattr(row, each.name) for each in fields(row) if each.name != "source"])


def begins(moment: Moment) -> datetime:
    """The first instant at which a thing stamped with this has happened.

    A bare date has happened from the start of its day: ``has_happened(t)`` is ``begins <= t``.
    """
    return moment.at or local_moment(moment.on, MIDNIGHT)
