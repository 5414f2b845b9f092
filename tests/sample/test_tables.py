"""The text tables of the sample mean what ``tables.py`` says of them."""

from pathlib import Path

import pytest

from tests.sample.tables import Row, read_rows


def rows(tmp_path: Path, text: str, name: str = "checks") -> list[Row]:
    path = tmp_path / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return read_rows(path)


def test_cells_stand_under_their_headings_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, "# a comment\nRef | Due | Note\nA-1 | | late\n")
    assert row.cells == {"Ref": "A-1", "Note": "late"}


def test_a_tilde_is_a_blank_row(tmp_path: Path) -> None:
    found = rows(tmp_path, "Ref | Due\nA-1 | x\n~\nA-2 | y\n")
    assert [row.cells.get("Ref", "") for row in found] == ["A-1", "", "A-2"]


def test_the_tables_of_actions_are_joined_on_their_first_column(tmp_path: Path) -> None:
    text = "Ref | Title\nA-1 | One\n~\nA-2 | Two\n\nRef | Due | Row\nA-1 | x |\nA-2 | y | struck\n"
    found = rows(tmp_path, text, "actions")
    assert [row.cells for row in found if row.cells] == [
        {"Ref": "A-1", "Title": "One", "Due": "x"},
        {"Ref": "A-2", "Title": "Two", "Due": "y"},
    ]
    assert [row.mark for row in found] == ["", "", "struck"]


@pytest.mark.parametrize(
    ("repeat", "dates"),
    [
        pytest.param("every 7 days x 2", ["2026-11-20 09:00", "2026-11-27 09:00"], id="days"),
        pytest.param("every 1 days x 2", ["2026-11-20 09:00", "2026-11-21 09:00"], id="daily"),
        pytest.param("every office day x 2", ["2026-11-20 09:00", "2026-11-23 09:00"], id="office"),
        pytest.param("every month x 3", [
            "2026-11-20 09:00", "2026-12-20 09:00", "2027-01-20 09:00"
        ], id="month over the year's end"),
    ],
)  # fmt: skip
def test_a_repeated_row_moves_its_dates(repeat: str, dates: list[str], tmp_path: Path) -> None:
    found = rows(tmp_path, f"Ref | On | Repeat\nA-1 | 2026-11-20 09:00 | {repeat}\n")
    assert [row.cells["On"] for row in found] == dates


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("Ref\nA-1 | x | y\n", "too many cells", id="too many cells"),
        pytest.param("Ref | Repeat\nA-1 | often\n", "not a repeat", id="not a repeat"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(text: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=why):
        rows(tmp_path, text)
