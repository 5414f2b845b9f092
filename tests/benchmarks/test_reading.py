"""What reading costs, beside openpyxl on the same workbooks, in one run.

``python -m pytest -m benchmark tests/benchmarks/test_reading.py -s`` prints the figures.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from tests.benchmarks.made_trackers import write_tracker, write_trackers
from tests.benchmarks.measured import Cost, measured
from tests.workbook_text import book, rows, surgery, with_part

pytestmark = pytest.mark.benchmark

WORKBOOKS = 100
READ = """
import sys, time
from datetime import datetime, timezone
from pathlib import Path
from builder import shipped
from builder.frameworks import load_catalogue
from builder.workbook.reading.folder_reading import read_folder
catalogue = load_catalogue(shipped.catalogue_text())
started = time.process_time()
reading = read_folder(
    Path(sys.argv[1]),
    catalogue=catalogue,
    as_at=datetime(2026, 11, 20, 17, 20, tzinfo=timezone.utc),
    cache_dir=Path(sys.argv[2]) if len(sys.argv) > 2 else None,
    cache_key=b"a key",
)
Path("cpu.txt").write_text(str(time.process_time() - started))
assert reading.register.actions or reading.problems
"""
OPENPYXL = """
import sys, time
from pathlib import Path
from openpyxl import load_workbook
started = time.process_time()
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    for sheet in load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            pass
Path("cpu.txt").write_text(str(time.process_time() - started))
"""


def run(code: str, folder: Path, *arguments: Path) -> tuple[float, Cost]:
    """CPU seconds of the reading itself, and the cost of its whole process."""
    command = (sys.executable, "-c", code, *(str(each) for each in arguments))
    cost = measured(command, folder)
    assert cost.exit_code == 0, (folder / "output.log").read_text()
    return float((folder / "cpu.txt").read_text()), cost


def test_reading_takes_half_of_openpyxl_and_a_tenth_where_one_changed(tmp_path: Path) -> None:
    trackers, cache = tmp_path / "trackers", tmp_path / "cache"
    write_trackers(trackers, WORKBOOKS)
    cold, cost = run(READ, tmp_path, trackers, cache)
    write_tracker(trackers / "tracker-050.xlsx", 50, "Changed")
    changed, _ = run(READ, tmp_path, trackers, cache)
    shutil.rmtree(cache)
    uncached, _ = run(READ, tmp_path, trackers)
    theirs, _ = run(OPENPYXL, tmp_path, trackers)
    print(
        f"\ncold {cold:.2f} s, without a cache {uncached:.2f} s, openpyxl {theirs:.2f} s: "
        f"{cold / theirs:.2f} of it; one changed {changed:.2f} s: {changed / cold:.3f} of cold; "
        f"peak {cost.peak_megabytes:.0f} MB"
    )
    assert cold <= theirs / 2
    assert changed <= cold / 10
    assert cost.peak_megabytes <= 250


def _last_cell() -> bytes:
    def change(made: Workbook) -> None:
        made["Actions"]["XFD1048576"] = "stray"

    return book({"Actions": rows({"Ref": "A-1", "Title": "Mend the rail"})}, change)


def _bordered_rows() -> bytes:
    """200,000 rows of ten bordered blank cells below one line."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Actions"
    sheet.append(["Ref", "Title"])
    sheet.append(["A-1", "Mend the rail"])
    sheet["A3"].border = Border(left=Side("thin"))
    stream = BytesIO()
    made.save(stream)
    style = b"1"
    blank = b"".join(
        b'<row r="%d">%s</row>'
        % (row, b"".join(b'<c r="%c%d" s="%s"/>' % (65 + at, row, style) for at in range(10)))
        for row in range(4, 200_004)
    )
    part = "xl/worksheets/sheet1.xml"
    return surgery(
        stream.getvalue(), part, lambda data: data.replace(b"</sheetData>", blank + b"</sheetData>")
    )


def _comment_in_last_cell() -> bytes:
    xml = (
        b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/>'
        b'<commentList><comment ref="XFD1048576" authorId="0"><text><t>x</t></text></comment>'
        b"</commentList></comments>"
    )
    return with_part(book({"Actions": rows({"Ref": "A-1"})}), "xl/comments1.xml", xml)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(_last_cell, id="a value in XFD1048576"),
        pytest.param(_bordered_rows, id="200,000 bordered blank rows"),
        pytest.param(_comment_in_last_cell, id="a comment in XFD1048576"),
    ],
)
def test_a_strange_workbook_costs_less_than_three_seconds(content: object, tmp_path: Path) -> None:
    trackers = tmp_path / "trackers"
    trackers.mkdir()
    assert callable(content)
    (trackers / "strange.xlsx").write_bytes(content())
    seconds, cost = run(READ, tmp_path, trackers)
    print(f"\n{seconds:.2f} s CPU, {cost.peak_megabytes:.0f} MB")
    assert seconds < 3
    assert cost.peak_megabytes <= 250
