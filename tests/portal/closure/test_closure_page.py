"""The closure gate: the block first, then who can mend what, the checks and the decisions."""

from dataclasses import replace
from datetime import date

import pytest

from builder.field import Action, Batch, PanelDecision, Risk
from builder.field.pages import AT_THE_GATE_PAGE, COMPARISON_PAGE, DECISIONS_PAGE, EXPERIENCE_PAGE
from builder.portal.closure import closure
from builder.portal.closure.matrix import MOST_SHOWN
from builder.portal.closure.reasons import next_review
from builder.portal.context import PortalContext
from builder.portal.parts.views import Disclosure, GateMatrix, GateRow, PageView, Table, Warning
from builder.rules.assessment import AssuredStatus, ClosureHold, RegisterResult
from builder.rules.verdict import Outcome, Subject
from tests.made import as_at, make
from tests.portal.page_text import parts, section, text
from tests.portal.portals import (
    assurance_context,
    assured_context,
    empty_context,
    judged_context,
    verdict,
)
from tests.rules import closable


def _table(page: PageView, id: str) -> Table:
    return next(each for each in parts(page) if isinstance(each, Table) and each.id == id)


def _register(context: PortalContext, path: str) -> PageView:
    return next(each for each in closure.pages(context) if each.path == path)


def _blocked() -> PortalContext:
    """A batch with one risk more than the limit allows."""
    return judged_context(
        make(Action, ref="A-1", status="Closed", closed_on="2026-11-17"),
        make(
            PanelDecision,
            panel_at="2026-11-17 10:15",
            action="A-1",
            decision="Approved",
            decided_by="P1",
            batch="BA-1",
        ),
        make(Batch, ref="BA-1", authorised_at="2026-11-17 17:05"),
        *(
            make(Risk, ref=f"R-{n}", actions=["A-1"], likelihood=3, consequence=4, state="Open")
            for n in range(6)
        ),
    )


def _measured() -> PortalContext:
    """A line that fell by 8.3 % at the gate, and one of another theme without a baseline."""
    return judged_context(
        closable.action(),
        *closable.people(),
        *closable.measures(12, 11),
        *closable.reviews(),
        *closable.complaints("2026-11-05"),
        closable.action(ref="A-2", theme="Doses", status="In progress"),
        *closable.measures(None, 4, action="A-2", measure="Falls"),
        kept=closable.KEPT,
    )


def test_the_matrix_comes_first_and_the_batch_block_next_told_in_a_line_above() -> None:
    page = closure.page(_blocked())
    told, matrix, batches = page.blocks[0], page.blocks[1], section(page, "batches")
    assert " ".join(text(told).split()) == "The closure update is blocked What this means"
    assert isinstance(matrix, GateMatrix)
    warning = next(each for each in batches.blocks if isinstance(each, Warning))
    assert warning.title == "The closure update is blocked"
    assert "6 residual risks in batch BA-1: R-0" in text(warning)
    assert "The Provider Director" in text(warning)


def test_nothing_is_blocked_where_nothing_fired() -> None:
    page = closure.page(assurance_context(registers=(), closure_hold=ClosureHold()))
    assert isinstance(page.blocks[0], GateMatrix)
    assert not [each for each in parts(page) if isinstance(each, Warning)]


def _rows(page: PageView) -> dict[str, GateRow]:
    matrix = next(each for each in parts(page) if isinstance(each, GateMatrix))
    return {each.title.text: each for each in matrix.rows}


def test_an_action_that_cannot_close_says_what_is_missing_who_and_when() -> None:
    rows = _rows(closure.page(assurance_context()))
    assert set(rows) == {"A-1", "A-2", "A-4"}
    row = rows["A-2"]
    assert row.summary.startswith("11 checks to meet: evidence accepted; validated independently;")
    assert "; 7 more. Clinical Lead, " in row.summary
    assert row.summary.endswith("Next review 26 November 2026.")
    step = next(text(each) for each in row.steps if text(each).startswith("Evidence accepted"))
    assert step == (
        "Evidence accepted  Not met  No evidence file of this action has been reviewed.  "
        "The Clinical Lead : Have a file reviewed and found valid, and replace each invalid one."
    )
    assert "owner active" not in row.summary


