"""Laws of the closure gate, each over many made lines."""

from dataclasses import fields, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from builder.field import (
    Batch,
    BurstCycle,
    BurstSample,
    LiveProof,
    Moment,
    PanelDecision,
    Retest,
    Review,
    ValidityReview,
)
from builder.rules.assessment import Assessment
from builder.rules.facts.evidence.files import Standing
from builder.rules.gate.explain.edits import When
from builder.rules.gate.explain.search import Search, explain
from tests.made import make
from tests.rules import closable
from tests.rules.judged import assessment_of, facts_of

TODAY = date(2026, 11, 20)
MANY = settings(max_examples=60, deadline=None)


def _file(number: int, age: int, external: bool, answers: tuple[bool | None, ...]) -> list[Any]:
    ref = f"E-{number}"
    source = (TODAY - timedelta(days=age)).isoformat()
    rows: list[Any] = [closable.evidence(ref=ref, source_date=source, external=external)]
    if answers:
        practice, current, proof = answers
        rows.append(
            closable.review_of_file(
                evidence=ref,
                matches_live_practice=practice,
                source_date_current=current,
                outcome_proof=proof,
            )
        )
    return rows


VALID = (True, True, True)
ANSWERS = st.sampled_from([VALID, VALID, VALID, VALID, (True, True, False), (True, None, True), ()])
FILES = st.lists(
    st.tuples(st.sampled_from([5, 20, 20, 40]), st.booleans(), ANSWERS), min_size=1, max_size=3
)


@st.composite
def lines(draw: Any) -> list[Any]:
    """A line near to its gate: most checks pass, some do not."""
    rarely = st.sampled_from([False] * 9 + [True])
    records: list[Any] = [
        closable.action(theme="Premises" if draw(rarely) else "Medication"),
        *closable.people(),
        *closable.checks()[: 0 if draw(rarely) else None],
        *closable.measures(100, draw(st.sampled_from([50, 85, 86]))),
        *closable.reviews(10 if draw(rarely) else 11, off=(9,) if draw(rarely) else ()),
        *closable.complaints(*draw(st.sampled_from([(), ("2026-11-05",), ("2026-10-22",)]))),
    ]
    for number, (age, external, answers) in enumerate(draw(FILES), 1):
        records.extend(_file(number, age, external, answers))
    return records


KEPT = (*closable.KEPT, "Evidence", "Validity reviews", "Complaints", "Checks")


def is_closable(records: list[Any]) -> bool:
    return "A-1" in facts_of(*records, kept=KEPT).closable


@pytest.mark.parametrize("wanted", [True, False])
def test_the_lines_made_here_are_closable_and_not(wanted: bool) -> None:
    find(lines(), lambda records: is_closable(records) is wanted)


@MANY
@given(lines(), st.booleans(), st.booleans())
def test_adding_valid_evidence_never_makes_a_closable_line_unclosable(
    records: list[Any], external: bool, is_reviewed: bool
) -> None:
    more = _file(9, 3, external, (True, True, True) if is_reviewed else ())
    if is_closable(records):
        assert is_closable([*records, *more])


@MANY
@given(lines(), st.integers(0, 3))
def test_a_later_on_target_review_never_makes_a_closable_line_unclosable(
    records: list[Any], days_ago: int
) -> None:
    """Where no complaint came in since: a complaint after the last point is news of its own."""
    day = TODAY - timedelta(days=days_ago)
    later = make(Review, action="A-1", reviewed_on=day.isoformat(), target_met=True)
    if is_closable(records):
        assert is_closable([*records, later])


