"""B1.3: the day's moves, and each accountable manager's pressure before and after them."""

from fractions import Fraction
from typing import Any

import pytest

from builder.field import Action, Person, RebalanceMove, Service
from tests.made import as_at, make
from tests.rules.judging import judge

MANAGER = ["Registered Manager"]


def manager(ref: str = "P-1", hours: float | None = 8, **typed: Any) -> Person:
    return make(Person, ref=ref, weekly_capacity_hours=hours, **{"roles": MANAGER, **typed})


def line(ref: str = "A-1", hours: float | None = 8, **typed: Any) -> Action:
    defaults = {
        "service": "OAK",
        "status": "In progress",
        "due": "2026-11-20",
        "accountable_manager": "P-1",
        "remaining_hours": hours,
    }
    return make(Action, ref=ref, **{**defaults, **typed})


def move(**typed: Any) -> RebalanceMove:
    defaults = {
        "moved_on": "2026-11-20 12:30",
        "action": "A-1",
        "from_person": "P-2",
        "to_person": "P-1",
    }
    return make(RebalanceMove, **{**defaults, **typed})


@pytest.mark.parametrize(
    ("load", "outcome"),
    [
        pytest.param(10, "met", id="125 per cent exactly"),
        pytest.param(10.01, "fired", id="just above"),
        pytest.param(9.99, "met", id="just below"),
        pytest.param(0, "met", id="nothing"),
    ],
)
def test_pressure_above_125_per_cent_fires(load: float, outcome: str) -> None:
    judged = judge(manager(), line(hours=load))
    assert judged.register_verdict("B1.3", "workload_pressure").outcome.value == outcome
    assert judged.outcomes("workload_pressure") == {"P-1": outcome}


def test_provider_support_is_due_by_the_end_of_the_day() -> None:
    verdict = judge(manager(), line(hours=11)).register_verdict("B1.3", "workload_pressure")
    assert verdict.tell == "provider"
    assert verdict.by == as_at("2026-11-20 23:59:59")
    assert verdict.observed == Fraction(11, 8) * 100


@pytest.mark.parametrize(
    ("due", "load"),
    [
        pytest.param("2026-11-01", 8, id="overdue"),
        pytest.param("2026-11-27", 8, id="fifth office day"),
        pytest.param("2026-11-28", 0, id="after the horizon"),
        pytest.param(None, 0, id="unknown"),
    ],
)
def test_the_load_is_what_is_overdue_or_due_within_five_office_days(
    due: str | None, load: int
) -> None:
    (row,) = judge(manager(), line(due=due)).register("B1.3").rows
    assert row.values["load_hours"] == load


def test_the_horizon_steps_over_bank_holidays() -> None:
    at = "2026-12-24 09:00"
    inside = line(due="2027-01-05")
    outside = line("A-2", due="2027-01-06")
    (row,) = judge(manager(), inside, outside, at=at).register("B1.3").rows
    assert row.values["lines"] == 1


def test_a_line_without_hours_counts_policys_default_and_the_register_says_so() -> None:
    register = judge(manager(), line(hours=None)).register("B1.3")
    assert register.rows[0].values["load_hours"] == 4
    assert register.rows[0].values["lines_without_hours"] == 1
    assert register.note == "1 action without remaining hours counted with policy's default."


@pytest.mark.parametrize(
    ("typed", "counted_for"),
    [
        pytest.param({"accountable_manager": "P-1", "owner": "P-9"}, "P-1", id="typed"),
        pytest.param({"accountable_manager": "P-1", "owner": "P-1"}, "P-1", id="owner manages"),
        pytest.param(
            {"accountable_manager": None, "owner": "P-9", "service": "HAR"},
            "P-1",
            id="owner's manager",
        ),
        pytest.param(
            {"accountable_manager": None, "owner": "P-9", "service": "OAK"},
            "P-2",
            id="the home's Registered Manager",
        ),
    ],
)
def test_the_manager_is_the_accountable_one_else_the_owners(
    typed: dict[str, Any], counted_for: str
) -> None:
    carer = make(Person, ref="P-9", roles=["Team Leader"], reports_to="P-1")
    home = make(Service, ref="OAK", registered_manager="P-2")
    (row,) = judge(manager(), carer, home, line(**typed)).register("B1.3").rows
    assert row.subject == counted_for


