"""XmR arithmetic against the Making Data Count rules and an independent implementation of them."""

import random
from fractions import Fraction
from itertools import pairwise

import pytest
from abspc import spc
from pandas import DataFrame  # type: ignore[import-untyped]  # only the oracle needs it

from builder.charts.xmr import (
    LIMIT_FACTOR,
    Flag,
    Judgement,
    Signal,
    Value,
    judgement,
    mark,
    median,
    xmr,
)

STEADY = (10, 12, 11, 9, 10, 11, 12, 10, 9, 11, 10, 12)


def signals(values: tuple[int, ...], baseline: int | None = None) -> list[Signal | None]:
    return [flag.signal if flag else None for flag in xmr(values, baseline).flags]


def test_limits_stand_266_average_moving_ranges_from_the_mean() -> None:
    found = xmr((2, 4, 3, 5))
    assert found.mean == Fraction(7, 2)
    assert found.upper - found.mean == LIMIT_FACTOR * Fraction(5, 3)
    assert found.mean - found.lower == LIMIT_FACTOR * Fraction(5, 3)


def test_a_moving_range_above_the_screen_is_dropped_once() -> None:
    values = (10, 11, 10, 11, 10, 11, 10, 11, 10, 60, 11, 10, 11, 10)
    ranges = [abs(b - a) for a, b in pairwise(values)]
    average = Fraction(sum(ranges), len(ranges))
    kept = [each for each in ranges if each <= Fraction(3267, 1000) * average]
    assert len(kept) == len(ranges) - 2
    found = xmr(values)
    assert found.upper - found.mean == LIMIT_FACTOR * Fraction(sum(kept), len(kept))


@pytest.mark.parametrize(
    ("greatest", "average"),
    [
        pytest.param(3267, Fraction(1000), id="on-the-screen-stays"),
        pytest.param(3268, Fraction(733, 3), id="above-the-screen-goes"),
    ],
)
def test_the_screen_is_3267_times_the_average(greatest: int, average: Fraction) -> None:
    found = xmr((0, greatest, greatest + 733, greatest + 733, greatest + 733))
    assert found.upper - found.mean == LIMIT_FACTOR * average


@pytest.mark.parametrize("count", [6, 7, 8])
def test_a_shift_needs_seven_points_on_one_side(count: int) -> None:
    baseline = (10, 14) * 6
    values = (*baseline, *((13, 14) * 4)[:count])
    found = signals(values, len(baseline))[len(baseline) :]
    before = signals(values, len(baseline))[len(baseline) - 1]
    # The last point of the baseline is above the average too and joins the run.
    assert before == (Signal.SHIFT if count >= 6 else None)
    assert set(found) == {Signal.SHIFT}


def test_six_points_on_one_side_are_no_signal() -> None:
    values = (10, 14, 10, 14, 10, 14, 10, 13, 14, 13, 14, 13, 14, 10)
    assert set(signals(values, 6)) == {None}


@pytest.mark.parametrize(
    ("rising", "is_trend"),
    [pytest.param(6, False, id="six"), pytest.param(7, True, id="seven")],
)
def test_a_trend_needs_seven_points_in_one_direction(rising: int, is_trend: bool) -> None:
    wide = (0, 100) * 8
    values = (*wide, *(47 + step for step in range(rising)), 0)
    found = signals(values, len(wide))
    assert (Signal.TREND in found) is is_trend
    assert found.count(Signal.TREND) == (rising if is_trend else 0)


def test_equal_points_break_a_trend() -> None:
    wide = (0, 100) * 8
    values = (*wide, 47, 48, 49, 49, 50, 51, 52, 0)
    assert Signal.TREND not in signals(values, len(wide))


@pytest.mark.parametrize(
    ("last", "flagged"),
    [
        pytest.param((14, 14, 11), [True, True, False], id="two-of-three"),
        pytest.param((14, 11, 14), [True, False, True], id="two-apart"),
        pytest.param((14, 11, 11), [False, False, False], id="one-of-three"),
        pytest.param((14, 9, 14), [False, False, False], id="across-the-average"),
    ],
)
def test_two_of_three_near_a_limit_on_one_side_are_a_signal(
    last: tuple[int, ...], flagged: list[bool]
) -> None:
    # Average 10, average moving range 2: near from 13.55, limit at 15.32.
    baseline = (9, 11) * 8
    found = signals((*baseline, *last), len(baseline))[-3:]
    assert [each is Signal.NEAR for each in found] == flagged


