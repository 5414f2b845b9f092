from fractions import Fraction
from typing import Any

import pytest

from builder.field import Action, Complaint, Review
from builder.rules.facts.complaints import Movement, ThemeCase, median_closure_days
from builder.rules.gate.facts import Facts
from tests.made import as_at, make
from tests.rules.closable import complaints
from tests.rules.judged import facts_of

AT = "2026-11-20 17:20"


def line(**typed: Any) -> Action:
    known = {"ref": "A-1", "service": "S-1", "theme": "Falls", "raised_on": "2026-10-01"}
    return make(Action, **{**known, **typed})


def reviewed(*days: str, action: str = "A-1") -> list[Review]:
    return [make(Review, action=action, reviewed_on=day, target_met=True) for day in days]


def theme(facts: Facts, scope: str = "provider") -> ThemeCase:
    return facts.themes["falls", scope]


def moved(*received: str, points: tuple[str, ...]) -> Movement:
    facts = facts_of(line(), *reviewed(*points), *complaints(*received, theme="falls"))
    return theme(facts).movement(as_at(AT))


POINTS = ("2026-11-01", "2026-11-08", "2026-11-15")


@pytest.mark.parametrize(
    ("received", "unchanged", "literal"),
    [
        pytest.param(("2026-11-02", "2026-11-09"), True, True, id="one and one"),
        pytest.param(("2026-11-02", "2026-11-09", "2026-11-10"), True, False, id="a rise"),
        pytest.param(("2026-11-02",), False, False, id="a fall"),
        pytest.param((), False, False, id="none and none"),
        pytest.param(("2026-11-09",), True, False, id="none, then one"),
        pytest.param(("2026-11-01", "2026-11-09"), True, False, id="the earlier point's own day"),
        pytest.param(("2026-11-08", "2026-11-15"), True, True, id="the points' own days"),
        pytest.param(("2026-11-08", "2026-11-16"), False, False, id="after the later point"),
    ],
)
def test_complaints_are_unchanged_unless_they_fell_b3_3(
    received: tuple[str, ...], unchanged: bool, literal: bool
) -> None:
    found = moved(*received, points=POINTS)
    assert found.is_unchanged(literal=False) is unchanged
    assert found.is_unchanged(literal=True) is literal


@pytest.mark.parametrize("points", [(), ("2026-11-08",)], ids=["no point", "one point"])
def test_one_review_point_says_nothing(points: tuple[str, ...]) -> None:
    assert moved("2026-11-02", points=points).is_unchanged(literal=False) is None


def test_with_two_points_the_first_period_begins_when_the_line_was_raised() -> None:
    found = moved("2026-09-30", "2026-10-01", "2026-11-09", points=("2026-11-08", "2026-11-15"))
    assert found.previous is not None
    assert found.previous.received == 1, "the complaint from before the line does not count"
    assert found.is_unchanged(literal=False)


def test_points_are_the_reviews_of_every_line_of_the_theme_and_one_day_once() -> None:
    facts = facts_of(
        line(),
        line(ref="A-2", theme="  FALLS "),
        *reviewed("2026-11-08", "2026-11-15 10:00"),
        *reviewed("2026-11-15 10:00", "2026-11-15 14:00", action="A-2"),
    )
    assert [each.on.isoformat() for each in theme(facts).points] == ["2026-11-08", "2026-11-15"]


def test_a_point_of_tomorrow_is_not_there_yet() -> None:
    facts = facts_of(
        line(),
        *reviewed(*POINTS, "2026-11-20 18:00"),
        *complaints("2026-11-02", "2026-11-18", theme="Falls"),
    )
    latest = theme(facts).movement(as_at(AT)).latest
    assert latest is not None
    assert latest.until.isoformat() == "2026-11-15"


def test_each_service_counts_its_own() -> None:
    facts = facts_of(
        line(),
        line(ref="B-1", service="S-2"),
        *reviewed(*POINTS),
        *reviewed(*POINTS, action="B-1"),
        *complaints("2026-11-02", "2026-11-09", theme="Falls"),
    )
    assert theme(facts, "S-1").movement(as_at(AT)).is_unchanged(literal=False) is True
    assert theme(facts, "S-2").movement(as_at(AT)).is_unchanged(literal=False) is False


def test_a_complaint_without_a_day_is_left_out_and_named() -> None:
    facts = facts_of(line(), make(Complaint, ref="C-9", service="S-1", theme="Falls"))
    assert theme(facts).undated == ("C-9",)


@pytest.mark.parametrize(
    ("days", "expected"),
    [((), None), ((3,), 3), ((1, 9, 2), 2), ((1, 2, 3, 10), Fraction(5, 2))],
)
def test_the_median_is_of_calendar_days_from_receipt_to_closing(
    days: tuple[int, ...], expected: Fraction | None
) -> None:
    rows = [
        make(Complaint, ref=f"C-{n}", received_on="2026-11-01", closed_on=f"2026-11-{1 + n:02}")
        for n in days
    ]
    assert median_closure_days(rows) == expected


@pytest.mark.parametrize(
    ("received", "has_fallen"),
    [
        pytest.param(("2026-11-02", "2026-11-03", "2026-11-09"), True, id="two, then one"),
        pytest.param(("2026-11-02", "2026-11-09"), False, id="one and one"),
        pytest.param(("2026-10-20",), True, id="none in both, and one before them"),
        pytest.param((), False, id="never any"),
        pytest.param(("2026-10-20", "2026-11-09"), False, id="back again"),
    ],
)
def test_complaints_that_fell_to_nought_have_fallen_for_good(
    received: tuple[str, ...], has_fallen: bool
) -> None:
    assert moved(*received, points=POINTS).has_fallen is has_fallen
