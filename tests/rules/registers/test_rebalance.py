"""The rebalance proposal: it meets the limit, keeps the most urgent lines, or says it cannot."""

from typing import Any

import pytest

from builder.field import Action, Person
from builder.rules.assessment import RebalanceProposal
from tests.made import make
from tests.rules.judging import judge


def manager(ref: str, hours: float | None) -> Person:
    return make(Person, ref=ref, weekly_capacity_hours=hours, roles=["Registered Manager"])


def line(ref: str, person: str, hours: float, due: str = "2026-11-23", **typed: Any) -> Action:
    return make(
        Action,
        ref=ref,
        status="In progress",
        accountable_manager=person,
        remaining_hours=hours,
        due=due,
        **typed,
    )


def proposal(*records: Any) -> RebalanceProposal | None:
    found = judge(*records).assessment.rebalance
    assert len(found) <= 1
    return found[0] if found else None


def moves(found: RebalanceProposal | None) -> list[tuple[str, str, str]]:
    assert found is not None
    return [(each.action, each.from_person, each.to_person) for each in found.moves]


def test_with_nobody_above_the_limit_nothing_is_proposed() -> None:
    assert proposal(manager("P-1", 8), line("A-1", "P-1", 10)) is None


def test_the_least_urgent_line_goes_to_who_has_room() -> None:
    found = proposal(
        manager("P-1", 8),
        manager("P-2", 8),
        line("A-1", "P-1", 8, "2026-11-19"),
        line("A-2", "P-1", 8, "2026-11-24"),
    )
    assert moves(found) == [("A-2", "P-1", "P-2")]
    assert found is not None
    assert found.after_percent == {"P-1": 100, "P-2": 100}
    assert found.is_exact


def test_of_lines_due_together_the_greater_risk_stays() -> None:
    found = proposal(
        manager("P-1", 8),
        manager("P-2", 8),
        line("A-1", "P-1", 8, likelihood=1, consequence=1),
        line("A-2", "P-1", 8, likelihood=5, consequence=5),
    )
    assert moves(found) == [("A-1", "P-1", "P-2")]


def test_the_limit_itself_may_be_reached() -> None:
    found = proposal(
        manager("P-1", 8), manager("P-2", 8), line("A-1", "P-1", 10), line("A-2", "P-1", 10)
    )
    assert found is not None
    assert found.after_percent == {"P-1": 125, "P-2": 125}


def test_where_capacity_is_short_it_cannot_be_met() -> None:
    found = proposal(manager("P-1", 8), line("A-1", "P-1", 8), line("A-2", "P-1", 8))
    assert found is not None
    assert not found.can_be_met
    assert found.is_exact
    assert found.moves == ()


def test_a_line_too_large_for_anybody_cannot_be_placed() -> None:
    found = proposal(
        manager("P-1", 8), manager("P-2", 8), manager("P-3", 8), line("A-1", "P-1", 11)
    )
    assert found is not None
    assert (found.can_be_met, found.is_exact) == (False, True)


def test_someone_within_the_limit_passes_a_line_on_where_that_alone_helps() -> None:
    found = proposal(
        manager("P-1", 8),
        manager("P-2", 8),
        manager("P-3", 4),
        line("A-1", "P-1", 10),
        line("A-2", "P-1", 6),
        line("A-3", "P-2", 5),
    )
    assert found is not None
    assert found.can_be_met
    assert ("A-3", "P-2", "P-3") in moves(found)


def test_nobody_with_unknown_hours_is_given_a_line() -> None:
    found = proposal(
        manager("P-1", 8),
        manager("P-2", None),
        line("A-1", "P-1", 8),
        line("A-2", "P-1", 8),
        line("A-3", "P-2", 1),
    )
    assert found is not None
    assert not found.can_be_met


def test_a_manager_without_hours_gives_every_line_away() -> None:
    found = proposal(manager("P-1", 0), manager("P-2", 8), line("A-1", "P-1", 2))
    assert moves(found) == [("A-1", "P-1", "P-2")]


@pytest.mark.parametrize(("lines", "is_exact"), [(12, True), (13, False)])
def test_beyond_twelve_lines_a_heuristic_is_used_and_checked(lines: int, is_exact: bool) -> None:
    records = [line(f"A-{n:02}", "P-1", 1) for n in range(lines)]
    found = proposal(manager("P-1", 8), manager("P-2", 8), *records)
    assert found is not None
    assert found.can_be_met
    assert found.is_exact is is_exact
    assert max(found.after_percent.values()) <= 125


def small_actions(person: str, count: int, hours: float) -> list[Action]:
    return [line(f"S-{number:02}", person, hours) for number in range(count)]


def test_who_is_full_already_is_given_no_line_while_somebody_else_has_room() -> None:
    found = proposal(
        *(manager(ref, 8) for ref in ("P-1", "P-2", "P-3")),
        line("A-1", "P-1", 8, "2026-11-19"),
        line("A-2", "P-1", 8, "2026-11-24"),
        *small_actions("P-2", 12, 0.8),
    )
    assert moves(found) == [("A-2", "P-1", "P-3")]
    assert found is not None
    assert found.is_exact, "two lines of who is above the limit are few enough to try all"


def test_load_that_fills_every_hour_is_not_certain_to_be_too_much() -> None:
    """Twenty hours for two people with ten each, of which one line takes eleven."""
    found = proposal(
        manager("P-1", 8),
        manager("P-2", 8),
        line("A-1", "P-1", 11),
        *small_actions("P-1", 12, 0.75),
    )
    assert found is not None
    assert (found.can_be_met, found.is_exact) == (False, False)
