"""The changes of every recorded run in order, and which run saw a record as it is now first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from builder.field import local_date
from builder.history.change import Change, ChangeKind
from builder.history.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one run, or the build of now, saw changed."""

    at: datetime
    day_before: date | None
    """Day of the run before it; ``None`` where it was the first."""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenChanges:
    """The sights, oldest first; the first run's has no changes."""

    sights: tuple[Sight, ...]
    as_it_is_since: Mapping[tuple[str, str, str], datetime]
    """(sheet, ref, field) -> the run that saw its value of now first; where the field is empty,
    the run that saw the row first. What stood there at the first run has no entry."""

    @classmethod
    def of(cls, history: History, as_at: datetime) -> "SeenChanges":
        """The sights of every run that did not fail, and of the build as at a moment."""
        sights = tuple(_sights(history, as_at))
        since: dict[tuple[str, str, str], datetime] = {}
        for sight in sights:
            for each in sight.changes:
                if each.field or each.kind is ChangeKind.NEW:
                    since[each.sheet, each.ref, each.field] = sight.at
        return cls(sights=sights, as_it_is_since=since)

    def since(self, sheet: str, ref: str, *fields: str) -> datetime:
        """When some fields of a row first stood as they do now, as far as runs saw it."""
        first = self.sights[0].at
        known = (self.as_it_is_since.get((sheet, ref, each), first) for each in ("", *fields))
        return max(known)


def _sights(history: History, as_at: datetime) -> Iterator[Sight]:
    day_before: date | None = None
    for run in history.runs:
        if not run.failure:
            yield Sight(at=run.as_at, day_before=day_before, changes=run.changes)
            day_before = local_date(run.as_at)
    yield Sight(at=as_at, day_before=day_before, changes=history.since_last)
