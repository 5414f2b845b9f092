"""Recorded builds as the witness of sessions, closing cycles and review points.

The sheets come first. Where the first build after such a point, on its day, recorded another
figure than the sheets give now for the moment of that build, both are kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby

from builder.field import local_date
from builder.field.registers import BoardSummary, ClosureExperience, Slippage
from builder.field.words import SessionKind
from builder.history import Run
from builder.history.disagreement import Disagreement
from builder.rules.facts.complaints import theme_key
from builder.rules.facts.sessions import held
from builder.rules.gate.facts import Facts
from builder.rules.registers.challenge_sessions import standing_counts
from builder.rules.registers.cycles import closing_cycle, reviews_held
from builder.rules.registers.earlier_cycles import EarlierCycle, figures_of_cycles


@dataclass(frozen=True, slots=True)
class Builds:
    """The recorded builds that did not fail, oldest first."""

    runs: tuple[Run, ...]
    by_day: Mapping[date, tuple[Run, ...]]

    @classmethod
    def of(cls, facts: Facts) -> "Builds":
        """The builds of the history."""
        whole = (each for each in facts.history.runs if not each.failure)
        runs = tuple(sorted(whole, key=lambda each: each.as_at))
        days = groupby(runs, key=lambda each: local_date(each.as_at))
        return cls(runs, {day: tuple(of_day) for day, of_day in days})

    def after(self, moment: datetime) -> Run | None:
        """The first build at or after a moment, on its day."""
        runs = self.by_day.get(local_date(moment), ())
        return next((each for each in runs if each.as_at >= moment), None)

    def last_on(self, day: date) -> Run | None:
        """The last build of a day."""
        runs = self.by_day.get(day, ())
        return runs[-1] if runs else None


def disagreements(facts: Facts) -> tuple[Disagreement, ...]:
    """Where builds recorded otherwise than the sheets say now, by register and scope."""
    builds = Builds.of(facts)
    if not builds.runs:
        return ()
    return (
        *(each for scope in facts.scopes for each in _of_cycles(facts, scope, builds)),
        *(each for scope in facts.scopes for each in _of_sessions(facts, scope, builds)),
        *_of_review_points(facts, builds),
        *_of_lost_points(facts, builds),
    )


def _of_cycles(facts: Facts, scope: str, builds: Builds) -> Iterator[Disagreement]:
    """B1.4: each cycle that a held end-of-day review closed."""
    seen = list(_cycles(facts, scope, builds))
    figures = figures_of_cycles(facts, scope, [cycle for cycle, _ in seen])
    for (closed, run), values in zip(seen, figures, strict=True):
        for figure, value in values.items():
            recorded = run.figures.get((Slippage.id, scope, figure.key))
            if recorded is not None and recorded != value:
                yield Disagreement(
                    register=Slippage.id,
                    scope=scope,
                    figure=figure.key,
                    point_at=closed.cycle.end,
                    sheets=value,
                    recorded=recorded,
                    recorded_at=run.as_at,
                )


def _cycles(facts: Facts, scope: str, builds: Builds) -> Iterator[tuple[EarlierCycle, Run]]:
    reviews = reviews_held(facts, scope)
    for number, review in enumerate(reviews, 1):
        run = builds.after(review.end)
        later = reviews[number : number + 1]
        if run is not None and not any(each.has_happened(run.as_at) for each in later):
            cycle = closing_cycle(facts, reviews[:number], run.as_at)
            yield EarlierCycle(cycle=cycle, seen_at=run.as_at), run


def _of_sessions(facts: Facts, scope: str, builds: Builds) -> Iterator[Disagreement]:
    """B1.5: each held challenge session, by what stood at the build after it."""
    sessions = held(facts, SessionKind.CHALLENGE_SESSION, scope)
    counts = standing_counts(facts, scope) if sessions else None
    for session in sessions:
        run = builds.after(session.held_at.end) if session.held_at else None
        if run is None or counts is None or session.held_at is None:
            continue
        for figure, value in counts.at(run.as_at).items():
            recorded = run.figures.get((BoardSummary.id, scope, figure.key))
            if value is not None and recorded is not None and recorded != value:
                yield Disagreement(
                    register=BoardSummary.id,
                    scope=scope,
                    figure=figure.key,
                    point_at=session.held_at.end,
                    sheets=value,
                    recorded=recorded,
                    recorded_at=run.as_at,
                )


def _of_review_points(facts: Facts, builds: Builds) -> Iterator[Disagreement]:
    """B3.3: each review point of each theme."""
    for (_, scope), theme in sorted(facts.themes.items()):
        for day in sorted({each.on for each in (*theme.points.sittings, *theme.points.reviews)}):
            run = builds.last_on(day)
            moved = theme.movement(run.as_at) if run else None
            reviewed, latest = (moved.point, moved.latest) if moved else (None, None)
            if run is None or reviewed is None or latest is None or reviewed.on != day:
                continue
            recorded = run.complaints_by_theme.get((scope, theme.theme))
            if recorded is not None and recorded != latest.received:
                yield Disagreement(
                    register=ClosureExperience.id,
                    scope=scope,
                    figure=ClosureExperience.complaints_linked.key,
                    theme=theme.theme,
                    point_at=reviewed.end,
                    sheets=latest.received,
                    recorded=recorded,
                    recorded_at=run.as_at,
                )


def _of_lost_points(facts: Facts, builds: Builds) -> Iterator[Disagreement]:
    """B3.3: themes of which builds recorded a review point, and the sheets hold none."""
    last: dict[tuple[str, str], tuple[datetime, int | Fraction]] = {}
    seen: object = None
    for run in reversed(builds.runs):
        # RATIONALE: builds between which nothing moved share one mapping.
        if run.complaints_by_theme is seen:
            continue
        seen = run.complaints_by_theme
        for key, value in run.complaints_by_theme.items():
            if value is not None:
                last.setdefault(key, (run.as_at, value))
    for (scope, theme), (at, value) in sorted(last.items()):
        case = facts.themes.get((theme_key(theme), scope))
        if case is None or not (case.points.sittings or case.points.reviews):
            yield Disagreement(
                register=ClosureExperience.id,
                scope=scope,
                figure=ClosureExperience.complaints_linked.key,
                theme=theme,
                point_at=None,
                sheets=None,
                recorded=value,
                recorded_at=at,
            )
