"""Steps, checks and reviews of a line."""

import pytest

from tests.acceptance.command import Command
from tests.workbook_text import action, rows

SHIFTS = """
    Service ID | Shift | Starts | Ends
    OAK | Day | 08:00 | 20:00
    OAK | Night | 20:00 | 08:00"""


@pytest.mark.parametrize(
    ("raised", "done", "verdict"),
    [
        pytest.param("2026-11-13", "2026-11-20", "met", id="the fifth office day"),
        pytest.param("2026-11-12", "2026-11-20", "fired", id="the sixth"),
        pytest.param("2026-11-13", "", "not_due", id="until that day's end"),
        pytest.param("2026-11-12", "", "fired", id="gone by"),
    ],
)
def test_supervision_within_five_office_days(
    assess: Command, raised: str, done: str, verdict: str
) -> None:
    steps = f"""
        Action ref | Step | Kind | Done on | Recorded in
        A-1 | Supervise | Supervision | {done} | Supervision log; Training record; Action tracker"""
    answer = assess({"Actions": rows(action(Raised_on=raised)), "Steps": steps})
    assert answer.outcome("implementation_5_working_days", "A-1") == verdict


def test_five_office_days_leave_out_christmas(assess: Command) -> None:
    steps = """
        Action ref | Step | Kind | Done on | Recorded in
        A-1 | Supervise | Competency check | | """
    sheets = {"Actions": rows(action(Raised_on="2026-12-23", Due="2027-02-01")), "Steps": steps}
    # Office days: 24, 29, 30, 31 December, 4 January.
    assert (
        assess(sheets, "2027-01-04T23:59").outcome("implementation_5_working_days", "A-1")
        == "not_due"
    )
    assert (
        assess(sheets, "2027-01-05T00:01").outcome("implementation_5_working_days", "A-1")
        == "fired"
    )


@pytest.mark.parametrize(
    ("records", "verdict"),
    [
        ("Supervision log; Training record; Action tracker", "met"),
        ("Supervision log; Action tracker", "fired"),
    ],
)
def test_recorded_in_three_places(assess: Command, records: str, verdict: str) -> None:
    steps = f"""
        Action ref | Step | Kind | Done on | Recorded in
        A-1 | Supervise | Supervision | 2026-11-10 | {records}"""
    answer = assess({"Actions": rows(action()), "Steps": steps})
    assert answer.outcome("recorded_in_three_places", "A-1") == verdict


@pytest.mark.parametrize(
    ("checks", "verdict"),
    [
        pytest.param(("2026-11-12 10:00", "2026-11-13 22:00"), "met", id="both shifts"),
        pytest.param(("2026-11-12 10:00", "2026-11-13 19:59"), "fired", id="day alone"),
    ],
)
def test_checks_cover_every_shift(assess: Command, checks: tuple[str, str], verdict: str) -> None:
    table = rows(
        *(
            {
                "Action ref": "A-1",
                "Checked on": each,
                "Kind": "Audit",
                "Sample": "10",
                "Compliant": "10",
            }
            for each in checks
        )
    )
    answer = assess({"Actions": rows(action()), "Checks": table, "Shifts": SHIFTS})
    assert answer.outcome("checks_across_shifts", "A-1") == verdict


@pytest.mark.parametrize(
    ("theme", "last", "as_at", "verdict"),
    [
        pytest.param("Medication", "2026-11-13", "2026-11-20T17:20", "met", id="a week"),
        pytest.param("Medication", "2026-11-12", "2026-11-20T17:20", "fired", id="eight days"),
        pytest.param("Staffing", "2026-10-31", "2026-11-30T17:20", "met", id="a short month"),
        pytest.param("Staffing", "2026-10-30", "2026-12-01T00:01", "fired", id="beyond it"),
    ],
)
def test_reviews_keep_their_cadence(
    assess: Command, theme: str, last: str, as_at: str, verdict: str
) -> None:
    table = f"""
        Action ref | Reviewed on | Reviewer | Target met
        A-1 | {last} | P-2 | yes"""
    line = action(Theme=theme, Raised_on=last, Due="2026-12-31")
    answer = assess({"Actions": rows(line), "Reviews": table}, as_at)
    assert answer.outcome("review_cadence", "A-1") == verdict
