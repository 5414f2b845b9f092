from typing import Any

from builder.field import Action, Evidence, PanelDecision, ValidityReview
from builder.portal.closure import closure
from builder.portal.compose import action_pages
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import action_table
from builder.portal.parts.standing_decisions import standing_decision, standing_table
from builder.rules.assessment import ActionAssessment, Assessment, AssuredStatus
from tests.made import make, register
from tests.portal.page_text import section, text
from tests.portal.portals import AS_AT, context_of


def context(status: AssuredStatus, *records: Any) -> PortalContext:
    action = make(Action, ref="A-1", title="Sign doses", status="Closed", owner="P1")
    file = make(Evidence, ref="E-1", action="A-1")
    judged = ActionAssessment(
        ref="A-1",
        service="OAK",
        source=action.source,
        claimed_status="Closed",
        assured_status=status,
        is_live=False,
    )
    whole = Assessment(as_at=AS_AT, policy_edition="2026-11", actions=(judged,))
    return context_of(register(action, file, *records), whole)


def review(**typed: Any) -> ValidityReview:
    known = {"burst": "B-1", "evidence": "E-1", "reviewed_at": "2026-11-19 13:00"}
    return make(ValidityReview, **{**known, "action_reinstated": True, **typed})


def panel(**typed: Any) -> PanelDecision:
    known = {"action": "A-1", "panel_at": "2026-11-18 10:15", "decision": "Deferred"}
    return make(PanelDecision, **{**known, **typed})


def words(made: PortalContext) -> str:
    held = standing_decision(made, made.assessment.actions[0])
    assert held is not None
    return held.words


def test_a_reopened_line_says_when_and_what_was_wrong_with_its_evidence() -> None:
    made = context(AssuredStatus.REINSTATED, review(outcome_proof=False))
    assert words(made) == "Reopened on 19 November 2026: E-1 does not prove an outcome."


def test_only_the_review_that_reopened_it_counts_and_none_of_the_future() -> None:
    made = context(
        AssuredStatus.REINSTATED,
        review(matches_live_practice=False),
        review(reviewed_at="2026-11-20 10:00", action_reinstated=False, outcome_proof=False),
        review(reviewed_at="2026-11-21 10:00", source_date_current=False),
    )
    assert words(made) == "Reopened on 19 November 2026: E-1 does not match live practice."


def test_a_deferral_says_its_reason_and_when_it_is_looked_at_again() -> None:
    made = context(
        AssuredStatus.DEFERRED,
        panel(reason="Too early", re_review_on="2026-12-03"),
        panel(panel_at="2026-11-10 10:15", reason="First try"),
    )
    assert words(made) == (
        "Deferred on 18 November 2026: Too early. Looked at again on 3 December 2026."
    )


def test_a_rejection_without_a_reason_says_so() -> None:
    made = context(AssuredStatus.REJECTED, panel(decision="Rejected"))
    assert words(made) == "Rejected on 18 November 2026: No reason is recorded."


def test_a_line_in_any_other_state_has_no_standing_decision() -> None:
    for status in set(AssuredStatus) - {
        AssuredStatus.REINSTATED,
        AssuredStatus.DEFERRED,
        AssuredStatus.REJECTED,
    }:
        made = context(status, review(), panel())
        assert standing_decision(made, made.assessment.actions[0]) is None


def test_the_closure_page_the_action_page_and_the_lists_say_it() -> None:
    made = context(AssuredStatus.REINSTATED, review(outcome_proof=False))
    reason = "E-1 does not prove an outcome."
    assert reason in text(section(closure.page(made), "standing"))
    (page,) = action_pages(made)
    assert reason in text(page.blocks[0])
    listed = action_table(made, made.assessment.actions, id="t", caption="t")
    assert f"Sign doses. Reopened on 19 November 2026: {reason}" in text(listed)


def test_the_table_has_the_latest_first_and_says_where_no_day_is_set() -> None:
    made = context(AssuredStatus.DEFERRED, panel(reason="Too early"))
    other = made.assessment.actions[0]._replace(assured_status=AssuredStatus.OPEN)
    table = standing_table(made, (other, *made.assessment.actions))
    assert len(table.rows) == 1
    assert "Too early." in text(table)
    assert "No day set" in text(table)
    assert standing_table(made, (other,)).rows == ()
