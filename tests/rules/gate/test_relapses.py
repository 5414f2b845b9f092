"""What speaks against a review's word that the target was met, and starts the run anew (A1.5)."""

from datetime import date
from typing import Any

import pytest

from builder.field import Check, Finding, LiveProof, Measure, Retest, Review
from builder.rules.verdict import Outcome
from tests.made import make
from tests.rules import closable
from tests.rules.gate.test_gate import checked, spoilt
from tests.rules.judging import judge

MET, FIRED, WAITS = Outcome.MET, Outcome.FIRED, Outcome.NOT_DUE
RULE = "review_contradicts_figures"


def measures(current: Any, end: str = "2026-10-31", **typed: Any) -> list[Measure]:
    """A baseline of 20 in August, and a follow-up of as many days that ends on a day."""
    first, second = closable.measures(20, current, **typed)
    start = date.fromordinal(date.fromisoformat(end).toordinal() - 30).isoformat()
    follow_up = make(
        Measure,
        action="A-1",
        measure="Errors",
        better="Lower",
        unit="errors a month",
        phase="Follow-up",
        numerator=current,
        period_start=start,
        period_end=end,
        **typed,
    )
    assert second.phase == "Follow-up"
    return [first, follow_up]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(measures(5, target=5), MET, id="at its Target"),
        pytest.param(measures(6, target=5), WAITS, id="one past its Target"),
        pytest.param(measures(17), MET, id="15 %, no Target"),
        pytest.param(measures(18), WAITS, id="10 %, no Target"),
        pytest.param(measures(19, target=19), MET, id="at its Target, 5 %"),
        pytest.param(measures(9, target=5)[1:], WAITS, id="past its Target, no baseline"),
        pytest.param(measures(9)[1:], MET, id="neither baseline nor Target"),
        pytest.param(measures(9, target=5)[:1], MET, id="no follow-up"),
        pytest.param(measures(18, "2026-11-20"), FIRED, id="it ends after the last review"),
        pytest.param(measures(18, "2026-11-21"), MET, id="it ends tomorrow"),
        pytest.param(measures(18, "2026-09-20"), MET, id="it ended before the window"),
    ],
)
def test_a_run_starts_anew_at_the_end_of_a_period_that_misses(
    rows: list[Measure], expected: Outcome
) -> None:
    found = checked("sustained improvement", *spoilt(without=Measure, plus=tuple(rows)))
    assert found.verdict.outcome is expected


def finding(ref: str, at: str, **typed: Any) -> Finding:
    known = {"service": "S-1", "theme": "Medication", "severity": "Moderate", **typed}
    return make(Finding, ref=ref, found_at=at, **known)


def check(**typed: Any) -> Check:
    return make(Check, action="A-1", checked_on="2026-10-20 10:00", **typed)


def visit(matching: int) -> LiveProof:
    return make(
        LiveProof,
        burst="BU-1",
        evidence="E-1",
        checked_at="2026-10-20 10:00",
        records_checked=100,
        records_matching=matching,
    )


def retest(correct: int) -> Retest:
    return make(
        Retest,
        burst="BU-1",
        evidence="E-1",
        person="P-3",
        retested_at="2026-10-20 10:00",
        stages_tested=100,
        stages_correct=correct,
    )


OCTOBER = "2026-10-20 12:00"


@pytest.mark.parametrize(
    ("plus", "expected"),
    [
        pytest.param((finding("F-1", OCTOBER),), MET, id="one further finding"),
        pytest.param(
            (finding("F-1", "2026-10-01"), finding("F-2", OCTOBER)), WAITS, id="a second one"
        ),
        pytest.param(
            (finding("F-1", "2026-09-01"), finding("F-2", OCTOBER)), MET, id="one, and its cause"
        ),
        pytest.param(
            (finding("F-1", "2026-10-01"), finding("F-2", OCTOBER, theme="Falls")),
            MET,
            id="one, and one of another theme",
        ),
        pytest.param(
            (finding("F-1", "2026-10-01"), finding("F-2", OCTOBER, service="S-2")),
            MET,
            id="one, and one elsewhere",
        ),
        pytest.param(
            (finding("F-1", OCTOBER, actions=("A-1",), severity="Moderate"),),
            MET,
            id="a Moderate one linked",
        ),
        pytest.param(
            (finding("F-1", OCTOBER, actions=("A-1",), severity="High"),),
            WAITS,
            id="a High one linked",
        ),
        pytest.param(
            (finding("F-1", OCTOBER, theme="Falls", actions=("A-1",), severity=None),),
            WAITS,
            id="one linked that nobody graded",
        ),
        pytest.param(
            (finding("F-1", "2026-11-20 17:20", actions=("A-1",), severity="High"),),
            FIRED,
            id="after the last review",
        ),
        pytest.param(
            (finding("F-1", "2026-11-20 17:21", actions=("A-1",), severity="High"),),
            MET,
            id="not found yet",
        ),
        pytest.param((check(continued_error=True),), WAITS, id="a continued error"),
        pytest.param((check(continued_error=False),), MET, id="a check without"),
        pytest.param((visit(86),), WAITS, id="a visit below its limit"),
        pytest.param((visit(87),), MET, id="a visit at its limit"),
        pytest.param((retest(82),), WAITS, id="a retest below its limit"),
        pytest.param((retest(83),), MET, id="a retest at its limit"),
    ],
)
def test_a_run_starts_anew_after_what_was_found(plus: tuple[Any, ...], expected: Outcome) -> None:
    found = checked("sustained improvement", *spoilt(plus=plus))
    assert found.verdict.outcome is expected
    assert found.passes is (expected is MET)


