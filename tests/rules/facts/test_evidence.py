from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builder.field import Action, Evidence, ValidityReview
from builder.policy import Policy
from builder.rules.facts.evidence.files import Standing, Validity
from builder.rules.gate.facts import Facts
from tests.made import as_at, make
from tests.rules.closable import evidence, review_of_file
from tests.rules.judged import POLICY, facts_of, with_value

AT = "2026-11-20 17:20"


def line(**typed: str) -> Action:
    return make(Action, ref="A-1", service="S-1", **{"raised_on": "2026-09-01", **typed})


def judged(*records: object, at: str = AT, policy: Policy = POLICY) -> Facts:
    return facts_of(*records, at=at, policy=policy)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param({}, Validity.VALID, id="three times yes"),
        pytest.param({"matches_live_practice": False}, Validity.INVALID, id="not practice"),
        pytest.param({"source_date_current": False}, Validity.INVALID, id="not current"),
        pytest.param({"outcome_proof": False}, Validity.INVALID, id="no outcome"),
        pytest.param({"outcome_proof": None}, Validity.UNKNOWN, id="one answer blank"),
        pytest.param(
            {"outcome_proof": None, "matches_live_practice": False},
            Validity.INVALID,
            id="a no outweighs a blank",
        ),
    ],
)
def test_a_file_is_invalid_where_it_fails_any_of_three_b2_2(
    answers: dict[str, bool | None], expected: Validity
) -> None:
    review = review_of_file(**answers)
    file = judged(line(), evidence(), review).evidence_files["E-1"]
    assert file.validity(review, as_at(AT)) is expected


@pytest.mark.parametrize(
    ("source_date", "is_outdated"),
    [
        pytest.param("2026-10-18", False, id="thirty days at the review"),
        pytest.param("2026-10-17", True, id="thirty-one days at the review"),
        pytest.param("2026-09-01", True, id="the day the line was raised, but too old"),
    ],
)
def test_age_is_taken_at_the_review_b2_2(source_date: str, is_outdated: bool) -> None:
    review = review_of_file(reviewed_at="2026-11-17 14:00")
    file = judged(line(), evidence(source_date=source_date), review).evidence_files["E-1"]
    assert file.is_outdated(review, as_at(AT)) is is_outdated


@pytest.mark.parametrize(
    ("source_date", "is_outdated"),
    [("2026-10-21", False), ("2026-10-20", True)],
    ids=["thirty days", "thirty-one days"],
)
def test_without_a_review_age_is_taken_at_the_as_at_moment(
    source_date: str, is_outdated: bool
) -> None:
    file = judged(line(), evidence(source_date=source_date)).evidence_files["E-1"]
    assert file.is_outdated(None, as_at(AT)) is is_outdated


@pytest.mark.parametrize(
    ("raised_on", "is_outdated"), [("2026-11-10", False), ("2026-11-11", True)]
)
def test_a_source_from_before_the_line_was_raised_is_outdated(
    raised_on: str, is_outdated: bool
) -> None:
    file = judged(line(raised_on=raised_on), evidence()).evidence_files["E-1"]
    assert file.is_outdated(None, as_at(AT)) is is_outdated


def test_a_category_has_its_own_limit_and_others_the_general_one() -> None:
    policy = with_value("evidence_age_ec_obs", Decimal(90))
    files = judged(
        line(),
        evidence(ref="E-1", category="Observation"),
        evidence(ref="E-2", category="Processes"),
        evidence(ref="E-3", category=None),
        policy=policy,
    ).evidence_files
    assert [files[ref].limit_days for ref in ("E-1", "E-2", "E-3")] == [90, 30, 30]


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        pytest.param({}, Standing.INVALID, id="not corrected"),
        pytest.param(
            {"corrected_on": "2026-11-19", "accepted_after_correction": True},
            Standing.CORRECTED,
            id="corrected and accepted",
        ),
        pytest.param(
            {"corrected_on": "2026-11-19"}, Standing.INVALID, id="corrected, not yet accepted"
        ),
        pytest.param(
            {"corrected_on": "2026-11-21", "accepted_after_correction": True},
            Standing.INVALID,
            id="correction still to come",
        ),
    ],
)
def test_an_invalid_file_stands_again_once_its_correction_is_accepted(
    correction: dict[str, object], expected: Standing
) -> None:
    review = review_of_file(outcome_proof=False, **correction)
    file = judged(line(), evidence(), review).evidence_files["E-1"]
    assert file.then(as_at(AT)).standing is expected


def test_a_review_of_tomorrow_is_not_there_yet() -> None:
    review = review_of_file(reviewed_at="2026-11-20 17:21")
    file = judged(line(), evidence(), review).evidence_files["E-1"]
    assert file.then(as_at(AT)).standing is Standing.UNTESTED
    assert file.then(as_at("2026-11-20 17:21")).standing is Standing.ACCEPTED


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([evidence()], "untested", id="not reviewed"),
        pytest.param([evidence(source_date="2026-09-20")], "stale", id="not reviewed, too old"),
        pytest.param([evidence(), review_of_file()], "accepted", id="valid"),
        pytest.param(
            [evidence(source_date="2026-10-20"), review_of_file(reviewed_at="2026-11-01 10:00")],
            "accepted",
            id="valid then, past its limit since",
        ),
        pytest.param([evidence(), review_of_file(outcome_proof=False)], "invalid", id="invalid"),
        pytest.param(
            [
                evidence(),
                review_of_file(
                    outcome_proof=False, corrected_on="2026-11-18", accepted_after_correction=True
                ),
            ],
            "corrected",
            id="corrected",
        ),
    ],
)
def test_each_file_has_one_state(records: list[Evidence | ValidityReview], expected: str) -> None:
    assert judged(line(), *records).fitness["E-1"].state == expected


