"""B2.4: the mean of people, and the retest within 36 hours."""

import pytest

from tests.acceptance.burst_sheets import drawn, files, lines, retest, review
from tests.acceptance.command import Command
from tests.workbook_text import rows


@pytest.mark.parametrize(
    ("first", "second", "average", "verdict"),
    [
        pytest.param(("83", "100"), ("83", "100"), 83, "met", id="on the limit"),
        pytest.param(("82", "100"), ("83", "100"), 82.5, "fired", id="below"),
        pytest.param(("1", "1"), ("66", "100"), 83, "met", id="mean of people, not of stages"),
    ],
)
def test_the_mean_of_people_is_judged(
    assess: Command, first: tuple[str, str], second: tuple[str, str], average: float, verdict: str
) -> None:
    sheets = {
        "Actions": lines("A-1"),
        "Evidence": files("E-1"),
        "Burst samples": drawn("E-1"),
        "Retests": rows(
            retest("P-8", "0", "10", Retested_at="2026-11-20 14:00"),
            retest("P-8", *first),
            retest("P-9", *second),
        ),
    }
    answer = assess(sheets)
    figures = answer.figures("B2.4")
    assert figures["average_percent"] == average
    assert figures["staff_retested"] == 2
    assert figures["stages_correct"] == int(first[0]) + int(second[0])
    limit = answer.limit("B2.4", "retest_average")
    assert (limit["verdict"], limit["observed"], limit["limit"]) == (verdict, average, 83)


@pytest.mark.parametrize(
    ("retested", "as_at", "verdict"),
    [
        pytest.param("2026-11-20 02:00", "2026-11-20T17:20", "met", id="36 hours"),
        pytest.param("2026-11-20 02:01", "2026-11-20T17:20", "fired", id="a minute more"),
        pytest.param("", "2026-11-20T02:00", "not_due", id="still time"),
        pytest.param("", "2026-11-20T02:01", "fired", id="no time left"),
    ],
)
def test_a_retest_follows_within_36_hours(
    assess: Command, retested: str, as_at: str, verdict: str
) -> None:
    retests = rows(retest("P-8", "90", Retested_at=retested or "2026-11-20 16:00"))
    if not retested:
        retests = rows(retest("P-8", "90")).splitlines()[0]
    sheets = {
        "Actions": lines("A-1"),
        "Evidence": files("E-1"),
        "Burst samples": drawn("E-1", at="2026-11-18 11:00"),
        "Validity reviews": rows(review("E-1", "no", Reviewed_at="2026-11-18 14:00")),
        "Retests": retests,
    }
    assert assess(sheets, as_at).outcome("retest_36h") == verdict


def test_36_hours_are_true_hours_when_the_clocks_go_back(assess: Command) -> None:
    sheets = {
        "Actions": lines("A-1"),
        "Evidence": files("E-1", Source_date="2026-10-20", Submitted_on="2026-10-20"),
        "Burst samples": drawn("E-1", at="2026-10-24 11:00"),
        "Validity reviews": rows(review("E-1", "no", Reviewed_at="2026-10-24 14:00")),
        "Retests": rows(retest("P-8", "90", Retested_at="2026-10-26 01:00")),
    }
    answer = assess(sheets)
    assert answer.outcome("retest_36h") == "met"
    assert answer.verdict("retest_36h")["by"] == "2026-10-26T01:00:00+00:00"
