"""A made ref stays with its row, whatever is done to the sheet, and goes to no other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.field import Action, Moment, Source
from builder.field.kept_refs import KeptRef
from builder.field.made_refs import Named, with_refs
from builder.workbook.schema import SHEETS
from tests.made import make

DAY, LATER = date(2026, 11, 20), date(2026, 11, 30)
TITLES = (
    "Mend the rail",
    "Paint the lounge",
    "Check the water each week",
    "Train every senior in medicines",
    "Review the care plans",
)


def row(number: int, title: str | None, **values: Any) -> Action:
    sheet = values.pop("sheet", "Plan")
    book = values.pop("book", "t.xlsx")
    given = {"ref": "", "theme": "Falls", **values}
    return make(Action, title=title, source=Source(book, sheet, number), **given)


def named(rows: Sequence[Action], kept: Sequence[KeptRef] = (), **more: Any) -> Named:
    return with_refs({"actions": rows}, SHEETS, kept, on=LATER if kept else DAY, **more)


def refs(found: Named) -> list[str]:
    return [each.ref for each in found.rows["actions"]]


def plan() -> list[Action]:
    return [
        row(n, title, owner=f"P-{n}", due=Moment(date(2026, 12, n)))
        for n, title in enumerate(TITLES, 2)
    ]


def test_a_ref_stays_where_rows_are_sorted_inserted_and_edited() -> None:
    before = named(plan())
    assert refs(before) == [f"Action-{n}" for n in range(1, 6)]
    new = row(9, "Deep clean the sluice", owner="P-9")
    first, second, third, fourth, fifth = plan()
    edited = replace(third, title="Check the water each week, and sign")
    after = named([fifth, new, edited, first, replace(fourth, owner="P-8"), second], before.kept)
    assert refs(after) == ["Action-5", "Action-6", "Action-3", "Action-1", "Action-4", "Action-2"]
    assert refs(named([first, second], after.kept)) == ["Action-1", "Action-2"]


def test_the_ref_of_a_row_that_left_is_never_given_again() -> None:
    before = named(plan())
    fewer = named(plan()[:3], before.kept)
    assert {each.ref for each in fewer.kept} == {f"Action-{n}" for n in range(1, 6)}
    other = named([*plan()[:3], row(9, "Deep clean the sluice")], fewer.kept)
    assert refs(other)[-1] == "Action-6"
    assert refs(named(plan(), other.kept)) == [f"Action-{n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param({"sheet": "Dec 26"}, id="another sheet"),
        pytest.param({"book": "u.xlsx"}, id="another file name"),
        pytest.param({"book": "u.csv", "sheet": "u"}, id="another kind of file"),
    ],
)
def test_a_ref_goes_with_a_row_that_moves(moved: dict[str, str]) -> None:
    before = named(plan())
    after = [row(n, title, owner=f"P-{n}", due=Moment(date(2026, 12, n)), **moved)
             for n, title in enumerate(TITLES, 2)]  # fmt: skip
    assert refs(named(after[::-1], before.kept)) == refs(before)[::-1]


def test_the_same_title_in_another_home_is_another_row() -> None:
    ash = [row(2, "Fire drill", book="ash.xlsx"), row(3, "Mend", book="ash.xlsx")]
    briar = [row(2, "Fire drill", book="briar.xlsx", owner="P-2")]
    before = named([*ash, *briar])
    assert refs(before) == ["Action-1", "Action-2", "Action-3"]
    assert refs(named([ash[1], *briar], before.kept)) == ["Action-2", "Action-3"]
    cedar = row(2, "Fire drill", book="cedar.xlsx", owner="P-3")
    assert refs(named([ash[1], cedar, *briar], before.kept)) == ["Action-2", "Action-4", "Action-3"]


def test_of_rows_of_one_title_each_keeps_its_own() -> None:
    rows = [row(n, "Fire drill", owner=f"P-{n}") for n in range(2, 6)]
    before = named(rows)
    assert refs(named(rows[::-1], before.kept)) == refs(before)[::-1]


def test_no_ref_of_a_workbook_that_cannot_be_read_now_is_given_away() -> None:
    before = named(plan())
    other = [row(2, TITLES[0], book="u.xlsx")]
    unread = frozenset({"t.xlsx"})
    assert refs(named(other, before.kept, unread=unread)) == ["Action-6"]
    assert refs(named(other, before.kept)) == ["Action-1"]


def test_a_repeated_ref_has_its_number_once_and_keeps_it() -> None:
    sept = [row(n, title, ref="1", sheet="Sept") for n, title in ((2, "Fans"),)]
    octo = [row(2, "Lamps", ref="1", sheet="Oct")]
    before = named([*sept, *octo])
    assert refs(before) == ["1", "1~2"]
    nov = [row(2, "Gates", ref="1", sheet="Nov")]
    after = named([*nov, *octo, *sept], before.kept)
    assert refs(after) == ["1~3", "1~2", "1"]
    assert refs(named(octo, after.kept)) == ["1~2"]
    assert [each.source.typed["ref"] for each in named(octo, after.kept).rows["actions"]] == ["1"]


def test_a_ref_that_comes_twice_no_more_is_as_typed() -> None:
    before = named([row(2, "Fans", ref="1"), row(3, "Lamps", ref="1")])
    after = named([row(2, "Fans", ref="1"), row(3, "Lamps", ref="2")], before.kept)
    assert refs(after) == ["1", "2"]


def test_a_made_ref_that_is_typed_into_the_tracker_stays_and_is_made_no_more() -> None:
    before = named(plan())
    typed = [replace(each, ref=ref) for each, ref in zip(plan(), refs(before), strict=True)]
    after = named([*typed, row(9, "Deep clean the sluice")], before.kept)
    assert refs(after) == [*refs(before), "Action-6"]
    assert ["ref" in each.source.typed for each in after.rows["actions"]] == [False] * 5 + [True]


def test_refs_begin_as_the_mapping_says() -> None:
    found = named(
        [row(2, "Fans"), row(2, "Lamps", book="u.xlsx")],
        prefix=lambda book, sheet: "ROW-" if book == "u.xlsx" else "",
    )
    assert refs(found) == ["Action-1", "ROW-1"]


def begun_with(book: str, sheet: str) -> str:
    return "ROW-"


def test_a_prefix_that_is_given_on_the_first_day_is_taken_and_later_no_more() -> None:
    first = named([row(2, "Fans"), row(3, "Lamps")])
    same_day = with_refs(
        {"actions": [row(2, "Fans")]}, SHEETS, first.kept, on=DAY, prefix=begun_with
    )
    assert refs(same_day) == ["ROW-1"]
    later = named(
        [row(2, "Fans"), row(3, "Lamps"), row(4, "Gates")], same_day.kept, prefix=begun_with
    )
    assert refs(later) == ["ROW-1", "Action-2", "ROW-2"]
    without = named([row(5, "Bells"), row(2, "Fans")], later.kept)
    assert refs(without) == ["Action-3", "ROW-1"]


def test_a_row_without_a_title_keeps_its_ref_by_what_else_is_known() -> None:
    rows = [row(2, None, owner="P-1"), row(3, None, owner="P-2")]
    before = named(rows)
    assert refs(named(rows[::-1], before.kept)) == ["Action-2", "Action-1"]


def test_the_day_on_which_a_row_was_first_seen_stays() -> None:
    before = named(plan()[:1])
    after = named([replace(plan()[0], owner="P-8"), plan()[1]], before.kept)
    assert [each.first_seen for each in after.kept] == [DAY, LATER]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_sorting_inserting_editing_and_moving_change_no_ref(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 8))
    sheets = ("Sept", "Oct", "Nov")
    words = ("rails", "fridge", "lounge", "medicines", "garden", "laundry", "staffing", "menus")
    rows = [
        row(
            n,
            f"Action on the {words[n]} at number {n * 37}",
            sheet=data.draw(st.sampled_from(sheets)),
            owner=f"P-{n}",
        )
        for n in range(count)
    ]
    before = named(rows)
    own = {each.title: each.ref for each in before.rows["actions"]}
    later = []
    for number, each in enumerate(data.draw(st.permutations(rows)), 2):
        change = data.draw(st.sampled_from(("none", "owner", "title", "sheet")))
        source = replace(each.source, row=number)
        if change == "sheet":
            source = replace(source, sheet=data.draw(st.sampled_from(sheets)))
        owner = "P-99" if change == "owner" else each.owner
        later.append((each.title, replace(each, source=source, owner=owner)))
        if change == "title":
            reworded = replace(later[-1][1], title=f"{each.title}, nights first")
            later[-1] = (each.title, reworded)
    new = [
        row(90 + n, f"Quite new thing {n}", sheet="Oct")
        for n in range(data.draw(st.integers(0, 2)))
    ]
    after = named([*new, *(each for _, each in later)], before.kept)
    assert refs(after)[len(new) :] == [own[title] for title, _ in later]
    assert not set(refs(after)[: len(new)]) & set(own.values())
