from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest

from builder.portal.parts.words import (
    change_words,
    counted,
    date_words,
    limit_words,
    list_words,
    moment_key,
    moment_words,
    number_words,
    places_words,
    quantity,
    role_words,
    scalar_words,
    sentence,
    signed_words,
)
from builder.problems import Cell
from tests.made import moment


def test_a_date_is_written_in_full_and_short_in_tables() -> None:
    assert date_words(date(2026, 11, 21)) == "21 November 2026"
    assert date_words(date(2026, 11, 1), short=True) == "1 Nov 2026"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param(None, "Not recorded", id="none"),
        pytest.param(date(2026, 5, 3), "3 May 2026", id="date"),
        pytest.param(moment("2026-11-20"), "20 November 2026", id="bare"),
        pytest.param(moment("2026-11-20 08:05"), "20 November 2026, 08:05", id="with time"),
        pytest.param(datetime(2026, 7, 1, 7, tzinfo=UTC), "1 July 2026, 08:00", id="summer time"),
    ],
)
def test_a_moment_is_written_in_local_time(given: object, words: str) -> None:
    assert moment_words(given) == words  # type: ignore[arg-type] # the table holds each kind


def test_a_bare_date_sorts_at_the_end_of_its_day() -> None:
    assert moment_key(moment("2026-11-20")) > moment_key(moment("2026-11-20 17:20"))
    assert moment_key(date(2026, 11, 20)) == moment_key(moment("2026-11-20"))
    assert moment_key(None) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(None, "Not assessable", id="unknown is never 0"),
        pytest.param(0, "0", id="zero"),
        pytest.param(1284, "1,284", id="thousands"),
        pytest.param(Fraction(643, 10), "64.3", id="one decimal"),
        pytest.param(Fraction(200, 3), "66.7", id="rounded"),
        pytest.param(Decimal("87.0"), "87", id="no empty decimal"),
        pytest.param(Fraction(-5, 2), "−2.5", id="negative"),
    ],
)
def test_a_number_has_at_most_one_decimal(value: Fraction | None, words: str) -> None:
    assert number_words(value) == words


def test_a_value_just_below_its_limit_is_not_rounded_onto_it() -> None:
    assert number_words(Fraction(8696, 100), limit=87) == "86.96"
    assert number_words(Fraction(87), limit=87) == "87"
    assert number_words(Fraction(8650, 100), limit=87) == "86.5"


def test_a_unit_follows_its_number() -> None:
    assert quantity(87, "%") == "87%"
    assert quantity(5, "defects") == "5 defects"
    assert quantity(1, "defects") == "1 defect"
    assert quantity(None, "defects") == "Not assessable"


def test_points_and_per_cent_are_never_mixed() -> None:
    assert change_words(91, 88, "%") == "Up 3 points"
    assert change_words(2, 5) == "Down 3"
    assert change_words(5, 5) == "No change"
    assert change_words(5, None) == ""
    assert signed_words(Fraction(-75), "%") == "−75%"
    assert signed_words(9, "points") == "+9 points"


@pytest.mark.parametrize(
    ("comparison", "words"),
    [
        pytest.param("exceeds", "Limit: no more than 5 defects", id="exceeds"),
        pytest.param("reaches", "Limit: fewer than 5 defects", id="reaches"),
        pytest.param("below", "Limit: at least 5 defects", id="below"),
        pytest.param("", "Limit: 5 defects", id="none"),
    ],
)
def test_a_limit_says_what_it_allows(comparison: str, words: str) -> None:
    assert limit_words(5, comparison, "defects") == words


def test_no_limit_says_nothing() -> None:
    assert limit_words(None, "exceeds") == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(None, "Not assessable", id="none"),
        pytest.param(True, "Yes", id="yes"),
        pytest.param(False, "No", id="no"),
        pytest.param(3, "3", id="number"),
        pytest.param(time(9, 5), "09:05", id="time"),
        pytest.param(("a", "b"), "a and b", id="list"),
        pytest.param(date(2026, 1, 2), "2 Jan 2026", id="date"),
        pytest.param("text", "text", id="text"),
    ],
)
def test_whatever_a_row_holds_is_put_in_words(value: object, words: str) -> None:
    assert scalar_words(value) == words


def test_nouns_agree_with_their_number() -> None:
    assert counted(1, "action") == "1 action"
    assert counted(1200, "action") == "1,200 actions"
    assert counted(2, "entry", "entries") == "2 entries"


def test_lists_sentences_and_roles_read_as_people_write_them() -> None:
    assert list_words(["a", "b", "c"]) == "a, b and c"
    assert list_words([]) == ""
    assert sentence("tell the owner") == "Tell the owner."
    assert sentence("Done!") == "Done!"
    assert sentence("  ") == ""
    assert role_words("provider") == "the provider"
    assert role_words("Operations Manager") == "the Operations Manager"
    assert role_words("") == ""


def test_places_name_the_first_cells_and_count_the_rest() -> None:
    cells = [Cell("a.xlsx", "Actions", f"H{row}") for row in (2, 3, 4)]
    assert places_words(cells[:1], 2) == "a.xlsx, Actions!H2"
    assert places_words(cells, 2) == "a.xlsx, Actions!H2; a.xlsx, Actions!H3; and 1 more cell"
