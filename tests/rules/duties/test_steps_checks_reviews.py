"""A1.3 to A1.5, A2.4, A0.6, A1.S: what follows on a line, and how it is watched."""

from typing import Any

import pytest

from builder.field import Action, Check, Evidence, Measure, Review, Shift, Step
from tests.made import as_at, make
from tests.rules.judging import judge


def line(**typed: Any) -> Action:
    defaults = {
        "ref": "A-1",
        "service": "OAK",
        "theme": "Medication recording",
        "status": "In progress",
        "raised_on": "2026-11-06",
    }
    return make(Action, **{**defaults, **typed})


def step(**typed: Any) -> Step:
    return make(Step, **{"action": "A-1", "kind": "Supervision", **typed})


THREE = ["Supervision log", "Training record", "Action tracker"]


@pytest.mark.parametrize(
    ("done", "outcome"),
    [
        pytest.param("2026-11-06", "met", id="the day itself"),
        pytest.param("2026-11-13", "met", id="fifth office day"),
        pytest.param("2026-11-13 23:59", "met", id="to its end"),
        pytest.param("2026-11-14", "fired", id="the day after"),
        pytest.param(None, "fired", id="not done"),
    ],
)
@pytest.mark.parametrize("kind", ["Supervision", "Competency check"])
def test_staff_steps_are_done_within_five_office_days(
    done: str | None, outcome: str, kind: str
) -> None:
    judged = judge(line(), step(kind=kind, done_on=done))
    assert judged.outcome("implementation_5_working_days") == outcome


@pytest.mark.parametrize(
    ("at", "outcome"), [("2026-11-13 23:59:59", "not_due"), ("2026-11-14 00:00", "fired")]
)
def test_a_step_may_be_done_until_the_fifth_day_ends(at: str, outcome: str) -> None:
    judged = judge(line(), step(), at=at)
    assert judged.outcome("implementation_5_working_days") == outcome


def test_the_five_days_step_over_christmas() -> None:
    judged = judge(line(raised_on="2026-12-23 15:00"), step(), at="2026-12-29 09:00")
    (verdict,) = judged.verdicts("implementation_5_working_days")
    assert verdict.by == as_at("2027-01-04 23:59:59")
    assert verdict.outcome.value == "not_due"


def test_other_steps_have_no_such_clock() -> None:
    judged = judge(line(), step(kind="Training"))
    assert judged.outcomes("implementation_5_working_days") == {}


def test_without_the_raised_day_the_clock_is_not_assessable() -> None:
    judged = judge(line(raised_on=None), step())
    assert judged.outcome("implementation_5_working_days") == "not_computable"


@pytest.mark.parametrize(
    ("places", "done", "outcome"),
    [
        (THREE, "2026-11-13", "met"),
        (THREE[:2], "2026-11-13", "fired"),
        ([], "2026-11-13", "fired"),
        ([], None, "not_due"),
    ],
)
def test_staff_steps_stand_in_three_records(
    places: list[str], done: str | None, outcome: str
) -> None:
    judged = judge(line(), step(done_on=done, recorded_in=places))
    assert judged.outcome("recorded_in_three_places") == outcome


def test_the_missing_record_is_named() -> None:
    judged = judge(line(), step(done_on="2026-11-13", recorded_in=THREE[:2]))
    assert judged.verdicts("recorded_in_three_places")[0].reason == "Not in: Action tracker."


@pytest.mark.parametrize(
    ("informed", "places", "done", "outcome"),
    [
        (True, ["Maintenance log"], "2026-11-13", "met"),
        (False, ["Maintenance log"], "2026-11-13", "fired"),
        (None, ["Maintenance log"], "2026-11-13", "fired"),
        (True, [], "2026-11-13", "fired"),
        (None, [], None, "not_due"),
    ],
)
@pytest.mark.parametrize("kind", ["Repair", "Interim control"])
def test_staff_are_informed_of_repairs_and_controls(
    informed: bool | None, places: list[str], done: str | None, outcome: str, kind: str
) -> None:
    made = step(kind=kind, staff_informed=informed, recorded_in=places, done_on=done)
    assert judge(line(), made).outcome("staff_informed") == outcome


@pytest.mark.parametrize(
    "rule", ["implementation_5_working_days", "recorded_in_three_places", "staff_informed"]
)
def test_without_steps_a_rule_is_not_recorded(rule: str) -> None:
    assert judge(line()).outcome(rule) == "not_recorded"


SHIFTS = (
    make(Shift, shift="Day", starts="08:00", ends="20:00"),
    make(Shift, shift="Night", starts="20:00", ends="08:00"),
)


