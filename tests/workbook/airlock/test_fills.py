"""The colour of a fill: by hue, of a theme, of an older palette; greys and white are none."""

from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.raw import RawSheet, RawWorkbook


def _read(book: Workbook) -> tuple[RawWorkbook, RawSheet]:
    held = BytesIO()
    book.save(held)
    raw = read_workbook(held.getvalue())
    return raw, raw.sheets[0]


def _filled(colour: Color, value: str | None) -> str:
    book = Workbook()
    tab = book.active
    assert tab is not None
    tab["A1"] = "a row with a value"
    tab["B1"].value = value
    tab["B1"].fill = PatternFill("solid", fgColor=colour)
    raw, sheet = _read(book)
    row = sheet.rows[0]
    style = row.cells[1].style if value else row.blank_styles[0]
    return raw.styles[style].colour


@pytest.mark.parametrize("value", ["Reviewed monthly", None])
@pytest.mark.parametrize(
    ("colour", "name"),
    [
        pytest.param(Color(rgb="FFFF0000"), "red", id="red"),
        pytest.param(Color(rgb="FFC00000"), "red", id="dark red"),
        pytest.param(Color(rgb="FFFFC7CE"), "red", id="pale red of Excel's own"),
        pytest.param(Color(rgb="FFFF66AA"), "red", id="pink"),
        pytest.param(Color(rgb="FFFFC000"), "amber", id="amber"),
        pytest.param(Color(rgb="FFFFFF00"), "amber", id="yellow"),
        pytest.param(Color(rgb="FFED7D31"), "amber", id="orange"),
        pytest.param(Color(rgb="FF00B050"), "green", id="green"),
        pytest.param(Color(rgb="FF92D050"), "green", id="light green"),
        pytest.param(Color(rgb="FF0070C0"), "blue", id="blue"),
        pytest.param(Color(rgb="FF7030A0"), "blue", id="purple"),
        pytest.param(Color(rgb="FFD9D9D9"), "", id="grey"),
        pytest.param(Color(rgb="FFFFFFFF"), "", id="white"),
        pytest.param(Color(rgb="FF000000"), "", id="black"),
        pytest.param(Color(theme=4), "blue", id="the theme's first accent"),
        pytest.param(Color(theme=9, tint=0.4), "amber", id="the theme's sixth accent, lighter"),
        pytest.param(Color(theme=0), "", id="the theme's paper"),
        pytest.param(Color(indexed=10), "red", id="an older file's red"),
        pytest.param(Color(indexed=64), "", id="a number beyond the palette"),
    ],
)
def test_a_fill_is_named_by_its_hue(colour: Color, name: str, value: str | None) -> None:
    assert _filled(colour, value) == name


def test_a_conditional_format_is_known_by_its_columns_and_is_no_fill() -> None:
    book = Workbook()
    tab = book.active
    assert tab is not None
    tab["C2"] = 5
    shown = DifferentialStyle(fill=PatternFill("solid", bgColor="FFFF0000"))
    rule = Rule(type="expression", dxf=shown, formula=["C2>1"])
    tab.conditional_formatting.add("C2:D9", rule)
    raw, sheet = _read(book)
    assert sheet.conditional == ((3, 4),)
    assert raw.styles[sheet.rows[0].cells[0].style].colour == ""
