from dataclasses import fields

import pytest

from builder.field import Person
from builder.field.references import COLUMNS, RECORD_KINDS, REFERENCES
from builder.workbook.schema import SHEETS, SHEETS_BY_NAME

NAMED = {
    sheet for of_field in REFERENCES.values() for names in of_field.values() for sheet in names
}


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_reference_names_a_sheet_whose_rows_have_a_ref(name: str) -> None:
    assert SHEETS_BY_NAME[name].own


def test_every_field_of_a_record_but_its_source_is_a_column() -> None:
    for sheet in SHEETS:
        names = [each.name for each in fields(sheet.record) if each.name != "source"]
        assert names == [each.field for each in sheet.columns]


def test_only_people_have_personal_columns_because_redaction_looks_nowhere_else() -> None:
    personal = {kind for kind, columns in COLUMNS.items() if any(c.personal for c in columns)}
    assert personal == {Person}


def test_every_record_has_a_source() -> None:
    for record in RECORD_KINDS.values():
        assert "source" in {each.name for each in fields(record)}