def check(at: str | None = "2026-11-19 09:00", **typed: Any) -> Check:
    return make(Check, **{"action": "A-1", "checked_on": at, **typed})


@pytest.mark.parametrize(
    ("checks", "outcome"),
    [
        pytest.param([check(), check("2026-11-19 23:00")], "met", id="by their times"),
        pytest.param([check(shift="day"), check(shift=" NIGHT ")], "met", id="as typed"),
        pytest.param([check(), check("2026-11-19 19:59")], "fired", id="one shift twice"),
        pytest.param([check(), check("2026-11-19")], "fired", id="a bare day tells no shift"),
        pytest.param([check(), check("2026-11-21 23:00")], "fired", id="one still to come"),
    ],
)
def test_checks_cover_every_shift(checks: list[Check], outcome: str) -> None:
    assert judge(line(), *SHIFTS, *checks).outcome("checks_across_shifts") == outcome


def test_the_shift_without_a_check_is_named() -> None:
    (verdict,) = judge(line(), *SHIFTS, check()).verdicts("checks_across_shifts")
    assert verdict.reason == "No check on: Night."


def test_without_shifts_coverage_is_not_recorded() -> None:
    assert judge(line(), check()).outcome("checks_across_shifts") == "not_recorded"
    elsewhere = make(Shift, service="ELM", shift="Day", starts="08:00", ends="20:00")
    assert judge(line(), check(), elsewhere).outcome("checks_across_shifts") == "not_recorded"


@pytest.mark.parametrize(
    ("error", "told", "outcome"),
    [
        (True, "2026-11-19 09:15", "met"),
        (True, "2026-11-19 09:16", "fired"),
        (True, None, "fired"),
        (False, None, "met"),
        (None, None, "met"),
    ],
)
def test_a_continued_error_is_escalated_at_once(
    error: bool | None, told: str | None, outcome: str
) -> None:
    judged = judge(line(), check(continued_error=error, escalated_at=told))
    assert judged.outcome("continued_error_escalated") == outcome


@pytest.mark.parametrize(
    ("at", "outcome"), [("2026-11-19 09:15", "not_due"), ("2026-11-19 09:16", "fired")]
)
def test_immediately_is_within_policys_minutes(at: str, outcome: str) -> None:
    judged = judge(line(), check(continued_error=True), at=at)
    assert judged.outcome("continued_error_escalated") == outcome


def test_on_a_bare_day_the_day_is_at_once() -> None:
    judged = judge(
        line(), check("2026-11-19", continued_error=True, escalated_at="2026-11-19 21:00")
    )
    assert judged.outcome("continued_error_escalated") == "met"


@pytest.mark.parametrize(("errors", "outcome"), [(0, "met"), (1, "met"), (2, "fired")])
def test_two_checks_with_the_error_are_a_sign(errors: int, outcome: str) -> None:
    checks = [check(f"2026-11-1{n} 09:00", continued_error=n < errors) for n in range(3)]
    assert judge(line(), *checks).outcome("recurring_errors") == outcome


@pytest.mark.parametrize(
    ("compliant", "outcome"),
    [
        pytest.param([8, 9], "met", id="one crossing is improvement"),
        pytest.param([9, 8, 9], "fired", id="across and back"),
        pytest.param([9, 9, 10], "met", id="on the limit is above"),
        pytest.param([9], "not_computable", id="one check"),
        pytest.param([9, None, 8], "met", id="an unknown one is passed over"),
    ],
)
def test_checks_that_swing_are_a_sign(compliant: list[int | None], outcome: str) -> None:
    checks = [
        check(f"2026-11-1{n} 09:00", sample=10, compliant=each) for n, each in enumerate(compliant)
    ]
    assert judge(line(), *checks).outcome("inconsistent_recording") == outcome


def test_the_lines_own_target_is_its_limit() -> None:
    target = make(
        Measure, action="A-1", unit="% of charts", better="Higher", target=70, phase="Baseline"
    )
    checks = [
        check(f"2026-11-1{n} 09:00", sample=10, compliant=each) for n, each in enumerate((9, 8, 9))
    ]
    assert judge(line(), target, *checks).outcome("inconsistent_recording") == "met"


@pytest.mark.parametrize(
    ("night", "outcome"),
    [("2026-10-23 21:00", "fired"), ("2026-10-24 21:00", "met")],
    ids=["28 days ago", "27 days ago"],
)
def test_a_shift_that_leaves_no_record_is_a_sign(night: str, outcome: str) -> None:
    checks = [check(sample=10, compliant=10), check(night, sample=10, compliant=10)]
    judged = judge(line(), *SHIFTS, *checks)
    assert judged.outcome("inconsistent_recording") == outcome


