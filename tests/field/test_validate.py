"""What is checked between records, each check on both sides of its line."""

from typing import Any

import pytest

from builder.field import (
    Action,
    BurstCycle,
    BurstSample,
    Check,
    Evidence,
    LiveProof,
    Measure,
    PanelDecision,
    Person,
    Register,
    Retest,
    Review,
    Session,
    Step,
    ValidityReview,
)
from builder.field.acts import Act, ActKind
from builder.field.validation.validate import validate
from builder.field.words import SessionKind
from builder.workbook.schema import SHEETS
from tests.made import as_at, make, register
from tests.workbook.made_reading import CATALOGUE_OF_CARE

AS_AT = as_at("2026-11-20 17:20")
ROLES: dict[ActKind, tuple[str, ...]] = {
    Act.PANEL: ("Registered Manager",),
    SessionKind.GATE_REVIEW: ("Compliance Manager",),
}
"""Of other acts nothing is asked."""


def codes(kept: Register) -> list[str]:
    return [problem.code for problem in validate(kept, AS_AT, CATALOGUE_OF_CARE, SHEETS, ROLES)]


def line(**typed: Any) -> Action:
    return make(Action, **{"ref": "A-1", **typed})


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(line(raised_on="2026-10-02", due="2026-10-01"), ["WB304"], id="due before"),
        pytest.param(line(raised_on="2026-10-02", due="2026-10-02"), [], id="due the same day"),
        pytest.param(
            line(raised_on="2026-10-02 09:00", due="2026-10-02"), [], id="due at that day's end"
        ),
        pytest.param(
            line(raised_on="2026-10-02 09:00", due="2026-10-02 08:59"), ["WB304"], id="a minute"
        ),
        pytest.param(line(due="2026-10-02"), [], id="raised on an unknown day"),
        pytest.param(line(status="Closed", closed_on="2026-10-02"), [], id="closed and dated"),
        pytest.param(line(status="Closed"), [], id="closed without its date"),
        pytest.param(line(status="In progress", closed_on="2026-10-02"), ["WB305"], id="dated"),
        pytest.param(line(closed_on="2026-10-02"), [], id="status unknown"),
        pytest.param(
            line(status="Closed", closed_on="2026-10-01", raised_on="2026-10-02"),
            ["WB306"],
            id="closed before raised",
        ),
        pytest.param(
            line(status="Closed", closed_on="2026-10-02", raised_on="2026-10-02"),
            [],
            id="closed the day it was raised",
        ),
        pytest.param(line(raised_on="2026-11-20"), [], id="today is not the future"),
        pytest.param(line(raised_on="2026-11-20 17:20"), [], id="this minute"),
        pytest.param(line(raised_on="2026-11-20 17:21"), ["WB307"], id="the next minute"),
        pytest.param(line(raised_on="2026-11-21"), ["WB307"], id="tomorrow"),
        pytest.param(line(due="2027-11-21", original_due="2027-01-01"), [], id="deadlines"),
        pytest.param(line(evidence_due="2027-11-21"), [], id="evidence due"),
        pytest.param(make(Step, action="A-1", planned_for="2027-01-01"), [], id="a plan"),
        pytest.param(make(Step, action="A-1", done_on="2027-01-01"), ["WB307"], id="done"),
        pytest.param(make(PanelDecision, action="A-1", re_review_on="2027-01-01"), [], id="panel"),
        pytest.param(make(Session, scheduled_for="2027-01-01 09:00"), [], id="scheduled"),
        pytest.param(make(Session, held_at="2027-01-01 09:00"), ["WB307"], id="held"),
        pytest.param(make(Person, ref="P-1", active_to="2027-01-01"), [], id="leaving"),
        pytest.param(make(Measure, action="A-1", period_end="2026-12-01"), ["WB307"], id="period"),
        pytest.param(make(Check, action="A-1", sample=10, compliant=10), [], id="all compliant"),
        pytest.param(make(Check, action="A-1", sample=10, compliant=11), ["WB308"], id="more"),
        pytest.param(make(Check, action="A-1", compliant=11), [], id="sample unknown"),
        pytest.param(
            make(LiveProof, burst="B", evidence="E", records_checked=4, records_matching=5),
            ["WB308"],
            id="matching above checked",
        ),
        pytest.param(
            make(Retest, burst="B", person="P", stages_tested=4, stages_correct=5),
            ["WB308"],
            id="correct above tested",
        ),
        pytest.param(
            make(Evidence, ref="E-1", source_date="2026-10-02", submitted_on="2026-10-01 09:00"),
            ["WB310"],
            id="source after submission",
        ),
        pytest.param(
            make(Evidence, ref="E-1", source_date="2026-10-01", submitted_on="2026-10-01 09:00"),
            [],
            id="source on the day of submission",
        ),
        pytest.param(
            line(raised_on="2023-11-21", quality_statements=("SAFE-1",)), [], id="first day"
        ),
        pytest.param(
            line(raised_on="2023-11-20", quality_statements=("SAFE-1",)), ["WB309"], id="before it"
        ),
        pytest.param(
            line(raised_on="2026-10-01", quality_statements=("SAFE-1", "ASC26-SAFE-1")),
            ["WB309"],
            id="a draft framework",
        ),
        pytest.param(line(quality_statements=("ASC26-SAFE-1",)), [], id="raised unknown"),
    ],
)
def test_one_record(record: Any, expected: list[str]) -> None:
    assert codes(register(record)) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-09-30", ["WB311"]),
        ("2026-10-01", []),
        ("2026-10-31", []),
        ("2026-11-01", ["WB311"]),
    ],
)
def test_a_person_acts_on_days_when_active(on: str, expected: list[str]) -> None:
    person = make(Person, ref="P-1", active_from="2026-10-01", active_to="2026-10-31")
    review = make(Review, action="A-1", reviewer="P-1", reviewed_on=on)
    assert codes(register(person, review)) == expected


