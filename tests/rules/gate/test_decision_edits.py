"""What would let a line that is claimed closed be assured: its panel, its batch."""

from typing import Any

from builder.exports.explanation_text import explanation_text
from builder.field import Batch, PanelDecision
from builder.rules.gate.explain.search import Explanation, explain
from tests.rules import closable
from tests.rules.gate.test_single_changes import LATER, further, typed
from tests.rules.judged import facts_of


def explained(*records: Any) -> Explanation:
    return explain(facts_of(*records, kept=(*closable.KEPT, "Batches")), "A-1")


def closed(without: type) -> list[Any]:
    return [each for each in closable.closed() if not isinstance(each, without)]


def changes(found: Explanation) -> list[str]:
    return [each.words for each in found.changes]


def test_of_an_approved_line_the_batch_alone_is_missing() -> None:
    found = explained(*closed(without=Batch))
    assert found.objections == ("Batch BA-1 is not authorised.",)
    assert changes(found) == [
        "Have batch BA-1 authorised, with its residual risks within the limit."
    ]


def test_an_approval_in_no_batch_is_put_into_one() -> None:
    found = explained(*typed(PanelDecision, batch=None)(closable.closed()))
    assert found.objections == ("The approval names no batch.",)
    assert changes(found) == ["Put the approval into a batch, and have that authorised."]


def test_where_batches_are_kept_the_panel_alone_is_not_enough() -> None:
    found = explained(*closed(without=PanelDecision))
    assert found.objections == ("No decision of a panel on it is on record.",)
    assert changes(found) == [
        "Approval by a closure panel, decided by somebody else than the owner, with the role "
        "Registered Manager, in a batch that is then authorised."
    ]


def test_what_was_recorded_since_is_told_beside_the_gate() -> None:
    found = explained(*closable.closed(), further(LATER))
    assert not found.passes
    assert found.objections == ("F-9 was found on 20 November 2026, 09:00.",)
    assert "Against it     F-9 was found on 20 November 2026, 09:00." in explanation_text(found)


def test_nothing_is_said_against_a_line_that_is_assured() -> None:
    found = explained(*closable.closed())
    assert (found.passes, found.objections, found.changes) == (True, (), ())
