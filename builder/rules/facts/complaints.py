"""Complaints of a theme, counted between its review points (B3.3)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from builder.field import Action, Complaint, Moment, PanelDecision, Register, Review
from builder.rules.facts.order import grouped
from builder.rules.verdict import PROVIDER
from builder.rules.words import counted, day_text

POINTS = 3
"""Two periods lie between three points."""
PERIOD_DAYS = 30
"""Complaints of periods of unequal length are compared per so many days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time up to a review point, and the complaints of the theme received in it."""

    after: date
    """Exclusive: the day of the point before."""
    until: date
    """Inclusive: the point's day."""
    received: int

    @property
    def rate(self) -> Fraction:
        """Complaints per thirty days."""
        return Fraction(self.received * PERIOD_DAYS, (self.until - self.after).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Complaints in the two latest periods of a theme."""

    latest: Period | None = None
    previous: Period | None = None
    """Both are ``None`` while the theme has fewer than three review points."""
    point: Moment | None = None
    """The latest point; the working hours of the duty run from it."""

    def has_fallen(self, least: int) -> bool:
        """Whether the rate fell from a period with at least so many complaints (B3.4)."""
        if self.latest is None or self.previous is None or self.previous.received < least:
            return False
        return self.latest.rate < self.previous.rate

    @property
    def word(self) -> str:
        """How the rate moved: unchanged, risen or fallen; empty where that cannot be said."""
        if self.latest is None or self.previous is None:
            return ""
        now, before = self.latest.rate, self.previous.rate
        if now == before:
            return "unchanged"
        return "risen" if now > before else "fallen"

    @property
    def has_none(self) -> bool:
        """Whether no complaint was received in either period."""
        if self.latest is None or self.previous is None:
            return False
        return self.latest.received == self.previous.received == 0

    def is_unchanged(self, *, literal: bool) -> bool | None:
        """Whether the rate is above 0 and did not fall; ``None`` = not computable.

        Where ``literal``, only equal rates count as unchanged.
        """
        if self.latest is None or self.previous is None:
            return None
        if not self.latest.received:
            return False
        now, before = self.latest.rate, self.previous.rate
        return now == before if literal else now >= before


POINTS_MISSING = "there are not three review points far enough apart yet."


def movement_words(moved: Movement) -> str:
    """How complaints moved between two periods, without a full stop."""
    latest, previous = moved.latest, moved.previous
    if latest is None or previous is None or moved.has_none:
        return "none recorded in the last two periods"
    return (
        f"{moved.word}, {_of_period(latest)} up to {day_text(latest.until)}; "
        f"{_of_period(previous)} before, up to {day_text(previous.until)}"
    )


def _of_period(period: Period) -> str:
    days = counted((period.until - period.after).days, "day")
    return f"{counted(period.received, 'complaint')} in {days}"


class Points(NamedTuple):
    """The moments at which lines of a theme were looked at, each once, oldest first."""

    sittings: tuple[Moment, ...] = ()
    """Panels that a line of the theme was put to."""
    reviews: tuple[Moment, ...] = ()

    def by(self, at: datetime, least_days: int) -> tuple[Moment, ...]:
        """The review points at a moment, the latest first, at least so many days apart.

        Panels, where three of them stand so far apart; else reviews.
        """
        panels = _apart(self.sittings, at, least_days)
        return panels if len(panels) >= POINTS else _apart(self.reviews, at, least_days)


def _apart(moments: tuple[Moment, ...], at: datetime, least_days: int) -> tuple[Moment, ...]:
    taken: list[Moment] = []
    for moment in reversed(moments):
        if not moment.has_happened(at):
            continue
        if not taken or (taken[-1].on - moment.on).days >= least_days:
            taken.append(moment)
        if len(taken) == POINTS:
            break
    return tuple(taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCase:
    """One theme in one scope: its review points and its complaints."""

    theme: str
    """As the first of its lines types it."""
    scope: str
    points: Points
    least_days: int
    """How far apart two review points are at least."""
    complaints: tuple[Complaint, ...] = ()
    """Those with a day of receipt, oldest first."""
    received_on: tuple[date, ...] = ()
    """Their days, in the same order."""
    undated: tuple[str, ...] = ()
    """Refs of complaints whose day of receipt is unknown."""
    _movements: dict[datetime, Movement] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """RATIONALE: every line of the theme asks for the same few moments."""

    def movement(self, at: datetime) -> Movement:
        """Complaints in the two periods between the last three review points by a moment."""
        if at not in self._movements:
            self._movements[at] = self._movement(at)
        return self._movements[at]

    def _movement(self, at: datetime) -> Movement:
        points = self.points.by(at, self.least_days)
        if len(points) < POINTS:
            return Movement()
        latest, middle, first = points
        return Movement(
            latest=self._period(middle.on, latest.on),
            previous=self._period(first.on, middle.on),
            point=latest,
        )

    def _period(self, after: date, until: date) -> Period:
        return Period(after=after, until=until, received=self._count(after, until))

    def _count(self, after: date, until: date) -> int:
        """Complaints received after a day, up to another, inclusive."""
        return bisect_right(self.received_on, until) - bisect_right(self.received_on, after)

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
        """The same theme with more reviews."""
        reviews = moments_of((*self.points.reviews, *moments))
        return replace(self, points=self.points._replace(reviews=reviews))


def moments_of(moments: Iterable[Moment | None]) -> tuple[Moment, ...]:
    """Each moment once, oldest first."""
    known = {each for each in moments if each is not None}
    return tuple(sorted(known, key=lambda each: each.order))


def theme_key(theme: str | None) -> str:
    """A theme as it is matched: without case and spare spaces."""
    return " ".join((theme or "").casefold().split())


def theme_cases(
    register: Register,
    reviews: Mapping[str, tuple[Review, ...]],
    panels: Mapping[str, tuple[PanelDecision, ...]],
    least_days: int,
) -> Mapping[tuple[str, str], ThemeCase]:
    """(theme key, scope) -> the theme there, for every theme of a line; scopes as in registers."""
    actions = sorted(
        (each for each in register.actions if theme_key(each.theme)), key=lambda each: each.ref
    )
    services = {each.ref: each.service for each in actions}
    themes = {each.ref: theme_key(each.theme) for each in actions}
    of_theme = _complaints_by_theme(register.complaints, themes)
    cases: dict[tuple[str, str], ThemeCase] = {}

    def add(theme: str, scope: str, lines: tuple[Action, ...], own: Iterable[Complaint]) -> None:
        points = Points(
            moments_of(each.panel_at for line in lines for each in panels.get(line.ref, ())),
            moments_of(each.reviewed_on for line in lines for each in reviews.get(line.ref, ())),
        )
        cases[theme, scope] = _theme_case(lines[0].theme or "", scope, least_days, points, own)

    for theme, themed in sorted(grouped(actions, lambda each: theme_key(each.theme)).items()):
        received = of_theme.get(theme, ())
        add(theme, PROVIDER, themed, received)
        by_service: dict[str, list[Complaint]] = {}
        for complaint in received:
            for service in _services_of(complaint, theme, themes, services):
                by_service.setdefault(service, []).append(complaint)
        for service, own in sorted(grouped(themed, lambda each: each.service).items()):
            add(theme, service, own, by_service.get(service, ()))
    return cases


def _theme_case(
    theme: str, scope: str, least_days: int, points: Points, own: Iterable[Complaint]
) -> ThemeCase:
    known = tuple(own)
    dated = [(each.received_on, each) for each in known if each.received_on is not None]
    dated.sort(key=lambda pair: (pair[0], pair[1].ref))
    return ThemeCase(
        theme=theme,
        scope=scope,
        least_days=least_days,
        points=points,
        complaints=tuple(each for _, each in dated),
        received_on=tuple(on for on, _ in dated),
        undated=tuple(each.ref for each in known if each.received_on is None),
    )


def _complaints_by_theme(
    complaints: Iterable[Complaint], themes: Mapping[str, str]
) -> Mapping[str, tuple[Complaint, ...]]:
    """Theme key -> its complaints by ref: by their word, or by a line of it that they name."""
    found: dict[str, list[Complaint]] = {}
    for each in sorted(complaints, key=lambda each: each.ref):
        own = {theme_key(each.theme), *(themes.get(ref, "") for ref in each.actions)} - {""}
        for theme in own:
            found.setdefault(theme, []).append(each)
    return {theme: tuple(group) for theme, group in found.items()}


def _services_of(
    complaint: Complaint,
    theme: str,
    themes: Mapping[str, str],
    services: Mapping[str, str | None],
) -> Iterator[str]:
    """The service that a complaint names, and those of the lines of a theme that it names."""
    named = {services[ref] for ref in complaint.actions if themes.get(ref) == theme}
    yield from sorted({each for each in (complaint.service, *named) if each})


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
