"""A date or a date with time as typed in a workbook, local to Europe/London."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Moment:
    """A bare date, or a date with a time.

    RATIONALE: the two mean different things (rules.md, "Settled questions"): a bare date in a
    deadline column runs to the end of that day, elsewhere the thing happened on that day.
    """

    on: date
    """The local date."""
    at: datetime | None = None
    """The aware UTC moment; ``None`` where only a date was typed."""

    @classmethod
    def local(cls, typed: datetime) -> "Moment":
        """From a naive local date and time.

        A time that the spring clock change skips moves forward an hour; one that the autumn
        change repeats is taken as the first of the two.
        """
        aware = typed.replace(tzinfo=LONDON, fold=0).astimezone(UTC)
        return cls(aware.astimezone(LONDON).date(), aware)

    @classmethod
    def instant(cls, at: datetime) -> "Moment":
        """From an aware moment."""
        return cls(at.astimezone(LONDON).date(), at.astimezone(UTC))

    @property
    def is_bare(self) -> bool:
        """Whether only a date was typed."""
        return self.at is None

    @property
    def end(self) -> datetime:
        """The moment itself, or 23:59:59 local on a bare date; aware, UTC."""
        return self.at or local_moment(self.on, LAST_SECOND)

    @property
    def latest(self) -> datetime:
        """The latest moment that it may mean: the second of two in the autumn's repeated hour."""
        if self.at is None:
            return self.end
        local = self.at.astimezone(LONDON).replace(fold=1)
        return max(self.at, local.astimezone(UTC))

    @property
    def order(self) -> tuple[date, datetime]:
        """Sort key: by date first."""
        return (self.on, self.end)

    def is_after(self, as_at: datetime) -> bool:
        """Whether it lies in the future of ``as_at``; a bare date does not on its own day."""
        return not self.has_happened(as_at)

    def has_happened(self, as_at: datetime) -> bool:
        """Whether a thing stamped with this had happened by ``as_at`` (inclusive)."""
        if self.at is None:
            return self.on <= local_date(as_at)
        return self.at <= as_at

    def precedes(self, other: "Moment") -> bool:
        """Whether it surely came before another; of one day, only where both times are typed."""
        if self.at is None or other.at is None:
            return self.on < other.on
        return self.at < other.at

    def __str__(self) -> str:
        if self.at is None:
            return self.on.isoformat()
        return self.at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")


# RATIONALE: the rules ask for the same few days and times for every record; a look-up costs a tenth
# of the time zone's arithmetic.
_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def local_moment(on: date, at: time) -> datetime:
    """The aware UTC moment of a local date and time of day."""
    return datetime.combine(on, at, tzinfo=LONDON).astimezone(UTC)


@lru_cache(maxsize=_REMEMBERED)
def local_date(at: datetime) -> date:
    """The Europe/London date of an aware moment."""
    return at.astimezone(LONDON).date()


def typed_moment(text: str) -> datetime:
    """An aware UTC moment from ISO 8601; Europe/London where no offset is typed.

    A bare date means the end of that day; a blank may stand for the ``T``.

    Raises:
        ValueError: it is no ISO 8601 date or moment.
    """
    spelt = text.strip().replace(" ", "T", 1)
    if "T" not in spelt:
        return Moment(date.fromisoformat(spelt)).end
    parsed = datetime.fromisoformat(spelt)
    return parsed.astimezone(UTC) if parsed.tzinfo else Moment.local(parsed).end
