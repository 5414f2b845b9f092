"""A1.1, A1.2, A2.1 to A2.3: findings and hazards in time, at each limit and one past it."""

from typing import Any

import pytest

from builder.field import Action, Finding, Person, Service, Shift
from tests.made import as_at, make
from tests.rules.judging import judge


def finding(**typed: Any) -> Finding:
    defaults = {
        "ref": "F-1",
        "service": "OAK",
        "kind": "Environmental hazard",
        "theme": "Premises",
        "location": "Stairs",
        "found_at": "2026-11-19 09:00",
        "severity": "High",
    }
    return make(Finding, **{**defaults, **typed})


DAY = make(Shift, shift="Day", starts="08:00", ends="20:00")
NIGHT = make(Shift, shift="Night", starts="20:00", ends="08:00")


@pytest.mark.parametrize(
    ("recorded", "outcome"),
    [
        ("2026-11-19 09:00", "met"),
        ("2026-11-19 23:59", "met"),
        ("2026-11-20 00:00", "fired"),
        ("2026-11-19", "met"),
        ("2026-11-20", "fired"),
        (None, "fired"),
    ],
)
def test_a_finding_is_recorded_the_same_day(recorded: str | None, outcome: str) -> None:
    assert judge(finding(recorded_at=recorded)).outcome("recorded_same_day") == outcome


@pytest.mark.parametrize(
    ("at", "outcome"), [("2026-11-19 23:59:59", "not_due"), ("2026-11-20 00:00", "fired")]
)
def test_until_the_day_ends_recording_is_not_due(at: str, outcome: str) -> None:
    assert judge(finding(), at=at).outcome("recorded_same_day") == outcome


@pytest.mark.parametrize(
    "rule",
    [
        "recorded_same_day",
        "escalate_to_manager_4h",
        "manager_review_24h",
        "logged_within_24h",
        "reported_same_shift",
    ],
)
def test_without_the_time_of_the_find_a_clock_is_not_assessable(rule: str) -> None:
    assert judge(finding(found_at=None)).outcome(rule) == "not_computable"


@pytest.mark.parametrize(
    "rule",
    [
        "recorded_same_day",
        "escalate_to_manager_4h",
        "manager_review_24h",
        "logged_within_24h",
        "reported_same_shift",
        "history_checked",
        "interim_measures_missing",
        "repeat_finding",
        "repeat_entries_unresolved",
    ],
)
def test_without_the_findings_sheet_a_rule_is_not_recorded(rule: str) -> None:
    assert judge().outcome(rule) == "not_recorded"


@pytest.mark.parametrize(
    ("severity", "judged"), [("Low", 0), ("Moderate", 0), ("High", 1), ("Extreme", 1), (None, 1)]
)
def test_high_extreme_and_blank_severities_reach_the_manager(
    severity: str | None, judged: int
) -> None:
    verdicts = judge(finding(severity=severity)).verdicts("escalate_to_manager_4h")
    assert len(verdicts) == judged


@pytest.mark.parametrize(
    ("told", "role", "outcome"),
    [
        pytest.param("2026-11-19 13:00", "Registered Manager", "met", id="four hours"),
        pytest.param("2026-11-19 13:01", "Registered Manager", "fired", id="a minute past"),
        pytest.param("2026-11-19 12:59", "Operations Manager", "met", id="somebody above"),
        pytest.param("2026-11-19 10:00", "Shift Lead", "fired", id="not the manager"),
        pytest.param("2026-11-19 10:00", None, "not_computable", id="to whom is not recorded"),
        pytest.param(None, None, "fired", id="nobody"),
    ],
)
def test_the_manager_is_reached_within_four_hours(
    told: str | None, role: str | None, outcome: str
) -> None:
    judged = judge(finding(escalated_at=told, escalated_to=role))
    assert judged.outcome("escalate_to_manager_4h") == outcome


def test_four_hours_run_through_the_night_and_the_clock_change() -> None:
    found = finding(found_at="2026-10-24 23:30", escalated_to="Registered Manager")
    in_time = make(Finding, **{**values(found), "escalated_at": "2026-10-25 02:30"})
    late = make(Finding, **{**values(found), "escalated_at": "2026-10-25 02:31"})
    at = "2026-10-25 12:00"
    assert judge(in_time, at=at).outcome("escalate_to_manager_4h") == "met"
    assert judge(late, at=at).outcome("escalate_to_manager_4h") == "fired"


