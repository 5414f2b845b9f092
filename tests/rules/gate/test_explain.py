from datetime import date
from itertools import combinations
from typing import Any

import pytest

from builder.field import (
    Action,
    BurstCycle,
    BurstSample,
    Check,
    Complaint,
    Evidence,
    Measure,
    Person,
    Retest,
    Review,
    Risk,
    Shift,
    ValidityReview,
)
from builder.rules.gate.explain.edits import When
from builder.rules.gate.explain.search import MOST_CHANGES, Search, explain, least_needed
from builder.rules.gate.facts import Facts
from tests.made import make
from tests.rules import closable
from tests.rules.gate.test_gate import decision, environment, held, night, spoilt
from tests.rules.judged import FRIDAY, facts_of


def facts(*records: Any, at: str = FRIDAY) -> Facts:
    return facts_of(*records, at=at, kept=closable.KEPT)


def words(*records: Any, at: str = FRIDAY) -> list[str]:
    return [each.words for each in explain(facts(*records, at=at), "A-1").changes]


def smallest_by_trying_all(known: Facts) -> int | None:
    """The least number of edits that passes, by trying every set of every size."""
    search = Search(known.cases["A-1"], known.policy, When(known.as_at, known.today))
    for size in range(1, MOST_CHANGES + 1):
        for attempt in search.attempts:
            left = size - len(attempt.needed)
            if left < 0:
                continue
            for chosen in combinations(attempt.others, left):
                if search.judged(attempt, (*attempt.needed, *chosen))[1]:
                    return size
    return None


def without(*kinds: type) -> list[Any]:
    return spoilt(without=kinds)


def line(**typed: Any) -> list[Any]:
    return spoilt(without=(Action,), plus=(closable.action(**typed),))


CASES = [
    pytest.param(spoilt(), 0, id="nothing is missing"),
    pytest.param(without(ValidityReview), 1, id="the file is not reviewed"),
    pytest.param(without(Measure), 1, id="no measure"),
    pytest.param(without(Check), 1, id="no check"),
    pytest.param(without(Shift), 2, id="no shifts, and so no shift that a check covers"),
    pytest.param(without(Person), 1, id="no people"),
    pytest.param(without(Review), 2, id="no reviews, and evidence that grows old meanwhile"),
    pytest.param(line(owner="P-9"), 1, id="owner not in People"),
    pytest.param(without(ValidityReview, Check), 2, id="no review and no check"),
    pytest.param(without(ValidityReview, Check, Measure), 3, id="three things"),
    pytest.param(without(Evidence, ValidityReview), 1, id="no evidence"),
    pytest.param(
        spoilt(without=(Evidence,), plus=(closable.evidence(source_date="2026-08-01"),)),
        1,
        id="the file is from before the line",
    ),
    pytest.param(
        spoilt(
            without=(Measure,),
            plus=tuple(closable.measures(10, 9, denominator=40, better="Lower", target=25)),
        ),
        1,
        id="too small a reduction",
    ),
    pytest.param(
        spoilt(plus=tuple(closable.complaints("2026-11-05", "2026-11-12", "2026-11-13"))),
        1,
        id="complaints rose",
    ),
    pytest.param(spoilt(plus=tuple(held())), 0, id="a hold that is over"),
    pytest.param(spoilt(plus=night()), 1, id="no check at night"),
    pytest.param(environment(), 3, id="no repair, and evidence that grows old meanwhile"),
]


@pytest.mark.parametrize(("records", "expected"), CASES)
def test_the_set_is_as_small_as_trying_every_set_finds(records: list[Any], expected: int) -> None:
    known = facts(*records)
    found = explain(known, "A-1")
    assert len(found.changes) == expected
    assert found.passes is (expected == 0)
    if not found.passes:
        assert smallest_by_trying_all(known) == expected


