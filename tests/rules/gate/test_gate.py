from datetime import date
from typing import Any

import pytest

from builder.field import (
    Action,
    BurstCycle,
    Check,
    Complaint,
    Evidence,
    Finding,
    Measure,
    PanelDecision,
    Person,
    Review,
    Shift,
    Step,
    ValidityReview,
)
from builder.policy import Policy
from builder.rules.verdict import GateCheck, Outcome
from tests.made import as_at, make
from tests.rules import closable
from tests.rules.judged import FRIDAY, POLICY, check_of, facts_of

NAMES = (
    "owner active",
    "evidence accepted",
    "validated independently",
    "validation fresh",
    "live proof held",
    "outcome reduction",
    "sustained improvement",
    "risk reduced",
    "complaint movement",
    "external assurance",
    "three kinds of evidence",
    "reviews held",
    "checks across shifts",
    "no closure hold in force",
    "decision independent of the owner",
)


def spoilt(*, without: type | tuple[type, ...] = (), plus: tuple[Any, ...] = ()) -> list[Any]:
    """The closable line without some records, and with others."""
    return [*(each for each in closable.closable() if not isinstance(each, without)), *plus]


def checked(
    name: str,
    *records: Any,
    at: str = FRIDAY,
    kept: tuple[str, ...] = closable.KEPT,
    policy: Policy = POLICY,
) -> GateCheck:
    return check_of(facts_of(*records, at=at, kept=kept, policy=policy), "A-1", name)


def test_a_closable_line_passes_every_check_in_the_stated_order() -> None:
    facts = facts_of(*closable.closable(), kept=closable.KEPT)
    assert tuple(each.check for each in facts.gates["A-1"]) == NAMES
    assert all(each.passes for each in facts.gates["A-1"])
    assert facts.closable == {"A-1"}


def test_every_verdict_carries_limit_clause_subject_and_reason() -> None:
    facts = facts_of(*closable.closable(), kept=closable.KEPT)
    for each in facts.gates["A-1"]:
        assert each.verdict.subject is not None
        assert each.verdict.subject.ref == "A-1"
        assert each.verdict.clause
        assert each.verdict.reason.endswith(".")


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("owner active", Person),
        ("evidence accepted", Evidence),
        ("evidence accepted", ValidityReview),
        ("validation fresh", ValidityReview),
        ("outcome reduction", Measure),
        ("sustained improvement", Review),
        ("reviews held", Review),
        ("checks across shifts", Check),
        ("checks across shifts", Shift),
    ],
)
def test_an_absent_sheet_is_not_recorded_and_never_passes(name: str, sheet: type) -> None:
    found = checked(name, *spoilt(without=sheet))
    assert found.verdict.outcome is Outcome.NOT_RECORDED
    assert not found.passes


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        pytest.param({"active_to": "2026-11-20"}, Outcome.MET, id="last day"),
        pytest.param({"active_to": "2026-11-19"}, Outcome.FIRED, id="left yesterday"),
        pytest.param({"active_from": "2026-11-21"}, Outcome.FIRED, id="begins tomorrow"),
        pytest.param({"ref": "P-9"}, Outcome.FIRED, id="not in People"),
    ],
)
def test_the_owner_is_active_on_the_day(person: dict[str, str], expected: Outcome) -> None:
    records = spoilt(without=Person, plus=(make(Person, **{"ref": "P-1", **person}),))
    assert checked("owner active", *records).verdict.outcome is expected


@pytest.mark.parametrize(
    ("likelihood", "reviewed", "expected"),
    [
        pytest.param(3, "2026-11-06 10:00", Outcome.MET, id="moderate, 14 days"),
        pytest.param(3, "2026-11-05 10:00", Outcome.FIRED, id="moderate, 15 days"),
        pytest.param(4, "2026-11-13 10:00", Outcome.MET, id="high, 7 days"),
        pytest.param(4, "2026-11-12 10:00", Outcome.FIRED, id="high, 8 days"),
        pytest.param(None, "2026-11-06 10:00", Outcome.MET, id="unknown risk, 14 days"),
    ],
)
def test_validation_is_fresh_by_the_current_band_b3_1(
    likelihood: int | None, reviewed: str, expected: Outcome
) -> None:
    records = spoilt(
        without=(Action, ValidityReview),
        plus=(
            closable.action(likelihood=likelihood),
            closable.review_of_file(reviewed_at=reviewed),
        ),
    )
    found = checked("validation fresh", *records)
    assert found.verdict.outcome is expected
    assert found.verdict.rule == "validation_fresh"


