from fractions import Fraction
from typing import Any

import pytest

from builder.field import Action, Complaint, PanelDecision, Review
from builder.rules.facts.complaints import (
    Movement,
    ThemeCase,
    median_closure_days,
    movement_words,
)
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


POINTS = ("2026-10-18", "2026-11-01", "2026-11-15")


@pytest.mark.parametrize(
    ("received", "unchanged", "literal"),
    [
        pytest.param(("2026-10-20", "2026-11-09"), True, True, id="one and one"),
        pytest.param(("2026-10-20", "2026-11-09", "2026-11-10"), True, False, id="a rise"),
        pytest.param(("2026-10-20",), False, False, id="a fall"),
        pytest.param((), False, False, id="none and none"),
        pytest.param(("2026-11-09",), True, False, id="none, then one"),
        pytest.param(("2026-10-18", "2026-11-09"), True, False, id="the first point's own day"),
        pytest.param(("2026-11-01", "2026-11-15"), True, True, id="the points' own days"),
        pytest.param(("2026-11-01", "2026-11-16"), False, False, id="after the later point"),
    ],
)
def test_complaints_are_unchanged_unless_they_fell_b3_3(
    received: tuple[str, ...], unchanged: bool, literal: bool
) -> None:
    found = moved(*received, points=POINTS)
    assert found.is_unchanged(literal=False) is unchanged
    assert found.is_unchanged(literal=True) is literal


@pytest.mark.parametrize(
    ("points", "word"),
    [
        pytest.param(("2026-10-04", "2026-10-18", "2026-11-15"), "fallen", id="14 and 28 days"),
        pytest.param(("2026-09-20", "2026-10-18", "2026-11-15"), "unchanged", id="28 and 28"),
        pytest.param(("2026-09-19", "2026-10-18", "2026-11-15"), "risen", id="29 and 28"),
    ],
)
def test_periods_of_unequal_length_are_compared_per_thirty_days(
    points: tuple[str, ...], word: str
) -> None:
    found = moved("2026-10-10", "2026-11-10", points=points)
    assert found.word == word
    assert movement_words(found).startswith(f"{word}, 1 complaint in 28 days")


@pytest.mark.parametrize("points", [(), ("2026-11-01",), POINTS[1:]], ids=["none", "one", "two"])
def test_fewer_than_three_review_points_say_nothing(points: tuple[str, ...]) -> None:
    assert moved("2026-11-02", points=points).is_unchanged(literal=False) is None


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(POINTS, POINTS, id="fourteen days apart"),
        pytest.param((*POINTS[:2], "2026-11-14"), None, id="thirteen days apart"),
        pytest.param(
            ("2026-10-18", "2026-10-25", "2026-11-01", "2026-11-08", "2026-11-15"),
            POINTS,
            id="weekly reviews, taken from the latest backwards",
        ),
        pytest.param(
            ("2026-10-18", "2026-11-01 09:00", "2026-11-15 09:00", "2026-11-15 14:00"),
            ("2026-10-18", "2026-11-01 09:00", "2026-11-15 14:00"),
            id="two of one day, fourteen days between local dates",
        ),
    ],
)
def test_review_points_are_at_least_so_far_apart(
    days: tuple[str, ...], expected: tuple[str, ...] | None
) -> None:
    case = theme(facts_of(line(), line(ref="A-2", theme="  FALLS "), *reviewed(*days)))
    points = [str(each) for each in reversed(case.points.by(as_at(AT), case.least_days))]
    assert points == list(expected) if expected else len(points) < len(POINTS)


def put(*moments: str, action: str = "A-1") -> list[PanelDecision]:
    return [
        make(PanelDecision, action=action, panel_at=each, decision="Deferred") for each in moments
    ]


@pytest.mark.parametrize(
    ("moments", "latest"),
    [
        pytest.param(
            ("2026-10-22 10:15", "2026-11-05 10:15", "2026-11-19 10:15"), "2026-11-19", id="three"
        ),
        pytest.param(
            ("2026-10-23 10:15", "2026-11-05 10:15", "2026-11-19 10:15"),
            "2026-11-15",
            id="three, two of them too close",
        ),
        pytest.param(("2026-11-05 10:15", "2026-11-19 10:15"), "2026-11-15", id="two"),
    ],
)
def test_three_panels_of_the_theme_are_its_points_else_the_reviews(
    moments: tuple[str, ...], latest: str
) -> None:
    facts = facts_of(
        line(),
        line(ref="A-2"),
        *reviewed(*POINTS),
        *put(*moments[:1]),
        *put(*moments[1:], action="A-2"),
    )
    found = theme(facts).movement(as_at(AT)).latest
    assert found is not None
    assert found.until.isoformat() == latest


def test_a_complaint_belongs_to_a_theme_by_its_word_or_by_a_line_of_it() -> None:
    named = make(
        Complaint, ref="C-9", theme="Night care", actions=("A-1",), received_on="2026-11-09"
    )
    facts = facts_of(line(), *reviewed(*POINTS), named)
    for scope in ("provider", "S-1"):
        found = theme(facts, scope).movement(as_at(AT)).latest
        assert found is not None
        assert found.received == 1


def test_a_point_of_tomorrow_is_not_there_yet() -> None:
    facts = facts_of(
        line(),
        *reviewed(*POINTS, "2026-11-20 18:00"),
        *complaints("2026-10-20", "2026-11-18", theme="Falls"),
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
        *complaints("2026-10-20", "2026-11-09", theme="Falls"),
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
        pytest.param(("2026-10-20", "2026-10-21", "2026-11-09"), True, id="two, then one"),
        pytest.param(("2026-10-20", "2026-10-21"), True, id="two, then none"),
        pytest.param(("2026-10-20",), False, id="one, then none"),
        pytest.param(
            ("2026-10-20", "2026-10-21", "2026-11-09", "2026-11-10"), False, id="two and two"
        ),
        pytest.param((), False, id="never any"),
    ],
)
def test_complaints_fall_from_a_period_with_at_least_two_b3_4(
    received: tuple[str, ...], has_fallen: bool
) -> None:
    assert moved(*received, points=POINTS).has_fallen(2) is has_fallen
