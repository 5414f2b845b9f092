"""Which reviews and sheets are tried to let a line through its gate."""

from datetime import date
from typing import Any

from builder.field import Action, Shift
from builder.rules.gate.explain.candidates import POINTS_TRIED, ReviewPlan, candidates
from builder.rules.gate.explain.edits import KeepSheet, When
from tests.made import make
from tests.rules import closable
from tests.rules.gate.test_gate import spoilt
from tests.rules.judged import FRIDAY, POLICY, facts_of


def plan(*reviews: Any, at: str = FRIDAY) -> ReviewPlan:
    """The plan of a line of 1 September with these weekly reviews."""
    facts = facts_of(closable.action(), *reviews, at=at)
    return ReviewPlan(facts.cases["A-1"], POLICY, When(facts.as_at, facts.today))


def test_a_run_goes_on_while_its_next_review_is_due_today() -> None:
    """Eight weeks from 8 September end on 2 November; a run begun anew ends in January."""
    due = "2026-11-24 12:00"
    assert plan(*closable.reviews(), at=due).completed_on == date(2026, 11, 2)
    assert plan(*closable.reviews(), at="2026-11-25 12:00").completed_on > date(2027, 1, 1)


def test_after_a_review_off_target_today_the_run_begins_tomorrow() -> None:
    today = closable.reviews(1, date(2026, 11, 20), off=(0,))
    assert plan(*today).next_days()[0] == date(2026, 11, 21)
    yesterday = closable.reviews(1, date(2026, 11, 19), off=(0,))
    assert plan(*yesterday).next_days()[0] == date(2026, 11, 20)


def test_a_day_that_was_reviewed_needs_no_review() -> None:
    found = plan(*closable.reviews())
    assert found.until(date(2026, 11, 17)) is None
    assert found.until(date(2026, 11, 18)) is not None


def test_a_few_reviews_in_a_row_are_tried() -> None:
    days = plan(*closable.reviews()).next_days()
    assert days == (date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 8))
    assert len(days) == POINTS_TRIED


def test_a_sheet_without_a_shift_of_the_service_is_to_be_kept_and_no_other() -> None:
    other = make(Shift, service="S-9", shift="Day", starts="08:00", ends="20:00")
    records = spoilt(without=(Action, Shift), plus=(closable.action(), other))
    facts = facts_of(*records, kept=closable.KEPT)
    case, when = facts.cases["A-1"], When(facts.as_at, facts.today)
    tried = candidates(case, POLICY, ReviewPlan(case, POLICY, when), when)
    assert [each.sheet for each in tried if isinstance(each, KeepSheet)] == ["Findings", "Shifts"]