def test_the_latest_review_of_any_file_makes_the_validation_fresh() -> None:
    old = closable.review_of_file(reviewed_at="2026-10-01 10:00")
    other = closable.evidence(ref="E-2")
    fresh = closable.review_of_file(evidence="E-2", outcome_proof=False)
    found = checked("validation fresh", *spoilt(without=ValidityReview, plus=(old, other, fresh)))
    assert found.verdict.observed == 3


@pytest.mark.parametrize(
    ("plus", "expected"),
    [
        pytest.param((), Outcome.MET, id="one file accepted"),
        pytest.param(
            (closable.evidence(ref="E-2", shows_outcome=False),),
            Outcome.MET,
            id="another not reviewed",
        ),
        pytest.param(
            (closable.evidence(ref="E-2"),),
            Outcome.FIRED,
            id="another shows an outcome and is not reviewed",
        ),
        pytest.param(
            (closable.evidence(ref="E-2", withdrawn_on="2026-11-20"),),
            Outcome.MET,
            id="another was withdrawn",
        ),
        pytest.param(
            (closable.evidence(ref="E-2", withdrawn_on="2026-11-21"),),
            Outcome.FIRED,
            id="another is withdrawn tomorrow",
        ),
        pytest.param(
            (
                closable.evidence(ref="E-2"),
                closable.review_of_file(evidence="E-2", outcome_proof=False),
            ),
            Outcome.FIRED,
            id="another found invalid",
        ),
        pytest.param(
            (
                closable.evidence(ref="E-2"),
                closable.review_of_file(evidence="E-2", outcome_proof=None),
            ),
            Outcome.NOT_COMPUTABLE,
            id="another with a blank answer",
        ),
        pytest.param(
            (closable.review_of_file(outcome_proof=False, reviewed_at="2026-11-16 10:00"),),
            Outcome.MET,
            id="an earlier review found it invalid",
        ),
        pytest.param(
            (closable.review_of_file(outcome_proof=False, reviewed_at="2026-11-18 10:00"),),
            Outcome.FIRED,
            id="a later review found it invalid",
        ),
    ],
)
def test_each_reviewed_file_stands_by_its_latest_review(
    plus: tuple[Any, ...], expected: Outcome
) -> None:
    assert checked("evidence accepted", *spoilt(plus=plus)).verdict.outcome is expected


def test_evidence_that_nobody_reviewed_is_not_accepted() -> None:
    another = closable.review_of_file(evidence="E-7")
    found = checked("evidence accepted", *spoilt(without=ValidityReview, plus=(another,)))
    assert found.verdict.outcome is Outcome.FIRED


@pytest.mark.parametrize(
    ("current", "expected"),
    [(850, Outcome.MET), (851, Outcome.FIRED), (1200, Outcome.FIRED)],
    ids=["15.0 %", "14.9 %", "worse"],
)
def test_the_outcome_reduction_is_at_its_limit_b3_2(current: int, expected: Outcome) -> None:
    records = spoilt(without=Measure, plus=tuple(closable.measures(1000, current)))
    assert checked("outcome reduction", *records).verdict.outcome is expected


def test_a_baseline_of_nought_is_not_computable_and_does_not_pass() -> None:
    found = checked("outcome reduction", *spoilt(without=Measure, plus=tuple(closable.measures(0))))
    assert found.verdict.outcome is Outcome.NOT_COMPUTABLE
    assert not found.passes


def test_a_run_too_short_is_not_due_and_does_not_pass() -> None:
    rows = closable.reviews(5, first=date(2026, 10, 20))
    found = checked("sustained improvement", *spoilt(without=Review, plus=tuple(rows)))
    assert found.verdict.outcome is Outcome.NOT_DUE
    assert not found.passes


def test_reviews_not_due_yet_do_pass() -> None:
    records = [*closable.people(), closable.action(raised_on="2026-11-14")]
    found = checked("reviews held", *records, kept=(*closable.KEPT, "Reviews"))
    assert found.verdict.outcome is Outcome.NOT_DUE
    assert found.passes


@pytest.mark.parametrize(
    ("theme", "unit", "limit"),
    [("Medication", "weeks", 8), ("Premises", "weeks", 6), ("Staffing", "months", 3)],
)
def test_each_family_has_its_window(theme: str, unit: str, limit: int) -> None:
    records = spoilt(without=Action, plus=(closable.action(theme=theme),))
    verdict = checked("sustained improvement", *records).verdict
    assert (verdict.rule, verdict.unit, verdict.limit) == ("sustained_improvement", unit, limit)


