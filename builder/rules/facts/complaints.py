"""Complaints of a theme, counted between the review points of its lines (B3.3)."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from builder.field import Action, Complaint, Moment, Register, Review, local_date
from builder.rules.facts.order import grouped
from builder.rules.verdict import PROVIDER

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Point:
    """A day on which lines of a theme were reviewed."""

    on: date
    moments: tuple[Moment, ...]
    """The reviews' moments of that day, in order; one moment stands once."""

    def latest(self, at: datetime) -> Moment | None:
        """The latest of them that had come by ``at``."""
        come = [each for each in self.moments if each.has_happened(at)]
        return come[-1] if come else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time up to a review point, and the complaints of the theme received in it."""

    after: date
    """Exclusive."""
    until: date
    """Inclusive: the point's day."""
    received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Complaints at the latest review point and at the one before."""

    latest: Period | None = None
    previous: Period | None = None
    """``None`` while the theme has fewer than two review points."""
    point: Moment | None = None
    """The later point; the working hours of the duty run from it."""
    received_before: int = 0
    """Complaints received in all the periods before the latest."""

    @property
    def has_fallen(self) -> bool:
        """Whether fewer were received than in the period before, or none since there were some.

        RATIONALE: having fallen to nought and stayed there, complaints have fallen; one more
        review at nought takes that back from nobody.
        """
        if self.latest is None or self.previous is None:
            return False
        is_at_nought = self.latest.received == 0 and self.received_before > 0
        return is_at_nought or self.latest.received < self.previous.received

    def is_unchanged(self, *, literal: bool) -> bool | None:
        """Whether they did not fall across two points, 0 and 0 apart; ``None`` = not computable.

        Where ``literal``, only equal numbers count as unchanged.
        """
        if self.latest is None or self.previous is None:
            return None
        now, before = self.latest.received, self.previous.received
        if now == before == 0:
            return False
        return now == before if literal else now >= before


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCase:
    """One theme in one scope: its review points and its complaints."""

    theme: str
    """As the first of its lines by ref spells it."""
    scope: str
    points: tuple[Point, ...] = ()
    """Oldest first."""
    complaints: tuple[Complaint, ...] = ()
    """Those with a day of receipt, oldest first."""
    received_on: tuple[date, ...] = ()
    """Their days, in the same order."""
    undated: tuple[str, ...] = ()
    """Refs of complaints whose day of receipt is unknown."""
    raised_on: date | None = None
    """When the first of its lines was raised: there the first period begins, inclusive."""
    _movements: dict[datetime, Movement] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """RATIONALE: every line of the theme asks for the same few moments."""

    def movement(self, at: datetime) -> Movement:
        """Complaints in the last two periods that had ended by a moment."""
        if at not in self._movements:
            self._movements[at] = self._movement(at)
        return self._movements[at]

    def _movement(self, at: datetime) -> Movement:
        last = bisect_right(self.points, local_date(at), key=lambda point: point.on) - 1
        if last >= 0 and self.points[last].latest(at) is None:
            last -= 1
        if last < 0:
            return Movement()
        latest, first = self._period_of(last), self._period_of(0)
        start = first.after if first is not None else self.points[0].on
        return Movement(
            latest=latest,
            previous=self._period_of(last - 1) if last else None,
            point=self.points[last].latest(at),
            received_before=self._count(start, latest.after) if latest is not None else 0,
        )

    def _period_of(self, index: int) -> Period | None:
        until = self.points[index].on
        if index:
            return self._period(self.points[index - 1].on, until)
        return self._period(self.raised_on - ONE_DAY, until) if self.raised_on else None

    def _period(self, after: date, until: date) -> Period:
        return Period(after=after, until=until, received=self._count(after, until))

    def _count(self, after: date, until: date) -> int:
        """Complaints received after a day, up to another, inclusive; 0 where that comes first."""
        count = bisect_right(self.received_on, until) - bisect_right(self.received_on, after)
        return max(count, 0)

    def in_period(self, period: Period) -> tuple[Complaint, ...]:
        """The complaints received in a period."""
        start = bisect_right(self.received_on, period.after)
        return self.complaints[start : bisect_right(self.received_on, period.until)]

    def closed_in(self, period: Period) -> tuple[Complaint, ...]:
        """The complaints closed in a period, whenever received."""
        return tuple(
            each
            for each in self.complaints
            if each.closed_on is not None and period.after < each.closed_on <= period.until
        )

    def with_reviews(self, moments: Iterable[Moment]) -> "ThemeCase":
        """The same theme with more review points."""
        known = [moment for point in self.points for moment in point.moments]
        return replace(self, points=points_of((*known, *moments)))


def points_of(moments: Iterable[Moment]) -> tuple[Point, ...]:
    """Review points by day, oldest first.

    RATIONALE: complaints are dated by day, so that two reviews of one day part no complaints; a
    period without a day in it would look like a fall to 0.
    """
    days: dict[date, set[Moment]] = {}
    for moment in moments:
        days.setdefault(moment.on, set()).add(moment)
    return tuple(
        Point(on, tuple(sorted(days[on], key=lambda each: each.order))) for on in sorted(days)
    )


def theme_key(theme: str | None) -> str:
    """A theme as it is matched: without case and spare spaces."""
    return " ".join((theme or "").casefold().split())


def theme_cases(
    register: Register, reviews: Mapping[str, tuple[Review, ...]]
) -> Mapping[tuple[str, str], ThemeCase]:
    """(theme key, scope) -> the theme there, for every theme of a line; scopes as in registers."""
    actions = sorted(
        (each for each in register.actions if theme_key(each.theme)), key=lambda each: each.ref
    )
    complaints = sorted(register.complaints, key=lambda each: each.ref)
    by_action = grouped(actions, lambda each: theme_key(each.theme))
    by_complaint = grouped(complaints, lambda each: theme_key(each.theme))
    cases: dict[tuple[str, str], ThemeCase] = {}
    for theme, themed in sorted(by_action.items()):
        received = by_complaint.get(theme, ())
        cases[theme, PROVIDER] = _case(PROVIDER, themed, received, reviews)
        by_service = grouped(received, lambda each: each.service)
        for service, own in sorted(grouped(themed, lambda each: each.service).items()):
            cases[theme, service] = _case(service, own, by_service.get(service, ()), reviews)
    return cases


def _case(
    scope: str,
    actions: tuple[Action, ...],
    complaints: tuple[Complaint, ...],
    reviews: Mapping[str, tuple[Review, ...]],
) -> ThemeCase:
    dated = sorted(
        ((each.received_on, each) for each in complaints if each.received_on is not None),
        key=lambda pair: (pair[0], pair[1].ref),
    )
    held = (review.reviewed_on for action in actions for review in reviews.get(action.ref, ()))
    raised = [each.raised_on.on for each in actions if each.raised_on is not None]
    return ThemeCase(
        theme=actions[0].theme or "",
        scope=scope,
        points=points_of(each for each in held if each is not None),
        complaints=tuple(each for _, each in dated),
        received_on=tuple(on for on, _ in dated),
        undated=tuple(each.ref for each in complaints if each.received_on is None),
        raised_on=min(raised, default=None),
    )


def median_closure_days(complaints: Iterable[Complaint]) -> Fraction | None:
    """Median of calendar days from receipt to closing; ``None`` where none was closed."""
    days = sorted(
        (each.closed_on - each.received_on).days
        for each in complaints
        if each.closed_on is not None and each.received_on is not None
    )
    if not days:
        return None
    upper = len(days) // 2
    lower = (len(days) - 1) // 2
    return Fraction(days[lower] + days[upper], 2)
