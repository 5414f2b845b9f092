"""What speaks against a review's word that the target was met, so that a run starts anew (A1.5)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from builder.field import Check, Finding, LiveProof, Measure, Moment, Retest, local_date
from builder.field.words import Better, Phase, Severity
from builder.policy import Policy
from builder.problems import Cell
from builder.rules.answers import places
from builder.rules.facts.evidence.bursts import match_percent, stage_percent
from builder.rules.facts.order import grouped
from builder.rules.facts.reduction import (
    baseline_periods,
    change_of_period,
    measured_value,
    reduction_of,
    reduction_words,
)
from builder.rules.words import day_text, moment_text, number_text, quantity_text

GRAVE = (Severity.HIGH, Severity.EXTREME, None)
"""A finding whose severity is blank is treated as High until it is set."""


class Relapse(NamedTuple):
    """One thing that breaks a run of reviews on target."""

    moment: Moment
    words: str
    """What it was, as the first half of a sentence."""
    cells: tuple[Cell, ...]


class MissedPeriod(NamedTuple):
    """A follow-up period whose figure misses its target, or the reduction wanted of it."""

    row: Measure
    words: str
    cells: tuple[Cell, ...]

    @property
    def relapse(self) -> Relapse | None:
        """The end of the period, where a run starts anew."""
        if self.row.period_end is None:
            return None
        return Relapse(Moment(self.row.period_end), self.words, self.cells)


def missed_periods(
    measures: tuple[Measure, ...], policy: Policy, at: datetime
) -> tuple[MissedPeriod, ...]:
    """Follow-up periods ended by a moment that miss their Target, by measure, oldest first.

    One without a Target misses where its reduction is below the limit. A value equal to its Target
    meets it; a measure with neither baseline nor Target misses nothing.
    """
    on = local_date(at)
    ended = [each for each in measures if each.period_end is not None and each.period_end <= on]
    named = grouped(ended, lambda each: (each.measure or "").casefold())
    return tuple(each for _, rows in sorted(named.items()) for each in _missed(rows, policy))


def _missed(rows: tuple[Measure, ...], policy: Policy) -> Iterator[MissedPeriod]:
    baselines = baseline_periods(rows)
    for row in sorted(rows, key=lambda each: str(each.period_end)):
        if row.phase is Phase.FOLLOW_UP:
            words = _off_target(row, baselines) if row.target is not None else ""
            if row.target is None and baselines:
                words = _too_little(row, baselines, policy)
            if words:
                fields = ("numerator",) if row.target is None else ("numerator", "target")
                yield MissedPeriod(row, words, places((row,), *fields))


def _off_target(row: Measure, baselines: tuple[Measure, ...]) -> str:
    value, unit = measured_value(row, baselines)
    if value is None or row.target is None or row.better is None:
        return ""
    target = Fraction(row.target)
    if value <= target if row.better is Better.LOWER else value >= target:
        return ""
    return (
        f"{_period(row)} was {quantity_text(value, unit, target)}, and its target is "
        f"{quantity_text(target, unit)}"
    )


def _too_little(row: Measure, baselines: tuple[Measure, ...], policy: Policy) -> str:
    limit = policy.threshold("outcome_reduction")
    reduction = reduction_of(change_of_period(row, baselines))
    if reduction is None or not limit.is_fired_by(reduction):
        return ""
    shown = reduction_words(reduction, limit.exact)
    return f"{_period(row)} shows {shown}, and at least {number_text(limit.number)}% counts"


def _period(row: Measure) -> str:
    until = day_text(row.period_end) if row.period_end is not None else "an unknown day"
    return f"“{row.measure or 'The measure'}” up to {until}"


def finding_relapses(
    linked: Iterable[Finding], places_of_theme: Iterable[Iterable[Finding]], policy: Policy
) -> Iterator[Relapse]:
    """A grave finding linked to the line, and further findings of its theme at a location.

    Args:
        linked: the findings of the line.
        places_of_theme: of each place, those found of the theme after the line was raised, oldest
            first; so many as policy calls a repeat break the run, and each one after.
        policy: says how many those are.
    """
    for each in linked:
        if each.found_at is not None and each.severity in GRAVE:
            severity = each.severity or "High (not set)"
            words = f"{each.ref} of {moment_text(each.found_at)} was found, {severity}"
            yield Relapse(each.found_at, words, places((each,), "found_at", "severity"))
    repeat = int(policy.number("repeat_finding"))
    for found in places_of_theme:
        for number, each in enumerate(found, start=1):
            if number >= repeat and each.found_at is not None:
                words = (
                    f"{each.ref} of {moment_text(each.found_at)} was further finding number "
                    f"{number} of the theme there"
                )
                yield Relapse(each.found_at, words, places((each,), "found_at"))


def check_relapses(checks: Iterable[Check]) -> Iterator[Relapse]:
    """The checks of a line that met with a continued error."""
    for each in checks:
        if each.continued_error is True and each.checked_on is not None:
            words = f"the check of {moment_text(each.checked_on)} met with a continued error"
            yield Relapse(each.checked_on, words, places((each,), "continued_error"))


def practice_relapses(
    visits: Iterable[LiveProof], retests: Iterable[Retest], policy: Policy
) -> Iterator[Relapse]:
    """Live-proof visits and retests of a line's files below their limits."""
    match, average = policy.threshold("record_match"), policy.threshold("retest_average")
    for visit in visits:
        share = match_percent(visit)
        if share is not None and match.is_fired_by(share) and visit.checked_at is not None:
            words = (
                f"the visit to {visit.evidence} of {moment_text(visit.checked_at)} found "
                f"{number_text(share, match.number)}% of records matching"
            )
            cells = places((visit,), "records_matching", "records_checked")
            yield Relapse(visit.checked_at, words, cells)
    for retest in retests:
        share = stage_percent(retest)
        if share is not None and average.is_fired_by(share) and retest.retested_at is not None:
            words = (
                f"the retest of {retest.person} of {moment_text(retest.retested_at)} found "
                f"{number_text(share, average.number)}% of stages correct"
            )
            cells = places((retest,), "stages_correct", "stages_tested")
            yield Relapse(retest.retested_at, words, cells)


def latest_relapse(relapses: Iterable[Relapse], at: datetime) -> Relapse | None:
    """The latest that had come by a moment."""
    come = [each for each in relapses if each.moment.has_happened(at)]
    return max(come, key=lambda each: (each.moment.order, each.words), default=None)
