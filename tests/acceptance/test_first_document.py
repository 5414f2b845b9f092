"""The rules of the first document, on both sides of each limit."""

import pytest

from tests.acceptance.command import Command
from tests.workbook_text import action, rows


def finding(**changes: str) -> dict[str, str]:
    known = {
        "Finding ref": "F-1", "Service ID": "OAK", "Kind": "Audit finding", "Theme": "Medication",
        "Location": "Unit 1", "Found at": "2026-11-19 09:00", "Recorded at": "2026-11-19 10:00",
        "Severity": "Low", "Escalated to": "", "Escalated at": "", "Manager reviewed at": "",
        "Root cause": "", "Action logged at": "", "Action refs": "", "Resolved on": "",
        "Interim measures": "", "Reported to shift lead at": "", "History checked": "",
    }  # fmt: skip
    return {**known, **{key.replace("_", " "): value for key, value in changes.items()}}


def hazard(**changes: str) -> dict[str, str]:
    return finding(**{"Kind": "Environmental hazard", "Theme": "Premises", **changes})


FOUND = [
    ("recorded_same_day", {"Recorded_at": "2026-11-19 23:59"}, "met"),
    ("recorded_same_day", {"Recorded_at": "2026-11-19"}, "met"),
    ("recorded_same_day", {"Recorded_at": "2026-11-20 00:00"}, "fired"),
    ("recorded_same_day", {"Recorded_at": ""}, "fired"),
    ("escalate_to_manager_4h", {"Severity": "High", "Escalated_to": "Registered Manager", "Escalated_at": "2026-11-19 13:00"}, "met"),
    ("escalate_to_manager_4h", {"Severity": "Extreme", "Escalated_to": "Registered Manager", "Escalated_at": "2026-11-19 13:01"}, "fired"),
    ("escalate_to_manager_4h", {"Severity": "", "Escalated_at": ""}, "fired"),
    ("escalate_to_manager_4h", {"Severity": "High", "Escalated_to": "Team Leader", "Escalated_at": "2026-11-19 10:00"}, "fired"),
    ("manager_review_24h", {"Manager_reviewed_at": "2026-11-20 09:00", "Root_cause": "Two charts"}, "met"),
    ("manager_review_24h", {"Manager_reviewed_at": "2026-11-20 09:01", "Root_cause": "Two charts"}, "fired"),
    ("manager_review_24h", {"Manager_reviewed_at": "2026-11-20 09:00", "Root_cause": ""}, "fired"),
    ("manager_review_24h", {"Found_at": "2026-11-19 18:00", "Recorded_at": "2026-11-19 18:00"}, "not_due"),
]  # fmt: skip


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
        "Actions": rows(action(Escalation_trigger=trigger), action(Ref="A-2", Escalation_trigger="x")),
        "Findings": rows(hazard(Action_refs="A-1")),
    }  # fmt: skip
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
        pytest.param(SHIFTS, "2026-11-19 09:00", "2026-11-19 20:01", "fired", False, id="after the day shift"),
        pytest.param(SHIFTS, "2026-11-19 23:00", "2026-11-20 08:00", "met", False, id="night shift"),
        pytest.param(SHIFTS, "2026-11-19 20:00", "2026-11-20 07:00", "met", False, id="the one that began last"),
        pytest.param("", "2026-11-19 09:00", "2026-11-19 17:00", "met", True, id="eight hours"),
        pytest.param("", "2026-11-19 09:00", "2026-11-19 17:01", "fired", True, id="beyond eight hours"),
    ],
)  # fmt: skip
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
        hazard(Finding_ref="F-2", Found_at=f"{other} 09:00", Recorded_at=f"{other} 09:00", Resolved_on=resolved),
    )  # fmt: skip
    answer = assess({"Actions": rows(action()), "Findings": found})
    words = {each["verdict"] for each in answer.verdicts("repeat_entries_unresolved")}
    assert ("fired" in words) is (verdict == "fired")


@pytest.mark.parametrize(("count", "verdict"), [(2, "met"), (3, "fired")])
def test_two_further_findings_call_for_a_leadership_review(
    assess: Command, count: int, verdict: str
) -> None:
    found = rows(
        *(
            finding(Finding_ref=f"F-{n}", Found_at=f"2026-11-1{n} 09:00", Recorded_at=f"2026-11-1{n} 09:30")
            for n in range(1, count + 1)
        )
    )  # fmt: skip
    answer = assess({"Actions": rows(action()), "Findings": found})
    words = {each["verdict"] for each in answer.verdicts("repeat_finding")}
    assert ("fired" in words) is (verdict == "fired")


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
            {"Action ref": "A-1", "Checked on": each, "Kind": "Audit", "Sample": "10", "Compliant": "10"}
            for each in checks
        )
    )  # fmt: skip
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
        each["because"] for each in answer.action()["escalations"] if each["to"] == "Provider"
    ]
    assert ("overdue_provider_review" in because) is fires
    assert answer.data["escalations"] == answer.action()["escalations"]


def week(start: str, missed: str, planned: str = "100", **changes: str) -> dict[str, str]:
    return {
        "Service ID": "OAK", "Week starting": start, "Vacancies": "1", "Absence percent": "4%",
        "Visits planned": planned, "Visits missed": missed, "Target missed percent": "",
        "Complaints": "1", "Recorded on": "", "Shared with management on": "", "Escalated at": "",
        **{key.replace("_", " "): value for key, value in changes.items()},
    }  # fmt: skip


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
        assert found[0]["by"] == "2026-11-16T09:00:00+00:00"


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
