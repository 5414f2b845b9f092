import pytest

from builder.field.column import columns_of
from builder.workbook.columns import Sheet
from builder.workbook.schema import SHEETS


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_columns_of_a_record_are_those_of_its_sheet(sheet: Sheet) -> None:
    assert columns_of(sheet.record) == sheet.columns
