"""Every mistake planted in the folder is named by its cell, and nothing else is."""

import json
from pathlib import Path

from builder.frameworks import load_catalogue
from builder.shipped import catalogue_text
from builder.workbook.reading.folder_reading import read_folder
from tests.golden.make_planted_mistakes import FOLDER, make
from tests.golden.planted_rows import ROWS
from tests.made import as_at
from tests.sample.parts import parts_of


def expected() -> list[tuple[str, ...]]:
    text = (FOLDER / "expected.json").read_text(encoding="utf-8")
    return sorted(tuple(each) for each in json.loads(text))


def found() -> list[tuple[str, ...]]:
    catalogue = load_catalogue(catalogue_text())
    reading = read_folder(FOLDER, catalogue=catalogue, as_at=as_at("2026-11-20 17:20"))
    return sorted(
        (each.place.workbook, each.place.sheet, each.place.cell, each.code)
        for each in reading.problems
        if each.place.workbook != "expected.json"  # what the test looks up lies beside
    )


def test_each_mistake_is_named_by_its_cell_and_nothing_else_is() -> None:
    assert found() == expected()


def test_at_least_twenty_five_kinds_of_mistake_are_planted() -> None:
    assert len({code for *_, code in expected()}) >= 25


def test_the_folder_is_what_its_maker_gives(tmp_path: Path) -> None:
    make(tmp_path)
    names = sorted(each.name for each in FOLDER.iterdir())
    assert sorted(each.name for each in tmp_path.iterdir()) == names
    for name in ROWS:
        assert parts_of(tmp_path / name) == parts_of(FOLDER / name), name
    made, kept = tmp_path / "expected.json", FOLDER / "expected.json"
    assert made.read_bytes() == kept.read_bytes()