def test_the_smallest_set_of_changes_is_told_in_short_steps_and_folded_in_full() -> None:
    (made,) = (each for each in assured_context().assessment.actions if each.ref == "A-1")
    changes = ("2 more reviews on target, at most 7 days apart.", "One check on: Night.")
    wanted = made._replace(
        smallest_changes=changes,
        would_pass_on=date(2026, 11, 26),
        assured_status=AssuredStatus.NOT_READY,
        gate=made.gate[:1],
        closable=False,
    )
    row = _rows(
        closure.page(
            replace(
                assured_context(),
                assessment=replace(assured_context().assessment, actions=(wanted,)),
            )
        )
    )["A-1"]
    assert row.summary.startswith(
        "2 short steps by 26 November 2026: 2 more reviews on target; one check on: Night."
    )
    assert [text(each) for each in row.steps] == list(changes)


def test_the_fewest_to_meet_come_first() -> None:
    rows = _rows(closure.page(assurance_context()))
    failing = [sum(bool(mark.href) for mark in row.marks) for row in rows.values()]
    assert failing == sorted(failing)


def test_a_review_day_that_has_passed_is_not_promised_again() -> None:
    panel = make(
        PanelDecision,
        panel_at="2026-11-17 10:15",
        action="A-1",
        decision="Deferred",
        re_review_on="2026-11-19",
    )
    page = closure.page(
        judged_context(make(Action, ref="A-1", status="Proposed for closure"), panel)
    )
    assert _rows(page)["A-1"].summary.endswith("Next review 24 November 2026.")


def test_actions_that_the_matrix_has_no_room_for_stand_in_a_list_of_their_own() -> None:
    many = [
        make(Action, ref=f"A-{n}", status="Proposed for closure") for n in range(MOST_SHOWN + 2)
    ]
    context = judged_context(*many)
    page = closure.page(context)
    listed = _table(_register(context, AT_THE_GATE_PAGE), "not-closable")
    assert len(_rows(page)) == MOST_SHOWN
    assert "2 more actions at the gate, further from closing: see the whole list" in " ".join(
        text(page).split()
    )
    assert len(listed.rows) == MOST_SHOWN + 2
    assert "No evidence" in text(listed) or "Not recorded" in text(listed)


def test_without_a_role_the_owner_can_mend_it() -> None:
    actions = assurance_context().assessment.actions
    told_nobody = actions[0].gate[4].verdict._replace(tell="")
    check = actions[0].gate[4]._replace(passes=False, verdict=told_nobody)
    bare = tuple(
        action._replace(gate=(check,)) if action.ref == "A-2" else action for action in actions
    )
    rows = _rows(closure.page(assurance_context(actions=bare)))
    assert "Priya Shah" in text(rows["A-2"].steps)


@pytest.mark.parametrize(
    ("now", "following"),
    [
        pytest.param("2026-11-20 17:20", "2026-11-24", id="friday-to-tuesday"),
        pytest.param("2026-11-24 09:00", "2026-11-26", id="tuesday-to-thursday"),
        pytest.param("2026-11-26 17:00", "2026-12-01", id="thursday-to-tuesday"),
    ],
)
def test_the_next_review_is_the_next_review_weekday(now: str, following: str) -> None:
    found = next_review(assurance_context(as_at=as_at(now)))
    assert found is not None
    assert found.isoformat() == following


def test_without_review_weekdays_no_review_is_promised() -> None:
    context = empty_context()
    assert next_review(replace(context, policy=replace(context.policy, review_weekdays=()))) is None


def _gate_states(context: PortalContext) -> set[str]:
    return {action.ref for action in closure.at_the_gate(context)}


def test_lines_at_the_gate_are_proposed_decided_or_closed_without_assurance() -> None:
    context = assurance_context()
    status = {action.ref: action.assured_status for action in context.assessment.actions}
    assert status["A-2"] is AssuredStatus.DEFERRED
    assert status["A-3"] is AssuredStatus.OPEN
    assert status["A-4"] is AssuredStatus.CLOSED_NOT_ASSURED
    assert _gate_states(context) == {"A-1", "A-2", "A-4"}
    assert _gate_states(assured_context()) == set()