def test_before_undoes_the_days_moves_and_after_them_is_judged() -> None:
    judged = judge(manager(), manager("P-2", 4), line(), kept=(), at="2026-11-20 17:20")
    assert judged.register_verdict("B1.3", "workload_pressure").outcome.value == "met"
    moved = judge(manager(), manager("P-2", 4), line(), move(hours_assigned=8))
    rows = {each.subject: each.values for each in moved.register("B1.3").rows}
    assert (rows["P-2"]["before_percent"], rows["P-2"]["after_percent"]) == (200, 0)
    assert (rows["P-1"]["before_percent"], rows["P-1"]["after_percent"]) == (0, 100)
    assert rows["P-1"]["pressure_percent"] == 100
    told = moved.register_verdict("B1.3", "workload_pressure")
    assert (told.outcome.value, told.observed) == ("met", 100)


def test_a_line_without_a_manager_counts_for_the_services_who_may_own_it() -> None:
    home = make(Service, ref="OAK", registered_manager="P-1")
    mine = line(accountable_manager=None, owner="P-1")
    (row,) = judge(manager(), home, mine).register("B1.3").rows
    assert (row.subject, row.values["lines"]) == ("P-1", 1)
    others = line(accountable_manager=None, owner="P-9")
    carer = make(Person, ref="P-9", roles=["Deputy Manager"], reports_to="P-2")
    (row,) = judge(manager(), carer, home, others).register("B1.3").rows
    assert row.subject == "P-1"


@pytest.mark.parametrize(
    "moved_on", ["2026-11-19 12:30", "2026-11-20 17:21"], ids=["yesterday", "still to come"]
)
def test_only_moves_of_the_day_count(moved_on: str) -> None:
    register = judge(manager(), line(), move(moved_on=moved_on)).register("B1.3")
    assert register.figures == {"moved": 0, "brought_forward": 0, "hours_assigned": 0}


def test_moves_are_counted_with_hours_and_dates_brought_forward() -> None:
    register = judge(
        manager(),
        line(),
        line("A-2"),
        move(hours_assigned=2.5, deadline_brought_forward=True),
        move(action="A-2", hours_assigned=None, deadline_brought_forward=False),
    ).register("B1.3")
    assert register.figures == {
        "moved": 2,
        "brought_forward": 1,
        "hours_assigned": Fraction(5, 2),
    }
    assert register.left_out == {"hours_assigned": ("A-2",)}


def test_without_a_rebalance_sheet_moves_are_not_recorded() -> None:
    assert set(judge(manager(), line()).register("B1.3").figures.values()) == {None}


def test_no_hours_available_with_a_load_fires() -> None:
    judged = judge(manager(hours=0), line(hours=1))
    verdict = judged.verdicts("workload_pressure")[0]
    assert verdict.outcome.value == "fired"
    assert verdict.observed is None
    assert verdict.reason == "1 hours are needed and no hours are available."


def test_no_hours_available_without_a_load_is_met() -> None:
    assert judge(manager(hours=0), line(hours=0)).outcomes("workload_pressure") == {"P-1": "met"}


@pytest.mark.parametrize("person", [manager(hours=None), manager("P-2")])
def test_unknown_hours_are_not_assessable(person: Person) -> None:
    judged = judge(person, line())
    assert judged.outcomes("workload_pressure")["P-1"] == "not_computable"
    verdict = judged.register_verdict("B1.3", "workload_pressure")
    assert verdict.outcome.value == "not_computable"


def test_without_people_pressure_is_not_recorded() -> None:
    judged = judge(line())
    assert judged.register_verdict("B1.3", "workload_pressure").outcome.value == "not_recorded"
    assert judged.register("B1.3").rows[0].values["pressure_percent"] is None


def test_a_service_shows_its_managers_with_their_whole_load() -> None:
    judged = judge(manager(), line(), line("A-2", service="ELM"), line("A-3", status="Closed"))
    (row,) = judged.register("B1.3", "ELM").rows
    assert row.values["load_hours"] == 16
