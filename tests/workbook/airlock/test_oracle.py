"""The reader and openpyxl agree, cell by cell, on every workbook at hand."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from builder import shipped
from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.number_formats import serial_datetime
from builder.workbook.airlock.raw import Held, RawCell, RawWorkbook
from builder.workbook.airlock.references import column_letters
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.reading.spot import Facts
from tests.problems.faulty_workbooks import FAULTY
from tests.workbook.made_reading import CATALOGUE_OF_CARE
from tests.workbook_text import shared

GOLDEN = Path(__file__).parents[2] / "golden"
ACCEPTED = """
Accepted differences, each on purpose:
- a formula without a saved result is a value here (it is reported), and blank there;
- a text of nothing but an empty string is blank here;
- a time or moment is compared to the second: openpyxl keeps microseconds of rounding;
- a number in a date format below 1 or beyond the calendar is a number here.
"""


def workbooks() -> Iterator[Any]:
    sample = sorted(shipped.shipped_folder("workbooks").glob("*.xlsx"))
    for path in (*sample, *sorted(GOLDEN.rglob("*.xlsx"))):
        yield pytest.param(path.read_bytes(), id=path.name)
    for path in sample:
        yield pytest.param(shared(path.read_bytes()), id=f"{path.name} with shared texts")
    for code, faulty in sorted(FAULTY.items()):
        for name, content in faulty.files.items():
            if name == "t.xlsx" and content and code != "WB224":
                yield pytest.param(content, id=code)


def meant(cell: RawCell, raw: RawWorkbook, facts: Facts) -> Any:
    """What openpyxl would say of the cell."""
    if cell.held is Held.BOOLEAN:
        return cell.value == "1"
    if cell.held is not Held.NUMBER:
        return cell.value
    number = float(cell.value)
    if facts.is_date(cell.style):
        found = serial_datetime(number, raw.counts_from_1904)
        return number if found is None else found
    return number


def theirs(value: Any, raw: float | None) -> Any:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, datetime):
        return rounded(value)
    if isinstance(value, date):
        return datetime.combine(value, time(0))
    if isinstance(value, time):
        return raw
    return float(value)


def rounded(value: datetime) -> datetime:
    """To the nearest second."""
    return (value + timedelta(microseconds=500_000)).replace(microsecond=0)


@pytest.mark.parametrize("content", tuple(workbooks()))
def test_reader_and_openpyxl_agree_on_every_cell(content: bytes) -> None:
    try:
        raw = read_workbook(content)
    except RefusedError:
        pytest.skip("refused on purpose; its own test says why")
    facts = Facts(
        workbook="t.xlsx",
        styles=raw.styles,
        counts_from_1904=raw.counts_from_1904,
        catalogue=CATALOGUE_OF_CARE,
    )
    book = load_workbook(BytesIO(content), data_only=True)
    assert tuple(book.sheetnames) == raw.sheet_names
    for sheet in raw.sheets:
        ours = {
            f"{column_letters(cell.column)}{row.number}": cell
            for row in sheet.rows
            for cell in row.cells
            if cell.held is not Held.NO_RESULT
        }
        oracle = {
            cell.coordinate: cell.value
            for row in book[sheet.name].iter_rows()
            for cell in row
            if cell.value is not None and cell.value != ""
        }
        assert ours.keys() == oracle.keys()
        for place, cell in ours.items():
            mine = meant(cell, raw, facts)
            number = float(cell.value) if cell.held is Held.NUMBER else None
            assert theirs(oracle[place], number) == mine, (sheet.name, place)


@pytest.mark.parametrize("content", tuple(workbooks()))
def test_reader_and_openpyxl_agree_on_side_facts(content: bytes) -> None:
    try:
        raw = read_workbook(content)
    except RefusedError:
        pytest.skip("refused on purpose; its own test says why")
    book = load_workbook(BytesIO(content))
    for sheet in raw.sheets:
        theirs = book[sheet.name]
        assert sheet.is_hidden == (theirs.sheet_state != "visible")
        assert len(sheet.merges) == len(theirs.merged_cells.ranges)
        links = {
            cell.coordinate: cell.hyperlink.target
            for row in theirs.iter_rows()
            for cell in row
            if cell.hyperlink is not None and cell.hyperlink.target
        }
        assert {place: sheet.hyperlinks.get(place) for place in links} == links
        for row in sheet.rows:
            assert row.is_hidden == bool(theirs.row_dimensions[row.number].hidden)
            for cell in row.cells:
                font = theirs.cell(row.number, cell.column).font
                assert raw.styles[cell.style].is_struck == bool(font.strike)
