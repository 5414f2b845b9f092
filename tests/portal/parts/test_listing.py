from collections.abc import Callable
from datetime import date

import pytest

from builder.portal.parts.listing import (
    Column,
    Content,
    Listing,
    choice,
    day,
    figure,
    number,
    plain,
    ref,
    words,
)
from builder.portal.parts.views import Anchor, Tag

Maker = Callable[[str, Callable[[str], Content]], Column[str]]
SEEN = date(2026, 11, 20)


def of(*columns: Column[str]) -> Listing[str]:
    return Listing[str](
        id="t", caption="Rooms", columns=columns, row_id=lambda each: f"room-{each}"
    )


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        pytest.param("Kitchen", ("Kitchen",), id="words"),
        pytest.param(Tag("Open"), (Tag("Open"),), id="a tag"),
        pytest.param(("See ", Anchor("A", "a.html")), ("See ", Anchor("A", "a.html")), id="a run"),
        pytest.param(None, ("Not recorded",), id="nothing"),
        pytest.param("", ("Not recorded",), id="no words"),
        pytest.param((), ("Not recorded",), id="an empty run"),
        pytest.param(("",), ("",), id="an empty cell on purpose"),
    ],
)
@pytest.mark.parametrize("maker", [ref, words, plain, figure])
def test_a_column_shows_what_its_function_gives(
    maker: Maker, content: Content, shown: tuple[object, ...]
) -> None:
    [row] = of(maker("Where", lambda _: content)).table(["1"]).rows
    assert row.cells[0].content == shown


def test_days_and_numbers_are_sorted_by_what_they_are() -> None:
    listing = of(day("Seen", lambda _: SEEN), number("Beds", lambda _: 1200))
    [row] = listing.table(["1"]).rows
    assert [each.content for each in row.cells] == [("20 Nov 2026",), ("1,200",)]
    assert row.cells[0].sort.startswith("2026-11-20")
    assert row.cells[1].sort == "1200"


def test_what_is_absent_is_said_in_the_column_s_own_words() -> None:
    listing = of(
        day("Seen", lambda _: None, absent="Not seen"), number("Beds", lambda _: None, absent="–")
    )
    [row] = listing.table(["1"]).rows
    assert [each.content for each in row.cells] == [("Not seen",), ("–",)]


def test_a_choice_is_filtered_under_its_key_and_the_row_is_named_once() -> None:
    table = of(ref("Room", str), choice("Floor", "floor", str)).table(["1", "2"])
    assert [each.filter for each in table.columns] == ["", "floor"]
    assert [each.is_row_header for each in table.columns] == [True, False]
    assert [each.id for each in table.rows] == ["room-1", "room-2"]


def test_a_column_serves_records_that_hold_its_own_as_a_part() -> None:
    listing = Listing[tuple[str, str]](
        id="t", caption="t", columns=[words("Room", str).of(lambda pair: pair[1])]
    )
    [row] = listing.table([("OAK", "Kitchen")]).rows
    assert row.cells[0].content == ("Kitchen",)


def test_a_list_that_is_handed_out_links_both_files() -> None:
    listing = Listing[str](id="t", caption="t", columns=[ref("Ref", str)], download="findings")
    links = [each.href for each in listing.table(()).downloads]
    assert links == ["data/findings.csv", "data/findings.xlsx"]
