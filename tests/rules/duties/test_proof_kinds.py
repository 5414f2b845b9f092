"""Three kinds of evidence behind a closure (A0.8)."""

import pytest

from builder.field import Action, Check, Evidence, ValidityReview
from tests.made import make
from tests.rules.judging import judge

RULE = "three_kinds_of_evidence"


def line(**typed: object) -> Action:
    known = {
        "ref": "A-1",
        "service": "S-1",
        "status": "Proposed for closure",
        "raised_on": "2026-10-01",
    }
    return make(Action, **{**known, **typed})


def file(ref: str, category: str, **typed: object) -> Evidence:
    known = {"ref": ref, "action": "A-1", "category": category, "submitted_on": "2026-11-02"}
    return make(Evidence, **{**known, **typed})


def reviewed(evidence: Evidence, **typed: object) -> tuple[Evidence, ValidityReview]:
    """A file with the review that accepts it."""
    known = {"matches_live_practice": True, "source_date_current": True, "outcome_proof": True}
    review = make(
        ValidityReview,
        **{**known, **typed},
        burst="BU-1",
        evidence=evidence.ref,
        reviewed_at="2026-11-03",
    )
    return evidence, review


AUDIT, PRACTICE, FEEDBACK = (
    reviewed(file("E-1", "Processes", source_date="2026-11-01")),
    reviewed(file("E-2", "EC-OBS", source_date="2026-11-01")),
    reviewed(file("E-3", "Feedback from staff and leaders", source_date="2026-11-01")),
)
REFUSED = reviewed(file("E-3", "EC-PEOPLE", source_date="2026-11-01"), outcome_proof=False)
OBSERVED = make(Check, action="A-1", kind="Observation", checked_on="2026-11-05")
AUDITED = make(Check, action="A-1", kind="Records check", checked_on="2026-11-05")


@pytest.mark.parametrize(
    ("status", "proofs", "outcome"),
    [
        pytest.param("Proposed for closure", (*AUDIT, *PRACTICE, *FEEDBACK), "met", id="files"),
        pytest.param("Closed", (AUDITED, OBSERVED, *FEEDBACK), "met", id="checks count"),
        pytest.param("Closed", (*AUDIT, AUDITED, *FEEDBACK), "fired", id="no practice"),
        pytest.param("Closed", (*AUDIT, *PRACTICE), "fired", id="no feedback"),
        pytest.param("Closed", (*AUDIT, *PRACTICE, FEEDBACK[0]), "fired", id="not reviewed"),
        pytest.param("Closed", (*AUDIT, *PRACTICE, *REFUSED), "fired", id="not accepted"),
        pytest.param("In progress", AUDIT, "not_due", id="still open"),
        pytest.param("In progress", (*AUDIT, *PRACTICE, *FEEDBACK), "met", id="open, complete"),
    ],
)
def test_a_closure_rests_on_audit_practice_and_feedback(
    status: str, proofs: tuple[object, ...], outcome: str
) -> None:
    assert judge(line(status=status), *proofs).outcome(RULE) == outcome


def test_evidence_of_the_future_is_no_proof_yet() -> None:
    later = file("E-3", "EC-PEOPLE", submitted_on="2026-11-21")
    assert judge(line(), *AUDIT, *PRACTICE, later).outcome(RULE) == "fired"


def test_a_cancelled_line_is_left_out() -> None:
    assert RULE not in {
        each.rule for each in judge(line(status="Cancelled"), *AUDIT).assessment.verdicts
    }


def test_without_the_sheet_it_is_not_recorded() -> None:
    judged = judge(line(), kept=("Actions",))
    assert judged.outcome(RULE) == "not_recorded"