def test_a_point_on_a_limit_is_not_outside_it() -> None:
    baseline = (0, 100)
    found = xmr((*baseline, 316, 317, -216, -217), 2)
    assert [found.upper, found.lower] == [316, -216]
    outside = [bool(flag and flag.signal is Signal.OUTSIDE) for flag in found.flags]
    assert outside == [False, False, False, True, False, True]


def test_the_direction_of_a_point_outside_says_which_limit_it_crossed() -> None:
    found = xmr((0, 100, 317, -217), 2)
    assert [flag.direction if flag else 0 for flag in found.flags] == [0, 0, 1, -1]


def test_a_baseline_fixes_mean_and_limits() -> None:
    assert xmr((*STEADY, 3, 3, 3), len(STEADY)).mean == xmr(STEADY).mean


def test_equal_points_have_limits_on_the_mean_and_no_signal() -> None:
    found = xmr((5,) * 12)
    assert {found.lower, found.mean, found.upper} == {Fraction(5)}
    assert set(found.flags) == {None}


def test_one_point_has_its_limits_on_itself() -> None:
    found = xmr((5,))
    assert {found.lower, found.mean, found.upper} == {Fraction(5)}


def test_no_point_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a point"):
        xmr(())
    with pytest.raises(ValueError, match="needs a point"):
        median(())


@pytest.mark.parametrize(
    ("values", "middle"),
    [
        pytest.param((3,), Fraction(3), id="one"),
        pytest.param((9, 1, 3), Fraction(3), id="odd"),
        pytest.param((1, 4, 9, 2), Fraction(3), id="even"),
    ],
)
def test_the_median_is_the_middle(values: tuple[int, ...], middle: Fraction) -> None:
    assert median(values) == middle


@pytest.mark.parametrize(
    ("direction", "lower_is_better", "said", "shown"),
    [
        pytest.param(-1, True, Judgement.IMPROVING, "better", id="falling-errors"),
        pytest.param(1, True, Judgement.WORSENING, "worse", id="rising-errors"),
        pytest.param(1, False, Judgement.IMPROVING, "better", id="rising-compliance"),
        pytest.param(-1, False, Judgement.WORSENING, "worse", id="falling-compliance"),
    ],
)
def test_better_follows_the_way_the_measure_improves(
    direction: int, lower_is_better: bool, said: Judgement, shown: str
) -> None:
    found = judgement(Flag(Signal.SHIFT, direction), lower_is_better=lower_is_better)
    assert found is said
    assert mark(found) == shown


def test_no_flag_is_no_change() -> None:
    assert judgement(None, lower_is_better=True) is Judgement.NO_CHANGE
    assert mark(Judgement.NO_CHANGE) == mark(Judgement.TOO_FEW) == "common"


def _series(seed: int) -> list[int]:
    """A series without a moving range that would be dropped, because abspc drops none."""
    chance = random.Random(seed)
    while True:
        slope = chance.choice((0, 0, 1, 4))
        values = [chance.randint(0, 30) + slope * place for place in range(24)]
        ranges = [abs(b - a) for a, b in pairwise(values)]
        if max(ranges) * len(ranges) <= 3.267 * sum(ranges):
            return values


@pytest.mark.parametrize("seed", range(40))
def test_flags_agree_with_an_independent_implementation(seed: int) -> None:
    """abspc, with its run lengths set to seven; its own defaults are eight and six."""
    values = _series(seed)
    exact: tuple[Value, ...] = tuple(values)
    found = xmr(exact)
    oracle = spc.calculate_control_limits(DataFrame({"value": values}), "XmR")
    assert float(found.mean) == pytest.approx(oracle["mean"][0])
    assert float(found.upper) == pytest.approx(oracle["ucl"][0], rel=1e-3)
    assert float(found.lower) == pytest.approx(oracle["lcl"][0], rel=1e-3, abs=0.1)
    numbers = oracle["value"].to_numpy(dtype=float)
    columns = {name: oracle[name].to_numpy(dtype=float) for name in ("mean", "ucl", "lcl")}
    outside = spc._rule1_astronomical(numbers, columns["ucl"], columns["lcl"])
    shift = spc._rule2_shift(numbers, columns["mean"], run_length=7)
    trend = spc._rule3_trend(numbers, run_length=7)
    near = spc._rule4_two_in_three(
        numbers,
        columns["mean"],
        columns["ucl"],
        columns["lcl"],
        oracle["uwl"].to_numpy(dtype=float),
        oracle["lwl"].to_numpy(dtype=float),
    )
    assert [flag is not None for flag in found.flags] == list(outside | shift | trend | near)