def test_a_person_without_dates_is_always_active() -> None:
    review = make(Review, action="A-1", reviewer="P-1", reviewed_on="2020-01-01")
    assert codes(register(make(Person, ref="P-1"), review)) == []


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (make(ValidityReview, burst="B-1", evidence="E", reviewed_at="2026-11-02 08:59"), True),
        (make(ValidityReview, burst="B-1", evidence="E", reviewed_at="2026-11-02 09:00"), False),
        (make(ValidityReview, burst="B-2", evidence="E", reviewed_at="2026-11-01 09:00"), False),
        (make(LiveProof, burst="B-1", evidence="E", checked_at="2026-11-01 10:00"), True),
        (make(Retest, burst="B-1", person="P", retested_at="2026-11-01 10:00"), True),
        (make(BurstCycle, burst="B-1", closed_at="2026-11-02"), False),
    ],
)
def test_a_burst_is_drawn_before_it_is_reviewed(record: Any, expected: bool) -> None:
    drawn = [
        make(BurstSample, burst="B-1", evidence="E", drawn_at=moment)
        for moment in ("2026-11-02 09:30", "2026-11-02 09:00")
    ]
    assert (codes(register(*drawn, record)) == ["WB312"]) == expected


def parents(*pairs: tuple[str, str | None]) -> Register:
    return register(*(line(ref=ref, parent=parent) for ref, parent in pairs))


def test_a_circle_of_parents_is_named_on_each_of_its_lines_and_on_no_other() -> None:
    kept = parents(("A", "B"), ("B", "C"), ("C", "A"), ("D", "A"), ("E", None), ("F", "E"))
    found = list(validate(kept, AS_AT, CATALOGUE_OF_CARE, SHEETS, ROLES))
    assert [problem.code for problem in found] == ["WB313"] * 3
    assert {problem.particulars["circle"] for problem in found} == {"A → B → C → A"}


def test_a_long_chain_of_parents_is_no_circle() -> None:
    chain = [(f"L{n}", f"L{n + 1}" if n < 3000 else None) for n in range(3001)]
    assert codes(parents(*chain)) == []


def test_a_long_circle_is_shown_short() -> None:
    ring = [(f"L{n}", f"L{(n + 1) % 9}") for n in range(9)]
    (first, *_) = validate(parents(*ring), AS_AT, CATALOGUE_OF_CARE, SHEETS, ROLES)
    assert first.particulars["circle"] == "L0 → L1 → L2 → L3 → L4 → … → L0"


def test_an_item_that_the_framework_took_over_is_suggested() -> None:
    kept = register(line(raised_on="2026-10-01", quality_statements=("ASC26-SAFE-1",)))
    (problem,) = validate(kept, AS_AT, CATALOGUE_OF_CARE, SHEETS, ROLES)
    assert "such as SAFE-1" in problem.remedy


def panel(**typed: Any) -> PanelDecision:
    known = {"action": "A-1", "decision": "Deferred", "reason": "Not yet", "decided_by": "P-1"}
    return make(PanelDecision, **{**known, "re_review_on": "2026-11-26", **typed})


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(panel(), [], id="deferred with both"),
        pytest.param(panel(re_review_on=None), ["WB274"], id="deferred without a date"),
        pytest.param(panel(reason=None), ["WB275"], id="deferred without a reason"),
        pytest.param(panel(decision="Rejected", re_review_on=None), [], id="rejected"),
        pytest.param(panel(decision="Rejected", reason=None), ["WB275"], id="rejected, no reason"),
        pytest.param(panel(decision="Approved", reason=None, re_review_on=None), [], id="approved"),
    ],
)
def test_a_decision_says_why_and_a_deferral_until_when(
    record: PanelDecision, expected: list[str]
) -> None:
    assert codes(register(record)) == expected


def test_of_columns_that_nobody_keeps_nothing_is_said() -> None:
    columns = {"Panels": frozenset({"panel_at", "action", "decision"})}
    kept = register(panel(reason=None, re_review_on=None), columns_kept=columns)
    assert codes(kept) == []


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        pytest.param(("Registered Manager", "HR"), ["WB276"], id="one of two acts"),
        pytest.param(("HR",), ["WB276", "WB276"], id="neither"),
        pytest.param(("Compliance Manager", "Registered Manager"), [], id="both"),
        pytest.param((), [], id="roles unknown"),
    ],
)
def test_each_person_acts_in_a_role_that_may(roles: tuple[str, ...], expected: list[str]) -> None:
    session = make(Session, kind="Gate review", held_at="2026-11-19 09:40", led_by="P-1")
    missed = make(Session, kind="Gate review", scheduled_for="2026-11-17 09:40", led_by="P-1")
    person = make(Person, ref="P-1", display_name="Ash", roles=roles)
    assert codes(register(panel(), session, missed, person)) == expected
