from datetime import date, timedelta

import pytest

from builder.field import Review
from builder.rules.facts.on_target import Target, target_held
from builder.rules.facts.sustained import Span, Unit, held_reviews, months_after, reviews_held
from builder.rules.verdict import Outcome
from tests.made import as_at, make
from tests.rules.closable import reviews

WEEKLY, MONTHLY = Span(7, Unit.DAYS), Span(1, Unit.MONTHS)
EIGHT_WEEKS, THREE_MONTHS = Span(8, Unit.WEEKS), Span(3, Unit.MONTHS)
FIRST = date(2026, 9, 1)


def held_on(*days: date, off: tuple[date, ...] = ()) -> list[Review]:
    return [
        make(Review, action="A-1", reviewed_on=day.isoformat(), target_met=day not in off)
        for day in days
    ]


def weekly(count: int, first: date = FIRST) -> list[date]:
    return [first + timedelta(weeks=number) for number in range(count)]


def target(
    rows: list[Review],
    at: date,
    raised: date | None = FIRST,
    cadence: Span = WEEKLY,
    window: Span = EIGHT_WEEKS,
) -> Target:
    moment = as_at(f"{at.isoformat()} 12:00")
    return target_held(held_reviews(rows, moment), raised, cadence, window, moment)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param(date(2026, 10, 25), Outcome.NOT_DUE, id="55 days, both dates counted"),
        pytest.param(date(2026, 10, 26), Outcome.MET, id="56 days, both dates counted"),
        pytest.param(date(2026, 10, 27), Outcome.MET, id="the ninth weekly review"),
    ],
)
def test_the_target_is_sustained_when_the_run_spans_the_window_a1_5(
    last: date, expected: Outcome
) -> None:
    rows = held_on(*weekly(8), last)
    assert target(rows, last).outcome is expected


def test_not_a_review_earlier() -> None:
    at = date(2026, 10, 27)
    assert target(held_on(*weekly(8)), at).outcome is Outcome.NOT_DUE
    assert target(held_on(*weekly(9)), at).outcome is Outcome.MET


def test_a_relapse_restarts_the_window() -> None:
    days = weekly(9)
    rows = held_on(*days, off=(days[4],))
    found = target(rows, days[-1])
    assert found.outcome is Outcome.NOT_DUE
    assert found.first_on == days[5]
    longer = weekly(14)
    assert target(held_on(*longer, off=(longer[4],)), longer[-1]).outcome is Outcome.MET


def test_an_off_target_latest_review_fires() -> None:
    days = weekly(12)
    assert target(held_on(*days, off=(days[-1],)), days[-1]).outcome is Outcome.FIRED


def test_an_unknown_latest_review_is_not_computable() -> None:
    rows = [*held_on(*weekly(11)), make(Review, action="A-1", reviewed_on="2026-11-17")]
    assert target(rows, date(2026, 11, 17)).outcome is Outcome.NOT_COMPUTABLE


@pytest.mark.parametrize(
    ("days_later", "expected"), [(7, Outcome.MET), (8, Outcome.FIRED)], ids=["due", "missing"]
)
def test_a_review_that_is_missing_now_fires(days_later: int, expected: Outcome) -> None:
    days = weekly(9)
    at = days[-1] + timedelta(days=days_later)
    assert target(held_on(*days), at).outcome is expected


@pytest.mark.parametrize(
    ("gap", "expected"), [(7, Outcome.MET), (8, Outcome.FIRED)], ids=["a week", "a day more"]
)
def test_a_review_missing_in_the_run_breaks_it(gap: int, expected: Outcome) -> None:
    first = weekly(5)
    second = weekly(5, first[-1] + timedelta(days=gap))
    assert target(held_on(*first, *second), second[-1]).outcome is expected


def test_after_a_missing_review_a_whole_window_mends_it() -> None:
    second = weekly(9, FIRST + timedelta(days=20))
    assert target(held_on(FIRST, *second), second[-1]).outcome is Outcome.MET


@pytest.mark.parametrize(
    ("at", "expected"),
    [(date(2026, 9, 8), Outcome.NOT_DUE), (date(2026, 9, 9), Outcome.FIRED)],
)
def test_without_a_review_the_first_is_due_a_week_after_the_line_was_raised(
    at: date, expected: Outcome
) -> None:
    assert target([], at).outcome is expected


def test_a_review_of_tomorrow_does_not_count() -> None:
    at = date(2026, 10, 26)
    assert target(held_on(*weekly(9)), at).outcome is Outcome.NOT_DUE


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(
            (date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 30)),
            Outcome.MET,
            id="month ends",
        ),
        pytest.param(
            (date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 30)),
            Outcome.NOT_DUE,
            id="a day short",
        ),
        pytest.param(
            (date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 31)),
            Outcome.MET,
            id="three months, both dates counted",
        ),
        pytest.param(
            (date(2026, 8, 1), date(2026, 9, 2), date(2026, 10, 1), date(2026, 11, 1)),
            Outcome.FIRED,
            id="a review a day after the same day next month",
        ),
    ],
)
def test_workforce_is_monthly_over_three_months_a3_5(
    days: tuple[date, ...], expected: Outcome
) -> None:
    found = target(held_on(*days), days[-1], cadence=MONTHLY, window=THREE_MONTHS)
    assert found.outcome is expected


def test_the_window_runs_over_a_clock_change() -> None:
    """The clocks go back on 25 October 2026; days stay days."""
    days = weekly(9, date(2026, 9, 14))
    assert target(held_on(*days), days[-1], raised=days[0]).outcome is Outcome.MET


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_a_later_month_keeps_the_day_or_takes_its_last(
    on: date, months: int, expected: date
) -> None:
    assert months_after(on, months) == expected


def kept(rows: list[Review], at: date, raised: date | None = FIRST) -> Outcome:
    moment = as_at(f"{at.isoformat()} 12:00")
    held = held_reviews(rows, moment)
    return reviews_held(held, raised, WEEKLY, EIGHT_WEEKS, moment)[0]


def test_reviews_are_held_when_none_is_missing_in_the_window() -> None:
    assert kept(reviews(), date(2026, 11, 20)) is Outcome.MET
    assert kept(reviews(10), date(2026, 11, 20)) is Outcome.FIRED
    assert kept([], FIRST) is Outcome.NOT_DUE


def test_a_review_missed_before_the_window_does_not_count_for_ever() -> None:
    late = weekly(9, FIRST + timedelta(days=30))
    assert kept(held_on(*late), late[-1]) is Outcome.MET
    assert kept(held_on(*late[2:]), late[-1]) is Outcome.FIRED


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [(1, Unit.MONTHS, "1 month"), (2, Unit.MONTHS, "2 months"), (7, Unit.DAYS, "7 days")],
)
def test_a_span_is_named_in_plain_words(count: int, unit: Unit, words: str) -> None:
    assert str(Span(count, unit)) == words