def values(found: Finding) -> dict[str, Any]:
    return {name: getattr(found, name) for name in found.__slots__ if name != "source"}


def test_a_bare_day_of_the_find_starts_the_clock_at_its_end() -> None:
    found = finding(found_at="2026-11-19")
    verdict = judge(found).verdicts("escalate_to_manager_4h")[0]
    assert verdict.by == as_at("2026-11-20 03:59:59")


def test_an_escalation_still_to_come_has_not_happened() -> None:
    found = finding(escalated_at="2026-11-19 12:00", escalated_to="Registered Manager")
    assert judge(found, at="2026-11-19 11:00").outcome("escalate_to_manager_4h") == "not_due"


def test_a_finding_still_to_come_is_not_judged() -> None:
    assert judge(finding(), at="2026-11-18 11:00").verdicts("recorded_same_day") == []


@pytest.mark.parametrize(
    ("reviewed", "cause", "outcome"),
    [
        ("2026-11-20 09:00", "Two charts in use", "met"),
        ("2026-11-20 09:01", "Two charts in use", "fired"),
        ("2026-11-20 09:00", None, "fired"),
        (None, "Two charts in use", "fired"),
    ],
)
def test_the_manager_reviews_with_root_cause_within_24_hours(
    reviewed: str | None, cause: str | None, outcome: str
) -> None:
    found = finding(manager_reviewed_at=reviewed, root_cause=cause)
    assert judge(found).outcome("manager_review_24h") == outcome


def test_a_review_that_still_has_time_to_name_its_cause_is_not_due() -> None:
    found = finding(manager_reviewed_at="2026-11-19 12:00")
    assert judge(found, at="2026-11-19 13:00").outcome("manager_review_24h") == "not_due"


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ({"owner": "P-1", "due": "2026-12-01"}, "met"),
        ({"owner": None, "due": "2026-12-01"}, "fired"),
        ({"owner": "P-1", "due": None}, "fired"),
    ],
)
def test_an_action_is_logged_with_owner_and_deadline(line: dict[str, Any], outcome: str) -> None:
    found = finding(action_logged_at="2026-11-20 09:00", actions=["A-1"])
    assert judge(found, make(Action, ref="A-1", **line)).outcome("logged_within_24h") == outcome


def test_a_line_that_names_the_finding_as_its_source_answers_it() -> None:
    found = finding(action_logged_at="2026-11-20 09:00")
    action = make(Action, ref="A-1", source_ref="F-1", owner="P-1", due="2026-12-01")
    assert judge(found, action).outcome("logged_within_24h") == "met"


def test_logged_without_a_line_is_not_enough() -> None:
    found = finding(action_logged_at="2026-11-20 09:00")
    assert judge(found).outcome("logged_within_24h") == "fired"


@pytest.mark.parametrize(
    ("found_at", "reported", "outcome"),
    [
        pytest.param("2026-11-19 09:00", "2026-11-19 20:00", "met", id="at the shift's end"),
        pytest.param("2026-11-19 09:00", "2026-11-19 20:01", "fired", id="in the next shift"),
        pytest.param("2026-11-18 21:00", "2026-11-19 08:00", "met", id="night shift"),
        pytest.param("2026-11-19 02:00", "2026-11-19 08:01", "fired", id="after midnight, late"),
    ],
)
def test_the_shift_lead_is_told_within_the_shift(
    found_at: str, reported: str, outcome: str
) -> None:
    found = finding(found_at=found_at, reported_to_shift_lead_at=reported)
    verdict = judge(found, DAY, NIGHT).verdicts("reported_same_shift")[0]
    assert verdict.outcome.value == outcome
    assert not verdict.is_estimated


@pytest.mark.parametrize(
    ("reported", "outcome"), [("2026-11-19 17:00", "met"), ("2026-11-19 17:01", "fired")]
)
def test_without_shifts_eight_hours_are_taken_and_marked_estimated(
    reported: str, outcome: str
) -> None:
    verdict = judge(finding(reported_to_shift_lead_at=reported)).verdicts("reported_same_shift")[0]
    assert verdict.outcome.value == outcome
    assert verdict.is_estimated


