"""The gate's checks of practice and risk: independence, live proof, scores and open risks."""

from typing import Any

import pytest

from builder.field import Action, BurstSample, LiveProof, PanelDecision, Retest, Risk
from builder.rules.verdict import Outcome
from tests.made import make
from tests.rules import closable
from tests.rules.gate.test_gate import checked, spoilt
from tests.rules.judging import judge

MET, FIRED = Outcome.MET, Outcome.FIRED
UNKNOWN, WAITS, UNRECORDED = Outcome.NOT_COMPUTABLE, Outcome.NOT_DUE, Outcome.NOT_RECORDED
WITHOUT = tuple(each for each in closable.KEPT if each not in ("Live proof", "Retests"))


def reviewed(ref: str, reviewer: str | None, **file: Any) -> tuple[Any, ...]:
    return (
        closable.evidence(ref=ref, **file),
        closable.review_of_file(evidence=ref, reviewer=reviewer),
    )


@pytest.mark.parametrize(
    ("plus", "expected", "rule"),
    [
        pytest.param((), MET, "met", id="by somebody else"),
        pytest.param(reviewed("E-2", "P-1"), FIRED, "fired", id="by the owner"),
        pytest.param(reviewed("E-2", "P-3"), FIRED, "fired", id="by the submitter"),
        pytest.param(reviewed("E-2", None), UNKNOWN, "not_computable", id="nobody is named"),
        pytest.param(
            reviewed("E-2", "P-2", submitted_by=None), UNKNOWN, "not_computable", id="no submitter"
        ),
        pytest.param(
            (
                closable.evidence(ref="E-2"),
                closable.review_of_file(evidence="E-2", reviewer="P-1", outcome_proof=False),
            ),
            MET,
            "fired",
            id="the owner refused a file, which none rests on",
        ),
        pytest.param(
            (
                *reviewed("E-2", "P-1"),
                closable.review_of_file(evidence="E-2", reviewed_at="2026-11-18"),
            ),
            MET,
            "met",
            id="reviewed again by somebody else",
        ),
    ],
)
def test_a_file_is_reviewed_by_neither_its_owner_nor_its_submitter_b2_2(
    plus: tuple[Any, ...], expected: Outcome, rule: str
) -> None:
    found = checked("validated independently", *spoilt(plus=plus))
    assert (found.verdict.outcome, found.passes) == (expected, expected is MET)
    assert judge(*spoilt(plus=plus)).outcomes("validated_by_own_side") == {"A-1": rule}


def drawn(at: str | None = "2026-11-19 11:00", ref: str = "E-1") -> BurstSample:
    return make(BurstSample, burst="BU-2", evidence=ref, drawn_at=at)


def visit(matching: int, at: str = "2026-11-19 14:00", records: int = 100) -> LiveProof:
    return make(
        LiveProof,
        burst="BU-2",
        evidence="E-1",
        checked_at=at,
        records_checked=records,
        records_matching=matching,
    )


def retest(correct: int, at: str = "2026-11-19 15:00", **fields: Any) -> Retest:
    known = {"burst": "BU-2", "person": "P-3", "evidence": "E-1", "stages_tested": 100, **fields}
    return make(Retest, retested_at=at, stages_correct=correct, **known)


@pytest.mark.parametrize(
    ("plus", "expected"),
    [
        pytest.param((drawn(), visit(87)), MET, id="at the limit"),
        pytest.param((drawn(), visit(86)), FIRED, id="one below"),
        pytest.param((visit(86),), FIRED, id="visited, and drawn by nobody"),
        pytest.param((visit(86), visit(87, "2026-11-19 16:00")), MET, id="a revisit at the limit"),
        pytest.param((visit(90), visit(86, "2026-11-20 16:00")), FIRED, id="the latest counts"),
        pytest.param((visit(90), visit(86, "2026-11-20 17:21")), MET, id="a visit to come"),
        pytest.param((visit(0, records=0),), UNKNOWN, id="no record was checked"),
        pytest.param((drawn(),), FIRED, id="drawn yesterday, not visited"),
        pytest.param((drawn("2026-11-20 11:00"),), WAITS, id="drawn in the shift that runs"),
        pytest.param((drawn(None),), UNKNOWN, id="drawn at no known time"),
        pytest.param((drawn("2026-11-20 17:21"),), UNRECORDED, id="not drawn yet"),
        pytest.param((drawn(ref="E-7"),), UNRECORDED, id="another file drawn"),
        pytest.param((drawn(), visit(90), retest(83)), MET, id="a retest at its limit"),
        pytest.param((drawn(), visit(90), retest(82)), FIRED, id="a retest one below"),
        pytest.param(
            (visit(90), retest(82), retest(90, "2026-11-19 18:00")), MET, id="the latest retest"
        ),
        pytest.param(
            (visit(90), retest(82), retest(90, person="P-2")), FIRED, id="each person's own"
        ),
        pytest.param(
            (visit(90), retest(90, repeated_omissions=1)), FIRED, id="a repeated omission"
        ),
        pytest.param((visit(90), retest(0, stages_tested=0)), UNKNOWN, id="no stage was tested"),
    ],
)
def test_live_proof_holds_where_the_latest_visits_and_retests_do_b2_3(
    plus: tuple[Any, ...], expected: Outcome
) -> None:
    found = checked("live proof held", *spoilt(plus=plus))
    assert found.verdict.outcome is expected
    assert found.passes is (expected in (MET, UNRECORDED))


