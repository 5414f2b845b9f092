"""The pages of closures in doubt and of those that rest on a typed word."""

from dataclasses import replace

from builder.field import Action, PanelDecision
from builder.field.registers import DeadlineStatus
from builder.portal.closure import contested
from builder.portal.context import PortalContext
from builder.portal.today import dashboard
from builder.rules.assessment import AssuredStatus
from tests.made import make
from tests.portal.page_text import text as text_of
from tests.portal.portals import judged_context, sample_context


def pages(context: PortalContext) -> tuple[str, str]:
    doubt, word = contested.pages(context)
    return text_of(doubt), text_of(word)


def test_a_line_that_is_only_typed_as_closed_is_named_with_the_reason_and_its_cells() -> None:
    context = sample_context()
    _, word = pages(context)
    typed = context.said.result(DeadlineStatus, "provider").counted["closed_on_word"]
    assert typed
    for ref in typed:
        assert ref in word
    assert "no decision of a panel on it is on record" in word
    assert "oakfield-house.xlsx, Actions!" in word
    assert "does not stand: Ifeoma Ezeh owns the action" in word


def test_a_closure_in_doubt_is_named_with_what_speaks_against_it_and_its_cell() -> None:
    doubt, _ = pages(sample_context())
    assert "BIR-021" in doubt
    assert "The check of 19 November 2026, 10:00 met with a continued error." in doubt
    assert "birch-lane.xlsx, Checks!" in doubt


def test_without_a_panels_sheet_the_page_says_that_no_approval_can_be_seen() -> None:
    context = judged_context(make(Action, ref="A-1", title="Mend it", status="Closed"))
    assert contested.NO_PANELS in pages(context)[1]


def test_nothing_is_listed_where_every_closure_is_open_or_approved() -> None:
    context = judged_context(make(Action, ref="A-1", status="In progress"), kept=("Panels",))
    doubt, word = pages(context)
    assert "Our records hold nothing that speaks against" in doubt
    assert "Every action that is typed as Closed has an approval" in word
    front = text_of(next(dashboard.pages(context)))
    assert "closed on a word" not in front
    assert "in doubt" not in front


def test_the_first_page_names_both_while_they_hold_anything() -> None:
    made = judged_context(
        make(Action, ref="A-1", status="Closed"),
        make(PanelDecision, action="A-2", decision="Rejected", panel_at="2026-11-01 10:15"),
    )
    assert "1 action is closed on a word" in text_of(next(dashboard.pages(made)))
    front = text_of(next(dashboard.pages(made)))
    assert "in doubt" not in front
    (action,) = made.assessment.actions
    doubted = action._replace(assured_status=AssuredStatus.CLOSED_IN_DOUBT)
    context = replace(made, assessment=replace(made.assessment, actions=(doubted,)))
    assert "1 closure in doubt" in text_of(next(dashboard.pages(context)))
    assert "A-1" in pages(context)[0]


def test_where_rows_are_missing_what_fired_is_listed_and_nothing_is_said_to_be_all() -> None:
    made = judged_context(
        make(Action, ref="A-1", status="Closed"),
        make(PanelDecision, action="A-2", decision="Rejected", panel_at="2026-11-01 10:15"),
    )
    uncounted = tuple(replace(each, counted={}) for each in made.assessment.registers)
    partly = replace(made.assessment, registers=uncounted, is_whole=False)
    doubt, word = pages(replace(made, assessment=partly))
    assert "A-1" in word
    assert contested.NOT_ALL_IN in doubt
    assert "Our records hold nothing" not in doubt
