"""A3: workforce figures recorded, continuity escalated, risk answered, signs seen."""

from datetime import date, timedelta
from typing import Any

import pytest

from builder.field import Action, Check, Review, Session, Step, WorkforceWeek
from tests.made import as_at, make
from tests.rules.judging import judge


def week(starting: str = "2026-11-09", **typed: Any) -> WorkforceWeek:
    defaults = {
        "service": "HAR",
        "week_starting": starting,
        "vacancies": 2,
        "absence_percent": 6,
        "visits_planned": 100,
        "visits_missed": 3,
        "complaints": 0,
        "recorded_on": "2026-11-16 09:00",
        "shared_with_management_on": "2026-11-16",
    }
    return make(WorkforceWeek, **{**defaults, **typed})


def weeks(*missed: int | None, **typed: Any) -> list[WorkforceWeek]:
    """Weeks in a row up to the one of 9 November, with so many visits missed."""
    last = date(2026, 11, 9)
    return [
        week((last - timedelta(weeks=len(missed) - 1 - n)).isoformat(), visits_missed=each, **typed)
        for n, each in enumerate(missed)
    ]


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        pytest.param("2026-11-15 23:00", "not_due", id="the week is not over"),
        pytest.param("2026-11-16 09:00", "met", id="shared"),
        pytest.param("2026-11-23 00:00", "not_due", id="the next week is to be shared"),
        pytest.param("2026-11-27 23:59", "not_due", id="by the Friday after"),
        pytest.param("2026-11-28 00:00", "fired", id="the Friday is over"),
    ],
)
def test_each_week_is_recorded_and_shared_by_the_friday_after(at: str, outcome: str) -> None:
    assert judge(week(), at=at).outcome("workforce_recorded_weekly") == outcome


@pytest.mark.parametrize(
    ("shared", "outcome"),
    [("2026-11-13", "met"), ("2026-11-13 23:59", "met"), ("2026-11-14", "fired"), (None, "fired")],
)
def test_an_earlier_week_fires_however_new_the_latest_row(shared: str | None, outcome: str) -> None:
    earlier = week("2026-11-02", shared_with_management_on=shared)
    assert judge(earlier, week()).outcome("workforce_recorded_weekly") == outcome


def test_a_week_that_was_left_out_fires_as_far_as_kept_times_look_back() -> None:
    october = week("2026-10-26", shared_with_management_on="2026-11-03")
    (told,) = judge(october, week()).verdicts("workforce_recorded_weekly")
    assert told.outcome.value == "fired"
    assert told.reason == "The week that ended on 8 November 2026: not recorded."
    before = week("2026-10-19", shared_with_management_on="2026-10-27")
    later = week("2026-11-02", shared_with_management_on="2026-11-10")
    assert judge(before, later, week()).outcome("workforce_recorded_weekly") == "met"


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ({}, "met"),
        ({"vacancies": None}, "fired"),
        ({"absence_percent": None}, "fired"),
        ({"visits_missed": None}, "fired"),
        ({"shared_with_management_on": None}, "fired"),
        ({"shared_with_management_on": "2026-11-21"}, "fired"),
    ],
)
def test_the_week_is_complete_and_shared(typed: dict[str, Any], outcome: str) -> None:
    judged = judge(week(**typed), at="2026-11-21 12:00")
    assert judged.outcome("workforce_recorded_weekly") == outcome


@pytest.mark.parametrize(
    ("missed", "told", "outcome"),
    [
        pytest.param(5, None, "met", id="on the target"),
        pytest.param(6, "2026-11-16 09:15", "met", id="told at once"),
        pytest.param(6, "2026-11-16 09:16", "fired", id="told late"),
        pytest.param(6, None, "fired", id="not told"),
        pytest.param(None, None, "not_computable", id="unknown"),
    ],
)
def test_missed_visits_above_target_reach_senior_leadership(
    missed: int | None, told: str | None, outcome: str
) -> None:
    judged = judge(week(visits_missed=missed, escalated_at=told))
    assert judged.outcome("continuity_escalated") == outcome