def test_a_services_own_shift_counts_and_anothers_does_not() -> None:
    other = make(Shift, service="ELM", shift="Early", starts="08:00", ends="10:00")
    verdict = judge(finding(), DAY, other).verdicts("reported_same_shift")[0]
    assert verdict.by == as_at("2026-11-19 20:00")


@pytest.mark.parametrize(
    ("checked", "at", "outcome"),
    [
        (True, "2026-11-20 17:20", "met"),
        (False, "2026-11-19 09:01", "fired"),
        (None, "2026-11-19 20:00", "not_due"),
        (None, "2026-11-19 20:01", "fired"),
    ],
)
def test_the_history_is_checked_within_the_shift(
    checked: bool | None, at: str, outcome: str
) -> None:
    found = finding(history_checked=checked)
    assert judge(found, DAY, NIGHT, at=at).outcome("history_checked") == outcome


@pytest.mark.parametrize(("measures", "outcome"), [("Stairs closed", "met"), (None, "fired")])
def test_interim_measures_are_recorded_at_once(measures: str | None, outcome: str) -> None:
    judged = judge(finding(interim_measures=measures))
    assert judged.outcome("interim_measures_missing") == outcome


@pytest.mark.parametrize(
    ("kind", "theme", "judged"),
    [
        ("Environmental hazard", "Anything", 1),
        ("Audit finding", "Flooring", 1),
        ("Audit finding", "Medication", 0),
    ],
)
def test_hazards_are_known_by_their_kind_or_theme(kind: str, theme: str, judged: int) -> None:
    found = finding(kind=kind, theme=theme)
    assert len(judge(found).verdicts("interim_measures_missing")) == judged


@pytest.mark.parametrize(
    ("status", "trigger", "outcomes"),
    [
        ("In progress", "Tell the manager", {"A-1": "met"}),
        ("In progress", None, {"A-1": "fired"}),
        ("Closed", None, {}),
    ],
)
def test_a_live_line_of_a_finding_has_an_overdue_trigger(
    status: str, trigger: str | None, outcomes: dict[str, str]
) -> None:
    action = make(Action, ref="A-1", status=status, escalation_trigger=trigger)
    judged = judge(finding(actions=["A-1"]), action)
    assert judged.outcomes("escalation_trigger_missing") == outcomes


def test_a_line_of_no_finding_needs_no_trigger() -> None:
    judged = judge(finding(), make(Action, ref="A-1", status="In progress"))
    assert judged.outcomes("escalation_trigger_missing") == {}


def test_a_verdict_says_who_is_told_by_when_and_from_which_cells() -> None:
    found = finding()
    verdict = judge(found).verdicts("escalate_to_manager_4h")[0]
    assert verdict.tell == "Registered Manager"
    assert verdict.by == as_at("2026-11-19 13:00")
    assert verdict.clause == "A1.1"
    assert found.source.place("escalated_at") in verdict.cells
    assert verdict.reason == (
        "No record that it was told to the manager; it was due by 19 November 2026, 13:00."
    )


def test_the_services_own_manager_is_the_one_to_tell() -> None:
    judged = judge(
        finding(),
        make(Service, ref="OAK", registered_manager="P-2"),
        make(Person, ref="P-1", roles=["Registered Manager"]),
        make(Person, ref="P-2", roles=["Registered Manager"]),
    )
    (told,) = [
        each for each in judged.assessment.escalations if "escalate_to_manager_4h" in each.because
    ]
    assert told.people == ("P-2",)
    assert told.has_passed
    assert told.rung == "manager"


EARLY = "2026-11-19 08:59"


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ("recorded_same_day", "recorded_at"),
        ("escalate_to_manager_4h", "escalated_at"),
        ("manager_review_24h", "manager_reviewed_at"),
        ("logged_within_24h", "action_logged_at"),
        ("reported_same_shift", "reported_to_shift_lead_at"),
    ],
)
def test_what_was_done_before_it_was_found_cannot_be_judged(rule: str, field: str) -> None:
    typed = {"found_at": "2026-11-19 09:00", "kind": "Environmental hazard", "severity": "High"}
    found = make(Finding, ref="F-1", **typed, **{field: EARLY})
    (verdict,) = judge(found).verdicts(rule)
    assert verdict.outcome.value == "not_computable"
    assert verdict.observed is None
    assert "by the record, before 19 November 2026, 09:00." in verdict.reason