def test_an_accepted_file_past_its_limit_says_since_when_and_that_it_stays_so() -> None:
    """Thirty days of 20 October end on 19 November."""
    facts = judged(
        line(), evidence(source_date="2026-10-20"), review_of_file(reviewed_at="2026-11-01 10:00")
    )
    found = facts.fitness["E-1"]
    assert (found.is_accepted, found.is_past_limit) == (True, True)
    assert found.in_date_until == date(2026, 11, 19)
    assert found.reasons == (
        "It was accepted at its review and stays so. Its source of 20 October 2026 was in date "
        "until 19 November 2026: its age limit is 30 days, our own limit; the document names none.",
    )


def test_a_corrected_file_says_what_was_wrong_and_when_it_was_put_right() -> None:
    review = review_of_file(
        outcome_proof=False, corrected_on="2026-11-18", accepted_after_correction=True
    )
    assert judged(line(), evidence(), review).fitness["E-1"].reasons == (
        "Found invalid on 17 November 2026: it lacks outcome proof. "
        "Corrected and accepted on 18 November 2026.",
    )


def test_a_correction_of_a_file_that_was_outdated_then_says_why_it_does_not_count() -> None:
    review = review_of_file(
        outcome_proof=False, corrected_on="2026-11-18", accepted_after_correction=True
    )
    found = judged(line(), evidence(source_date="2026-10-10"), review).fitness["E-1"]
    assert found.state == "invalid"
    assert (
        "Its correction of 18 November 2026 does not count, since its source is outdated."
        in found.reasons
    )


def test_fitness_names_the_other_lines_that_one_file_is_used_to_prove() -> None:
    facts = judged(
        line(),
        make(Action, ref="A-2"),
        evidence(ref="E-1", link="audit.pdf"),
        evidence(ref="E-2", link="audit.pdf", action="A-2"),
        evidence(ref="E-3", link="other.pdf"),
    )
    assert facts.fitness["E-1"].same_file == ("A-2",)
    assert facts.fitness["E-3"].same_file == ()


def test_evidence_handed_in_later_has_no_fitness_yet() -> None:
    facts = judged(line(), evidence(submitted_on="2026-11-21"))
    assert not facts.fitness


def test_a_withdrawn_file_says_so_and_is_handed_in_no_more() -> None:
    file = make(
        Evidence,
        ref="E-1",
        action="A-1",
        source_date="2026-11-10",
        submitted_on="2026-11-11",
        withdrawn_on="2026-11-20",
    )
    facts = facts_of(make(Action, ref="A-1", raised_on="2026-11-01"), file)
    found = facts.fitness["E-1"]
    assert found.state == "withdrawn"
    assert found.reasons[0] == "It was withdrawn on 20 November 2026."
    assert not facts.handed_in
    earlier = facts_of(make(Action, ref="A-1", raised_on="2026-11-01"), file, at="2026-11-19 12:00")
    assert earlier.fitness["E-1"].state == "untested"
    assert [each.ref for each in earlier.handed_in["A-1"]] == ["E-1"]


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        pytest.param({"corrected_on": "2026-11-18"}, True, id="after the review"),
        pytest.param({"corrected_on": "2026-11-17 14:01"}, True, id="a minute after it"),
        pytest.param({"corrected_on": "2026-11-17"}, True, id="on its day, at no known time"),
        pytest.param({"corrected_on": "2026-11-17 13:59"}, False, id="a minute before it"),
        pytest.param({"corrected_on": "2026-11-21"}, False, id="still to come"),
        pytest.param({"accepted_after_correction": None}, False, id="nobody says it was accepted"),
        pytest.param({"accepted_after_correction": False}, False, id="refused"),
        pytest.param({"corrected_on": None}, False, id="corrected on no known day"),
    ],
)
def test_a_correction_counts_where_it_was_accepted_after_the_review(
    fields: dict[str, Any], stands: bool
) -> None:
    known = {"corrected_on": "2026-11-18", "accepted_after_correction": True, **fields}
    refused = review_of_file(outcome_proof=False, **known)
    facts = facts_of(line(), evidence(), refused)
    (file,) = facts.files_now["A-1"]
    assert file.is_accepted is stands


@pytest.mark.parametrize(
    ("source", "stands"), [("2026-10-19", True), ("2026-10-18", False), (None, False)]
)
def test_a_corrected_file_is_itself_within_its_age_on_the_day_of_the_correction(
    source: str | None, stands: bool
) -> None:
    """Thirty days of 18 November begin on 19 October."""
    refused = review_of_file(
        matches_live_practice=False, corrected_on="2026-11-18", accepted_after_correction=True
    )
    facts = facts_of(line(), evidence(source_date=source), refused)
    (file,) = facts.files_now["A-1"]
    assert file.is_accepted is stands