def test_no_visits_planned_is_not_computable() -> None:
    judged = judge(week(visits_planned=0, visits_missed=0))
    assert judged.outcome("continuity_escalated") == "not_computable"


def test_the_services_own_target_comes_before_policys() -> None:
    assert (
        judge(week(visits_missed=6, target_missed_percent=6)).outcome("continuity_escalated")
        == "met"
    )
    (verdict,) = judge(week(visits_missed=3, target_missed_percent=2)).verdicts(
        "continuity_escalated"
    )
    assert (verdict.outcome.value, verdict.limit) == ("fired", 2)


def test_a_week_recorded_on_a_bare_day_gives_the_day() -> None:
    judged = judge(week(visits_missed=6, recorded_on="2026-11-16", escalated_at="2026-11-16 18:00"))
    assert judged.outcome("continuity_escalated") == "met"


def test_an_unrecorded_week_is_timed_from_its_end() -> None:
    (verdict,) = judge(week(visits_missed=6, recorded_on=None)).verdicts("continuity_escalated")
    assert verdict.by == as_at("2026-11-15 23:59:59")


def staffing(**typed: Any) -> Action:
    defaults = {
        "ref": "A-1",
        "service": "HAR",
        "theme": "Staffing levels",
        "status": "In progress",
        "raised_on": "2026-09-01",
        "owner": "P-1",
        "due": "2026-12-01",
    }
    return make(Action, **{**defaults, **typed})


def reviews(*days: str) -> list[Review]:
    return [make(Review, action="A-1", reviewed_on=each) for each in days]


@pytest.mark.parametrize(
    ("october", "november", "outcome"),
    [(6, 6, "fired"), (5, 6, "met"), (6, 5, "met"), (5, 5, "met")],
)
def test_two_monthly_reviews_above_target_call_for_the_provider(
    october: int, november: int, outcome: str
) -> None:
    months = [week("2026-10-05", visits_missed=october), week("2026-11-02", visits_missed=november)]
    judged = judge(staffing(), *months, *reviews("2026-10-16", "2026-11-16"))
    assert judged.outcome("sustained_workforce_risk") == outcome


def test_without_reviews_whole_calendar_months_stand_in() -> None:
    months = [week("2026-09-07", visits_missed=6), week("2026-10-05", visits_missed=6)]
    assert judge(*months).outcome("sustained_workforce_risk") == "fired"
    assert judge(*months, at="2026-10-30 09:00").outcome("sustained_workforce_risk") == "met"


def test_without_a_whole_month_there_is_no_review_yet() -> None:
    assert judge(week("2026-11-09")).outcome("sustained_workforce_risk") == "not_due"


STEPS = ["Recruitment", "Retention", "Agency cover"]


@pytest.mark.parametrize("kind", STEPS)
def test_a_workforce_risk_is_answered_by_a_line_with_a_fitting_step(kind: str) -> None:
    step = make(Step, action="A-1", kind=kind)
    judged = judge(week(visits_missed=6), staffing(), step)
    assert judged.outcome("workforce_actions_assigned") == "met"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({"owner": None}, id="no owner"),
        pytest.param({"due": None}, id="no deadline"),
        pytest.param({"status": "Closed"}, id="closed"),
        pytest.param({"theme": "Care plans"}, id="another theme"),
        pytest.param({"service": "OAK"}, id="another service"),
    ],
)
def test_a_line_that_lacks_something_does_not_answer_it(typed: dict[str, Any]) -> None:
    step = make(Step, action="A-1", kind="Recruitment")
    judged = judge(week(visits_missed=6), staffing(**typed), step)
    assert judged.outcome("workforce_actions_assigned") == "fired"


def test_another_kind_of_step_does_not_answer_it() -> None:
    step = make(Step, action="A-1", kind="Training")
    judged = judge(week(visits_missed=6), staffing(), step)
    assert judged.outcome("workforce_actions_assigned") == "fired"


def test_within_target_no_line_is_needed() -> None:
    step = make(Step, action="A-1", kind="Training")
    judged = judge(week(visits_missed=5), step)
    assert judged.outcome("workforce_actions_assigned") == "met"
    empty = judge(week(visits_missed=5), kept=("Steps",))
    assert empty.outcome("workforce_actions_assigned") == "not_recorded"