@pytest.mark.parametrize(
    ("plus", "expected", "passes"),
    [
        pytest.param((drawn(),), UNRECORDED, True, id="neither sheet is kept"),
        pytest.param((drawn(), visit(87)), MET, True, id="visits alone are judged"),
        pytest.param((drawn(), retest(90)), UNRECORDED, False, id="retests alone say too little"),
        pytest.param((drawn(), retest(82)), FIRED, False, id="and enough to fail"),
    ],
)
def test_without_one_of_the_two_sheets_the_other_is_judged(
    plus: tuple[Any, ...], expected: Outcome, passes: bool
) -> None:
    found = checked("live proof held", *spoilt(plus=plus), kept=WITHOUT)
    assert (found.verdict.outcome, found.passes) == (expected, passes)


def test_the_end_of_the_shift_it_was_drawn_in_is_when_a_visit_is_due() -> None:
    """The day's only shift ends at 20:00."""
    records = spoilt(plus=(drawn("2026-11-20 11:00"),))
    assert checked("live proof held", *records, at="2026-11-20 20:00").verdict.outcome is WAITS
    assert checked("live proof held", *records, at="2026-11-20 20:01").verdict.outcome is FIRED


def scored(baseline: int | None, current: int | None) -> Action:
    """A line whose scores are a likelihood of so much times 4; 2 and more are High."""
    return closable.action(
        likelihood=baseline,
        consequence=4,
        current_likelihood=current,
        current_consequence=4 if current else None,
    )


def risk(likelihood: int | None, state: str = "Open") -> Risk:
    return make(
        Risk, ref="R-1", actions=("A-1",), likelihood=likelihood, consequence=4, state=state
    )


@pytest.mark.parametrize(
    ("line", "plus", "expected", "passes"),
    [
        pytest.param(scored(3, 2), (), MET, True, id="below"),
        pytest.param(scored(3, 3), (), FIRED, False, id="the same"),
        pytest.param(scored(3, 4), (), FIRED, False, id="above"),
        pytest.param(scored(1, None), (), UNKNOWN, True, id="Moderate, not scored again"),
        pytest.param(scored(2, None), (), UNKNOWN, False, id="High, not scored again"),
        pytest.param(scored(None, None), (), UNKNOWN, False, id="never scored"),
        pytest.param(scored(None, 1), (), UNKNOWN, False, id="scored again, without a baseline"),
        pytest.param(scored(3, 2), (risk(1),), MET, True, id="a Moderate risk is open"),
        pytest.param(scored(3, 2), (risk(2),), FIRED, False, id="a High risk is open"),
        pytest.param(scored(3, 2), (risk(2, "Closed"),), MET, True, id="a High risk is closed"),
        pytest.param(scored(3, 2), (risk(None),), UNKNOWN, False, id="an open risk unscored"),
        pytest.param(scored(1, None), (risk(2),), FIRED, False, id="Moderate, a High risk open"),
    ],
)
def test_the_risk_fell_and_no_grave_one_is_open_b3_1(
    line: Action, plus: tuple[Any, ...], expected: Outcome, passes: bool
) -> None:
    found = checked("risk reduced", *spoilt(without=Action, plus=(line, *plus)))
    assert (found.verdict.outcome, found.passes) == (expected, passes)


@pytest.mark.parametrize(
    ("line", "plus", "expected"),
    [
        pytest.param(scored(3, 2), (), "met", id="reduced"),
        pytest.param(scored(3, 3), (), "fired", id="not reduced"),
        pytest.param(scored(3, 2), (risk(2),), "fired", id="a High risk open"),
        pytest.param(scored(3, None), (), "not_computable", id="not scored again"),
    ],
)
def test_a_line_put_to_the_panel_with_its_risk_as_high_fires(
    line: Action, plus: tuple[Any, ...], expected: str
) -> None:
    put = make(PanelDecision, action="A-1", panel_at="2026-11-19 10:15", decision="Deferred")
    records = spoilt(without=Action, plus=(line, *plus, put))
    assert judge(*records, kept=("Risks",)).outcomes("risk_not_reduced") == {"A-1": expected}


def test_a_line_that_no_panel_saw_is_left_out_and_without_panels_nothing_is_recorded() -> None:
    records = spoilt(without=Action, plus=(scored(3, 3),))
    assert judge(*records, kept=("Panels", "Risks")).outcomes("risk_not_reduced") == {}
    assert judge(*records).outcome("risk_not_reduced") == "not_recorded"