@pytest.mark.parametrize(
    ("plus", "kept", "expected"),
    [
        pytest.param((), ("Complaints",), Outcome.FIRED, id="neither"),
        pytest.param(
            tuple(closable.complaints("2026-10-25", "2026-10-28", "2026-11-05")),
            (),
            Outcome.MET,
            id="complaints fell from two",
        ),
        pytest.param(
            tuple(closable.complaints("2026-10-25")), (), Outcome.FIRED, id="and from one"
        ),
        pytest.param(
            (closable.evidence(ref="E-2", external=True), closable.review_of_file(evidence="E-2")),
            ("Complaints",),
            Outcome.MET,
            id="external evidence accepted",
        ),
        pytest.param(
            (
                closable.evidence(ref="E-2", external_source=" "),
                closable.review_of_file(evidence="E-2"),
            ),
            ("Complaints",),
            Outcome.FIRED,
            id="no external source typed",
        ),
        pytest.param(
            (
                closable.evidence(ref="E-2"),
                closable.review_of_file(evidence="E-2", reviewer="P-3"),
            ),
            ("Complaints",),
            Outcome.FIRED,
            id="reviewed by whoever handed it in",
        ),
        pytest.param(
            (
                closable.evidence(ref="E-2", external=True),
                closable.review_of_file(evidence="E-2", outcome_proof=False),
            ),
            ("Complaints",),
            Outcome.FIRED,
            id="external evidence invalid",
        ),
        pytest.param(
            (closable.evidence(ref="E-2", external=True),),
            ("Complaints",),
            Outcome.FIRED,
            id="external evidence not reviewed",
        ),
    ],
)
def test_external_assurance_is_accepted_external_evidence_or_fewer_complaints_b3_4(
    plus: tuple[Any, ...], kept: tuple[str, ...], expected: Outcome
) -> None:
    inside = closable.evidence(external=False)
    records = spoilt(without=(Evidence, Complaint), plus=(inside, *plus))
    found = checked("external assurance", *records, kept=(*closable.KEPT, *kept))
    assert found.verdict.outcome is expected


def environment(*plus: Any) -> list[Any]:
    source = make(
        Finding,
        ref="F-1",
        service="S-1",
        theme="Premises",
        location="Hall",
        found_at="2026-09-01 09:00",
        actions=("A-1",),
    )
    return spoilt(without=Action, plus=(closable.action(theme="Premises"), source, *plus))


def again(found_at: str, **typed: str) -> Finding:
    known = {"ref": "F-2", "service": "S-1", "theme": "premises", "location": "hall"}
    return make(Finding, **{**known, **typed}, found_at=found_at)


REPAIR = make(Step, action="A-1", kind="Repair", done_on="2026-10-01")
LATER = "2026-12-31 12:00"


@pytest.mark.parametrize(
    ("plus", "at", "expected"),
    [
        pytest.param((), FRIDAY, Outcome.NOT_COMPUTABLE, id="no repair"),
        pytest.param((REPAIR,), "2026-11-11 12:00", Outcome.NOT_DUE, id="window not over"),
        pytest.param((REPAIR,), "2026-11-12 12:00", Outcome.MET, id="six weeks on"),
        pytest.param(
            (REPAIR, again("2026-10-20 09:00")), FRIDAY, Outcome.FIRED, id="found in the window"
        ),
        pytest.param(
            (REPAIR, again("2026-09-30 09:00")), FRIDAY, Outcome.MET, id="found before the repair"
        ),
        pytest.param(
            (REPAIR, again("2026-11-18 09:00")), FRIDAY, Outcome.FIRED, id="back again this week"
        ),
        pytest.param(
            (REPAIR, again("2026-10-20 09:00", location="Kitchen")),
            FRIDAY,
            Outcome.MET,
            id="another place",
        ),
        pytest.param(
            (REPAIR, again("2026-10-20 09:00", theme="Fire safety")),
            FRIDAY,
            Outcome.MET,
            id="another theme",
        ),
        pytest.param(
            (REPAIR, again("2026-11-20 18:00")), FRIDAY, Outcome.MET, id="found later today"
        ),
        pytest.param(
            (REPAIR, again("2026-11-12")), LATER, Outcome.FIRED, id="the window's last day"
        ),
        pytest.param((REPAIR, again("2026-11-13")), LATER, Outcome.MET, id="the day after it"),
        pytest.param((REPAIR, again("2026-11-19")), LATER, Outcome.MET, id="six weeks ago"),
        pytest.param(
            (REPAIR, again("2026-11-20")), LATER, Outcome.FIRED, id="less than six weeks ago"
        ),
    ],
)
def test_nothing_more_is_found_for_six_weeks_after_the_repair_a2_5(
    plus: tuple[Any, ...], at: str, expected: Outcome
) -> None:
    found = checked("no further incidents", *environment(*plus), at=at)
    assert found.verdict.outcome is expected
    assert found.passes is (expected is Outcome.MET)


