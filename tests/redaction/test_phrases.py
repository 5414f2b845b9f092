"""Withheld values are found as whole words, however they are spelt, and never by chance."""

import pytest

from builder.redaction.phrases import WITHHELD, Phrases, is_distinct, withheld_phrases


@pytest.mark.parametrize(
    ("value", "distinct"),
    [
        ("OAK-012", True),
        ("McKay", True),
        ("Elm Lodge", True),
        ("Kitchen", False),
        ("kitchen", False),
        ("A1", False),
        ("P10", False),
        ("P-10", True),
        ("P01", True),
        ("2026", False),
        ("  ", False),
    ],
)
def test_a_value_is_looked_for_only_where_finding_it_is_no_chance(
    value: str, distinct: bool
) -> None:
    assert is_distinct(value) is distinct


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("Told to Ana Reed on Monday", True),
        ("ana_reed-notes.docx", True),
        ("Ana%20Reed", True),
        ("ANA\u00a0REED", True),
        ("Ana  and Reed", False),
        ("Reed, Ana", False),
        ("Ana Reeder", False),
        ("Diana Reed", False),
        ("", False),
    ],
)
def test_a_name_is_found_as_whole_words_in_a_row(text: str, is_there: bool) -> None:
    assert list(withheld_phrases(["Ana Reed"]).found(text)) == (["Ana Reed"] if is_there else [])


@pytest.mark.parametrize(
    ("text", "is_there"),
    [("OAK-01", True), ("oak-01.html", True), ("OAK-01-A", False), ("E-OAK-01", False)],
)
def test_a_ref_is_not_found_within_a_longer_one(text: str, is_there: bool) -> None:
    assert list(withheld_phrases(["OAK-01"]).found(text)) == (["OAK-01"] if is_there else [])


def test_a_second_place_is_tried_where_the_first_is_part_of_a_longer_ref() -> None:
    assert list(withheld_phrases(["OAK-01"]).found("OAK-01-A stands beside OAK-01")) == ["OAK-01"]


def test_a_short_value_is_found_in_its_own_case_alone() -> None:
    short = withheld_phrases(["B-1"])
    assert list(short.found("Line B-1 is late")) == ["B-1"]
    assert list(short.found("line b-1 is late")) == []


def test_the_longest_value_is_replaced_first() -> None:
    phrases = Phrases({"Elm Lodge": "a place", "Kitchen of Elm Lodge": "a room"})
    assert phrases.longest == len("Kitchen of Elm Lodge")
    assert phrases.replaced("Kitchen of Elm Lodge, Elm Lodge") == "a room, a place"


def test_what_stands_in_is_taken_literally() -> None:
    assert Phrases({"Ana Reed": r"\1 <x>"}).replaced("To Ana Reed") == r"To \1 <x>"


def test_nothing_to_look_for_changes_nothing() -> None:
    for empty in (Phrases({}), withheld_phrases(["-", "  "])):
        assert empty.is_empty
        assert empty.replaced("Any text") == "Any text"
        assert list(empty.found("Any text")) == []
    assert not withheld_phrases(["Ana Reed"]).is_empty
    assert withheld_phrases(["Ana Reed"]).replaced("Ana Reed left") == f"{WITHHELD} left"
