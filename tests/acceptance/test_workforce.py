"""Overdue lines, and the workforce figures of a service."""

import pytest

from tests.acceptance.command import Command
from tests.workbook_text import action, rows


@pytest.mark.parametrize(
    ("due", "likelihood", "consequence", "fires"),
    [
        pytest.param("2026-11-19", "2", "4", True, id="High at once"),
        pytest.param("2026-11-20", "5", "5", False, id="not overdue"),
        pytest.param("2026-11-13", "2", "3", False, id="seven days"),
        pytest.param("2026-11-12", "2", "3", True, id="eight days"),
    ],
)
def test_overdue_lines_go_to_the_provider(
    assess: Command, due: str, likelihood: str, consequence: str, fires: bool
) -> None:
    line = action(Due=due, Likelihood=likelihood, Consequence=consequence)
    answer = assess({"Actions": rows(line)})
    assert (answer.outcome("overdue_provider_review", "A-1") == "fired") is fires
    because = [
        rule
        for each in answer.action()["escalations"]
        if each["to"] == "provider"
        for rule in each["because"]
    ]
    assert ("overdue_provider_review" in because) is fires
    assert answer.data["escalations"] == answer.action()["escalations"]


def week(start: str, missed: str, planned: str = "100", **changes: str) -> dict[str, str]:
    return {
        "Service ID": "OAK",
        "Week starting": start,
        "Vacancies": "1",
        "Absence percent": "4%",
        "Visits planned": planned,
        "Visits missed": missed,
        "Target missed percent": "",
        "Complaints": "1",
        "Recorded on": "",
        "Shared with management on": "",
        "Escalated at": "",
        **{key.replace("_", " "): value for key, value in changes.items()},
    }


@pytest.mark.parametrize(
    ("missed", "target", "verdict"),
    [("5", "", "met"), ("6", "", "fired"), ("6", "6%", "met"), ("4", "3", "fired")],
)
def test_missed_visits_above_target_reach_senior_leadership(
    assess: Command, missed: str, target: str, verdict: str
) -> None:
    row = week("2026-11-09", missed, Target_missed_percent=target, Recorded_on="2026-11-16 09:00")
    answer = assess({"Actions": rows(action()), "Workforce": rows(row)})
    found = answer.verdicts("continuity_escalated")
    assert [each["verdict"] for each in found] == [verdict]
    assert found[0]["tell"] == "Senior Leadership"
    if verdict == "fired":
        assert found[0]["by"] == "2026-11-16T09:15:00+00:00"


@pytest.mark.parametrize(("months", "verdict"), [(1, "met"), (2, "fired")])
def test_two_months_above_target_bring_the_provider_in(
    assess: Command, months: int, verdict: str
) -> None:
    september = "6" if months == 2 else "4"
    starts = ("2026-09-07", "2026-09-14", "2026-09-21", "2026-10-05", "2026-10-12", "2026-10-19")
    table = rows(*(week(each, september if "-09-" in each else "6") for each in starts))
    answer = assess({"Actions": rows(action()), "Workforce": table})
    assert answer.outcome("sustained_workforce_risk", "OAK") == verdict


@pytest.mark.parametrize(
    ("missed", "verdict"),
    [(("1", "2", "3", "4"), "fired"), (("2", "2", "3", "4"), "met"), (("4", "1", "2", "3"), "met")],
)
def test_missed_visits_rising_three_weeks_in_a_row(
    assess: Command, missed: tuple[str, ...], verdict: str
) -> None:
    starts = ("2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09")
    table = rows(*(week(start, each) for start, each in zip(starts, missed, strict=True)))
    answer = assess({"Actions": rows(action()), "Workforce": table})
    assert answer.outcome("missed_visits_rising", "OAK") == verdict
