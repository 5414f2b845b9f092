from dataclasses import replace

from builder.field import Action
from builder.field.registers import DeadlineStatus, Slippage
from builder.portal.parts.caveats.withheld import (
    MOST_ROWS,
    counted_actions,
    counted_table,
    withheld_actions,
    withheld_anything,
)
from builder.portal.parts.views import Paragraph, Table
from builder.rules.assessment import ActionAssessment, Assessment, AssuredStatus, RegisterResult
from tests.made import make, register
from tests.portal.page_text import text
from tests.portal.portals import AS_AT, context_of, small_context


def test_nothing_withheld_says_nothing() -> None:
    assert not [*withheld_actions(small_context()), *withheld_anything(small_context())]


def test_one_and_many_are_told_in_their_own_words() -> None:
    one = text(tuple(withheld_actions(small_context(withheld={"Actions": 1}))))
    assert one.startswith(
        "1 confidential action is not listed here. Figures count it all the same."
    )
    many = text(tuple(withheld_anything(small_context(withheld={"Risks": 3, "Actions": 2}))))
    assert "Not shown to this reader: Actions 2, Risks 3." in many


def test_a_figure_above_its_list_says_how_many_are_not_shown() -> None:
    result = RegisterResult(
        id="B1.1", name="d", figures={"overdue": 3}, counted={"overdue": ("OAK-1", "GONE")}
    )
    actions, caption = counted_actions(small_context(), result, DeadlineStatus.overdue)
    assert [action.ref for action in actions] == ["OAK-1"]
    assert caption == "1 of 3 actions; the others are not shown here"


def test_a_long_list_is_cut_and_says_where_the_whole_is() -> None:
    refs = tuple(f"A-{n:03}" for n in range(MOST_ROWS + 1))
    actions = tuple(make(Action, ref=ref) for ref in refs)
    judged = tuple(
        ActionAssessment(
            ref=each.ref,
            service="S",
            source=each.source,
            claimed_status=None,
            assured_status=AssuredStatus.OPEN,
            is_live=True,
        )
        for each in actions
    )
    context = context_of(
        register(*actions), Assessment(as_at=AS_AT, policy_edition="e", actions=judged)
    )
    figure = Slippage.on_schedule
    result = RegisterResult(
        id="B1.4", name="s", figures={figure.key: 51}, counted={figure.key: refs}
    )
    table, link = counted_table(context, result, figure, ("ref",), "None.")
    assert isinstance(table, Table)
    assert (len(table.rows), table.caption) == (50, "The first 50 of 51 actions")
    assert isinstance(link, Paragraph)
    short = replace(result, figures={figure.key: 1}, counted={figure.key: refs[:1]})
    assert len(list(counted_table(context, short, figure, ("ref",), "None."))) == 1


def test_a_number_too_small_to_be_told_has_its_bound() -> None:
    context = small_context(withheld={"Actions": None, "Risks": 7})
    few = replace(context, audience=replace(context.audience, suppress_below=5))
    assert text(tuple(withheld_actions(few))).startswith(
        "Fewer than 5 confidential actions are not listed here. Figures count them all the same."
    )
    assert "Not shown to this reader: Actions fewer than 5, Risks 7." in text(
        tuple(withheld_anything(few))
    )
