"""B3.3: complaints at two review points."""

import pytest

from tests.acceptance.closure_sheets import complaint_rows, passing
from tests.acceptance.command import Command


@pytest.mark.parametrize(
    ("received", "verdict"),
    [
        # Review points 20 October, 3 and 17 November: each fourteen days before the next.
        pytest.param(("2026-10-25", "2026-10-26", "2026-11-12"), "met", id="two, then one"),
        pytest.param(("2026-10-25", "2026-11-12"), "fired", id="one, then one"),
        pytest.param(("2026-11-12",), "fired", id="none, then one"),
        pytest.param(("2026-09-20",), "met", id="none in both"),
        pytest.param(
            ("2026-10-21", "2026-11-03", "2026-11-17"), "met", id="a point's day is its own"
        ),
    ],
)
def test_complaints_at_two_review_points(
    assess: Command, received: tuple[str, ...], verdict: str
) -> None:
    answer = assess({**passing(), "Complaints": complaint_rows(*received)})
    gate = answer.gate("complaint movement")
    assert gate is not None
    assert gate["verdict"] == verdict
    limits = answer.limits("B3.3", "complaints_unchanged")
    assert [each["verdict"] for each in limits] == [verdict]
    if verdict == "fired":
        # A review of a bare date starts its clock at the day's end: 09:00-13:00 the next day.
        assert limits[0]["by"] == "2026-11-18T13:00:00+00:00"


def test_complaint_figures_are_of_the_latest_period(assess: Command) -> None:
    table = """
        Complaint ref | Service ID | Theme | Received on | Closed on
        C-1 | OAK | Medication | 2026-11-01 | 2026-11-07
        C-2 | OAK | Medication | 2026-11-02 | 2026-11-12
        C-3 | OAK | Medication | 2026-11-12 | 2026-11-13
        C-4 | OAK | Medication | 2026-11-13 |
        C-5 | OAK | Falls | 2026-11-13 |"""
    row = assess({**passing(), "Complaints": table}).row("B3.3", "theme", "Medication")
    assert row["complaints_linked"] == 2
    assert row["complaints_closed"] == 3
    assert row["median_closure_days"] == 6
