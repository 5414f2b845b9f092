"""Figures in words: rounded, and never so that they contradict the verdict beside them."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.portal.parts.words import number_words
from builder.rules.words import number_text, quantity_text


@pytest.mark.parametrize(
    ("figure", "limit", "words"),
    [
        pytest.param(87, 87, "87", id="whole"),
        pytest.param(Fraction(200, 3), 87, "66.7", id="one decimal"),
        pytest.param(Fraction(8696, 100), 87, "86.96", id="below 87"),
        pytest.param(Fraction(8704, 100), 87, "87.04", id="above 87"),
        pytest.param(Fraction(1499, 100), None, "14.99", id="no limit at hand"),
        pytest.param(Fraction(8749, 100), Fraction(875, 10), "87.49", id="a limit with a decimal"),
        pytest.param(Fraction(-75, 10), None, "-7.5", id="below nought"),
        pytest.param(Fraction(-1499, 100), None, "-14.99", id="well below nought"),
        pytest.param(1 - Fraction(1, 10**31), None, f"0.{'9' * 31}", id="past any precision"),
    ],
)
def test_a_figure_is_rounded_no_further_than_it_is_true(
    figure: int | Fraction, limit: int | Fraction | None, words: str
) -> None:
    assert number_text(figure, limit) == words
    assert number_words(figure, limit=limit) == words.replace("-", "−")


@given(st.fractions(-1000, 1000, max_denominator=5000), st.fractions(0, 100, max_denominator=20))
def test_what_is_shown_lies_on_the_side_of_its_limit(figure: Fraction, limit: Fraction) -> None:
    assume(figure != limit)
    shown = Fraction(number_text(figure, limit))
    assert (shown > limit, shown < limit) == (figure > limit, figure < limit)
    assert (shown.denominator == 1) == (figure.denominator == 1)


def test_a_figure_on_its_limit_is_shown_like_it() -> None:
    third = Fraction(100, 3)
    assert number_text(third, third) == number_text(third) == "33.3"


def test_a_unit_stands_behind_its_figure() -> None:
    assert quantity_text(Fraction(299, 20), "%") == "14.95%"
    assert quantity_text(3, "files") == "3 files"
