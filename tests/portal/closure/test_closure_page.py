"""The closure gate: the block first, then who can mend what, the checks and the decisions."""

from dataclasses import replace

import pytest

from builder.field import Action, Batch, PanelDecision, Risk
from builder.portal.closure import closure
from builder.portal.closure.reasons import next_review
from builder.portal.context import PortalContext
from builder.portal.parts.views import Disclosure, Matrix, PageView, Table, Warning
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


def test_the_batch_block_comes_before_everything_else() -> None:
    page = closure.page(_blocked())
    first = page.blocks[0]
    assert isinstance(first, Warning)
    assert first.title == "The closure update is blocked"
    assert "6 residual risks in batch BA-1: R-0" in text(first)
    assert "The Provider Director" in text(first)


def test_nothing_is_blocked_where_nothing_fired() -> None:
    page = closure.page(assurance_context(registers=(), closure_hold=ClosureHold()))
    assert not [each for each in page.blocks if isinstance(each, Warning)]


def test_a_line_that_cannot_close_says_what_is_missing_and_who_can_mend_it() -> None:
    page = closure.page(assurance_context())
    rows = {text(row.cells[0]): text(row) for row in _table(page, "not-closable").rows}
    assert set(rows) == {"A-1", "A-2", "A-4"}
    assert "Evidence accepted: No evidence file of this line has been reviewed." in rows["A-2"]
    assert "Also: validated independently (not assessable), validation fresh (not" in rows["A-2"]
    assert "owner active" not in rows["A-2"].casefold()
    assert "The Clinical Lead" in rows["A-2"]
    assert "26 Nov 2026" in rows["A-2"]
    assert rows["A-2"].endswith("Deferred Deferred")


def test_without_a_role_the_owner_can_mend_it() -> None:
    actions = assurance_context().assessment.actions
    bare = tuple(
        action._replace(gate=(action.gate[4],)) if action.ref == "A-2" else action
        for action in actions
    )
    page = closure.page(assurance_context(actions=bare))
    assert "Priya Shah" in text(_table(page, "not-closable"))


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


def test_the_matrix_has_a_worded_cell_for_each_check() -> None:
    matrix, rest = (
        each for each in parts(closure.page(assurance_context())) if isinstance(each, Matrix)
    )
    cells = {title.text: [cell.text for cell in cells] for title, cells in matrix.rows}
    last = {title.text: [cell.text for cell in cells] for title, cells in rest.rows}
    assert matrix.column_titles[:5] == (
        "Owner active", "Evidence accepted", "Validated independently", "Validation fresh",
        "Live proof held",
    )  # fmt: skip
    assert cells["A-2"][:3] == ["Met", "Not met", "Not assessable"]
    assert cells["A-2"][4] == "Not recorded"
    assert last["A-4"][-2:] == ["Met", "Met"]


def test_a_check_that_does_not_concern_a_line_says_so() -> None:
    actions = tuple(
        action._replace(gate=action.gate[:1]) if action.ref == "A-2" else action
        for action in assurance_context().assessment.actions
    )
    page = closure.page(assurance_context(actions=actions))
    matrix = next(each for each in parts(page) if isinstance(each, Matrix))
    assert {cell.text for cell in matrix.rows[1][1][1:]} == {"Does not apply"}


def test_rates_are_those_of_the_register() -> None:
    rows = [text(row) for row in _table(closure.page(_measured()), "closure-comparison").rows]
    assert "Errors 12 errors a month 11 errors a month 8.3%" in rows[0]
    assert "Limit reached" in rows[0]
    assert "Not assessable" in rows[1]
    assert "A figure or the direction of a period is not known." in rows[1]


def test_themes_without_a_figure_are_named_once_and_never_as_zero() -> None:
    page = closure.page(_measured())
    table = _table(page, "closure-experience")
    assert [text(row.cells[0]) for row in table.rows] == ["Medication"]
    folded = next(each for each in parts(page) if isinstance(each, Disclosure))
    assert (folded.summary, "Doses." in text(folded)) == ("1 theme without a review point", True)


def test_every_decision_stands_latest_first() -> None:
    table = _table(closure.page(assurance_context()), "decisions-made")
    assert [text(row.cells[0]) for row in table.rows] == ["A-2", "A-4", "A-2"]
    assert "E-1" in text(table.rows[1])


def test_a_batch_whose_update_was_not_issued_says_so() -> None:
    page = closure.page(assurance_context())
    assert "Not issued" in text(_table(page, "batch-figures").rows[0])


def test_sheets_that_are_not_kept_are_not_recorded() -> None:
    page = closure.page(empty_context())
    assert "no Panels sheet is kept" in text(section(page, "decisions"))
    assert "no Batches sheet is kept" in text(section(page, "batches"))
    assert page.lead == "No line is proposed for closure or waits for a decision."


def test_what_fired_stands_above_the_table_of_its_register() -> None:
    fell = verdict("outcome_reduction", reason="Missed visits: a reduction of 8.3%.")
    others = [verdict("outcome_reduction", reason=f"Measure {n} stands.") for n in range(11)]
    many = (fell, *others)
    page = closure.page(
        assurance_context(registers=(RegisterResult(id="B3.2", name="x", verdicts=many),))
    )
    words = text(section(page, "comparison"))
    assert "12 verdicts ask for somebody to act" in words
    assert "Missed visits: a reduction of 8.3%." in words
    assert "2 more stand on the pages of their rules." in words
    assert "ask for somebody" not in text(section(page, "decisions"))


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
        rows = [text(row) for row in _table(closure.page(context), "closure-comparison").rows]
        assert words in rows[1]