def test_the_reason_names_what_broke_the_run_and_when_it_can_be_whole() -> None:
    broken = checked("sustained improvement", *spoilt(plus=(check(continued_error=True),)))
    assert broken.verdict.reason == (
        "The check of 20 October 2026, 10:00 met with a continued error; on target since "
        "27 October 2026; the window is 8 weeks, and can be whole on 21 December 2026."
    )
    assert len(broken.verdict.cells) == 2
    late = finding("F-1", "2026-11-19 09:00", actions=("A-1",), severity="High")
    ended = checked("sustained improvement", *spoilt(plus=(late,))).verdict.reason
    assert ended == (
        "F-1 of 19 November 2026, 09:00 was found, High, after the last review on target; the "
        "window of 8 weeks begins again with the next, and can be whole on 15 January 2027."
    )


def test_a_review_off_target_is_named_by_its_day() -> None:
    rows = tuple(closable.reviews(off=(6,)))
    found = checked("sustained improvement", *spoilt(without=Review, plus=rows))
    assert found.verdict.reason.startswith(
        "The review of 20 October 2026 was off target; on target"
    )


def test_a_review_missing_stays_missing_whatever_else_is_found() -> None:
    rows = [each for each in closable.reviews() if str(each.reviewed_on) != "2026-10-27"]
    plain = checked("sustained improvement", *spoilt(without=Review, plus=tuple(rows)))
    worse = checked(
        "sustained improvement",
        *spoilt(
            without=Review,
            plus=(*rows, make(Check, action="A-1", checked_on="2026-11-05", continued_error=True)),
        ),
    )
    assert plain.verdict.outcome is worse.verdict.outcome is FIRED


@pytest.mark.parametrize(
    ("day", "met", "expected"),
    [
        pytest.param("2026-10-01", True, "fired", id="on its first day"),
        pytest.param("2026-10-31", True, "fired", id="on its last day"),
        pytest.param("2026-10-31", False, None, id="a review that says no"),
        pytest.param("2026-09-30", True, None, id="the day before it"),
        pytest.param("2026-11-01", True, None, id="the day after it"),
    ],
)
def test_a_typed_yes_inside_a_period_that_misses_contradicts_the_figures(
    day: str, met: bool, expected: str | None
) -> None:
    review = make(Review, action="A-1", reviewed_on=day, target_met=met)
    found = judge(closable.action(), review, *measures(6, target=5)).outcomes(RULE)
    assert found == ({"A-1": expected} if expected else {})


def test_word_and_figure_are_named_with_both_cells() -> None:
    review = make(Review, action="A-1", reviewed_on="2026-10-20", target_met=True)
    (told,) = judge(closable.action(), review, *measures(6, target=5)).verdicts(RULE)
    assert told.reason == (
        "The review of 20 October 2026 says that the target was met; “Errors” up to 31 October "
        "2026 was 6 errors a month, and its target is 5 errors a month."
    )
    assert [each.sheet for each in told.cells] == ["Reviews", "Measures", "Measures"]


def test_a_yes_that_the_figures_bear_out_is_met_and_without_measures_nothing_is_recorded() -> None:
    review = make(Review, action="A-1", reviewed_on="2026-10-20", target_met=True)
    assert judge(closable.action(), review, *measures(5, target=5)).outcomes(RULE) == {"A-1": "met"}
    assert judge(closable.action(), review).outcome(RULE) == "not_recorded"


def test_a_value_is_shown_with_what_tells_it_from_its_target() -> None:
    rows = closable.measures(9, 1, denominator=24, target=4)[1:]
    found = checked("sustained improvement", *spoilt(without=Measure, plus=tuple(rows)))
    assert "was 4.2%, and its target is 4%" in found.verdict.reason
    close = closable.measures(9, 3001, denominator=75000, target=4)[1:]
    found = checked("sustained improvement", *spoilt(without=Measure, plus=tuple(close)))
    assert "was 4.001%, and its target is 4%" in found.verdict.reason
