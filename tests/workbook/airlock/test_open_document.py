"""Spreadsheets of the OpenDocument format, read as Excel would hold them."""

from datetime import UTC, datetime

import pytest

from builder.workbook.airlock import limits
from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.raw import Held, Merge, RawSheet
from tests.workbook.airlock.open_documents import KIND, open_document, row, sheet
from tests.workbook.broken import refused, zipped

CELL = "<table:table-cell "
DAY = CELL + 'table:style-name="day" office:value-type="date" office:date-value="2026-11-20"/>'
MOMENT = CELL + 'office:value-type="date" office:date-value="2026-11-20T12:00:00"/>'
TIME = CELL + 'office:value-type="time" office:time-value="PT06H00M00S"/>'
PART = CELL + 'table:style-name="part" office:value-type="percentage" office:value="0.15"/>'
MONEY = CELL + 'table:style-name="money" office:value-type="currency" office:value="1250.5"/>'
TRUE = CELL + 'office:value-type="boolean" office:boolean-value="true"/>'
RED = CELL + 'table:style-name="red"/>'


def only(*rows: str, more: str = "") -> RawSheet:
    """The one sheet of a document of these rows."""
    return read_workbook(open_document(sheet("Actions", "".join(rows), more))).sheets[0]


def held(*rows: str) -> list[tuple[int, list[tuple[int, Held, str]]]]:
    return [(each.number, [cell[:3] for cell in each.cells]) for each in only(*rows).rows]


def test_each_kind_of_value_is_what_excel_would_hold() -> None:
    ((_, cells),) = held(row("Mend", DAY, MOMENT, TIME, PART, MONEY, TRUE))
    assert cells == [
        (1, Held.TEXT, "Mend"),
        (2, Held.NUMBER, "46346"),
        (3, Held.NUMBER, "46346.5"),
        (4, Held.NUMBER, "0.25"),
        (5, Held.NUMBER, "0.15"),
        (6, Held.NUMBER, "1250.5"),
        (7, Held.BOOLEAN, "1"),
    ]


def test_number_formats_are_told_in_excels_letters() -> None:
    raw = read_workbook(open_document(sheet("Actions", row(DAY, PART, MONEY))))
    formats = [raw.styles[cell.style].number_format for cell in raw.sheets[0].rows[0].cells]
    assert formats == ["dd/mm/yyyy", "0%", '"£"#,##0.00']


def test_fills_and_struck_text_are_known_and_a_fill_alone_is_no_value() -> None:
    struck = (
        CELL + 'table:style-name="struck" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell>"
    )
    raw = read_workbook(open_document(sheet("Actions", row(struck, RED))))
    (found,) = raw.sheets[0].rows
    assert raw.styles[found.cells[0].style].is_struck
    assert found.coloured_blanks == (2,)
    assert raw.styles[found.blank_styles[0]].colour == "red"


def test_a_row_far_down_keeps_its_number_and_repeated_blanks_cost_nothing() -> None:
    blank = row("", more=' table:number-rows-repeated="1048000"')
    wide = CELL + 'table:number-columns-repeated="16000"/>'
    assert held(row("Ref"), blank, row(wide, "x")) == [
        (1, [(1, Held.TEXT, "Ref")]),
        (1_048_002, [(16_001, Held.TEXT, "x")]),
    ]


def test_a_repeated_row_and_a_repeated_cell_stand_as_often_as_they_say() -> None:
    twice = CELL + 'table:number-columns-repeated="2" office:value-type="float" office:value="7"/>'
    rows = held(row(twice, more=' table:number-rows-repeated="2"'), row("x"))
    assert rows == [
        (1, [(1, Held.NUMBER, "7"), (2, Held.NUMBER, "7")]),
        (2, [(1, Held.NUMBER, "7"), (2, Held.NUMBER, "7")]),
        (3, [(1, Held.TEXT, "x")]),
    ]


def test_paragraphs_spaces_and_links_are_kept_and_a_comment_is_no_value() -> None:
    linked = (
        CELL + 'office:value-type="string"><office:annotation><text:p>a remark</text:p>'
        "</office:annotation><text:p>one<text:s/>two<text:line-break/>three</text:p>"
        '<text:p><text:a xlink:href="https://care.example/a">four</text:a></text:p>'
        "</table:table-cell>"
    )
    found = only(row("", linked))
    assert found.rows[0].cells[0].value == "one two\nthree\nfour"
    assert found.hyperlinks == {"B1": "https://care.example/a"}


def test_merged_cells_errors_and_formulas_without_a_result_are_told() -> None:
    merged = (
        CELL + 'table:number-columns-spanned="2" table:number-rows-spanned="3" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell>'
        "<table:covered-table-cell/>"
    )
    error = (
        CELL + 'office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p>'
        "</table:table-cell>"
    )
    formula = CELL + 'table:formula="of:=A1"/>'
    found = only(row(merged, error, formula))
    assert found.merges == (Merge(1, 1, 2, 3),)
    assert [cell[:3] for cell in found.rows[0].cells] == [
        (1, Held.TEXT, "x"),
        (3, Held.ERROR, "#N/A"),
        (4, Held.NO_RESULT, ""),
    ]


def test_only_wanted_sheets_are_read_and_all_are_named() -> None:
    content = open_document(
        sheet("Lists", row("x")), sheet("Actions", row("y"), ' table:style-name="gone"')
    )
    raw = read_workbook(content, "plan.ods", lambda name: name == "Actions")
    assert raw.sheet_names == ("Lists", "Actions")
    assert [(each.name, each.is_hidden) for each in raw.sheets] == [("Actions", True)]
    assert raw.saved_at == datetime(2026, 11, 20, 9, 30, 0, 500_000, UTC)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(zipped({"mimetype": b"application/x"}), "WB106", id="another document"),
        pytest.param(zipped({"mimetype": KIND}), "WB107", id="without content"),
        pytest.param(
            open_document(more={"META-INF/manifest.xml": b"<encryption-data/>"}),
            "WB103",
            id="a password",
        ),
        pytest.param(
            open_document(sheet("A", ""), sheet("A", "")), "WB107", id="one name for two sheets"
        ),
        pytest.param(
            open_document(sheet("A", row("x", more=' table:number-rows-repeated="30000"'))),
            "WB109",
            id="rows past the limit",
        ),
        pytest.param(
            open_document(
                sheet(
                    "A",
                    row(
                        CELL + 'table:number-columns-repeated="16384" office:value-type="float" '
                        'office:value="1"/>'
                    ),
                )
            ),
            "WB109",
            id="columns past the limit",
        ),
        pytest.param(
            open_document(sheet("A", row("x", more=' table:number-rows-repeated="x"'))),
            "WB107",
            id="a count of letters",
        ),
        pytest.param(open_document(*[sheet("A", "")] * 65), "WB109", id="65 sheets"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, code: str) -> None:
    assert refused(content, "plan.ods").kind.code == code


def test_filled_cells_are_counted_through_repetition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_VALUED_CELLS", 5)
    content = open_document(sheet("A", row("x", more=' table:number-rows-repeated="6"')))
    assert refused(content, "plan.ods").kind.code == "WB109"