@pytest.mark.parametrize(("records", "expected"), CASES)
def test_what_is_said_to_pass_passes_and_nothing_less_does(
    records: list[Any], expected: int
) -> None:
    known = facts(*records)
    found = explain(known, "A-1")
    if not found.changes:
        assert expected == 0
        return
    search = Search(known.cases["A-1"], known.policy, When(known.as_at, known.today))
    edits = tuple(each.edit for each in found.changes)
    (attempt, *_) = [
        each
        for each in search.attempts
        if set(each.needed) <= set(edits) <= {*each.needed, *each.others}
    ]
    assert search.judged(attempt, edits)[1]
    for dropped in edits:
        if dropped not in attempt.needed:
            assert not search.judged(attempt, tuple(e for e in edits if e != dropped))[1]


def test_the_changes_say_what_a_person_can_do() -> None:
    assert words(*without(ValidityReview)) == [
        "An independent validity review of E-1 that finds it valid."
    ]
    assert words(*without(Check)) == ["One follow-up check on: Day, by audit and observation."]
    rows = closable.reviews(8, first=date(2026, 9, 25))
    assert words(*spoilt(without=(Review,), plus=tuple(rows))) == [
        "One more review on target, on 20 November 2026."
    ]


def test_an_invalid_file_is_put_right_first_and_an_old_one_replaced() -> None:
    invalid = closable.review_of_file(outcome_proof=False)
    assert words(*spoilt(without=(ValidityReview,), plus=(invalid,))) == [
        "Put right what was found in E-1, then an independent validity review of E-1 that finds it "
        "valid."
    ]
    old = closable.evidence(source_date="2026-10-01")
    assert words(*spoilt(without=(Evidence,), plus=(old,))) == [
        "Replace E-1 by a file with a current source date, then an independent validity review of "
        "E-1 that finds it valid."
    ]


def test_a_follow_up_says_the_value_that_is_enough() -> None:
    """A Target that was met keeps the run whole; the reduction is too small all the same."""
    records = spoilt(without=(Measure,), plus=tuple(closable.measures(20, 19, target=19)))
    assert words(*records) == ["A follow-up period of “Errors” with at most 17 errors a month."]
    higher = closable.measures(80, 81, denominator=100, better="Higher", target=81)
    assert words(*spoilt(without=(Measure,), plus=tuple(higher))) == [
        "A follow-up period of “Errors” with at least 83%."
    ]


def test_a_run_too_short_names_the_reviews_and_the_day() -> None:
    rows = tuple(closable.reviews(5, first=date(2026, 10, 20)))
    found = explain(facts(*spoilt(without=(Review,), plus=rows)), "A-1")
    assert found.would_pass_on == date(2026, 12, 14), "eight weeks, both dates counted"
    assert found.changes[0].words == (
        "4 more reviews on target, at most 7 days apart, the last on 14 December 2026."
    )


def test_a_hold_in_force_asks_for_nothing_but_waiting() -> None:
    found = explain(facts(*spoilt(plus=tuple(held())), at="2026-11-19 20:00"), "A-1")
    assert [each.words for each in found.changes] == ["Wait until 20 November 2026."]


def test_a_closed_line_without_approval_needs_a_panel() -> None:
    found = explain(facts(*line(status="Closed", closed_on="2026-11-19")), "A-1")
    assert not found.passes
    assert [each.words for each in found.changes] == [
        "Approval by a closure panel, decided by somebody else than the owner, with the role "
        "Registered Manager."
    ]


def test_a_closed_and_assured_line_needs_nothing() -> None:
    records = [*line(status="Closed", closed_on="2026-11-19"), decision("2026-11-19 10:15")]
    found = explain(facts(*records), "A-1")
    assert found.passes
    assert found.changes == ()
    assert found.would_pass_on is None


def test_a_cancelled_line_is_not_to_be_closed() -> None:
    found = explain(facts(closable.action(status="Cancelled")), "A-1")
    assert (found.changes, found.is_beyond_search) == ((), False)


