from datetime import time
from fractions import Fraction
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from builder.exports.lists import CellValue
from builder.exports.xlsx_file import xlsx_pieces
from builder.field import Link
from tests.exports.written import sheet_of_rows
from tests.made import as_at

AS_AT = as_at("2026-11-20 17:20")


def _sheet(*rows: tuple[CellValue, ...], headings: tuple[str, ...] = ("Value",)) -> Any:
    part = sheet_of_rows("services", headings, rows)
    data = b"".join(xlsx_pieces(("services",), (part,), AS_AT))
    return openpyxl.load_workbook(BytesIO(data)).active


@pytest.mark.parametrize(
    ("value", "read"),
    [
        pytest.param(" two  spaces ", " two  spaces ", id="spaces at the ends stay"),
        pytest.param("one\ntwo", "one\ntwo", id="a line break stays"),
        pytest.param("a < b & c", "a < b & c", id="marks of XML are text"),
        pytest.param("bell\x07", "bell", id="what XML cannot hold is left out"),
        pytest.param("=1+1", "=1+1", id="a formula is text"),
        pytest.param("x" * 40_000, "x" * 32_767, id="no longer than a cell of Excel"),
        pytest.param(True, "Yes", id="a switch is a word"),
        pytest.param(Fraction(1, 4), 0.25, id="a share is a number"),
        pytest.param(time(9, 30), time(9, 30), id="a time is a time"),
        pytest.param(None, None, id="nothing is an empty cell"),
        pytest.param(Link("Notes", "notes/a.docx"), "Notes", id="a relative address is no link"),
    ],
)
def test_a_value_is_read_as_it_was_meant(value: CellValue, read: object) -> None:
    cell = _sheet((value,))["A2"]
    assert cell.value == read
    assert cell.hyperlink is None
    assert cell.data_type != "f"


def test_columns_past_z_have_two_letters() -> None:
    titles = tuple(f"Column {number}" for number in range(1, 29))
    sheet = _sheet(tuple(range(28)), headings=titles)
    assert (sheet["Z2"].value, sheet["AA2"].value, sheet["AB2"].value) == (25, 26, 27)
    assert [each.value for each in sheet[1]] == list(titles)


def test_each_link_keeps_its_own_address() -> None:
    links = [Link(f"File {n}", f"https://x.example/{n}?a=1&b=2") for n in range(3)]
    sheet = _sheet(*((each,) for each in links))
    found = [sheet.cell(row, 1).hyperlink.target for row in (2, 3, 4)]
    assert found == [each.target for each in links]


def test_a_list_without_a_row_is_still_a_table() -> None:
    (table,) = _sheet().tables.values()
    assert table.ref == "A1:A2"


def test_a_text_that_looks_like_a_code_is_shown_by_excel_as_it_was_typed() -> None:
    assert _sheet(("A_x0041_B",))["A2"].value == "A_x005F_x0041_B"
