from decimal import Decimal
from typing import Any

from builder.field import Action, ValidityReview
from builder.rules.assessment import ActionAssessment
from builder.rules.gate.explain.closing_changes import closing_changes
from tests.rules import closable
from tests.rules.gate.test_gate import spoilt
from tests.rules.judged import assessment_of, facts_of, with_value


def line(*records: Any) -> ActionAssessment:
    (found,) = assessment_of(*records, kept=closable.KEPT).actions
    return found


def test_a_proposed_line_says_the_change_that_would_let_it_pass() -> None:
    found = line(*spoilt(without=(ValidityReview,)))
    assert not found.closable
    assert found.smallest_changes == ("An independent validity review of E-1 that finds it valid.",)
    assert str(found.would_pass_on) == "2026-11-20"


def test_a_line_that_passes_needs_no_change() -> None:
    found = line(*spoilt())
    assert found.closable
    assert (found.smallest_changes, found.would_pass_on) == ((), None)


def test_a_closed_line_that_is_not_assured_is_searched_too() -> None:
    closed = closable.action(status="Closed", closed_on="2026-11-20 10:00")
    found = line(*spoilt(without=(Action,), plus=(closed,)))
    assert found.assured_status == "closed - not assured"
    assert "Approval by a closure panel" in found.smallest_changes[0]


def test_a_line_in_progress_is_not_searched() -> None:
    going_on = closable.action(status="In progress")
    found = line(*spoilt(without=(Action, ValidityReview), plus=(going_on,)))
    assert not found.closable
    assert found.smallest_changes == ()
    assert not found.needs_more_changes


def test_no_more_lines_are_searched_than_policy_says_the_higher_risk_first() -> None:
    low = closable.action(ref="A-0", likelihood=1, consequence=1)
    records = (*spoilt(without=(ValidityReview,)), low)
    for most, expected in ((0, []), (1, ["A-1"]), (2, ["A-1", "A-0"])):
        facts = facts_of(
            *records, kept=closable.KEPT, policy=with_value("changes_searched", Decimal(most))
        )
        assert list(closing_changes(facts)) == expected