def test_each_shape_has_its_words_and_only_what_does_not_pass_is_a_link() -> None:
    page = closure.page(assurance_context())
    matrix = next(each for each in parts(page) if isinstance(each, GateMatrix))
    assert matrix.checks[:5] == (
        "Owner active", "Evidence accepted", "Validated independently", "Validation fresh",
        "Live proof held",
    )  # fmt: skip
    marks = _rows(page)["A-2"].marks
    assert [mark.tag.text for mark in marks[:3]] == ["Met", "Not met", "Not assessable"]
    assert marks[4].tag.text == "Not recorded"
    assert marks[1].reason == "No evidence file of this action has been reviewed."
    assert [mark.href for mark in marks[:2]] == ["", "actions/a-2.html#gate"]


def test_a_check_that_does_not_concern_an_action_says_so() -> None:
    actions = tuple(
        action._replace(gate=action.gate[:1]) if action.ref == "A-2" else action
        for action in assurance_context().assessment.actions
    )
    marks = _rows(closure.page(assurance_context(actions=actions)))["A-2"].marks
    assert {mark.tag.text for mark in marks[1:]} == {"Does not apply"}


def test_rates_are_those_of_the_register() -> None:
    rows = [
        text(row)
        for row in _table(_register(_measured(), COMPARISON_PAGE), "closure-comparison").rows
    ]
    assert "Errors 12 errors a month 11 errors a month 8.3%" in rows[0]
    assert "Limit reached" in rows[0]
    assert "Not assessable" in rows[1]
    assert "A figure or the direction of a period is not known." in rows[1]


def test_themes_without_a_figure_are_named_once_and_never_as_zero() -> None:
    page = _register(_measured(), EXPERIENCE_PAGE)
    table = _table(page, "closure-experience")
    assert [text(row.cells[0]) for row in table.rows] == ["Medication"]
    folded = next(each for each in parts(page) if isinstance(each, Disclosure))
    assert (folded.summary, "Doses." in text(folded)) == ("1 theme without a review point", True)


def test_every_decision_stands_latest_first() -> None:
    table = _table(_register(assurance_context(), DECISIONS_PAGE), "decisions-made")
    assert [text(row.cells[0]) for row in table.rows] == ["A-2", "A-4", "A-2"]
    assert "E-1" in text(table.rows[1])


def test_a_batch_whose_update_was_not_issued_says_so() -> None:
    page = closure.page(assurance_context())
    assert "Not issued" in text(_table(page, "batch-figures").rows[0])


def test_sheets_that_are_not_kept_are_not_recorded() -> None:
    page = closure.page(empty_context())
    assert "no Panels sheet is kept" in text(_register(empty_context(), DECISIONS_PAGE))
    assert "no Batches sheet is kept" in text(section(page, "batches"))
    assert page.lead == "No action is proposed for closure or waits for a decision."


def test_what_fired_stands_above_the_table_of_its_register() -> None:
    fell = verdict("outcome_reduction", reason="Missed visits: a reduction of 8.3%.")
    others = [verdict("outcome_reduction", reason=f"Measure {n} stands.") for n in range(11)]
    many = (fell, *others)
    context = assurance_context(registers=(RegisterResult(id="B3.2", name="x", verdicts=many),))
    words = text(_register(context, COMPARISON_PAGE))
    assert "12 verdicts ask for somebody to act" in words
    assert "Missed visits: a reduction of 8.3%." in words
    assert "2 more stand on the pages of their rules." in words
    assert "ask for somebody" not in text(_register(context, DECISIONS_PAGE))


def test_a_reduction_without_a_gate_is_judged_by_its_own_rule() -> None:
    measured = _measured()
    bare = tuple(
        action._replace(gate=()) if action.ref == "A-2" else action
        for action in measured.assessment.actions
    )
    ungated = replace(measured.assessment, actions=bare)
    own = verdict("outcome_reduction", Outcome.MET, subject=Subject("Actions", "A-2"), limit=15)
    for verdicts, words in (((own,), "Met"), ((), "Not at the gate")):
        context = replace(measured, assessment=replace(ungated, verdicts=verdicts))
        rows = [
            text(row)
            for row in _table(_register(context, COMPARISON_PAGE), "closure-comparison").rows
        ]
        assert words in rows[1]
