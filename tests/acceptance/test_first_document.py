"""Findings and hazards: recorded, escalated, reviewed, answered, repeated."""

import pytest

from tests.acceptance.command import Command
from tests.workbook_text import action, rows


def finding(**changes: str) -> dict[str, str]:
    known = {
        "Finding ref": "F-1",
        "Service ID": "OAK",
        "Kind": "Audit finding",
        "Theme": "Medication",
        "Location": "Unit 1",
        "Found at": "2026-11-19 09:00",
        "Recorded at": "2026-11-19 10:00",
        "Severity": "Low",
        "Escalated to": "",
        "Escalated at": "",
        "Manager reviewed at": "",
        "Root cause": "",
        "Action logged at": "",
        "Action refs": "",
        "Resolved on": "",
        "Interim measures": "",
        "Reported to shift lead at": "",
        "History checked": "",
    }
    return {**known, **{key.replace("_", " "): value for key, value in changes.items()}}


def hazard(**changes: str) -> dict[str, str]:
    return finding(**{"Kind": "Environmental hazard", "Theme": "Premises", **changes})


FOUND = [
    ("recorded_same_day", {"Recorded_at": "2026-11-19 23:59"}, "met"),
    ("recorded_same_day", {"Recorded_at": "2026-11-19"}, "met"),
    ("recorded_same_day", {"Recorded_at": "2026-11-20 00:00"}, "fired"),
    ("recorded_same_day", {"Recorded_at": ""}, "fired"),
    (
        "escalate_to_manager_4h",
        {
            "Severity": "High",
            "Escalated_to": "Registered Manager",
            "Escalated_at": "2026-11-19 13:00",
        },
        "met",
    ),
    (
        "escalate_to_manager_4h",
        {
            "Severity": "Extreme",
            "Escalated_to": "Registered Manager",
            "Escalated_at": "2026-11-19 13:01",
        },
        "fired",
    ),
    ("escalate_to_manager_4h", {"Severity": "", "Escalated_at": ""}, "fired"),
    (
        "escalate_to_manager_4h",
        {"Severity": "High", "Escalated_to": "Team Leader", "Escalated_at": "2026-11-19 10:00"},
        "fired",
    ),
    (
        "manager_review_24h",
        {"Manager_reviewed_at": "2026-11-20 09:00", "Root_cause": "Two charts"},
        "met",
    ),
    (
        "manager_review_24h",
        {"Manager_reviewed_at": "2026-11-20 09:01", "Root_cause": "Two charts"},
        "fired",
    ),
    ("manager_review_24h", {"Manager_reviewed_at": "2026-11-20 09:00", "Root_cause": ""}, "fired"),
    (
        "manager_review_24h",
        {"Found_at": "2026-11-19 18:00", "Recorded_at": "2026-11-19 18:00"},
        "not_due",
    ),
]


@pytest.mark.parametrize(("rule", "change", "verdict"), FOUND)
def test_findings(assess: Command, rule: str, change: dict[str, str], verdict: str) -> None:
    answer = assess({"Actions": rows(action()), "Findings": rows(finding(**change))})
    found = answer.verdict(rule, "F-1")
    assert found["verdict"] == verdict
    assert found["subject"] == {"sheet": "Findings", "ref": "F-1"}
    assert found["clause"].startswith("A1.")


@pytest.mark.parametrize("severity", ["Low", "Moderate"])
def test_a_low_finding_need_not_reach_the_manager_in_four_hours(
    assess: Command, severity: str
) -> None:
    answer = assess({"Actions": rows(action()), "Findings": rows(finding(Severity=severity))})
    words = {each["verdict"] for each in answer.verdicts("escalate_to_manager_4h", "F-1")}
    assert words <= {"met"}


@pytest.mark.parametrize(
    ("found_at", "by"),
    [
        ("2026-10-25 00:30", "2026-10-25T03:30:00+00:00"),
        ("2026-10-24 22:00", "2026-10-25T01:00:00+00:00"),
    ],
)
def test_four_hours_are_elapsed_hours_through_the_clock_change(
    assess: Command, found_at: str, by: str
) -> None:
    row = finding(Found_at=found_at, Recorded_at=found_at, Severity="High")
    answer = assess({"Actions": rows(action()), "Findings": rows(row)}, "2026-10-26T17:20")
    assert answer.verdict("escalate_to_manager_4h", "F-1")["by"] == by


def test_a_bare_date_starts_its_clock_at_the_days_end(assess: Command) -> None:
    row = finding(Found_at="2026-11-19", Recorded_at="2026-11-19", Severity="High")
    at = {"2026-11-20T03:59:59": "not_due", "2026-11-20T04:00:01": "fired"}
    for moment, verdict in at.items():
        answer = assess({"Actions": rows(action()), "Findings": rows(row)}, moment)
        assert answer.outcome("escalate_to_manager_4h", "F-1") == verdict