@pytest.mark.parametrize(
    ("teams", "elsewhere", "outcome"),
    [
        pytest.param(["Blue", "Green"], None, "met", id="two teams"),
        pytest.param(["Blue", "blue"], "Green", "fired", id="one of two"),
        pytest.param(["Blue"], None, "met", id="only one team known"),
        pytest.param([None], "Green", "not_computable", id="no team named"),
    ],
)
def test_checks_are_made_in_more_than_one_team(
    teams: list[str | None], elsewhere: str | None, outcome: str
) -> None:
    checks = [check(f"2026-11-1{n} 09:00", team=each) for n, each in enumerate(teams)]
    file = make(Evidence, ref="E-1", action="A-1", team=elsewhere)
    assert judge(line(), file, *checks).outcome("checks_across_teams") == outcome


@pytest.mark.parametrize(
    "rule",
    [
        "checks_across_shifts",
        "checks_across_teams",
        "continued_error_escalated",
        "recurring_errors",
        "inconsistent_recording",
    ],
)
def test_without_checks_a_rule_is_not_recorded(rule: str) -> None:
    assert judge(line(), *SHIFTS).outcome(rule) == "not_recorded"


def test_checks_of_a_closed_line_are_not_judged() -> None:
    judged = judge(line(status="Closed"), check(continued_error=True))
    assert judged.outcomes("continued_error_escalated") == {}


def review(on: str, **typed: Any) -> Review:
    return make(Review, **{"action": "A-1", "reviewed_on": on, **typed})


@pytest.mark.parametrize(
    ("reviews", "outcome"),
    [
        pytest.param(["2026-11-13"], "met", id="seven days ago"),
        pytest.param(["2026-11-12"], "fired", id="eight days ago"),
        pytest.param(["2026-11-07", "2026-11-15"], "fired", id="a gap of eight days"),
        pytest.param(["2026-11-08", "2026-11-15"], "met", id="gaps of seven days"),
        pytest.param([], "fired", id="none"),
        pytest.param(["2026-11-13", "2026-11-21"], "met", id="one still to come"),
    ],
)
def test_reviews_are_at_most_seven_days_apart(reviews: list[str], outcome: str) -> None:
    judged = judge(line(), *(review(each) for each in reviews), kept=("Reviews",))
    assert judged.outcome("review_cadence") == outcome


@pytest.mark.parametrize(
    ("raised", "outcome"), [("2026-11-13", "not_due"), ("2026-11-12", "fired")]
)
def test_the_first_review_is_due_within_seven_days(raised: str, outcome: str) -> None:
    judged = judge(line(raised_on=raised), kept=("Reviews",))
    assert judged.outcome("review_cadence") == outcome


@pytest.mark.parametrize(
    ("last", "at", "outcome"),
    [
        ("2026-10-20", "2026-11-20 23:59", "met"),
        ("2026-10-20", "2026-11-21 00:00", "fired"),
        ("2028-01-31", "2028-02-29 12:00", "met"),
        ("2028-01-31", "2028-03-01 00:00", "fired"),
    ],
)
def test_workforce_reviews_are_monthly(last: str, at: str, outcome: str) -> None:
    staffing = line(theme="Staffing levels", raised_on=last)
    assert judge(staffing, review(last), at=at).outcome("review_cadence") == outcome


def test_without_a_raised_day_and_reviews_the_cadence_is_not_assessable() -> None:
    judged = judge(line(raised_on=None), kept=("Reviews",))
    assert judged.outcome("review_cadence") == "not_computable"


SOURCES = {
    "Medication recording": [
        "Audit results",
        "Incident data",
        "Staff feedback",
        "Service user outcomes",
    ],
    "Care plans": ["Audit results", "Incident data", "Staff feedback", "Service user outcomes"],
    "Premises": ["Audit results", "Staff feedback", "Incident data", "Maintenance records"],
    "Staffing levels": ["Missed visits", "Staff feedback", "Audit results", "Incident data"],
}


@pytest.mark.parametrize("theme", SOURCES)
def test_each_review_saw_the_sources_of_its_clause(theme: str) -> None:
    seen = review("2026-11-19", sources_seen=SOURCES[theme])
    less = review("2026-11-18", sources_seen=SOURCES[theme][1:])
    assert judge(line(theme=theme), seen).outcome("review_sources_seen") == "met"
    judged = judge(line(theme=theme), seen, less)
    assert judged.outcome("review_sources_seen") == "fired"
    assert SOURCES[theme][0] in judged.verdicts("review_sources_seen")[0].reason


@pytest.mark.parametrize("rule", ["review_cadence", "review_sources_seen"])
def test_without_reviews_a_rule_is_not_recorded(rule: str) -> None:
    assert judge(line()).outcome(rule) == "not_recorded"
