from datetime import date
from typing import Any

from builder.portal.closure import closure
from builder.portal.compose import action_pages
from builder.portal.parts.smallest_changes import TITLE, changes_card
from builder.portal.parts.views import GateMatrix
from builder.rules.assessment import ActionAssessment, AssuredStatus
from tests.portal.page_text import text
from tests.portal.portals import assurance_context


def line(**changes: Any) -> ActionAssessment:
    found = next(each for each in assurance_context().assessment.actions if each.ref == "A-2")
    return found._replace(**changes)


PROPOSED = {
    "claimed_status": "Proposed for closure",
    "closable": False,
    "needs_more_changes": False,
}


def test_the_changes_stand_with_the_day_on_which_the_line_would_pass() -> None:
    said = text(
        changes_card(
            assurance_context(),
            line(
                smallest_changes=("One validity review of E-1.",), would_pass_on=date(2026, 12, 4)
            ),
        )
    )
    assert TITLE in said
    assert "One validity review of E-1." in said
    assert "every check would pass on 4 December 2026. No smaller set does." in said


def test_of_an_action_that_needs_more_than_was_tried_the_gate_alone_speaks() -> None:
    wanted = line(**{**PROPOSED, "needs_more_changes": True})
    assert changes_card(assurance_context(), wanted) == ()


def test_a_line_that_was_not_searched_names_the_command() -> None:
    assert "portal explain A-2" in text(changes_card(assurance_context(), line(**PROPOSED)))
    closed = line(assured_status=AssuredStatus.CLOSED_NOT_ASSURED, needs_more_changes=False)
    assert "portal explain A-2" in text(changes_card(assurance_context(), closed))


def test_nobody_is_told_of_a_line_that_nobody_wants_closed() -> None:
    going_on = next(each for each in assurance_context().assessment.actions if each.ref == "A-3")
    assert changes_card(assurance_context(), going_on) == ()
    assert changes_card(assurance_context(), line(**{**PROPOSED, "closable": True})) == ()


def test_the_action_page_and_the_closure_page_say_the_same_changes() -> None:
    words = "One more review on target, on 20 November 2026."
    actions = tuple(
        line(**PROPOSED, smallest_changes=(words,)) if each.ref == "A-2" else each
        for each in assurance_context().assessment.actions
    )
    context = assurance_context(actions=actions)
    page = next(each for each in action_pages(context) if each.path == "actions/a-2.html")
    assert words in text(page.blocks[1])
    matrix = next(each for each in closure.page(context).blocks if isinstance(each, GateMatrix))
    row = next(each for each in matrix.rows if each.title.text == "A-2")
    assert words in text(row.steps)