def test_a_check_that_does_not_concern_the_theme_is_left_out() -> None:
    names = [each.check for each in facts_of(*closable.closable()).gates["A-1"]]
    assert "no further incidents" not in names


def night(**typed: str) -> tuple[Any, ...]:
    shift = make(Shift, service="S-1", shift="Night", starts="20:00", ends="08:00")
    check = make(Check, action="A-1", **typed) if typed else ()
    return (shift, check) if check else (shift,)


@pytest.mark.parametrize(
    ("plus", "expected"),
    [
        pytest.param(night(), Outcome.FIRED, id="night not covered"),
        pytest.param(
            night(checked_on="2026-11-16 10:00", shift="night"), Outcome.MET, id="night typed"
        ),
        pytest.param(night(checked_on="2026-11-17 02:00"), Outcome.MET, id="night by its time"),
        pytest.param(night(checked_on="2026-11-17 09:00"), Outcome.FIRED, id="day by its time"),
        pytest.param(night(checked_on="2026-11-17"), Outcome.FIRED, id="no time, no shift"),
        pytest.param(night(checked_on="2026-11-20 21:00"), Outcome.FIRED, id="still to come"),
    ],
)
def test_checks_cover_every_shift_a1_4(plus: tuple[Any, ...], expected: Outcome) -> None:
    assert checked("checks across shifts", *spoilt(plus=plus)).verdict.outcome is expected


def held() -> list[Any]:
    """Four files of another line found invalid, and the cycle closed on Thursday at 18:00."""
    records: list[Any] = [make(BurstCycle, burst="BU-1", closed_at="2026-11-19 18:00")]
    records.extend(
        closable.review_of_file(
            evidence=f"X-{number}", outcome_proof=False, reviewed_at="2026-11-19 14:00"
        )
        for number in range(4)
    )
    return records


@pytest.mark.parametrize(
    ("at", "passes"), [("2026-11-20 08:14", False), ("2026-11-20 08:15", True)]
)
def test_a_hold_covers_every_line(at: str, passes: bool) -> None:
    found = checked("no closure hold in force", *spoilt(plus=tuple(held())), at=at)
    assert found.passes is passes


def decision(at: str, **typed: Any) -> PanelDecision:
    known = {"action": "A-1", "decision": "Approved", "decided_by": "P-2"}
    return make(PanelDecision, **{**known, **typed}, panel_at=at)


def closed_action(*plus: Any, without: tuple[type, ...] = ()) -> list[Any]:
    action = closable.action(status="Closed", closed_on="2026-11-19")
    return spoilt(without=(Action, *without), plus=(action, *plus))


@pytest.mark.parametrize(
    ("by", "expected"),
    [("P-2", Outcome.MET), ("P-1", Outcome.FIRED), (None, Outcome.NOT_COMPUTABLE)],
)
def test_the_owner_does_not_decide_on_the_own_line_b3_4(by: str | None, expected: Outcome) -> None:
    records = closed_action(decision("2026-11-19 10:15", decided_by=by))
    found = checked("decision independent of the owner", *records)
    assert found.verdict.outcome is expected


def test_a_closed_line_is_judged_at_its_approving_decision() -> None:
    later = closable.review_of_file(outcome_proof=False, reviewed_at="2026-11-19 14:00")
    facts = facts_of(*closed_action(decision("2026-11-19 10:15"), later), kept=closable.KEPT)
    assert facts.whole_gates["A-1"].at == as_at("2026-11-19 10:15")
    assert check_of(facts, "A-1", "evidence accepted").passes, "found invalid only that afternoon"


def test_an_approval_on_a_bare_date_inside_a_hold_of_that_evening_is_not_computable() -> None:
    records = closed_action(decision("2026-11-19"), *held())
    found = checked("no closure hold in force", *records)
    assert found.verdict.outcome is Outcome.NOT_COMPUTABLE
    assert not found.passes


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-19 17:59", Outcome.MET),
        ("2026-11-19 18:00", Outcome.FIRED),
        ("2026-11-20 08:14", Outcome.FIRED),
        ("2026-11-20 08:15", Outcome.MET),
    ],
)
def test_an_approval_is_judged_by_the_hold_of_its_own_moment(
    moment: str, expected: Outcome
) -> None:
    records = closed_action(decision(moment), *held())
    assert checked("no closure hold in force", *records).verdict.outcome is expected
