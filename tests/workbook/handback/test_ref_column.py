"""Copies of trackers with made refs in a column, and hand-back copies of other kinds of files."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from builder.problems import Cell, Problem, in_cell
from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.handback.copies import hand_back_copies
from builder.workbook.handback.ref_column import write_refs
from builder.workbook.reading.folder_reading import read_folder
from tests.workbook.airlock.open_documents import open_document, row, sheet
from tests.workbook.made_reading import AS_AT, CATALOGUE_OF_CARE, put
from tests.workbook_text import workbook

PLAN = "Our plan\n\nTitle | Theme | Owner\nMend the rail | Falls | P-1\nPaint it | Falls | P-1"


def copies(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """Name -> bytes of each copy with refs."""
    put(folder / "w", files)
    reading = read_folder(folder / "w", catalogue=CATALOGUE_OF_CARE, as_at=AS_AT)
    done = list(write_refs(folder / "w", folder / "out", reading.register))
    assert [each.why_not for each in done] == [""] * len(files)
    return {each.copy.name: each.copy.read_bytes() for each in done}


def cells(content: bytes, name: str) -> list[list[str]]:
    """The values of the first sheet, a list a row."""
    return [[c.value for c in row.cells] for row in read_workbook(content, name).sheets[0].rows]


def test_a_column_of_refs_is_added_beside_the_table_and_every_other_part_stays(
    tmp_path: Path,
) -> None:
    original = workbook("Actions", PLAN)
    (copy,) = copies(tmp_path, {"plan.xlsx": original}).values()
    assert cells(copy, "plan.xlsx") == [
        ["Our plan"],
        ["Title", "Theme", "Owner", "Ref"],
        ["Mend the rail", "Falls", "P-1", "Action-1"],
        ["Paint it", "Falls", "P-1", "Action-2"],
    ]
    with zipfile.ZipFile(BytesIO(original)) as old, zipfile.ZipFile(BytesIO(copy)) as new:
        assert old.namelist() == new.namelist()
        changed = [each for each in old.namelist() if old.read(each) != new.read(each)]
    assert changed == ["xl/worksheets/sheet1.xml"]


def test_blank_and_repeated_refs_are_typed_where_the_column_is(tmp_path: Path) -> None:
    content = workbook("Actions", "Ref | Title\n | One\n1 | Two\n1 | Three\nA-4 | Four")
    (copy,) = copies(tmp_path, {"plan.xlsx": content}).values()
    assert [row[0] for row in cells(copy, "plan.xlsx")] == ["Ref", "Action-1", "1", "1~2", "A-4"]


def test_the_copy_is_read_without_a_made_ref(tmp_path: Path) -> None:
    made = copies(tmp_path, {"plan.xlsx": workbook("Actions", PLAN)})
    put(tmp_path / "again", made)
    reading = read_folder(tmp_path / "again", catalogue=CATALOGUE_OF_CARE, as_at=AS_AT)
    assert [
        (each.ref, dict(each.source.typed).get("ref")) for each in reading.register.actions
    ] == [
        ("Action-1", None),
        ("Action-2", None),
    ]


def test_a_csv_stays_a_csv_and_an_open_document_becomes_a_workbook(tmp_path: Path) -> None:
    table = [row("Title", "Theme"), row("=Mend", "Falls")]
    files = {
        "Actions.csv": '\ufeffTitle;Theme;x\r\nRépare;"a\nb";\r\nPeins;c;\r\n'.encode(),
        "plan.ods": open_document(sheet("Actions", "".join(table))),
    }
    made = copies(tmp_path, files)
    assert made["Actions.csv"].decode("utf-8-sig") == (
        'Title;Theme;x;Ref\r\nRépare;"a\nb";;Action-1\r\nPeins;c;;Action-2\r\n'
    )
    assert cells(made["plan.ods.xlsx"], "plan.xlsx") == [
        ["Title", "Theme", "Ref"],
        ["=Mend", "Falls", "Action-3"],
    ]


@pytest.mark.parametrize("name", ["Actions.csv", "plan.ods"])
def test_another_kind_of_file_is_handed_back_as_a_workbook_with_notes(
    tmp_path: Path, name: str
) -> None:
    content = (
        b"Ref,Title\nA-1,Mend\n"
        if name.endswith("csv")
        else open_document(sheet("Actions", row("Ref", "Title") + row("A-1", "Mend")))
    )
    put(tmp_path / "w", {name: content})
    problem = Problem(in_cell.BLANK, Cell(name, "Actions", "C2"), {"heading": "Owner"})
    (done,) = hand_back_copies(tmp_path / "w", tmp_path / "out", (problem,))
    assert (done.copy.name, done.why_not) == (f"{name}.xlsx", "")
    raw = read_workbook(done.copy.read_bytes(), done.copy.name)
    assert raw.sheet_names == ("Actions", "Fix list")
    assert any("comments" in each for each in zipfile.ZipFile(done.copy).namelist())
    (again,) = hand_back_copies(tmp_path / "w", tmp_path / "out", (problem,))
    assert again.why_not == ""
