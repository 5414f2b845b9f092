"""Laws of reading: what is written is read, row order means nothing, damage never raises."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from builder.field import Moment, Register, Source
from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.cache_format import decoded, encoded
from builder.workbook.mapping.mapping import Mapping
from builder.workbook.reading.folder_reading import Reading, read_folder
from builder.workbook.reading.workbook_reading import parse_workbook
from builder.workbook.schema import SHEETS
from tests.problems.faulty_parts import clean
from tests.workbook.made_reading import AS_AT, CATALOGUE_OF_CARE

NOWHERE = Source("", "", 0)
PRINTED = st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="_|")
TEXTS = st.text(PRINTED, min_size=1, max_size=20).filter(lambda text: not text.startswith("="))
DAYS = st.dates(date(2000, 1, 1), date(2026, 11, 19))
ITEMS = sorted(CATALOGUE_OF_CARE.items)
REGULATIONS = [each.id for each in CATALOGUE_OF_CARE.regulations]
CATEGORIES = [each.id for each in CATALOGUE_OF_CARE.evidence_categories]
NOTICES = [each.id for each in CATALOGUE_OF_CARE.regulator_actions]
LINKS = ["https://example.org/a.pdf", "evidence/b.pdf", "mailto:ash@example.org"]


MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
TIMED = st.builds(datetime.combine, DAYS, MINUTES.filter(lambda at: at != time()))
VALUES: dict[CellKind, st.SearchStrategy[Any]] = {
    CellKind.REF: st.from_regex(r"[A-Z]{1,3}-[0-9]{1,4}", fullmatch=True),
    CellKind.TEXT: TEXTS,
    CellKind.DATE: DAYS,
    CellKind.MOMENT: DAYS | TIMED,
    CellKind.TIME: MINUTES,
    CellKind.NUMBER: st.decimals(0, 10_000, places=2).map(float),
    CellKind.PERCENT: st.integers(1, 100),
    CellKind.YES_NO: st.sampled_from(["Yes", "No"]),
    CellKind.LINK: st.sampled_from(LINKS),
    CellKind.FRAMEWORK_ITEM: st.sampled_from(ITEMS),
    CellKind.REGULATION: st.sampled_from(REGULATIONS),
    CellKind.CATEGORY: st.sampled_from(CATEGORIES),
    CellKind.NOTICE_TYPE: st.sampled_from(NOTICES),
}
"""What a person may write into a cell, by what its column holds."""


def one_value(column: Column) -> st.SearchStrategy[Any]:
    """What a person may write into a cell of a column."""
    if column.words is not None:
        return st.sampled_from([word.value for word in column.words])
    if column.kind is CellKind.WHOLE:
        return st.integers(column.least or 0, 10_000 if column.most is None else column.most)
    return VALUES[column.kind]


def cell_value(column: Column) -> st.SearchStrategy[Any]:
    if column.is_list:
        return st.lists(one_value(column), min_size=1, max_size=3, unique=True).map("; ".join)
    return one_value(column)


def row_of(sheet: Sheet) -> st.SearchStrategy[dict[str, Any]]:
    must = {c.field: cell_value(c) for c in sheet.columns if c.required or c.field in sheet.key}
    may = {c.field: cell_value(c) for c in sheet.columns if c.field not in must}
    return st.fixed_dictionaries(must, optional=may)


def rows_of(sheet: Sheet) -> st.SearchStrategy[list[dict[str, Any]]]:
    unique = (lambda row: row["ref"]) if "ref" in sheet.key else None
    return st.lists(row_of(sheet), min_size=1, max_size=4, unique_by=unique)


def written(sheet: Sheet, rows: list[dict[str, Any]]) -> bytes:
    made = Workbook()
    tab = made.worksheets[0]
    tab.title = sheet.name
    tab.append([column.heading for column in sheet.columns])
    for row in rows:
        tab.append([row.get(column.field) for column in sheet.columns])
    for column, each in enumerate(sheet.columns, 1):
        if each.kind is CellKind.TEXT:
            for row_number in range(2, len(rows) + 2):
                cell = tab.cell(row_number, column)
                cell.data_type = "s" if cell.value is not None else cell.data_type
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def moment_of(value: date) -> Moment:
    return Moment.local(value) if isinstance(value, datetime) else Moment(value)


KEPT: dict[CellKind, Callable[[Any], Any]] = {
    CellKind.MOMENT: moment_of,
    CellKind.NUMBER: lambda value: Decimal(str(value)),
    CellKind.PERCENT: Decimal,
    CellKind.YES_NO: lambda value: value == "Yes",
    CellKind.LINK: lambda value: (value, value),
}


def kept(column: Column, value: Any) -> Any:
    """What the record holds of what was written."""
    one = column.words or KEPT.get(column.kind, lambda value: value)
    return tuple(map(one, value.split("; "))) if column.is_list else one(value)


def plain(value: Any) -> Any:
    return (value.text, value.target) if hasattr(value, "target") else value


def reading(content: bytes) -> Reading:
    with TemporaryDirectory() as folder:
        (Path(folder) / "t.xlsx").write_bytes(content)
        return read_folder(Path(folder), catalogue=CATALOGUE_OF_CARE, as_at=AS_AT)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_what_is_written_is_read(sheet: Sheet, data: st.DataObject) -> None:
    rows = data.draw(rows_of(sheet))
    records = getattr(reading(written(sheet, rows)).register, sheet.attribute)
    assert len(records) == len(rows)
    for record, row in zip(records, rows, strict=True):
        for field, value in row.items():
            column = sheet.column(field)
            found = plain(getattr(record, field))
            # A reference may have taken the spelling of the record it names; these have one case.
            assert found == kept(column, value), field


def unplaced(register: Register) -> dict[str, set[Any]]:
    """The records without where they stood."""
    return {
        sheet.attribute: {
            replace(record, source=NOWHERE) for record in getattr(register, sheet.attribute)
        }
        for sheet in SHEETS
    }


@pytest.mark.parametrize("name", ["Actions", "Evidence", "Panels", "Findings"])
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_row_order_never_matters(name: str, data: st.DataObject) -> None:
    sheet = next(each for each in SHEETS if each.name == name)
    rows = data.draw(rows_of(sheet))
    other = data.draw(st.permutations(rows))
    one, two = reading(written(sheet, rows)), reading(written(sheet, other))
    assert unplaced(one.register) == unplaced(two.register)
    messages = [sorted((p.code, p.message) for p in each.problems) for each in (one, two)]
    assert messages[0] == messages[1]


@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_a_cached_reading_is_the_reading(data: st.DataObject) -> None:
    sheet = data.draw(st.sampled_from(SHEETS))
    content = written(sheet, data.draw(rows_of(sheet)))
    parsed = parse_workbook("t.xlsx", content, mapping=Mapping(), catalogue=CATALOGUE_OF_CARE)
    assert decoded(encoded(parsed), "t.xlsx") == parsed


VALID = clean()


@given(at=st.integers(0, len(VALID) - 1), byte=st.integers(0, 255))
@settings(max_examples=300, deadline=None)
def test_damage_to_any_byte_never_raises(at: int, byte: int) -> None:
    damaged = VALID[:at] + bytes([byte]) + VALID[at + 1 :]
    try:
        parse_workbook("t.xlsx", damaged, mapping=Mapping(), catalogue=CATALOGUE_OF_CARE)
    except RefusedError as refused:
        refused.kind.says.format_map(refused.particulars)


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_mapping_text_gives_an_answer(text: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "t.xlsx").write_bytes(VALID)
        found = read_folder(
            Path(folder), mapping_text=text, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT
        )
    assert [line.ref for line in found.register.actions] == ["A-1"]
