"""XmR arithmetic by the NHS "Making Data Count" rules: mean, process limits, special causes.

Exact fractions throughout, so that a point on the mean is never on one side of it by rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

Value = int | Fraction | Decimal

# RATIONALE: constants of the method, not of the provider's policy (Making Data Count; the same
# in the NHS-R community's reference implementation).
LIMIT_FACTOR = Fraction(266, 100)
"""Limits stand at the mean ± 2.66 average moving ranges, three process deviations."""
NEAR_FACTOR = LIMIT_FACTOR * Fraction(2, 3)
"""Beyond this a point is near a limit: two of three process deviations."""
SCREEN_FACTOR = Fraction(3267, 1000)
"""Moving ranges above 3.267 times their average are dropped once before the limits are made."""
RUN_LENGTH = 7
"""Points on one side of the mean, or all rising or all falling, that are a signal."""
WINDOW = 3
"""Of so many points in a row ..."""
NEAR_OF_WINDOW = 2
"""... so many near a limit are a signal."""
FEWEST_POINTS = 12
"""With fewer points the limits would say more than is known; a run chart is drawn instead."""


class Signal(StrEnum):
    """Why a point is more than chance."""

    OUTSIDE = "outside a limit"
    TREND = "seven points rising or falling"
    NEAR = "two of three near a limit"
    SHIFT = "seven points on one side of the average"


@dataclass(frozen=True, slots=True)
class Flag:
    """A special cause at a point: why, and whether upwards (1) or downwards (-1)."""

    signal: Signal
    direction: int


class Judgement(StrEnum):
    """What the latest point says."""

    IMPROVING = "Improving: more than the usual ups and downs"
    WORSENING = "Getting worse: more than the usual ups and downs"
    NO_CHANGE = "No real change: only the usual ups and downs"
    TOO_FEW = "Too few points to judge"
    STANDING = "What stands on a day follows the day before, so ups and downs are not judged"


UNJUDGED = frozenset({Judgement.TOO_FEW, Judgement.STANDING})
"""What is said where points are shown and not judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class XmR:
    """The centre line, the limits and the special causes of a series."""

    mean: Fraction
    upper: Fraction
    lower: Fraction
    flags: tuple[Flag | None, ...]
    """One a point, in order."""


def xmr(values: Sequence[Value], baseline: int | None = None) -> XmR:
    """Mean, process limits and special causes of a series, oldest first.

    Args:
        values: at least one point.
        baseline: how many points from the first fix mean and limits; ``None`` = all.

    Raises:
        ValueError: there is no point, or the baseline has none.
    """
    points = [Fraction(value) for value in values]
    fixing = points if baseline is None else points[:baseline]
    if not fixing:
        raise ValueError("an XmR chart needs a point")
    mean = sum(fixing, Fraction(0)) / len(fixing)
    reach = _average_moving_range(fixing)
    upper, lower = mean + LIMIT_FACTOR * reach, mean - LIMIT_FACTOR * reach
    near = (mean + NEAR_FACTOR * reach, mean - NEAR_FACTOR * reach)
    sides = [_sign(point - mean) for point in points]
    outside = [_sign(point - upper) > 0 or point < lower for point in points]
    is_near = [
        (near[0] < point or point < near[1]) and not out
        for point, out in zip(points, outside, strict=True)
    ]
    flags: list[Flag | None] = [None] * len(points)
    _flag_shifts(flags, sides)
    _flag_near(flags, is_near, sides)
    _flag_trends(flags, points)
    for index, out in enumerate(outside):
        if out:
            flags[index] = Flag(Signal.OUTSIDE, sides[index])
    return XmR(mean=mean, upper=upper, lower=lower, flags=tuple(flags))


def median(values: Sequence[Value]) -> Fraction:
    """The middle of a series, the centre line of a run chart.

    Raises:
        ValueError: there is no point.
    """
    ordered = sorted(Fraction(value) for value in values)
    if not ordered:
        raise ValueError("a median needs a point")
    middle, is_odd = divmod(len(ordered), 2)
    return ordered[middle] if is_odd else (ordered[middle - 1] + ordered[middle]) / 2


def judgement(flag: Flag | None, *, lower_is_better: bool) -> Judgement:
    """What a point's flag means for people."""
    if flag is None:
        return Judgement.NO_CHANGE
    falls = flag.direction < 0
    return Judgement.IMPROVING if falls is lower_is_better else Judgement.WORSENING


def mark(said: Judgement) -> str:
    """The mark's name in drawings: shape and colour follow it."""
    match said:
        case Judgement.IMPROVING:
            return "better"
        case Judgement.WORSENING:
            return "worse"
        case Judgement.NO_CHANGE | Judgement.TOO_FEW | Judgement.STANDING:
            return "common"
        case _:
            assert_never(said)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _average_moving_range(points: Sequence[Fraction]) -> Fraction:
    ranges = [abs(after - before) for before, after in pairwise(points)]
    if not ranges:
        return Fraction(0)
    screen = SCREEN_FACTOR * sum(ranges, Fraction(0)) / len(ranges)
    # A range at the screen stays; the smallest range is never above its average, so some remain.
    kept = [each for each in ranges if each <= screen]
    return sum(kept, Fraction(0)) / len(kept)


def _flag_shifts(flags: list[Flag | None], sides: Sequence[int]) -> None:
    for start in range(len(sides) - RUN_LENGTH + 1):
        run = sides[start : start + RUN_LENGTH]
        if run[0] and len(set(run)) == 1:
            for index in range(start, start + RUN_LENGTH):
                flags[index] = Flag(Signal.SHIFT, run[0])


def _flag_near(flags: list[Flag | None], is_near: Sequence[bool], sides: Sequence[int]) -> None:
    for start in range(len(sides) - WINDOW + 1):
        window = range(start, start + WINDOW)
        on_one_side = abs(sum(sides[index] for index in window)) == WINDOW
        if on_one_side and sum(is_near[index] for index in window) >= NEAR_OF_WINDOW:
            for index in window:
                if is_near[index]:
                    flags[index] = Flag(Signal.NEAR, sides[index])


def _flag_trends(flags: list[Flag | None], points: Sequence[Fraction]) -> None:
    steps = [_sign(after - before) for before, after in pairwise(points)]
    for start in range(len(points) - RUN_LENGTH + 1):
        run = steps[start : start + RUN_LENGTH - 1]
        if run[0] and len(set(run)) == 1:
            for index in range(start, start + RUN_LENGTH):
                flags[index] = Flag(Signal.TREND, run[0])
