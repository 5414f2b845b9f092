"""The date in a notice: CQC's own outcome, or every line accepted and assured by it."""

from typing import Any

import pytest

from builder.field import Action, Batch, Finding, Notice
from builder.rules.verdict import Verdict
from tests.made import make
from tests.rules.closable import KEPT, closed
from tests.rules.judged import assessment_of, verdicts_of

RULE = "notice_comply_by"
OPEN = make(Action, ref="A-1", service="S-1", status="In progress", raised_on="2026-11-02")


def notice(**typed: Any) -> Notice:
    known = {"ref": "N-1", "type": "CQC-WN", "service": "S-1", "served_on": "2026-10-01"}
    return make(Notice, **{**known, "actions": ["A-1"], **typed})


def judged(typed: Notice, *records: Any) -> Verdict | None:
    return verdicts_of(assessment_of(typed, *records, kept=KEPT), RULE).get("N-1")


def outcome(typed: Notice, *records: Any) -> str | None:
    found = judged(typed, *records)
    return None if found is None else found.outcome.value


@pytest.mark.parametrize(
    ("comply_by", "status", "expected"),
    [
        pytest.param("2026-11-20", "In progress", "not_due", id="on the day"),
        pytest.param("2026-11-19", "In progress", "fired", id="the day after"),
        pytest.param("2026-11-19", "Closed", "fired", id="a typed word is no closure"),
        pytest.param("2026-11-19", "Cancelled", "fired", id="nor is a cancelled line"),
        pytest.param("2026-11-19", None, "fired", id="no status"),
    ],
)
def test_a_line_that_is_not_assured_keeps_the_date_open(
    comply_by: str, status: str | None, expected: str
) -> None:
    line = make(Action, ref="A-1", service="S-1", status=status, closed_on="2026-11-18")
    assert outcome(notice(comply_by=comply_by), line) == expected


@pytest.mark.parametrize(
    ("comply_by", "expected"),
    [
        pytest.param("2026-12-11", "met", id="before the date, at once"),
        pytest.param("2026-11-19", "met", id="on the date"),
        pytest.param("2026-11-18", "fired", id="a day late"),
    ],
)
def test_lines_closed_and_assured_by_the_date_meet_it(comply_by: str, expected: str) -> None:
    found = judged(notice(comply_by=comply_by), *closed())
    assert found is not None
    assert found.outcome.value == expected
    assert ("late, on 19 November 2026" in found.reason) is (expected == "fired")


def test_a_batch_authorised_after_the_date_is_late() -> None:
    records = [each for each in closed() if not isinstance(each, Batch)]
    late = make(Batch, ref="BA-1", authorised_at="2026-11-20 09:00", authorised_by="P-4")
    assert outcome(notice(comply_by="2026-11-19"), *records, late) == "fired"


def test_one_line_of_two_is_not_enough() -> None:
    both = notice(comply_by="2026-11-19", actions=["A-1", "A-2"])
    other = make(Action, ref="A-2", service="S-1", status="In progress")
    found = judged(both, *closed(), other)
    assert found is not None
    assert (found.outcome.value, found.observed) == ("fired", 1)


def test_a_later_doubt_is_told_beside_and_does_not_undo_it() -> None:
    further = make(
        Finding,
        ref="F-9",
        service="S-1",
        kind="Medication error",
        theme="Medication",
        found_at="2026-11-20 09:00",
        recorded_at="2026-11-20 09:30",
        severity="High",
        actions=["A-1"],
    )
    found = judged(notice(comply_by="2026-11-19"), *closed(), further)
    assert found is not None
    assert found.outcome.value == "met"
    assert found.reason.endswith("something speaks since against A-1.")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param({"cqc_outcome": "Met"}, "met", id="met"),
        pytest.param({"cqc_outcome": "Met", "outcome_on": "2026-11-20"}, "met", id="met today"),
        pytest.param(
            {"cqc_outcome": "Met", "outcome_on": "2026-11-21"}, "fired", id="still to come"
        ),
        pytest.param({"cqc_outcome": "Not met"}, "fired", id="not met"),
        pytest.param(
            {"cqc_outcome": "Not met", "comply_by": "2026-12-11"}, "fired", id="before the date"
        ),
        pytest.param({"cqc_outcome": "Withdrawn"}, None, id="withdrawn"),
        pytest.param({"comply_by": None}, None, id="no date"),
    ],
)
def test_the_outcome_that_cqc_gave_stands(typed: dict[str, Any], expected: str | None) -> None:
    given = {"comply_by": "2026-11-19", **typed}
    assert outcome(notice(**given), OPEN) == expected


def test_not_met_stands_whatever_the_lines_say() -> None:
    assert outcome(notice(comply_by="2026-11-19", cqc_outcome="Not met"), *closed()) == "fired"


def test_no_words_say_that_a_notice_is_complied_with() -> None:
    for typed in ({}, {"cqc_outcome": "Met"}, {"cqc_outcome": "Not met"}):
        found = judged(notice(comply_by="2026-11-19", **typed), *closed())
        assert found is not None
        assert "complied" not in found.reason
