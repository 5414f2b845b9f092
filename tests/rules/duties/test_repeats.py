"""A1.X, A2.S, A2.2: findings that come back at one location."""

from typing import Any

import pytest

from builder.field import Finding, Risk, Shift
from tests.made import make
from tests.rules.judging import judge


def findings(*days: str, **typed: Any) -> list[Finding]:
    defaults = {
        "service": "OAK",
        "kind": "Environmental hazard",
        "theme": "Premises",
        "location": "Stairs",
    }
    return [
        make(Finding, ref=f"F-{n}", found_at=day, **{**defaults, **typed})
        for n, day in enumerate(days, 1)
    ]


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        pytest.param(("2026-11-20",), "met", id="one"),
        pytest.param(("2026-11-10", "2026-11-20"), "met", id="one further"),
        pytest.param(("2026-11-01", "2026-11-10", "2026-11-20"), "fired", id="two further"),
        pytest.param(("2026-10-09", "2026-11-10", "2026-11-20"), "fired", id="six weeks"),
        pytest.param(("2026-10-08", "2026-11-10", "2026-11-20"), "met", id="a day more"),
    ],
)
def test_two_further_findings_inside_the_window_fire(days: tuple[str, ...], outcome: str) -> None:
    assert judge(*findings(*days)).outcome("repeat_finding") == outcome


def test_medication_is_watched_for_eight_weeks() -> None:
    days = ("2026-09-25", "2026-11-10", "2026-11-20")
    judged = judge(*findings(*days, theme="Medication recording"))
    assert judged.outcome("repeat_finding") == "fired"


@pytest.mark.parametrize(
    "differing", [{"location": "Hall"}, {"theme": "Lighting"}, {"service": "ELM"}]
)
def test_other_places_and_themes_do_not_add_up(differing: dict[str, str]) -> None:
    same = findings("2026-11-01", "2026-11-10")
    other = make(
        Finding,
        **{
            "ref": "F-9",
            "service": "OAK",
            "theme": "Premises",
            "location": "Stairs",
            "found_at": "2026-11-20",
            **differing,
        },
    )
    assert set(judge(*same, other).outcomes("repeat_finding").values()) == {"met"}


def test_the_place_is_compared_without_case_and_spaces() -> None:
    odd = make(
        Finding,
        ref="F-9",
        service="OAK",
        theme="PREMISES",
        location=" stairs ",
        found_at="2026-11-20",
    )
    judged = judge(*findings("2026-11-01", "2026-11-10"), odd)
    assert judged.outcome("repeat_finding") == "fired"


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        (("2026-10-23", "2026-11-20"), "fired"),
        (("2026-10-22", "2026-11-20"), "met"),
        (("2026-11-20",), "met"),
        (("2026-02-01", "2026-03-01"), "fired"),
        (("2028-02-01", "2028-02-29"), "fired"),
        (("2028-02-01", "2028-03-01"), "met"),
    ],
)
def test_two_unresolved_entries_within_28_days_fire(days: tuple[str, ...], outcome: str) -> None:
    judged = judge(*findings(*days), at="2028-12-01 09:00")
    assert judged.outcome("repeat_entries_unresolved") == outcome


@pytest.mark.parametrize(
    ("resolved", "outcomes"),
    [("2026-11-20", {}), ("2026-11-21", {"F-1": "fired"})],
    ids=["resolved", "resolved tomorrow"],
)
def test_resolved_entries_do_not_count(resolved: str, outcomes: dict[str, str]) -> None:
    judged = judge(*findings("2026-11-10", "2026-11-12", resolved_on=resolved))
    assert judged.outcomes("repeat_entries_unresolved") == outcomes


@pytest.mark.parametrize(
    ("registered", "outcome"),
    [(["F-1", "F-2"], "met"), (["F-1"], "fired"), ([], "fired")],
)
def test_a_recurring_hazard_stands_in_risks_with_its_findings(
    registered: list[str], outcome: str
) -> None:
    risk = make(Risk, ref="R-1", findings=registered)
    judged = judge(*findings("2026-11-10 09:00", "2026-11-18 09:00"), risk)
    assert judged.outcome("recurring_risk_registered") == outcome


def test_until_the_shift_of_the_latest_find_ends_it_is_not_due() -> None:
    risk = make(Risk, ref="R-1", findings=["F-1"])
    judged = judge(*findings("2026-11-10 09:00", "2026-11-20 12:00"), risk)
    assert judged.outcome("recurring_risk_registered") == "not_due"


@pytest.mark.parametrize(
    ("at", "outcome"), [("2026-11-18 20:00", "not_due"), ("2026-11-18 20:01", "fired")]
)
def test_it_is_due_by_the_last_moment_of_the_shift(at: str, outcome: str) -> None:
    day = make(Shift, shift="Day", starts="08:00", ends="20:00")
    risk = make(Risk, ref="R-1", findings=["F-1"])
    judged = judge(*findings("2026-11-10 09:00", "2026-11-18 09:00"), risk, day, at=at)
    assert judged.outcome("recurring_risk_registered") == outcome


def test_of_two_groups_of_entries_as_large_the_earlier_is_shown() -> None:
    days = ("2026-08-01", "2026-08-10", "2026-11-01", "2026-11-10")
    assert judge(*findings(*days)).outcomes("repeat_entries_unresolved") == {"F-1": "fired"}


def test_a_single_hazard_is_not_recurring() -> None:
    judged = judge(*findings("2026-11-10"), make(Risk, ref="R-1"))
    assert judged.outcomes("recurring_risk_registered") == {}


def test_without_risks_the_rule_is_not_recorded() -> None:
    judged = judge(*findings("2026-11-10", "2026-11-11"))
    assert judged.outcome("recurring_risk_registered") == "not_recorded"