@pytest.mark.parametrize(
    ("logged", "line", "verdict"),
    [
        ("2026-11-20 09:00", {}, "met"),
        ("2026-11-20 09:01", {}, "fired"),
        ("2026-11-20 09:00", {"Owner": ""}, "fired"),
        ("2026-11-20 09:00", {"Due": ""}, "fired"),
    ],
)
def test_an_action_is_logged_within_a_day(
    assess: Command, logged: str, line: dict[str, str], verdict: str
) -> None:
    row = finding(Action_logged_at=logged, Action_refs="A-1")
    answer = assess(
        {"Actions": rows(action(Raised_on="2026-11-19 12:00", **line)), "Findings": rows(row)}
    )
    assert answer.outcome("logged_within_24h", "F-1") == verdict


@pytest.mark.parametrize(("trigger", "verdict"), [("A day late", "met"), ("", "fired")])
def test_an_action_has_its_own_trigger(assess: Command, trigger: str, verdict: str) -> None:
    sheets = {
        "Actions": rows(
            action(Escalation_trigger=trigger), action(Ref="A-2", Escalation_trigger="x")
        ),
        "Findings": rows(hazard(Action_refs="A-1")),
    }
    answer = assess(sheets)
    assert answer.outcome("escalation_trigger_missing", "A-1") == verdict


SHIFTS = """
    Service ID | Shift | Starts | Ends
    OAK | Day | 08:00 | 20:00
    OAK | Night | 20:00 | 08:00"""


@pytest.mark.parametrize(
    ("shifts", "found", "told", "verdict", "estimated"),
    [
        pytest.param(SHIFTS, "2026-11-19 09:00", "2026-11-19 20:00", "met", False, id="day shift"),
        pytest.param(
            SHIFTS, "2026-11-19 09:00", "2026-11-19 20:01", "fired", False, id="after the day shift"
        ),
        pytest.param(
            SHIFTS, "2026-11-19 23:00", "2026-11-20 08:00", "met", False, id="night shift"
        ),
        pytest.param(
            SHIFTS,
            "2026-11-19 20:00",
            "2026-11-20 07:00",
            "met",
            False,
            id="the one that began last",
        ),
        pytest.param("", "2026-11-19 09:00", "2026-11-19 17:00", "met", True, id="eight hours"),
        pytest.param(
            "", "2026-11-19 09:00", "2026-11-19 17:01", "fired", True, id="beyond eight hours"
        ),
    ],
)
def test_a_hazard_is_told_within_the_shift(
    assess: Command, shifts: str, found: str, told: str, verdict: str, estimated: bool
) -> None:
    row = hazard(Found_at=found, Recorded_at=found, Reported_to_shift_lead_at=told)
    sheets = {"Actions": rows(action()), "Findings": rows(row)}
    if shifts:
        sheets["Shifts"] = shifts
    found_verdict = assess(sheets).verdict("reported_same_shift", "F-1")
    assert (found_verdict["verdict"], found_verdict["is_estimated"]) == (verdict, estimated)


@pytest.mark.parametrize(
    ("rule", "change", "verdict"),
    [
        ("history_checked", {"History_checked": "yes"}, "met"),
        ("history_checked", {"History_checked": "no"}, "fired"),
        ("interim_measures_missing", {"Interim_measures": "Stairs closed"}, "met"),
        ("interim_measures_missing", {"Interim_measures": ""}, "fired"),
    ],
)
def test_hazards(assess: Command, rule: str, change: dict[str, str], verdict: str) -> None:
    answer = assess({"Actions": rows(action()), "Findings": rows(hazard(**change))})
    assert answer.outcome(rule, "F-1") == verdict


@pytest.mark.parametrize(
    ("dates", "resolved", "verdict"),
    [
        pytest.param(("2026-10-22", "2026-11-19"), "", "fired", id="28 days apart"),
        pytest.param(("2026-10-21", "2026-11-19"), "", "met", id="29 days apart"),
        pytest.param(("2026-11-01", "2026-11-19"), "2026-11-19 12:00", "met", id="one resolved"),
        pytest.param(("2026-08-01", "2026-08-20"), "", "fired", id="long ago and unresolved"),
    ],
)
def test_repeat_entries_unresolved(
    assess: Command, dates: tuple[str, str], resolved: str, verdict: str
) -> None:
    one, other = dates
    found = rows(
        hazard(Finding_ref="F-1", Found_at=f"{one} 09:00", Recorded_at=f"{one} 09:00"),
        hazard(
            Finding_ref="F-2",
            Found_at=f"{other} 09:00",
            Recorded_at=f"{other} 09:00",
            Resolved_on=resolved,
        ),
    )
    answer = assess({"Actions": rows(action()), "Findings": found})
    words = {each["verdict"] for each in answer.verdicts("repeat_entries_unresolved")}
    assert ("fired" in words) is (verdict == "fired")


@pytest.mark.parametrize(("count", "verdict"), [(2, "met"), (3, "fired")])
def test_two_further_findings_call_for_a_leadership_review(
    assess: Command, count: int, verdict: str
) -> None:
    found = rows(
        *(
            finding(
                Finding_ref=f"F-{n}",
                Found_at=f"2026-11-1{n} 09:00",
                Recorded_at=f"2026-11-1{n} 09:30",
            )
            for n in range(1, count + 1)
        )
    )
    answer = assess({"Actions": rows(action()), "Findings": found})
    words = {each["verdict"] for each in answer.verdicts("repeat_finding")}
    assert ("fired" in words) is (verdict == "fired")
