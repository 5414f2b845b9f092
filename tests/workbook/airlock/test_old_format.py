"""Workbooks of Excel 97 to 2003, read in a process of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

from builder.workbook.airlock import limits, old_format
from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.raw import Held, Merge
from tests.workbook.broken import refused

KITCHEN = Path(__file__).with_name("kitchen.xls").read_bytes()


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    raw = read_workbook(KITCHEN, "kitchen.xls")
    sheet, lists = raw.sheets
    assert raw.sheet_names == ("Actions", "Lists")
    assert [each.is_hidden for each in raw.sheets] == [False, True]
    assert [each.number for each in sheet.rows] == [1, 3, 4, 5, 6, 7]
    assert [cell[:3] for cell in sheet.rows[2].cells] == [
        (1, Held.TEXT, "K-1"),
        (2, Held.TEXT, "Clean the hood – tiles too"),
        (3, Held.NUMBER, "46346"),
        (4, Held.TEXT, "In progress"),
        (5, Held.NUMBER, "0.15"),
    ]
    assert sheet.merges == (Merge(1, 6, 1, 7),)
    assert sheet.rows[-1].is_hidden
    assert lists.rows[0].cells[0][:3] == (1, Held.BOOLEAN, "1")


def test_its_formats_fills_and_struck_texts_are_known() -> None:
    raw = read_workbook(KITCHEN, "kitchen.xls")
    rows = raw.sheets[0].rows
    styles = [raw.styles[cell.style] for cell in rows[2].cells]
    assert [each.number_format for each in styles][2:] == ["dd/mm/yyyy", "General", "0%"]
    assert styles[3].colour == "red"
    assert raw.styles[rows[3].cells[1].style].is_struck
    assert rows[3].coloured_blanks == (4,)
    assert raw.styles[rows[3].blank_styles[0]].colour == "red"


def test_only_wanted_sheets_are_read() -> None:
    raw = read_workbook(KITCHEN, "kitchen.xls", lambda name: name == "Lists")
    assert [each.name for each in raw.sheets] == ["Lists"]


def test_what_is_damaged_or_cut_is_refused() -> None:
    assert refused(KITCHEN[:3000], "kitchen.xls").kind.code in ("WB101", "WB107")
    assert refused(KITCHEN[:600], "kitchen.xls").kind.code in ("WB101", "WB107")


def test_a_reading_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(old_format, "_CHILD", child)
    monkeypatch.setattr(limits, "MOST_SECONDS", 0.3)
    assert refused(KITCHEN, "kitchen.xls").kind.code == "WB110"


def test_an_answer_that_never_ends_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child.py"
    child.write_text("while True: print('x' * 10000)")
    monkeypatch.setattr(old_format, "_CHILD", child)
    monkeypatch.setattr(limits, "MOST_PART_BYTES", 100_000)
    assert refused(KITCHEN, "kitchen.xls").kind.code == "WB109"


@pytest.mark.skipif(sys.platform != "linux", reason="macOS and Windows count memory otherwise")
def test_the_child_cannot_take_more_memory_than_its_limit() -> None:
    module = "builder.workbook.airlock.old_format_child"
    lines = f"import {module} as child; child.hold_memory(500_000_000); bytearray(1_000_000_000)"
    ended = subprocess.run([sys.executable, "-c", lines], capture_output=True, check=False)
    assert b"MemoryError" in ended.stderr
