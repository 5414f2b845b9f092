"""Clocks of duties: when one ends, and whether what it asks for was done in time.

All arithmetic is in UTC, so that twenty-four hours stay twenty-four over a clock change.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from builder.field import Moment, local_date
from builder.field.validation.dates import is_before
from builder.policy import Threshold
from builder.problems import Cell
from builder.rules.answers import Answer
from builder.rules.verdict import Outcome, Scalar
from builder.rules.words import moment_text

SECONDS_PER_HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A duty that runs from a moment to a moment."""

    since: datetime | None = None
    """``None`` where only the moment that it must be done by is known."""
    by: datetime
    """The last moment that is in time."""
    done: Moment | None
    """When it was done, where that had happened by the as-at moment."""
    began: Moment | None = None
    """What set it off, as it is typed: what was done before it cannot be judged by it."""
    is_estimated: bool = False

    @property
    def is_contradicted(self) -> bool:
        """Whether the records say that it was done before there was anything to do."""
        return self.began is not None and self.done is not None and is_before(self.done, self.began)

    def answer(
        self, as_at: datetime, reason: str, cells: tuple[Cell, ...] = (), observed: Scalar = None
    ) -> Answer:
        """What the clock says, in words made of its own."""
        return Answer(
            self.outcome(as_at),
            reason,
            observed,
            cells,
            by=self.by,
            since=self.since,
            done_at=self.done_at,
            is_estimated=self.is_estimated,
        )

    def outcome(self, as_at: datetime) -> Outcome:
        """``met`` in time, ``fired`` late or past its end, ``not_due`` while it runs.

        ``not_computable`` where the records contradict each other.
        """
        if self.is_contradicted:
            return Outcome.NOT_COMPUTABLE
        if self.done is not None:
            return Outcome.FIRED if is_late(self.done, self.by) else Outcome.MET
        return Outcome.FIRED if as_at > self.by else Outcome.NOT_DUE

    @property
    def done_at(self) -> datetime | None:
        """When it was done, as a moment; a bare date is done by its end."""
        return None if self.done is None else self.done.end

    def hours_taken(self) -> Fraction | None:
        """Elapsed hours until it was done; ``None`` where it was not, or one has only a day."""
        if self.done is None or self.done.at is None or self.since is None or self.is_contradicted:
            return None
        done = self.done.at if self.done.at >= self.since else self.done.latest
        elapsed = done - self.since
        if elapsed < timedelta(0):
            return None
        return Fraction(int(elapsed.total_seconds()), SECONDS_PER_HOUR)

    def words(self, as_at: datetime, done: str) -> str:
        """One sentence: what was done when, and by when it had to be.

        Args:
            as_at: the moment judged.
            done: what the duty is when done: "told to the manager".
        """
        by = moment_text(self.by)
        if self.done is not None and self.began is not None and self.is_contradicted:
            began = moment_text(self.began)
            return f"{_capital(done)} {moment_text(self.done)}, by the record, before {began}."
        if self.done is not None:
            return f"{_capital(done)} {moment_text(self.done)}; due by {by}."
        if self.outcome(as_at) is Outcome.NOT_DUE:
            return f"No record yet that it was {done}; due by {by}."
        return f"No record that it was {done}; it was due by {by}."


def is_late(done: Moment, by: datetime) -> bool:
    """Whether a thing was done after a moment; a bare date is compared by its day."""
    if done.at is None:
        return done.on > local_date(by)
    return done.at > by


def is_met(clock: Clock) -> bool:
    """Whether what it asks for was done in time."""
    is_late_or_early = clock.is_contradicted or (clock.done and is_late(clock.done, clock.by))
    return clock.done is not None and not is_late_or_early


def happened(moment: Moment | None, as_at: datetime) -> Moment | None:
    """The moment, if it had come by ``as_at``; else ``None``."""
    return moment if moment is not None and moment.has_happened(as_at) else None


def hours_clock(threshold: Threshold, start: Moment, done: Moment | None, as_at: datetime) -> Clock:
    """A clock of so many elapsed hours; from a bare date it starts at the day's end."""
    return Clock(
        since=start.end,
        by=start.end + hours_of(threshold),
        done=happened(done, as_at),
        began=start,
    )


def hours_of(threshold: Threshold) -> timedelta:
    """The time that a threshold in hours gives."""
    return timedelta(hours=float(str(threshold.value)))


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