@pytest.mark.parametrize(
    ("kinds", "least"),
    [
        ({"a": {int}}, 1),
        ({"a": {int, str}, "b": {str, bytes}}, 1),
        ({"a": {int, str}, "b": {bytes, float}}, 2),
        ({"a": {int, str}, "b": {str, bytes}, "c": {bytes, int}}, 2),
        ({"a": {int}, "b": {str}, "c": {int, str}}, 2),
        ({"a": {int}, "b": set()}, None),
        ({}, None),
    ],
)
def test_no_fewer_edits_are_tried_than_the_failing_checks_need(
    kinds: dict[str, set[type]], least: int | None
) -> None:
    helping = {check: frozenset(each) for check, each in kinds.items() if each}
    assert least_needed(tuple(kinds), helping) == least


def test_past_four_changes_it_says_so() -> None:
    known = facts_of(closable.action(owner="P-9"), *closable.people())
    found = explain(known, "A-1")
    assert found.is_beyond_search
    assert found.changes == ()
    assert smallest_by_trying_all(known) is None


def test_the_explanation_is_the_same_whatever_the_order_of_rows() -> None:
    records = without(ValidityReview, Check, Measure)
    assert words(*records) == words(*reversed(records))


def test_a_missing_complaints_sheet_is_to_be_kept() -> None:
    assert "Keep the Complaints sheet, with complaints." in words(*without(Complaint))


def test_a_line_that_is_not_there_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        explain(facts(make(BurstCycle, burst="BU-1", closed_at="2026-11-19")), "A-1")


def test_a_line_with_very_many_files_is_searched_no_longer_than_policy_allows() -> None:
    """Forty files that nobody reviewed have a hundred thousand sets of four."""
    files = [closable.evidence(ref=f"E-{n}") for n in range(10, 50)]
    known = facts(*spoilt(plus=tuple(files)))
    case, when = known.cases["A-1"], When(known.as_at, known.today)
    search = Search(case, known.policy, when)
    found = [search.within(each, MOST_CHANGES) for each in search.attempts]
    assert not any(found)
    assert search.tried <= known.policy.number("changes_tried")
    assert explain(known, "A-1").is_beyond_search


@pytest.mark.parametrize(
    ("plus", "expected"),
    [
        pytest.param(
            (make(BurstSample, burst="BU-1", evidence="E-1", drawn_at="2026-11-18 11:00"),),
            "A live-proof visit to E-1 at which 87% of records or more match practice.",
            id="drawn and not visited",
        ),
        pytest.param(
            (
                make(
                    Retest,
                    burst="BU-1",
                    evidence="E-1",
                    person="P-3",
                    retested_at="2026-11-18",
                    stages_tested=10,
                    stages_correct=10,
                    repeated_omissions=1,
                ),
            ),
            "A retest of P-3 on E-1 with 83% of stages or more correct and no critical omission "
            "repeated.",
            id="a critical omission repeated",
        ),
        pytest.param(
            (make(Risk, ref="R-1", actions=("A-1",), likelihood=4, consequence=4, state="Open"),),
            "Close R-1, or score below High what is still open.",
            id="a grave risk open",
        ),
    ],
)
def test_each_new_check_has_its_change(plus: tuple[Any, ...], expected: str) -> None:
    assert words(*spoilt(plus=plus)) == [expected]


def test_a_score_that_did_not_fall_is_to_be_scored_again() -> None:
    same = line(current_likelihood=3, current_consequence=2)
    assert words(*same) == ["A current score of the risk below its baseline of 6."]
    unscored = line(likelihood=None, consequence=None)
    assert words(*unscored) == ["A baseline score of the risk, and a current score below it."]


def test_a_kind_of_evidence_that_is_missing_is_named() -> None:
    audit = spoilt(without=(Evidence,), plus=(closable.evidence(category="EC-PROCESS"),))
    assert words(*audit) == [
        "One new evidence file of feedback, independently reviewed and found valid."
    ]


def test_a_file_that_the_own_side_reviewed_is_to_be_reviewed_by_somebody_else() -> None:
    own = spoilt(without=(ValidityReview,), plus=(closable.review_of_file(reviewer="P-1"),))
    assert words(*own) == ["An independent validity review of E-1 that finds it valid."]
