"""A forecast names what becomes overdue, and which clocks run out, after the last save."""

from dataclasses import replace
from datetime import datetime, timedelta

from builder.field import Moment, WorkbookInput
from builder.portal.context import PortalContext
from builder.portal.today.forecast import becoming_overdue, forecast, last_saved, running_out
from builder.rules.assessment import RegisterResult
from tests.portal.page_text import text
from tests.portal.portals import AS_AT, small_context

SAVED = AS_AT - timedelta(days=2)
BEFORE, AFTER = SAVED - timedelta(hours=1), SAVED + timedelta(hours=1)


def due_at(*moments: datetime, saved: datetime | None = SAVED) -> PortalContext:
    """Overdue lines with these deadlines, and a clock that ran out at each."""
    context = small_context()
    assessment = context.assessment
    actions = tuple(
        action._replace(due=Moment.instant(at), overdue=True)
        for action, at in zip(assessment.actions, moments, strict=False)
    )
    assert len(actions) == len(moments)
    clock = assessment.escalations[0]._replace(has_passed=True, told_at=None)
    late = RegisterResult(
        id="B1.1",
        name="dashboard",
        figures={"overdue": len(actions)},
        counted={"overdue": tuple(each.ref for each in actions)},
    )
    changed = replace(
        assessment,
        actions=actions,
        registers=(late,),
        escalations=tuple(clock._replace(by=at) for at in moments),
        inputs=(WorkbookInput(workbook="oak.xlsx", sha256="ab" * 32, rows={}, saved_at=saved),),
    )
    return replace(context, assessment=changed, is_forecast=True)


def test_only_what_comes_after_the_last_save_is_to_come() -> None:
    context = due_at(AFTER + timedelta(hours=1), BEFORE, AFTER)
    assert last_saved(context) == SAVED
    soonest = [each.due.end for each in becoming_overdue(context, SAVED) if each.due]
    assert soonest == [AFTER, AFTER + timedelta(hours=1)]
    assert {each.by for each in running_out(context, SAVED)} == set(soonest)


def test_where_no_workbook_says_when_it_was_saved_all_of_it_counts() -> None:
    context = due_at(BEFORE, AFTER, saved=None)
    assert last_saved(context) is None
    assert len(becoming_overdue(context, None)) == len(running_out(context, None)) == 2


def test_a_clock_of_which_somebody_was_told_does_not_run_out() -> None:
    context = due_at(AFTER)
    (clock,) = context.assessment.escalations
    for told in (clock._replace(told_at=AFTER), clock._replace(has_passed=False)):
        assessment = replace(context.assessment, escalations=(told,))
        assert running_out(replace(context, assessment=assessment), SAVED) == []


def test_the_first_page_says_both_numbers_and_nothing_where_it_is_no_forecast() -> None:
    context = due_at(AFTER, BEFORE)
    words = text(tuple(forecast(context)))
    assert "This is a forecast" in words
    assert "1 action will become overdue" in words
    assert "1 clock will run out with no record of telling" in words
    assert list(forecast(replace(context, is_forecast=False))) == []
