from fractions import Fraction

import pytest

from builder.field import Measure
from builder.portal.parts.figures.drawings import (
    measure_charts,
    overdue_ageing,
    point_value,
    workload,
    workload_chart,
    workload_drawn,
)
from builder.rules.assessment import RegisterResult, RegisterRow
from tests.made import make
from tests.portal.page_text import text
from tests.portal.portals import empty_context, small_context


def _measure(end: str, value: int, **more: object) -> Measure:
    return make(
        Measure,
        action="A-1",
        measure="Errors",
        period_end=end,
        numerator=value,
        phase="Follow-up",
        **more,
    )


def test_a_count_stays_a_count_and_a_rate_becomes_a_percentage() -> None:
    assert point_value(_measure("2026-10-31", 3)) == 3
    assert point_value(_measure("2026-10-31", 1, denominator=3)) == Fraction(100, 3)
    assert point_value(_measure("2026-10-31", 1, denominator=0)) is None
    assert point_value(make(Measure, action="A-1")) is None


@pytest.mark.parametrize(
    ("ends", "labels"),
    [
        pytest.param(("2026-09-30", "2026-10-31"), ["Sep 26", "Oct 26"], id="by month"),
        pytest.param(("2026-10-10", "2026-10-31"), ["10 Oct", "31 Oct"], id="two in one month"),
    ],
)
def test_periods_are_named_so_that_none_looks_like_another(
    ends: tuple[str, str], labels: list[str]
) -> None:
    chart = measure_charts([_measure(end, 2) for end in reversed(ends)], "m")[0]
    assert [text(row.cells[0].content) for row in chart.numbers.rows] == labels


def test_each_measure_has_its_own_chart_and_one_without_numbers_has_none() -> None:
    other = make(Measure, action="A-1", measure="Falls", period_end="2026-10-31", numerator=1)
    empty = make(Measure, action="A-1", measure="Blank", period_end="2026-10-31")
    charts = measure_charts([_measure("2026-10-31", 2), other, empty], "m", ", Oakfield")
    assert [chart.title for chart in charts] == ["Errors, Oakfield", "Falls, Oakfield"]


def test_the_high_risk_share_of_the_overdue_is_told_apart() -> None:
    chart = overdue_ageing(small_context())
    assert chart is not None
    assert chart.title == "2 overdue actions by days overdue"
    assert "8 to 14 days 2 1" in text(chart.numbers)
    assert overdue_ageing(empty_context()) is None


def test_only_managers_whose_pressure_is_known_have_a_bar() -> None:
    chart = workload_chart(small_context())
    assert chart is not None
    said = text(chart.numbers)
    assert "Priya Shah 160% 16 of 10 hours" in said
    assert "P9" not in said
    assert workload_chart(empty_context()) is None


def test_a_short_chart_keeps_the_person_it_is_about() -> None:
    rows = tuple(
        RegisterRow(key="person", subject=f"X{n}", values={"pressure_percent": 100 - n})
        for n in range(5)
    )
    register = RegisterResult(id="B1.3", name="w", rows=rows)
    found = workload(small_context(registers=(register,)), most=2, focus="X4")
    chart = workload_drawn(found) if found else None
    assert chart is not None
    assert [text(row.cells[0].content) for row in chart.numbers.rows] == ["X0", "X1", "X4"]
