"""Each row has a ref of its own, and every row stays."""

from datetime import date

import pytest

from builder.field import Action, Person, Source
from builder.field.made_refs import with_refs
from builder.workbook.schema import SHEETS
from tests.made import make

DAY = date(2026, 11, 20)


def at(row: int) -> Source:
    return Source("t.xlsx", "Actions", row, {"ref": "A"})


@pytest.mark.parametrize(("times", "ending"), [(2, "t.xlsx!Actions!A3"), (5, "and 2 more")])
def test_every_place_of_a_duplicate_is_reported_and_every_row_stays(
    times: int, ending: str
) -> None:
    lines = [
        make(Action, ref="A-1" if n % 2 else "a-1", title=str(n), source=at(n))
        for n in range(2, 2 + times)
    ]
    merged, problems, _ = with_refs({"actions": lines}, SHEETS, on=DAY)
    assert [line.title for line in merged["actions"]] == [str(n) for n in range(2, 2 + times)]
    refs = [line.ref for line in merged["actions"]]
    assert refs == ["a-1", *(f"a-1~{n}" for n in range(2, times + 1))]
    assert [problem.place.cell for problem in problems] == [f"A{n}" for n in range(2, 2 + times)]
    assert {problem.code for problem in problems} == {"WB301"}
    assert ending in problems[0].message


@pytest.mark.parametrize(
    ("first", "second", "is_hidden"),
    [(None, True, True), (True, False, True), (False, None, False), (False, True, True)],
)
def test_a_ref_that_any_row_hides_is_hidden_whichever_row_stands(
    first: bool | None, second: bool | None, is_hidden: bool
) -> None:
    lines = [
        make(Action, ref=ref, confidential=each, source=at(n))
        for n, (ref, each) in enumerate((("A-1", first), ("a-1", second)), 2)
    ]
    merged, _, _ = with_refs({"actions": lines}, SHEETS, on=DAY)
    assert [bool(line.confidential) for line in merged["actions"]] == [is_hidden] * 2


def test_a_blank_ref_is_made_and_none_that_is_typed_is_taken() -> None:
    lines = [make(Action, ref=ref, source=at(n)) for n, ref in enumerate(("", "Action-1", ""), 2)]
    merged, problems, _ = with_refs({"actions": lines}, SHEETS, on=DAY)
    assert [line.ref for line in merged["actions"]] == ["Action-2", "Action-1", "Action-3"]
    assert [line.source.typed.get("ref") for line in merged["actions"]] == ["", None, ""]
    assert {(each.code, each.place.cell) for each in problems} == {("WB202", "A2"), ("WB202", "A4")}


def test_a_number_that_is_typed_behind_a_ref_is_not_given_again() -> None:
    refs = ("A-1", "A-1~2", "A 1", "a  1", "a-1")
    lines = [make(Action, ref=ref, source=at(n)) for n, ref in enumerate(refs, 2)]
    merged, _, _ = with_refs({"actions": lines}, SHEETS, on=DAY)
    assert [line.ref for line in merged["actions"]] == ["A-1", "A-1~2", "A 1", "A 1~2", "A-1~3"]


def test_a_person_on_two_sheets_is_one_person() -> None:
    people = [make(Person, ref="P-1", source=at(n)) for n in (2, 3)]
    merged, problems, _ = with_refs({"people": people}, SHEETS, on=DAY)
    assert {each.ref for each in merged["people"]} == {"P-1"}
    assert {each.code for each in problems} == {"WB301"}
