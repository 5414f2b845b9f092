from typing import Any

import pytest

from builder.field import Action, ValidityReview
from tests.rules import closable
from tests.rules.gate.test_gate import decision, spoilt
from tests.rules.judged import FRIDAY, facts_of


def status(*plus: Any, at: str = FRIDAY, without: tuple[type, ...] = (), **typed: Any) -> str:
    records = spoilt(without=(Action, *without), plus=(closable.action(**typed), *plus))
    return facts_of(*records, at=at, kept=closable.KEPT).assured["A-1"].value


CLOSED: dict[str, Any] = {"status": "Closed", "closed_on": "2026-11-19"}
APPROVED = decision("2026-11-19 10:15")


def reopened(at: str) -> ValidityReview:
    return closable.review_of_file(reviewed_at=at, outcome_proof=False, action_reinstated=True)


@pytest.mark.parametrize(
    ("plus", "typed", "expected"),
    [
        pytest.param((), {"status": "Cancelled"}, "cancelled", id="cancelled"),
        pytest.param((APPROVED,), CLOSED, "closed - assured", id="approved, gate passes"),
        pytest.param((), CLOSED, "closed - not assured", id="no approved decision"),
        pytest.param(
            (decision("2026-11-19 10:15", decision="Rejected"),),
            CLOSED,
            "closed - not assured",
            id="closed although rejected",
        ),
        pytest.param(
            (decision("2026-11-19 10:15", decided_by="P-1"),),
            CLOSED,
            "closed - not assured",
            id="approved by the owner",
        ),
        pytest.param(
            (APPROVED, reopened("2026-11-19 14:00")), CLOSED, "reinstated", id="reinstated"
        ),
        pytest.param(
            (decision("2026-11-19 10:15", decision="Rejected"),), {}, "rejected", id="rejected"
        ),
        pytest.param(
            (decision("2026-11-19 10:15", decision="Deferred"),), {}, "deferred", id="deferred"
        ),
        pytest.param(
            (decision("2026-11-17 10:15", decision="Deferred"),),
            {},
            "ready for panel",
            id="deferred, then proposed anew",
        ),
        pytest.param((), {}, "ready for panel", id="proposed, gate passes"),
        pytest.param((), {"owner": "P-9"}, "not ready", id="proposed, gate does not pass"),
        pytest.param((), {"status": "In progress", "due": "2026-11-19"}, "overdue", id="overdue"),
        pytest.param((), {"status": "In progress"}, "open", id="open"),
        pytest.param((), {"due": "2026-11-19"}, "ready for panel", id="overdue is a field too"),
    ],
)
def test_the_first_status_that_applies_is_the_assured_one(
    plus: tuple[Any, ...], typed: dict[str, Any], expected: str
) -> None:
    assert status(*plus, **typed) == expected


def test_a_later_approved_decision_ends_the_reinstatement() -> None:
    records = (
        APPROVED,
        reopened("2026-11-19 14:00"),
        closable.review_of_file(reviewed_at="2026-11-19 15:00"),
    )
    again = decision("2026-11-19 15:45")
    assert status(*records, **CLOSED) == "reinstated"
    assert status(*records, again, **CLOSED) == "closed - assured"


def test_a_reinstatement_of_tomorrow_has_not_happened() -> None:
    assert status(APPROVED, reopened("2026-11-20 17:21"), **CLOSED) == "closed - assured"


def test_a_decision_of_tomorrow_closes_nothing_today() -> None:
    assert status(decision("2026-11-20 17:21"), **CLOSED) == "closed - not assured"


def test_a_closed_line_whose_gate_failed_then_stays_not_assured() -> None:
    late = closable.review_of_file(reviewed_at="2026-11-19 12:00")
    found = status(APPROVED, late, without=(ValidityReview,), **CLOSED)
    assert found == "closed - not assured", "the evidence was reviewed after the approval"
