"""B3.2: the outcome reduction on exact fractions."""

import pytest

from tests.acceptance.closure_sheets import measures, passing
from tests.acceptance.command import Command

REDUCTIONS = [
    pytest.param(measures(("20", "100"), ("17", "100"), unit="%"), "met", 15, id="15 percent"),
    pytest.param(measures(("1000", "10000"), ("851", "10000")), "fired", 14.9, id="14.9 percent"),
    pytest.param(measures(("12", ""), ("3", "")), "met", 75, id="12 to 3"),
    pytest.param(measures(("10", ""), ("12", "")), "fired", -20, id="worse"),
    pytest.param(measures(("0", ""), ("0", "")), "not_computable", None, id="baseline nought"),
    pytest.param(
        measures(("12", "0"), ("3", "100")), "not_computable", None, id="denominator nought"
    ),
    pytest.param(
        measures(("80", "100"), ("83", "100"), "Higher"), "met", 15, id="higher is better"
    ),
    pytest.param(
        measures(("80", "100"), ("82", "100"), "Higher"), "fired", 10, id="higher, too little"
    ),
    pytest.param(
        measures(("80", ""), ("90", ""), "Higher"), "not_computable", None, id="higher, plain count"
    ),
    pytest.param(
        measures(
            ("10", ""), ("5", ""), months=("2026-08-01", "2026-08-10", "2026-10-01", "2026-10-10")
        ),
        "met",
        50,
        id="periods of ten days",
    ),
    pytest.param(
        measures(
            ("10", ""), ("10", ""), months=("2026-08-01", "2026-08-10", "2026-10-01", "2026-10-20")
        ),
        "met",
        50,
        id="twice the days",
    ),
    pytest.param(
        measures(
            ("28", ""), ("28", ""), months=("2026-02-01", "2026-02-28", "2026-10-01", "2026-10-31")
        ),
        "fired",
        0,
        id="whole months are of one length",
    ),
]


@pytest.mark.parametrize(("table", "verdict", "observed"), REDUCTIONS)
def test_outcome_reduction(
    assess: Command, table: str, verdict: str, observed: float | None
) -> None:
    answer = assess({**passing(), "Measures": table})
    gate = answer.gate("outcome reduction")
    assert gate is not None
    assert (gate["verdict"], gate["observed"]) == (verdict, observed)
    assert answer.row("B3.2", "ref", "A-1")["reduction_percent"] == observed
    (limit,) = answer.limits("B3.2", "outcome_reduction")
    assert limit["verdict"] == verdict
    if verdict == "fired":
        assert limit["tell"] == "Operations Manager"
        assert limit["by"] is not None


def test_a_baseline_is_the_mean_and_the_current_the_latest(assess: Command) -> None:
    table = """
        Action ref | Measure | Better | Unit | Period start | Period end | Numerator | Phase
        A-1 | Errors | Lower | errors | 2026-10-01 | 2026-10-31 | 3 | Follow-up
        A-1 | Errors | Lower | errors | 2026-07-01 | 2026-07-31 | 14 | Baseline
        A-1 | Errors | Lower | errors | 2026-08-01 | 2026-08-31 | 10 | Baseline
        A-1 | Errors | Lower | errors | 2026-09-01 | 2026-09-30 | 9 | Follow-up"""
    row = assess({**passing(), "Measures": table}).row("B3.2", "ref", "A-1")
    assert (row["baseline_rate"], row["current_rate"], row["reduction_percent"]) == (12, 3, 75)


def test_rates_are_in_percent(assess: Command) -> None:
    sheets = {**passing(), "Measures": measures(("20", "100"), ("10", "100"))}
    row = assess(sheets).row("B3.2", "ref", "A-1")
    assert (row["baseline_rate"], row["current_rate"], row["reduction_percent"]) == (20, 10, 50)


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [("Resolved", "fired"), ("Partly resolved", "met"), ("Transferred", "met")],
)
def test_only_a_line_proposed_as_resolved_fires_to_the_operations_manager(
    assess: Command, outcome: str, verdict: str
) -> None:
    sheets = {**passing(Proposed_outcome=outcome), "Measures": measures(("10", ""), ("10", ""))}
    words = [each["verdict"] for each in assess(sheets).limits("B3.2", "outcome_reduction")]
    assert ("fired" in words) is (verdict == "fired")
