from fractions import Fraction
from typing import Any

import pytest

from builder.field import Measure
from builder.rules.facts.reduction import (
    MeasureChange,
    change_of_action,
    measure_changes,
    reduction_of,
)
from tests.made import as_at, make
from tests.rules.closable import measures

AT = as_at("2026-11-20 17:20")


def changed(*rows: Measure) -> MeasureChange:
    found = change_of_action(measure_changes(rows, AT))
    assert found is not None
    return found


def row(phase: str, numerator: Any, start: str, end: str, **typed: Any) -> Measure:
    known = {"action": "A-1", "measure": "Falls", "better": "Lower", "unit": "falls", **typed}
    return make(
        Measure, **known, phase=phase, numerator=numerator, period_start=start, period_end=end
    )


@pytest.mark.parametrize(
    ("baseline", "current", "typed", "expected"),
    [
        pytest.param(12, 3, {}, Fraction(75), id="twelve to three a month"),
        pytest.param(20, 17, {}, Fraction(15), id="just fifteen"),
        pytest.param(1000, 851, {}, Fraction(149, 10), id="fourteen point nine"),
        pytest.param(3, 4, {}, Fraction(-100, 3), id="worse"),
        pytest.param(4, 4, {}, Fraction(0), id="unmoved"),
        pytest.param(0, 4, {}, None, id="baseline nought"),
        pytest.param(
            14, 5, {"denominator": 100}, Fraction(900, 14), id="14 % to 5 % is 64.3 %, not 9"
        ),
        pytest.param(80, 90, {"denominator": 100, "better": "Higher"}, Fraction(50), id="inverted"),
        pytest.param(
            100, 90, {"denominator": 100, "better": "Higher"}, None, id="inverted baseline nought"
        ),
        pytest.param(80, 90, {"better": "Higher"}, None, id="higher count of nobody knows what"),
        pytest.param(80, 90, {"denominator": 0}, None, id="denominator nought"),
        pytest.param(12, None, {}, None, id="current unknown"),
    ],
)
def test_the_reduction_is_exact_and_of_failure_b3_2(
    baseline: int, current: int | None, typed: dict[str, object], expected: Fraction | None
) -> None:
    assert reduction_of(changed(*measures(baseline, current, **typed))) == expected


@pytest.mark.parametrize(
    ("phase", "numerator", "start", "end", "expected"),
    [
        pytest.param("Follow-up", 12, "2026-11-01", None, None, id="no end"),
        pytest.param("", 12, "2026-11-01", "2026-11-15", None, id="no phase"),
        pytest.param("Follow-up", None, "2026-11-01", None, Fraction(75), id="no figure yet"),
        pytest.param("Follow-up", 12, "2026-11-21", None, Fraction(75), id="begins tomorrow"),
    ],
)
def test_a_period_that_cannot_be_placed_hides_no_figure(
    phase: str, numerator: int | None, start: str, end: str | None, expected: Fraction | None
) -> None:
    later = make(
        Measure,
        action="A-1",
        measure="Errors",
        better="Lower",
        unit="errors a month",
        phase=phase or None,
        numerator=numerator,
        period_start=start,
        period_end=end,
    )
    assert reduction_of(changed(*measures(12, 3), later)) == expected


def test_whole_months_are_compared_as_they_stand() -> None:
    """October has 31 days and September 30, and yet 12 to 6 is a half."""
    found = changed(
        row("Baseline", 12, "2026-09-01", "2026-09-30"),
        row("Follow-up", 6, "2026-10-01", "2026-10-31"),
    )
    assert reduction_of(found) == 50
    assert found.change is not None
    assert found.change.unit == "falls"


def test_counts_of_unlike_periods_are_taken_per_thirty_days() -> None:
    found = changed(
        row("Baseline", 20, "2026-08-01", "2026-09-29"),
        row("Follow-up", 5, "2026-10-01", "2026-10-15"),
    )
    assert found.change is not None
    assert found.change.baseline == 10
    assert found.change.current == 10
    assert found.change.unit == "falls per 30 days"


def test_both_dates_of_a_period_count() -> None:
    found = changed(
        row("Baseline", 1, "2026-10-01", "2026-10-01"),
        row("Follow-up", 1, "2026-10-03", "2026-10-04"),
    )
    assert reduction_of(found) == 50


def test_the_baseline_is_the_mean_and_the_current_the_latest_follow_up() -> None:
    found = changed(
        row("Baseline", 10, "2026-06-01", "2026-06-30"),
        row("Baseline", 20, "2026-07-01", "2026-07-31"),
        row("Follow-up", 3, "2026-09-01", "2026-09-30"),
        row("Follow-up", 12, "2026-10-01", "2026-10-31"),
        row("Follow-up", 1, "2026-11-01", "2026-11-30"),
    )
    assert reduction_of(found) == 20, "the period that has not ended is not there yet"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"unit": "visits"}, id="another unit"),
        pytest.param({"better": "Higher"}, id="another direction"),
        pytest.param({"denominator": 100}, id="a rate beside a count"),
    ],
)
def test_periods_that_cannot_be_compared_are_not(other: dict[str, object]) -> None:
    found = changed(
        row("Baseline", 10, "2026-06-01", "2026-06-30"),
        row("Follow-up", 3, "2026-09-01", "2026-09-30", **other),
    )
    assert found.change is None
    assert found.why_not


def test_another_measure_stands_in_for_a_baseline_of_nought() -> None:
    found = changed(*measures(0, 0), *measures(10, 8, measure="Near misses"))
    assert found.measure == "Near misses"
    assert reduction_of(found) == 20


def test_the_weakest_of_the_computable_measures_counts() -> None:
    found = changed(*measures(10, 1), *measures(10, 9, measure="Near misses"))
    assert reduction_of(found) == 10


@pytest.mark.parametrize(
    ("rows", "absolute", "unit", "relative", "window"),
    [
        pytest.param(
            (
                row("Baseline", 12, "2026-08-01", "2026-08-31"),
                row("Follow-up", 3, "2026-09-26", "2026-10-26"),
            ),
            -9,
            "falls",
            -75,
            "8 weeks",
            id="A1.O",
        ),
        pytest.param(
            (
                row("Baseline", 14, "2026-07-01", "2026-07-31", denominator=100),
                row("Follow-up", 5, "2026-10-01", "2026-10-31", denominator=100),
            ),
            -9,
            "points",
            Fraction(-900, 14),
            "3 months",
            id="A3.O",
        ),
        pytest.param(
            (
                row("Baseline", 8, "2026-07-01", "2026-07-31"),
                row("Follow-up", 4, "2026-08-13", "2026-09-11"),
            ),
            None,
            "falls per 30 days",
            None,
            "6 weeks",
            id="A2.O",
        ),
    ],
)
def test_points_and_per_cent_are_never_mixed_a1_o(
    rows: tuple[Measure, Measure],
    absolute: int | None,
    unit: str,
    relative: Fraction | int | None,
    window: str,
) -> None:
    change = changed(*rows).change
    assert change is not None
    assert (change.absolute_unit, change.window) == (unit, window)
    if absolute is not None:
        assert change.absolute == absolute
        assert change.relative_percent == relative


def test_a_line_without_measures_has_no_change() -> None:
    assert change_of_action(measure_changes((), AT)) is None
