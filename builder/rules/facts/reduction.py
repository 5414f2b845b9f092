"""How a line's outcome measures moved, in exact fractions and never from a typed percentage."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from builder.field import Measure, local_date
from builder.field.words import Better, Phase
from builder.rules.assessment import OutcomeChange
from builder.rules.facts.order import grouped
from builder.rules.verdict import Number
from builder.rules.words import counted, number_text

HUNDRED = 100
LONG_PERIOD_DAYS = 30
MONTHS = 12
POINTS = "points"
DAYS_OF_WEEK = 7


class MeasureChange(NamedTuple):
    """How one measure moved, or why that cannot be said."""

    measure: str
    change: OutcomeChange | None = None
    why_not: str = ""
    """Plain words where ``change`` is ``None``."""
    baseline_failure: Fraction | None = None
    """The baseline as a failure: higher-is-better inverted."""
    current_failure: Fraction | None = None
    moved: str = ""
    """How it moved in words, "a reduction of 15%"; empty where that cannot be said."""
    rows: tuple[Measure, ...] = ()


def measure_changes(measures: Iterable[Measure], at: datetime) -> tuple[MeasureChange, ...]:
    """How each measure of one line had moved by a moment, sorted by measure.

    Only periods that had ended count; both dates of a period belong to it. A figure whose period
    has no end counts as unknown: it may be the latest.
    """
    on = local_date(at)
    come = [each for each in measures if _has_come(each, on)]
    named = grouped(come, lambda each: (each.measure or "").casefold())
    return tuple(_measure_change(rows) for _, rows in sorted(named.items()))


def _has_come(row: Measure, on: date) -> bool:
    if row.period_end is not None:
        return row.period_end <= on
    has_begun = row.period_start is None or row.period_start <= on
    return has_begun and row.numerator is not None


def change_of_action(changes: Iterable[MeasureChange]) -> MeasureChange | None:
    """The change that a line is judged by: the least reduction of its computable measures.

    RATIONALE: a measure whose baseline is 0 says nothing, and the panel uses another (B3.2); of
    those that can be computed, the weakest must hold. ``None`` where the line has no measure.
    """
    known = tuple(changes)
    computable = [each for each in known if reduction_of(each) is not None]
    if computable:
        return min(computable, key=lambda each: (reduction_of(each), each.measure))
    return known[0] if known else None


def reduction_of(change: MeasureChange | None) -> Fraction | None:
    """The reduction of failure in percent; ``None`` = not computable."""
    if change is None or change.change is None:
        return None
    return change.change.reduction_percent


def reduction_words(reduction: Number, limit: Number | None = None) -> str:
    """A reduction in words: "a reduction of 15%", or "a rise of 7.5%" where it got worse."""
    noun = "reduction" if reduction >= 0 else "rise"
    return f"a {noun} of {number_text(reduction if reduction >= 0 else -reduction, limit)}%"


def _measure_change(rows: tuple[Measure, ...]) -> MeasureChange:
    name = min(each.measure or "" for each in rows)
    if any(each.phase is None or each.period_end is None for each in rows):
        why_not = "The phase or the end of a period is not known"
        return MeasureChange(measure=name, why_not=why_not, rows=rows)
    baselines = baseline_periods(rows)
    follow_ups = [each for each in rows if each.phase is Phase.FOLLOW_UP]
    if not baselines or not follow_ups:
        missing = "baseline" if not baselines else "follow-up"
        return MeasureChange(measure=name, why_not=f"No {missing} period is recorded", rows=rows)
    return _change_of(name, max(follow_ups, key=_period_order), baselines)


def baseline_periods(rows: Iterable[Measure]) -> tuple[Measure, ...]:
    """The baseline periods of one measure, oldest first."""
    found = (each for each in rows if each.phase is Phase.BASELINE)
    return tuple(sorted(found, key=_period_order))


def change_of_period(follow_up: Measure, baselines: tuple[Measure, ...]) -> MeasureChange:
    """How a measure had moved in one follow-up period from its baseline periods, one at least."""
    return _change_of(follow_up.measure or "", follow_up, baselines)


def _change_of(name: str, follow_up: Measure, baselines: tuple[Measure, ...]) -> MeasureChange:
    used = (*baselines, follow_up)
    why_not = _not_comparable(used)
    if why_not:
        return MeasureChange(measure=name, why_not=why_not, rows=used)
    return _computed(name, baselines, follow_up)


def measured_value(row: Measure, baselines: Iterable[Measure] = ()) -> tuple[Fraction | None, str]:
    """The figure of a period with its unit; ``None`` = not known.

    A rate in per cent; a count in its own unit where its baseline periods are of its length, else
    per thirty days.
    """
    if row.numerator is None:
        return None, row.unit or ""
    if row.denominator is not None:
        return (_value(row, is_alike=True) if row.denominator else None), "%"
    used = (row, *baselines)
    is_alike = _are_alike(used)
    if not is_alike and _days(row) < 1:
        return None, row.unit or ""
    return _value(row, is_alike), _shown_unit(row, is_alike)


def _period_order(row: Measure) -> tuple[date, date, Decimal | int]:
    return (row.period_end or date.min, row.period_start or date.min, row.numerator or 0)


def _not_comparable(rows: tuple[Measure, ...]) -> str:
    if any(each.numerator is None or each.better is None for each in rows):
        return "A figure or the direction of a period is not known"
    if len({each.better for each in rows}) > 1 or len({_unit(each) for each in rows}) > 1:
        return "The periods differ in unit or direction"
    with_denominator = [each for each in rows if each.denominator is not None]
    if with_denominator:
        if len(with_denominator) < len(rows):
            return "Some periods are rates and others plain counts"
        if any(not each.denominator for each in rows):
            return "A denominator is 0"
        return ""
    if rows[0].better is Better.HIGHER:
        return "A higher count is better, and no denominator says of how many"
    if any(_days(each) < 1 for each in rows):
        return "The length of a period is not known"
    return ""


def _unit(row: Measure) -> str:
    return " ".join((row.unit or "").casefold().split())


def _days(row: Measure) -> int:
    """Length of a period with both its dates; 0 where it is unknown."""
    if row.period_start is None or row.period_end is None:
        return 0
    return (row.period_end - row.period_start).days + 1


def _computed(name: str, baselines: tuple[Measure, ...], follow_up: Measure) -> MeasureChange:
    used = (*baselines, follow_up)
    is_rate = follow_up.denominator is not None
    is_alike = is_rate or _are_alike(used)
    baseline = _mean([_value(each, is_alike) for each in baselines])
    current = _value(follow_up, is_alike)
    absolute = current - baseline
    before, now, reduced = baseline, current, -absolute
    if follow_up.better is Better.HIGHER:
        before, now, reduced = HUNDRED - baseline, HUNDRED - current, absolute
    reduction = _percent(reduced, before)
    unit = "%" if is_rate else _shown_unit(follow_up, is_alike)
    change = OutcomeChange(
        measure=name,
        baseline=baseline,
        current=current,
        unit=unit,
        absolute=absolute,
        absolute_unit=POINTS if is_rate else unit,
        relative_percent=_percent(absolute, baseline),
        reduction_percent=reduction,
        window=_window(baselines[-1].period_end, follow_up.period_end),
        cells=tuple(each.source.place("numerator") for each in used),
    )
    return MeasureChange(
        measure=name,
        change=change,
        why_not="" if before else "The baseline is 0: use another measure",
        baseline_failure=before,
        current_failure=now,
        moved=reduction_words(reduction) if reduction is not None else "",
        rows=used,
    )


def _percent(part: Fraction, whole: Fraction) -> Fraction | None:
    """``None`` where the whole is 0."""
    if not whole:
        return None
    # RATIONALE: one fraction instead of three; each line of a portal has two of these.
    return Fraction(
        part.numerator * HUNDRED * whole.denominator, part.denominator * whole.numerator
    )


def _mean(values: list[Fraction]) -> Fraction:
    return values[0] if len(values) == 1 else sum(values, Fraction(0)) / len(values)


def _value(row: Measure, is_alike: bool) -> Fraction:
    if row.denominator is not None:
        above, below = (row.numerator or Decimal(0)).as_integer_ratio()
        times, over = row.denominator.as_integer_ratio()
        return Fraction(above * over * HUNDRED, below * times)
    numerator = Fraction(row.numerator or 0)
    return numerator if is_alike else numerator * LONG_PERIOD_DAYS / _days(row)


def _shown_unit(row: Measure, is_alike: bool) -> str:
    unit = row.unit or ""
    return unit if is_alike else f"{unit} per {LONG_PERIOD_DAYS} days".strip()


def _are_alike(rows: tuple[Measure, ...]) -> bool:
    """Whether the periods are of one length; whole calendar months of one number are."""
    if len({_days(each) for each in rows}) == 1:
        return True
    months = {_whole_months(each) for each in rows}
    return len(months) == 1 and 0 not in months


def _whole_months(row: Measure) -> int:
    """How many whole calendar months a period is; 0 where it is not of whole months."""
    start, end = row.period_start, row.period_end
    if start is None or end is None or start.day != 1 or not _is_month_end(end):
        return 0
    return (end.year - start.year) * MONTHS + end.month - start.month + 1


def _is_month_end(on: date) -> bool:
    return on.day == monthrange(on.year, on.month)[1]


def _window(start: date | None, end: date | None) -> str:
    """The time between the ends of baseline and current period, in plain words."""
    if start is None or end is None or end <= start:
        return ""
    days = (end - start).days
    if days % DAYS_OF_WEEK == 0:
        return counted(days // DAYS_OF_WEEK, "week")
    is_same_day = start.day == end.day or (_is_month_end(start) and _is_month_end(end))
    if is_same_day:
        return counted((end.year - start.year) * MONTHS + end.month - start.month, "month")
    return counted(days, "day")
