"""The workbook schema, drawn from the records: sheets, headings, types, words.

The reader, the template, the validation, the drop-downs and the reference page are drawn from here.
"""

from builder.field.references import RECORD_KINDS, sheet_of
from builder.field.sheet import Sheet

SHEETS: tuple[Sheet, ...] = tuple(
    Sheet.of(sheet_of(attribute), attribute, record) for attribute, record in RECORD_KINDS.items()
)
"""Every known sheet, in the order of the register."""

SHEETS_BY_NAME: dict[str, Sheet] = {sheet.name: sheet for sheet in SHEETS}
