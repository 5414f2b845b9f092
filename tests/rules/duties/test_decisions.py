"""B3.4: what a decision must say, and that a deferred line comes back to the panel."""

from typing import Any

import pytest

from builder.field import Action, PanelDecision
from builder.rules.verdict import Outcome
from tests.made import make
from tests.rules.judged import assessment_of, verdicts_of

LINE = make(Action, ref="A-1", service="S-1", raised_on="2026-09-01")


def decided(decision: str | None, at: str = "2026-11-12 10:15", **typed: Any) -> PanelDecision:
    known = {"action": "A-1", "panel_at": at, "decision": decision, **typed}
    return make(PanelDecision, **known)


def outcome(rule: str, *rows: PanelDecision, at: str = "2026-11-20 17:20") -> Outcome | None:
    found = verdicts_of(assessment_of(LINE, *rows, at=at, kept=("Panels",)), rule)
    return found["A-1"].outcome if found else None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param((decided("Deferred"),), Outcome.FIRED, id="no date"),
        pytest.param((decided("Deferred", re_review_on="2026-11-26"),), Outcome.MET, id="a date"),
        pytest.param((decided("Rejected"),), None, id="rejected"),
        pytest.param(
            (decided("Deferred"), decided("Approved", "2026-11-19 10:15")), None, id="decided since"
        ),
        pytest.param((), None, id="no decision"),
    ],
)
def test_a_deferral_has_a_re_review_date(
    rows: tuple[PanelDecision, ...], expected: Outcome | None
) -> None:
    assert outcome("deferral_without_review_date", *rows) is expected


@pytest.mark.parametrize("decision", ["Deferred", "Rejected"])
@pytest.mark.parametrize(
    ("reason", "expected"),
    [(None, Outcome.FIRED), ("  ", Outcome.FIRED), ("Not yet", Outcome.MET)],
    ids=["blank", "spaces", "a reason"],
)
def test_a_deferral_or_rejection_has_a_reason(
    decision: str, reason: str | None, expected: Outcome
) -> None:
    assert outcome("decision_without_reason", decided(decision, reason=reason)) is expected


def test_an_approval_is_asked_for_no_reason_here() -> None:
    assert outcome("decision_without_reason", decided("Approved")) is None


WAITING = decided("Deferred", re_review_on="2026-11-19")


@pytest.mark.parametrize(
    ("rows", "at", "expected"),
    [
        pytest.param((WAITING,), "2026-11-19 23:59", Outcome.NOT_DUE, id="on its last day"),
        pytest.param((WAITING,), "2026-11-20 00:00", Outcome.FIRED, id="the day after"),
        pytest.param(
            (WAITING, decided("Approved", "2026-11-19 10:15")),
            "2026-11-20 17:20",
            Outcome.MET,
            id="decided again in time",
        ),
        pytest.param(
            (WAITING, decided("Deferred", "2026-11-20 10:15")),
            "2026-11-20 17:20",
            Outcome.MET,
            id="decided again late",
        ),
        pytest.param(
            (WAITING, decided(None, "2026-11-19 10:15")),
            "2026-11-20 17:20",
            Outcome.FIRED,
            id="put again and not decided",
        ),
        pytest.param(
            (decided("Rejected", re_review_on="2026-11-19"),),
            "2026-11-20 17:20",
            Outcome.FIRED,
            id="rejected with a date",
        ),
        pytest.param((decided("Deferred"),), "2026-11-20 17:20", None, id="no date"),
    ],
)
def test_a_deferred_line_comes_back_by_its_re_review_date(
    rows: tuple[PanelDecision, ...], at: str, expected: Outcome | None
) -> None:
    assert outcome("re_review_overdue", *rows, at=at) is expected


@pytest.mark.parametrize(
    "rule", ["deferral_without_review_date", "decision_without_reason", "re_review_overdue"]
)
def test_without_panels_nothing_is_recorded(rule: str) -> None:
    (found,) = verdicts_of(assessment_of(LINE), rule).values()
    assert found.outcome is Outcome.NOT_RECORDED
