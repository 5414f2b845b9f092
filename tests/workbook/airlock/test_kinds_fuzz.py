"""Whatever is done to a CSV file or an OpenDocument spreadsheet, reading it never raises."""

import random
from contextlib import suppress
from pathlib import Path

import pytest

from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.refusal import RefusedError
from tests.workbook.airlock.open_documents import open_document, row, sheet
from tests.workbook.damage import damaged, of_file

FEW, MANY = 60, 3_000
CELLS = (
    '<table:table-cell table:number-columns-repeated="3" office:value-type="float" '
    'office:value="1.5"/>',
    '<table:table-cell office:value-type="date" office:date-value="2026-11-20"/>',
    '<table:table-cell table:number-columns-spanned="2" office:value-type="string">'
    "<text:p>a<text:s/>b</text:p></table:table-cell>",
)
DOCUMENT = open_document(
    sheet("Actions", row("Ref", "Title") + row(*CELLS, more=' table:number-rows-repeated="3"'))
)
LIST = b'sep=;\r\nRef;Title;Due\r\nA-1;"Mend\r\nthe ""rail""";20/11/2026\r\nA-2;x;y\r\n'
KITCHEN = Path(__file__).with_name("kitchen.xls").read_bytes()


def answer(content: bytes, name: str) -> None:
    """Reading gives cells or a refusal with its words; every cell has a column and a style."""
    with suppress(RefusedError):
        raw = read_workbook(content, name)
        for each in raw.sheets:
            for held in each.rows:
                assert all(cell.column >= 1 for cell in held.cells)
                assert all(0 <= cell.style < len(raw.styles) for cell in held.cells)


@pytest.mark.parametrize("seed", range(FEW))
def test_a_damaged_list_or_document_gives_an_answer(seed: int) -> None:
    answer(damaged(DOCUMENT, seed), "plan.ods")
    answer(of_file(LIST, random.Random(seed)), "plan.csv")


@pytest.mark.slow
def test_thousands_of_damaged_lists_and_documents_give_an_answer() -> None:
    for seed in range(FEW, MANY):
        answer(damaged(DOCUMENT, seed), "plan.ods")
        answer(of_file(LIST, random.Random(seed)), "plan.csv")
        answer(of_file(LIST.decode().encode("utf-16"), random.Random(seed)), "plan.csv")


@pytest.mark.slow
def test_hundreds_of_damaged_old_workbooks_give_an_answer() -> None:
    rng = random.Random(21)
    for _ in range(FEW * 5):
        data = bytearray(KITCHEN)
        for _ in range(rng.randint(1, 8)):
            data[rng.randrange(8, len(data))] = rng.randrange(256)
        answer(bytes(data), "kitchen.xls")
