"""What counts in a closing cycle of an earlier day, at the very moment of the build that saw it."""

from typing import Any

import pytest

from builder.field import Action, DeadlineChange, PanelDecision
from builder.field.registers import Slippage
from builder.rules.registers.cycles import Cycle
from builder.rules.registers.earlier_cycles import EarlierCycle, figures_of_cycles
from tests.made import as_at, make
from tests.rules.closable import evidence, review_of_file
from tests.rules.judged import facts_of

CYCLE = Cycle(start=as_at("2026-11-18 17:10"), end=as_at("2026-11-19 17:10"))
SEEN = "2026-11-19 17:30"
MISSED, LATER = "2026-11-19 12:00", "2026-11-30"
"""A deadline of the cycle, and one of a later day."""


def line(due: str = MISSED, **typed: Any) -> Action:
    return make(Action, ref="A-1", due=due, **{"status": "In progress", "owner": "P-1", **typed})


def missed(*records: Any, kept: tuple[str, ...] = ("Panels",)) -> int:
    cycles = [EarlierCycle(cycle=CYCLE, seen_at=as_at(SEEN))]
    (found,) = figures_of_cycles(facts_of(*records, kept=kept), "provider", cycles)
    return found[Slippage.missed_under_24h]


@pytest.mark.parametrize(("raised_on", "count"), [(SEEN, 1), ("2026-11-19 17:31", 0)])
def test_a_line_raised_as_the_build_looked_was_seen(raised_on: str, count: int) -> None:
    assert missed(line(raised_on=raised_on)) == count


@pytest.mark.parametrize("closed_on", ["2026-11-18", SEEN, "2026-11-19 17:31"])
def test_a_line_typed_closed_that_no_panel_approved_was_live(closed_on: str) -> None:
    assert missed(line(status="Closed", closed_on=closed_on)) == 1


@pytest.mark.parametrize(
    ("before", "after", "changed_on", "count"),
    [
        pytest.param(MISSED, LATER, SEEN, 0, id="put off"),
        pytest.param(MISSED, LATER, "2026-11-19 17:31", 1, id="put off a minute later"),
        pytest.param(LATER, MISSED, SEEN, 1, id="brought forward"),
        pytest.param(LATER, MISSED, "2026-11-19 17:31", 0, id="brought forward a minute later"),
    ],
)
def test_a_deadline_changed_as_the_build_looked_was_the_new_one(
    before: str, after: str, changed_on: str, count: int
) -> None:
    change = make(
        DeadlineChange,
        action="A-1",
        changed_on=changed_on,
        from_due=before,
        to_due=after,
        approved_on=changed_on,
        approved_by="P-1",
    )
    assert missed(line(after), change) == count


@pytest.mark.parametrize(
    ("reinstated", "count"),
    [("2026-11-19 15:44", 0), ("2026-11-19 15:45", 1), ("2026-11-19 15:46", 1)],
)
def test_a_closure_in_time_stands_only_where_it_was_accepted_after_the_reinstatement(
    reinstated: str, count: int
) -> None:
    approval = make(
        PanelDecision,
        panel_at="2026-11-19 15:45",
        action="A-1",
        decision="Approved",
        decided_by="P-2",
    )
    reopening = review_of_file(reviewed_at=reinstated, action_reinstated=True)
    closed = line("2026-11-19 16:00", status="Closed", closed_on="2026-11-19 15:45")
    assert missed(closed, approval, evidence(), reopening) == count
