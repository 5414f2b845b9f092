"""Whatever is done to a workbook, reading it never raises."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from builder import shipped
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.mapping.mapping import Mapping
from builder.workbook.reading.parsed import ParsedWorkbook
from builder.workbook.reading.workbook_reading import parse_workbook
from tests.problems.faulty_parts import clean
from tests.problems.faulty_workbooks import FAULTY
from tests.workbook.damage import damaged
from tests.workbook.made_reading import CATALOGUE_OF_CARE, read

MANY = 6_000


def answer(content: bytes) -> ParsedWorkbook | RefusedError:
    """What reading gives: records and problems, or a refusal with its words."""
    try:
        return parse_workbook("f.xlsx", content, mapping=Mapping(), catalogue=CATALOGUE_OF_CARE)
    except RefusedError as refused:
        refused.kind.says.format_map({"sheet": "", **refused.particulars})
        return refused


def seeds_and_workbooks() -> list[bytes]:
    files = [each for faulty in FAULTY.values() for each in faulty.files.values()]
    small = [each for each in files if zipfile.is_zipfile(BytesIO(each))]
    sample = sorted(shipped.shipped_folder("workbooks").glob("*.xlsx"))
    return [clean(), *small, *(path.read_bytes() for path in sample[:2])]


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_gives_an_answer(seed: int) -> None:
    answer(damaged(clean(), seed))


@pytest.mark.slow
def test_thousands_of_damaged_workbooks_give_an_answer() -> None:
    sources = seeds_and_workbooks()
    read_all = 0
    for seed in range(MANY):
        given = answer(damaged(sources[seed % len(sources)], seed))
        read_all += isinstance(given, ParsedWorkbook)
    # Both outcomes must come up often, or the damage is not worth its name.
    assert MANY // 20 < read_all < MANY - MANY // 20


def test_damaged_workbooks_beside_a_good_one_leave_it_whole(tmp_path: Path) -> None:
    files = {f"x{seed:03d}.xlsx": damaged(clean(), seed) for seed in range(0, 40, 2)}
    good = read(tmp_path, {"a.xlsx": clean(), **files})
    assert good.register.actions[0].ref == "A-1"