@MANY
@given(lines(), st.data())
def test_removing_evidence_that_stands_never_makes_a_line_closable(
    records: list[Any], data: Any
) -> None:
    """A file that a review found wanting is another matter: without it the others may do (B3.1)."""
    facts = facts_of(*records, kept=KEPT)
    standing = [
        ref
        for ref, each in facts.evidence_files.items()
        if each.then(facts.as_at).standing in (Standing.ACCEPTED, Standing.UNTESTED)
    ]
    if "A-1" in facts.closable or not standing:
        return
    ref = data.draw(st.sampled_from(standing))
    left = [each for each in records if ref not in (getattr(each, "ref", ""), _reviewed(each))]
    assert not is_closable(left)


def _reviewed(record: Any) -> str:
    return record.evidence if isinstance(record, ValidityReview) else ""


@settings(max_examples=20, deadline=None)
@given(lines())
def test_the_smallest_changes_pass_and_no_smaller_set_is_found(records: list[Any]) -> None:
    facts = facts_of(*records, kept=KEPT)
    found = explain(facts, "A-1")
    assert found.passes is ("A-1" in facts.closable)
    if not found.changes:
        return
    search = Search(facts.cases["A-1"], facts.policy, When(facts.as_at, facts.today))
    edits = tuple(each.edit for each in found.changes)
    own = [each for each in search.attempts if set(each.needed) <= set(edits)]
    assert any(search.judged(each, edits)[1] for each in own)
    for attempt in search.attempts:
        for size in range(len(edits)):
            assert search.within(attempt, size) is None


FUTURE: list[Any] = [
    closable.review_of_file(evidence="E-1", reviewed_at="2026-11-20 17:21", outcome_proof=False),
    make(PanelDecision, action="A-1", panel_at="2026-11-20 17:21", decision="Rejected"),
    make(Review, action="A-1", reviewed_on="2026-11-21", target_met=False),
    make(BurstSample, burst="BU-9", evidence="E-1", drawn_at="2026-11-21 11:00"),
    make(LiveProof, burst="BU-9", evidence="E-1", checked_at="2026-11-21 12:00"),
    make(Retest, burst="BU-9", person="P-1", evidence="E-1", retested_at="2026-11-21 12:00"),
    make(BurstCycle, burst="BU-9", closed_at="2026-11-20 18:00"),
    make(Batch, ref="BA-9", authorised_at="2026-11-20 17:30"),
]
SHEETS = tuple(each.source.sheet for each in FUTURE)


def _of_elsewhere(record: Any) -> Any:
    """The record of a line, file, burst or batch that nobody knows, on no known day."""
    changed: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if isinstance(value, Moment):
            changed[each.name] = None
        elif isinstance(value, str) and not isinstance(value, StrEnum):
            changed[each.name] = f"{value}0"
    return replace(record, **changed)


PAST = [_of_elsewhere(each) for each in FUTURE]
"""RATIONALE: a sheet without rows counts as absent; each holds one that says nothing here."""


def judged(assessment: Assessment) -> list[Any]:
    """What is said of evidence and closure, without the cells."""
    said: list[Any] = [
        (each.id, each.scope, dict(each.figures), [v.outcome for v in each.verdicts])
        for each in assessment.registers
        if each.id.startswith(("B2", "B3"))
    ]
    said.extend(
        (each.ref, each.assured_status, [(c.check, c.verdict.outcome) for c in each.gate])
        for each in assessment.actions
    )
    said.extend((each.rule, each.subject, each.outcome) for each in assessment.verdicts)
    return [*said, assessment.closure_hold.in_force, [each.state for each in assessment.evidence]]


@settings(max_examples=25, deadline=None)
@given(lines())
def test_what_lies_after_the_as_at_moment_is_not_there_yet(records: list[Any]) -> None:
    kept = (*KEPT, *SHEETS)
    known = (*records, *PAST)
    assert judged(assessment_of(*known, *FUTURE, kept=kept)) == judged(
        assessment_of(*known, kept=kept)
    )


@settings(max_examples=25, deadline=None)
@given(lines(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_changes_what_is_said(records: list[Any], random: Random) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)
    assert judged(assessment_of(*shuffled, kept=KEPT)) == judged(assessment_of(*records, kept=KEPT))
