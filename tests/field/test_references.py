from dataclasses import fields

import pytest

from builder.field.references import RECORD_KINDS, REFERENCES, sheet_of
from builder.workbook.columns import Sheet
from builder.workbook.schema import SHEETS


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_references_are_those_of_the_schema(sheet: Sheet) -> None:
    named = {column.field: column.refers_to for column in sheet.columns if column.refers_to}
    assert REFERENCES.get(sheet.name, {}) == named


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_field_of_the_register_names_its_sheet(sheet: Sheet) -> None:
    assert sheet_of(sheet.attribute) == sheet.name
    assert RECORD_KINDS[sheet.attribute] is sheet.record


def test_every_record_has_a_source() -> None:
    for record in RECORD_KINDS.values():
        assert "source" in {each.name for each in fields(record)}
