"""How values are shown in messages, and how long lists are cut."""

import pytest

from builder.problems import Cell, Problem
from builder.problems.capping import capped
from builder.problems.in_cell import BLANK, NO_RESULT
from builder.problems.quoted import quoted


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain", "plain"),
        ("a\u200bb", "a[U+200B]b"),
        ("a\u00a0b", "a[U+00A0]b"),
        ("a\nb", "a⏎b"),
        ("\u202eevil", "[U+202E]evil"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        ("שלום", "שלום"),
        ("", ""),
    ],
)
def test_a_value_is_shown_short_and_with_nothing_invisible(value: str, shown: str) -> None:
    assert quoted(value) == shown


def blanks(count: int) -> list[Problem]:
    return [Problem(BLANK, Cell("t.xlsx", "Actions", f"B{n}"), {"heading": "Title"})
            for n in range(count)]  # fmt: skip


def test_a_list_is_cut_by_kind_and_states_the_total() -> None:
    other = Problem(NO_RESULT, Cell("t.xlsx"), {"heading": "Due"})
    kept, cuts = capped([*blanks(5), other], 2)
    assert [problem.place.cell for problem in kept] == ["B0", "B1", ""]
    assert [(cut.kind.code, cut.shown, cut.total) for cut in cuts] == [("WB201", 2, 5)]


@pytest.mark.parametrize("most", [5, 6, None])
def test_a_list_within_its_cap_is_whole(most: int | None) -> None:
    kept, cuts = capped(blanks(5), most)
    assert len(kept) == 5
    assert cuts == ()


def test_a_problem_without_a_particular_that_its_wording_needs_fails_when_made() -> None:
    with pytest.raises(ValueError, match="WB201 needs heading"):
        Problem(BLANK, Cell("t.xlsx"), {})
