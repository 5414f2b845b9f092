"""The closure gate: the block first, then who can mend what, the checks and the decisions."""

from dataclasses import replace

import pytest

from builder.portal import closure
from builder.portal.closure_reasons import next_review
from builder.portal.context import PortalContext
from builder.portal.parts import Disclosure, Matrix, PageView, Table, Warning
from builder.rules.assessment import AssuredStatus, ClosureHold, RegisterResult
from builder.rules.verdict import Outcome, Subject
from tests.made import as_at
from tests.portal.made_assessment import empty_context
from tests.portal.made_assurance import assurance_context, assurance_lines, assurance_register
from tests.portal.made_registers import verdict
from tests.portal.page_text import parts, section, text


def _table(page: PageView, id: str) -> Table:
    return next(each for each in parts(page) if isinstance(each, Table) and each.id == id)


def test_the_batch_block_comes_before_everything_else() -> None:
    page = closure.page(assurance_context())
    first = page.blocks[0]
    assert isinstance(first, Warning)
    assert first.title == "The closure update is blocked"
    assert "6 residual risks in batch BA-1." in text(first)
    assert "The Provider Director" in text(first)


def test_nothing_is_blocked_where_nothing_fired() -> None:
    page = closure.page(assurance_context(registers=(), closure_hold=ClosureHold()))
    assert not [each for each in page.blocks if isinstance(each, Warning)]


def test_a_line_that_cannot_close_says_what_is_missing_and_who_can_mend_it() -> None:
    page = closure.page(assurance_context())
    rows = [text(row) for row in _table(page, "not-closable").rows]
    assert len(rows) == 1
    assert "Outcome reduction: Fell by 8.3%." in rows[0]
    assert "Also: sustained improvement (not assessable)." in rows[0]
    assert "owner active" not in rows[0]
    assert "The Operations Manager" in rows[0]
    assert "26 Nov 2026" in rows[0]
    assert rows[0].endswith("Deferred Deferred")


def test_without_a_role_the_owner_can_mend_it() -> None:
    lines = assurance_lines(assurance_register())
    bare = tuple(
        line._replace(gate=(line.gate[2],)) if line.ref == "A-2" else line for line in lines
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
    return {line.ref for line in closure.at_the_gate(context)}


def test_lines_at_the_gate_are_proposed_decided_or_closed_without_assurance() -> None:
    context = assurance_context()
    assert _gate_states(context) == {"A-2"}
    lines = tuple(
        line._replace(assured_status=AssuredStatus.CLOSED_NOT_ASSURED)
        if line.ref == "A-4"
        else line
        for line in context.assessment.actions
    )
    assert _gate_states(assurance_context(actions=lines)) == {"A-2", "A-4"}


def test_the_matrix_has_a_worded_cell_for_each_check() -> None:
    matrix = next(
        each for each in parts(closure.page(assurance_context())) if isinstance(each, Matrix)
    )
    (title, cells) = matrix.rows[0]
    assert title.text == "A-2"
    assert [cell.text for cell in cells] == ["Met", "Not met", "Not assessable"]
    assert matrix.column_titles == ("Owner active", "Outcome reduction", "Sustained improvement")


def test_a_check_that_does_not_concern_a_line_says_so() -> None:
    lines = tuple(
        line._replace(assured_status=AssuredStatus.REJECTED) if line.ref == "A-3" else line
        for line in assurance_lines(assurance_register())
    )
    page = closure.page(assurance_context(actions=lines))
    matrix = next(each for each in parts(page) if isinstance(each, Matrix))
    assert {cell.text for cell in matrix.rows[1][1]} == {"Does not apply"}


def test_rates_are_those_of_the_register() -> None:
    rows = [
        text(row) for row in _table(closure.page(assurance_context()), "closure-comparison").rows
    ]
    assert "Missed visits 12% 11% 8.3%" in rows[0]
    assert "Limit reached" in rows[0]
    assert "Not assessable" in rows[1]
    assert "No baseline." in rows[1]


def test_themes_without_a_figure_are_named_once_and_never_as_zero() -> None:
    page = closure.page(assurance_context())
    table = _table(page, "closure-experience")
    assert [text(row.cells[0]) for row in table.rows] == ["Rota"]
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
    context = assurance_context(
        verdicts=(
            verdict("outcome_reduction", Outcome.MET, subject=Subject("Actions", "A-4"), limit=15),
        )
    )
    rows = [text(row) for row in _table(closure.page(context), "closure-comparison").rows]
    assert "Met" in rows[1]
    bare = [
        text(row) for row in _table(closure.page(assurance_context()), "closure-comparison").rows
    ]
    assert "Not at the gate" in bare[1]