@pytest.mark.parametrize(
    ("records", "outcome"),
    [
        pytest.param([make(Check, action="A-1", checked_on="2026-11-13")], "met", id="check"),
        pytest.param([make(Check, action="A-1", checked_on="2026-11-12")], "fired", id="8 days"),
        pytest.param([make(Review, action="A-1", reviewed_on="2026-11-14")], "met", id="review"),
        pytest.param(
            [make(Step, action="A-1", done_on="2026-11-14", recorded_in=["Rota"])],
            "met",
            id="step in the rota",
        ),
        pytest.param(
            [make(Step, action="A-1", done_on="2026-11-14", recorded_in=["Daily notes"])],
            "fired",
            id="step elsewhere",
        ),
    ],
)
def test_a_workforce_line_is_monitored_weekly(records: list[Any], outcome: str) -> None:
    assert judge(staffing(), *records).outcome("monitored_weekly") == outcome


@pytest.mark.parametrize(
    ("raised", "outcome"),
    [("2026-11-13", "not_due"), ("2026-11-12", "fired"), (None, "not_computable")],
)
def test_a_new_line_has_a_week_before_it_is_monitored(raised: str | None, outcome: str) -> None:
    judged = judge(staffing(raised_on=raised), kept=("Checks",))
    assert judged.outcome("monitored_weekly") == outcome


@pytest.mark.parametrize(
    ("missed", "outcome"),
    [
        pytest.param([1, 2, 3, 4], "fired", id="three rises"),
        pytest.param([1, 2, 3], "met", id="two rises"),
        pytest.param([1, 2, 2, 3], "met", id="level in between"),
        pytest.param([4, 1, 2, 3, 4], "fired", id="after a fall"),
        pytest.param([1, 2, 3, 4, 0], "met", id="fallen since"),
        pytest.param([1, None, 3, 4], "met", id="unknown in between"),
    ],
)
def test_missed_visits_rising_three_weeks_in_a_row_are_a_sign(
    missed: list[int | None], outcome: str
) -> None:
    assert judge(*weeks(*missed)).outcome("missed_visits_rising") == outcome


def test_a_week_that_is_missing_ends_the_run() -> None:
    rising = weeks(1, 2, 3, 4)
    assert judge(*(rising[:1] + rising[2:])).outcome("missed_visits_rising") == "met"


def test_complaints_rising_are_a_sign() -> None:
    rising = [
        week(f"2026-{day}", complaints=n)
        for n, day in enumerate(("10-19", "10-26", "11-02", "11-09"))
    ]
    assert judge(*rising).outcome("complaints_rising") == "fired"


@pytest.mark.parametrize(
    "rule",
    [
        "workforce_recorded_weekly",
        "continuity_escalated",
        "sustained_workforce_risk",
        "workforce_actions_assigned",
        "monitored_weekly",
        "missed_visits_rising",
        "complaints_rising",
        "rota_reviewed_daily",
    ],
)
def test_without_the_sheet_a_rule_is_not_recorded(rule: str) -> None:
    assert judge().outcome(rule) == "not_recorded"


@pytest.mark.parametrize(
    ("held", "service", "outcome"),
    [
        ("2026-11-19 09:00", None, "met"),
        ("2026-11-19 09:00", "HAR", "met"),
        ("2026-11-19 09:00", "OAK", "fired"),
        ("2026-11-18 09:00", None, "fired"),
        ("2026-11-20 09:00", None, "met"),
    ],
)
def test_the_rota_is_reviewed_on_the_last_full_operational_day(
    held: str, service: str | None, outcome: str
) -> None:
    rota = make(Session, kind="Rota review", held_at=held, service=service)
    assert judge(week(), rota).outcome("rota_reviewed_daily") == outcome


def test_a_sunday_is_an_operational_day() -> None:
    rota = make(Session, kind="Rota review", held_at="2026-11-22 09:00")
    assert judge(week(), rota, at="2026-11-23 09:00").outcome("rota_reviewed_daily") == "met"
