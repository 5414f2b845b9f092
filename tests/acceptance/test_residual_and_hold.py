"""B2.5: residual evidence risks and the hold that they set off."""

import pytest

from tests.acceptance.burst_sheets import drawn, files, lines, review
from tests.acceptance.command import Command
from tests.workbook_text import rows


def residual(count: int, **last: str) -> dict[str, str]:
    refs = [f"E-{n}" for n in range(count)]
    reviews = [review(each, "no") for each in refs]
    reviews[-1].update({key.replace("_", " "): value for key, value in last.items()})
    return {
        "Actions": lines("A-1"),
        "Evidence": files(*refs),
        "Burst samples": drawn(*refs),
        "Validity reviews": rows(*reviews),
        "Burst cycles": "Burst ID | Closed at | Closed by\nBU-1 | 2026-11-20 18:00 | P-2",
    }


@pytest.mark.parametrize(
    ("count", "last", "left", "verdict"),
    [
        pytest.param(3, {}, 3, "met", id="three"),
        pytest.param(4, {}, 4, "fired", id="four"),
        pytest.param(
            4,
            {"Corrected_on": "2026-11-20 17:00", "Accepted_after_correction": "yes"},
            3,
            "met",
            id="one corrected before",
        ),
        pytest.param(
            4,
            {"Corrected_on": "2026-11-20 18:01", "Accepted_after_correction": "yes"},
            3,
            "met",
            id="one corrected after",
        ),
    ],
)
def test_four_residual_risks_suspend_approvals(
    assess: Command, count: int, last: dict[str, str], left: int, verdict: str
) -> None:
    answer = assess(residual(count, **last), "2026-11-20T18:30")
    limit = answer.limit("B2.5", "residual_evidence_risks")
    assert limit["verdict"] == verdict
    assert (limit["limit"], limit["comparison"], limit["observed"]) == (3, "exceeds", left)
    # The hold was set off by the count when the cycle was closed.
    held = count == 4 and last.get("Corrected_on", "2026-11-21") > "2026-11-20 18:00"
    assert answer.data["closure_hold"]["in_force"] is held


@pytest.mark.parametrize(
    ("as_at", "in_force"),
    [
        ("2026-11-20T17:59:59", False),
        ("2026-11-20T18:00:00", True),
        ("2026-11-21T08:14:59", True),
        ("2026-11-21T08:15:00", False),
    ],
)
def test_the_hold_is_over_at_0815_of_the_next_day(
    assess: Command, as_at: str, in_force: bool
) -> None:
    answer = assess(residual(4), as_at)
    assert answer.data["closure_hold"]["in_force"] is in_force
    if in_force:
        gate = answer.gate("no closure hold in force")
        assert gate is not None
        assert gate["verdict"] == "fired"
        assert answer.data["closure_hold"]["until"] == "2026-11-21T08:15:00+00:00"


def test_a_file_counts_as_one_residual_risk_over_two_bursts(assess: Command) -> None:
    sheets = residual(2)
    sheets["Validity reviews"] = rows(
        review("E-0", "no", Burst_ID="BU-0", Reviewed_at="2026-11-19 13:00"),
        review("E-0", "no"),
        review("E-1", "no"),
    )
    sheets["Burst samples"] += "\nBU-0 | 2026-11-19 11:00 | P-2 | E-0 | Other"
    answer = assess(sheets, "2026-11-20T18:30")
    assert answer.figures("B2.5")["residual_risks"] == 2


def test_reinstated_and_accepted_after_correction_are_counted(assess: Command) -> None:
    sheets = residual(3)
    sheets["Validity reviews"] = rows(
        review("E-0", "no", Action_reinstated="yes"),
        review("E-1", "no", Corrected_on="2026-11-20 15:00", Accepted_after_correction="yes"),
        review("E-2"),
    )
    figures = assess(sheets, "2026-11-20T18:30").figures("B2.5")
    assert figures["reinstated"] == 1
    assert figures["accepted_after_correction"] == 1
    assert figures["residual_risks"] == 1
