"""Whether the reviews of a line were held in their cadence."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from builder.field import Review, local_date
from builder.policy import Policy, ThresholdId
from builder.rules.facts.order import in_order
from builder.rules.verdict import Outcome

MONTHS = 12


class Unit(Enum):
    """What a span of the policy is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True)
class Span:
    """A length of time of the policy, in calendar terms."""

    count: int
    unit: Unit

    def after(self, on: date) -> date:
        """The day so much later; the same day of the month, or that month's last."""
        return months_after(on, self.count) if self._days is None else on + self._days

    def before(self, on: date) -> date:
        """The day so much earlier."""
        return months_after(on, -self.count) if self._days is None else on - self._days

    def __str__(self) -> str:
        return self._words

    # RATIONALE: an edition has a handful of spans, and every review of every line asks them.
    @cached_property
    def _days(self) -> timedelta | None:
        if self.unit is Unit.MONTHS:
            return None
        return timedelta(weeks=self.count) if self.unit is Unit.WEEKS else timedelta(self.count)

    @cached_property
    def _words(self) -> str:
        noun = self.unit.value.removesuffix("s") if self.count == 1 else self.unit.value
        return f"{self.count} {noun}"


@lru_cache(maxsize=4096)
def months_after(on: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    total = on.year * MONTHS + on.month - 1 + months
    year, month = total // MONTHS, total % MONTHS + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def span_of(policy: Policy, id: ThresholdId, family: str) -> Span:
    """A span of the policy for a family of themes; the general one where it has no own."""
    threshold = policy.of_family(id, family)
    return _span(threshold.number, threshold.unit)


@lru_cache
def _span(count: Decimal, unit: str) -> Span:
    return Span(int(count), Unit(unit))


def held_reviews(reviews: Iterable[Review], at: datetime) -> tuple[Review, ...]:
    """Reviews held by a moment, oldest first; one without a date has no place in a run."""
    come = [each for each in reviews if each.reviewed_on and each.reviewed_on.has_happened(at)]
    return in_order(come, lambda each: each.reviewed_on) if come else ()


def missed_since(
    held_on: Iterable[date], opened: date, cadence: Span, at: datetime
) -> tuple[date, ...]:
    """Days by which a review was due and none was held, from ``opened`` to ``at``.

    Two reviews may be at most one cadence apart; the first is due one cadence after ``opened``.

    Args:
        held_on: the days of the reviews, oldest first.
        opened: where the time looked at begins.
        cadence: how far apart two reviews may be.
        at: the moment judged.
    """
    days = [opened, *held_on, local_date(at)]
    due = ((cadence.after(day), following) for day, following in pairwise(days))
    return tuple(day for day, following in due if following > day)


def reviews_held(
    reviews: tuple[Review, ...],
    raised_on: date | None,
    cadence: Span,
    window: Span,
    at: datetime,
) -> tuple[Outcome, tuple[date, ...]]:
    """Whether reviews kept their cadence over the window before ``at``, and the days missed.

    RATIONALE: what was missed before the window cannot be made good and no longer speaks of how
    the line is watched; without that, one missed review would keep a line open for ever.
    """
    on = local_date(at)
    start = window.before(on) if raised_on is None else max(raised_on, window.before(on))
    days = [each.reviewed_on.on for each in reviews if each.reviewed_on is not None]
    before = [day for day in days if day <= start]
    covers_start = bool(before) and cadence.after(before[-1]) >= start
    opened = before[-1] if covers_start else start
    missed = missed_since(days[len(before) :], opened, cadence, at)
    if missed:
        return Outcome.FIRED, missed
    return (Outcome.MET if reviews else Outcome.NOT_DUE), ()


class ReviewWatch(NamedTuple):
    """How a line was reviewed up to a moment."""

    cadence: Span
    """How far apart two reviews may be."""
    window: Span
    """How long the target must hold."""
    reviews: tuple[Review, ...]
    """Those held by then, oldest first."""
    outcome: Outcome
    """Whether they kept the cadence through the window."""
    missed: tuple[date, ...]
    """Days of the window by which a review was due and none was held."""


def review_watch(
    reviews: Iterable[Review], raised_on: date | None, family: str, policy: Policy, at: datetime
) -> ReviewWatch:
    """How a line of a family of themes was reviewed up to a moment."""
    cadence = span_of(policy, "review_cadence", family)
    window = span_of(policy, "sustained_improvement", family)
    held = held_reviews(reviews, at)
    if not held:
        return _unreviewed(raised_on, cadence, window, at)
    outcome, missed = reviews_held(held, raised_on, cadence, window, at)
    return ReviewWatch(cadence=cadence, window=window, reviews=held, outcome=outcome, missed=missed)


# RATIONALE: most lines have no review, and many were raised on one day.
@lru_cache(maxsize=4096)
def _unreviewed(raised_on: date | None, cadence: Span, window: Span, at: datetime) -> ReviewWatch:
    outcome, missed = reviews_held((), raised_on, cadence, window, at)
    return ReviewWatch(cadence=cadence, window=window, reviews=(), outcome=outcome, missed=missed)
