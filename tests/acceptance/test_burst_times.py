"""The kept times of a burst, Sundays, and the figures of services."""

import pytest

from tests.acceptance.burst_sheets import drawn, files, lines, review
from tests.acceptance.command import Command
from tests.workbook_text import action, evidence, rows


def test_a_sunday_has_a_burst_but_no_board(assess: Command) -> None:
    sheets = {
        "Actions": lines("A-1"),
        "Evidence": files("E-1"),
        "Burst samples": drawn("E-1", at="2026-11-22 11:00"),
        "Sessions": """
            Kind | Scheduled for | Held at
            Board opened | 2026-11-20 08:15 | 2026-11-20 08:10""",
    }
    answer = assess(sheets, "2026-11-22T17:20")
    days = {each["by"]: each["verdict"] for each in answer.verdicts("burst_not_drawn")}
    assert answer.outcome("burst_not_drawn", "BU-1") == "met", days
    assert not any("22" in str(each["subject"]) for each in answer.verdicts("board_opened_0815"))


@pytest.mark.parametrize(
    ("drawn_at", "reviewed", "verdict"),
    [
        pytest.param("2026-11-20 11:00", "2026-11-20 15:00", "met", id="four hours"),
        pytest.param("2026-11-20 11:00", "2026-11-20 15:01", "fired", id="a minute more"),
        pytest.param("2026-11-19 15:00", "2026-11-20 11:00", "met", id="over the night"),
        pytest.param("2026-11-14 15:00", "2026-11-15 11:00", "met", id="Sunday counts"),
        pytest.param("2026-11-14 15:00", "2026-11-15 11:01", "fired", id="Sunday, a minute more"),
    ],
)
def test_four_working_hours_for_the_validity_review(
    assess: Command, drawn_at: str, reviewed: str, verdict: str
) -> None:
    sheets = {
        "Actions": lines("A-1"),
        "Evidence": files("E-1"),
        "Burst samples": drawn("E-1", at=drawn_at),
        "Validity reviews": rows(review("E-1", Reviewed_at=reviewed)),
    }
    assert assess(sheets).outcome("validity_review_4_working_hours") == verdict


@pytest.mark.parametrize(
    ("closed", "verdict"), [("2026-11-19 18:00", "met"), ("2026-11-19 18:01", "fired")]
)
def test_the_cycle_is_closed_by_1800(assess: Command, closed: str, verdict: str) -> None:
    sheets = {
        "Actions": lines("A-1"),
        "Evidence": files("E-1"),
        "Burst samples": drawn("E-1", at="2026-11-19 11:00"),
        "Burst cycles": f"Burst ID | Closed at | Closed by\nBU-1 | {closed} | P-2",
    }
    assert assess(sheets).outcome("cycle_closed_by_1800") == verdict


def test_figures_of_a_burst_are_kept_for_each_service(assess: Command) -> None:
    sheets = {
        "Actions": rows(action(), action(Ref="B-1", Service_ID="BIR")),
        "Evidence": rows(
            evidence(Source_date="2026-11-10", Submitted_on="2026-11-11"),
            evidence(
                Evidence_ref="E-2",
                Action_ref="B-1",
                Source_date="2026-11-10",
                Submitted_on="2026-11-11",
            ),
        ),
        "Burst samples": drawn("E-1", "E-2"),
        "Validity reviews": rows(review("E-1"), review("E-2", "no")),
    }
    answer = assess(sheets)
    assert answer.figures("B2.2")["invalid"] == 1
    assert answer.figures("B2.2", "OAK")["invalid"] == 0
    assert answer.figures("B2.2", "BIR")["invalid"] == 1
