from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from builder.field.column import CellKind
from builder.frameworks import load_catalogue
from builder.problems import Severity, in_workbook
from builder.shipped import catalogue_text
from builder.workbook.reading.folder_reading import Reading, read_folder
from builder.workbook.schema import SHEETS
from builder.workbook.template.template import (
    FIRST_ROW,
    HEADING_ROW,
    template_bytes,
    write_template,
)
from tests.made import as_at

CATALOGUE = load_catalogue(catalogue_text())


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(template_bytes(CATALOGUE)))


def read(folder: Path) -> Reading:
    return read_folder(folder, catalogue=CATALOGUE, as_at=as_at("2026-11-20 17:20"))


def rules_of(page: Worksheet, cell: str) -> list[str]:
    return [
        str(rule.formula1) for rule in page.data_validations.dataValidation if cell in rule.sqref
    ]


def letter(page: Worksheet, heading: str) -> str:
    (found,) = [cell for cell in page[HEADING_ROW] if cell.value == heading]
    return str(found.column_letter)


def test_every_sheet_stands_with_its_headings_as_an_excel_table(book: openpyxl.Workbook) -> None:
    for sheet in SHEETS:
        page = book[sheet.name]
        shown = [cell.value for cell in page[HEADING_ROW]]
        assert shown == [column.heading for column in sheet.columns]
        (table,) = page.tables.values()
        assert table.ref.startswith(f"A{HEADING_ROW}:")
        assert page.freeze_panes == f"B{FIRST_ROW}"


def test_every_heading_says_what_to_enter_and_whether_it_must_be_filled(
    book: openpyxl.Workbook,
) -> None:
    for sheet in SHEETS:
        for cell, column in zip(book[sheet.name][HEADING_ROW], sheet.columns, strict=True):
            assert cell.comment is not None
            must = "Must be filled" in cell.comment.text
            assert must is column.required
            assert ("stands on" in cell.comment.text) is bool(column.refers_to)


def test_words_have_drop_downs_also_where_the_list_is_long(book: openpyxl.Workbook) -> None:
    for sheet in SHEETS:
        page = book[sheet.name]
        for column in sheet.columns:
            at = f"{letter(page, column.heading)}{FIRST_ROW}"
            rules = rules_of(page, at)
            if column.words is not None:
                (rule,) = rules
                typed = f'"{",".join(word.value for word in column.words)}"'
                assert rule == typed or rule.startswith("Words!$")
            if column.kind is CellKind.YES_NO:
                assert rules == ['"Yes,No"']


def test_a_list_on_the_words_sheet_holds_the_words_of_its_column(book: openpyxl.Workbook) -> None:
    page = book["Findings"]
    (rule,) = rules_of(page, f"{letter(page, 'Escalated to')}{FIRST_ROW}")
    name, _, cells = rule.partition("!")
    held = [row[0].value for row in book[name][cells.replace("$", "")]]
    column = next(each for each in SHEETS if each.name == "Findings").column("escalated_to")
    assert column.words is not None
    assert held == [word.value for word in column.words]


def test_people_and_services_feed_the_columns_that_refer_to_them(book: openpyxl.Workbook) -> None:
    page = book["Actions"]
    assert rules_of(page, f"{letter(page, 'Owner')}{FIRST_ROW}")[0].startswith("'People'!$A$")
    service = rules_of(page, f"{letter(page, 'Service ID')}{FIRST_ROW}")[0]
    assert service.startswith(f"'Services'!$A${FIRST_ROW}:")


def test_dates_and_percentages_have_their_formats(book: openpyxl.Workbook) -> None:
    page = book["Actions"]
    formats = {
        heading: page[f"{letter(page, heading)}{FIRST_ROW}"].number_format
        for heading in ("Ref", "Due", "Evidence due", "Percent complete")
    }
    assert formats == {
        "Ref": "@",
        "Due": "dd mmm yyyy hh:mm",
        "Evidence due": "dd mmm yyyy",
        "Percent complete": "0%",
    }


def test_an_overdue_line_is_coloured_and_a_closed_one_is_not(book: openpyxl.Workbook) -> None:
    page = book["Actions"]
    formulas = [
        rule.formula[0]
        for each in page.conditional_formatting
        if str(each.sqref).startswith(letter(page, "Due"))
        for rule in each.rules
    ]
    (late,) = [formula for formula in formulas if "NOW()" in formula]
    assert '<>"Closed"' in late
    assert '<>"Cancelled"' in late


def test_the_empty_template_reads_without_a_warning_or_an_error(tmp_path: Path) -> None:
    write_template(tmp_path / "tracker.xlsx")
    reading = read(tmp_path)
    assert {each.severity for each in reading.problems} <= {Severity.NOTE}
    assert {each.code for each in reading.problems} <= {in_workbook.UNKNOWN_SHEET.code}
    assert reading.register.actions == ()


def test_a_row_typed_into_the_template_is_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(template_bytes(CATALOGUE)))
    page = book["Services"]
    for heading, value in (("Service ID", "OAK"), ("Name", "Oakfield"), ("Type", "Residential")):
        page[f"{letter(page, heading)}{FIRST_ROW}"] = value
    book.save(tmp_path / "tracker.xlsx")
    (service,) = read(tmp_path).register.services
    assert (service.ref, str(service.type)) == ("OAK", "Residential")


def test_the_template_has_the_same_bytes_on_every_run() -> None:
    assert template_bytes(CATALOGUE) == template_bytes(CATALOGUE)
