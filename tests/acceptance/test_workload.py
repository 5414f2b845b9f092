"""B1.3: moves of the day, and each manager's pressure before and after them."""

import pytest

from tests.acceptance.command import Command
from tests.workbook_text import action, rows


def person(
    ref: str, roles: str = "Registered Manager", hours: str = "", to: str = ""
) -> dict[str, str]:
    return {
        "Person ID": ref,
        "Display name": f"Person {ref}",
        "Roles": roles,
        "Weekly capacity hours": hours,
        "Reports to": to,
    }


def line(ref: str, hours: str, **changes: str) -> dict[str, str]:
    return {
        **action(Ref=ref, Due="2026-11-24", Accountable_manager="M-1", **changes),
        "Remaining hours": hours,
    }


PEOPLE = rows(person("M-1", hours="8"), person("M-2", hours="8"), person("P-1", "Action owner"))


def pressure(row: dict[str, object]) -> tuple[object, object]:
    """(before, after) of a manager's row."""
    return row["before_percent"], row["after_percent"]


@pytest.mark.parametrize(
    ("hours", "percent", "verdict"),
    [("10", 125, "met"), ("10.1", 126.25, "fired")],
)
def test_pressure_fires_above_125_percent(
    assess: Command, hours: str, percent: float, verdict: str
) -> None:
    answer = assess({"Actions": rows(line("A-1", hours)), "People": PEOPLE})
    row = answer.row("B1.3", "person", "M-1")
    assert pressure(row) == (percent, percent)
    limit = answer.limit("B1.3", "workload_pressure")
    assert (limit["verdict"], limit["observed"], limit["limit"]) == (verdict, percent, 125)
    assert (limit["comparison"], limit["unit"], limit["tell"]) == ("exceeds", "%", "provider")
    if verdict == "fired":
        assert limit["by"] == "2026-11-20T23:59:59+00:00"


@pytest.mark.parametrize(
    ("due", "counts"),
    [
        pytest.param("2026-11-01", True, id="overdue"),
        pytest.param("2026-11-27", True, id="the fifth office day"),
        pytest.param("2026-11-28", False, id="the day after"),
    ],
)
def test_the_horizon_is_five_office_days(assess: Command, due: str, counts: bool) -> None:
    sheets = {"Actions": rows({**line("A-1", "4"), "Due": due}), "People": PEOPLE}
    row = assess(sheets).row("B1.3", "person", "M-1")
    assert pressure(row) == ((50, 50) if counts else (0, 0))


@pytest.mark.parametrize(("due", "counts"), [("2027-01-05", True), ("2027-01-06", False)])
def test_the_horizon_leaves_out_christmas(assess: Command, due: str, counts: bool) -> None:
    # Office days after 24 December 2026: 29, 30 and 31 December, 4 and 5 January.
    sheets = {"Actions": rows({**line("A-1", "4"), "Due": due}), "People": PEOPLE}
    row = assess(sheets, "2026-12-24T17:20").row("B1.3", "person", "M-1")
    assert pressure(row) == ((50, 50) if counts else (0, 0))


def test_before_is_the_days_moves_undone(assess: Command) -> None:
    moves = """
        On | Action ref | From person | To person | Hours assigned | Deadline brought forward
        2026-11-20 09:30 | A-2 | M-1 | M-2 | 6 | no
        2026-11-19 09:30 | A-3 | M-1 | M-2 | 2 | yes"""
    lines = rows(
        line("A-1", "6"),
        {**line("A-2", "6"), "Accountable manager": "M-2"},
        {**line("A-3", "2"), "Accountable manager": "M-2"},
    )
    answer = assess({"Actions": lines, "People": PEOPLE, "Rebalance": moves})
    figures = answer.figures("B1.3")
    assert figures["moved"] == 1
    assert figures["brought_forward"] == 0
    assert figures["hours_assigned"] == 6
    assert pressure(answer.row("B1.3", "person", "M-1")) == (150, 75)
    assert pressure(answer.row("B1.3", "person", "M-2")) == (25, 100)
    assert answer.limit("B1.3", "workload_pressure")["observed"] == 100
    assert answer.outcome("workload_pressure", "M-1") == "met"
    assert answer.outcome("workload_pressure", "M-2") == "met"


def test_hours_needed_without_hours_available_fire(assess: Command) -> None:
    people = rows(person("M-1", hours="0"), person("P-1", "Action owner"))
    answer = assess({"Actions": rows(line("A-1", "1")), "People": people})
    assert answer.limit("B1.3", "workload_pressure")["verdict"] == "fired"


def test_unknown_capacity_cannot_be_judged(assess: Command) -> None:
    people = rows(person("M-1", hours=""), person("M-2", hours="8"), person("P-1", "Action owner"))
    answer = assess({"Actions": rows(line("A-1", "1")), "People": people})
    assert pressure(answer.row("B1.3", "person", "M-1")) == (None, None)
    assert answer.outcome("workload_pressure", "M-1") == "not_computable"
    assert answer.limit("B1.3", "workload_pressure")["verdict"] == "not_computable"


def test_a_line_without_hours_counts_the_policys_default(assess: Command) -> None:
    answer = assess({"Actions": rows(line("A-1", "")), "People": PEOPLE})
    row = answer.row("B1.3", "person", "M-1")
    assert pressure(row) == (50, 50)
    assert 1 in row.values(), row


def test_an_owner_who_is_no_manager_counts_for_the_one_they_report_to(assess: Command) -> None:
    people = rows(person("M-1", hours="8"), person("P-1", "Action owner", to="M-1"))
    typed = {**line("A-1", "4"), "Accountable manager": ""}
    answer = assess({"Actions": rows(typed), "People": people})
    assert pressure(answer.row("B1.3", "person", "M-1")) == (50, 50)


def test_without_rebalance_the_moves_are_null(assess: Command) -> None:
    figures = assess({"Actions": rows(line("A-1", "4")), "People": PEOPLE}).figures("B1.3")
    assert figures["moved"] is None
    assert figures["brought_forward"] is None
    assert figures["hours_assigned"] is None
