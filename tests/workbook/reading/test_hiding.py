"""A row is hidden unless its cell is blank or a clear no; so is one whose column is in doubt."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from builder.problems import Severity
from builder.workbook.reading.folder_reading import Reading, read_folder
from tests.problems.faulty_parts import ACTIONS_PART, clean, cut
from tests.workbook.made_reading import AS_AT, CATALOGUE_OF_CARE, put, read
from tests.workbook.one_cell import one, put_cell
from tests.workbook_text import action, book, evidence, rows


def hidden(reading: Reading) -> dict[str, bool | None]:
    return {line.ref: line.confidential for line in reading.register.actions}


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize("value", ["Yes", "y", "TRUE", "'1", 1, True, 1.0])
def test_a_clear_yes_hides_without_a_word(tmp_path: Path, value: Any) -> None:
    line, found = one(tmp_path, change=put_cell("Confidential", value), Confidential="No")
    assert (line.confidential, found) == (True, []) if value != "'1" else line.confidential


@pytest.mark.parametrize("value", ["No", "n", " NO ", "false", "0", 0, False, 0.0, "no\u00a0"])
def test_a_clear_no_shows(tmp_path: Path, value: Any) -> None:
    line, found = one(tmp_path, change=put_cell("Confidential", value), Confidential="Yes")
    assert (line.confidential, found) == (False, [])


@pytest.mark.parametrize("value", [None, " ", "\u00a0", "\n"])
def test_a_blank_shows(tmp_path: Path, value: Any) -> None:
    line, found = one(tmp_path, change=put_cell("Confidential", value), Confidential="Yes")
    assert (line.confidential, found) == (None, [])


@pytest.mark.parametrize(
    "value",
    [
        *("x", "X", "✓", "✔", "ü", "•", "confidential", "Ja", "yes - HR only", "No?"),
        *("not yet", "nein", "-", "?", "n/a", "0.5", "Νο", "\u200b", "#N/A", "#REF!", "=A2"),
        *(2, -1, 0.4, 46000, date(2026, 11, 20)),
    ],
)  # fmt: skip
def test_anything_else_hides_with_a_warning(tmp_path: Path, value: Any) -> None:
    content = clean(rows(action(Confidential="No")), change=put_cell("Confidential", value))
    reading = read(tmp_path, {"t.xlsx": content})
    assert hidden(reading) == {"A-1": True}
    assert codes(reading) == ["WB241"]
    assert reading.problems[0].severity is Severity.WARNING
    assert str(reading.problems[0].place) == "t.xlsx!Actions!K2"


def test_a_text_too_long_to_read_hides(tmp_path: Path) -> None:
    content = clean(rows(action(Confidential="No way")))
    long = cut(ACTIONS_PART, b"No way", b"n" * 32_768, content)
    assert hidden(read(tmp_path, {"t.xlsx": long})) == {"A-1": True}


def test_a_file_is_hidden_as_a_line_is(tmp_path: Path) -> None:
    content = clean(Evidence=rows(evidence(Confidential="x"), evidence(Evidence_ref="E-2")))
    reading = read(tmp_path, {"t.xlsx": content})
    assert [file.confidential for file in reading.register.evidence] == [True, None]


def test_words_of_mapping_yml_count_and_never_make_a_yes_a_no(tmp_path: Path) -> None:
    mapping = 'words: {Actions: {Confidential: {offen: "No", geheim: "Yes", "yes": "No"}}}'
    lines = (("A-1", "offen"), ("A-2", "geheim"), ("A-3", "Yes"), ("A-4", "intern"))
    table = rows(*(action(Ref=ref, Confidential=typed) for ref, typed in lines))
    reading = read(tmp_path, {"t.xlsx": clean(table)}, mapping)
    assert hidden(reading) == {"A-1": False, "A-2": True, "A-3": True, "A-4": True}
    assert codes(reading) == ["WB241"]


@pytest.mark.parametrize(
    "heading",
    [
        "Confidental",
        "Confidentail",
        "Сonfidential",
        "Confidential?",
        "Is it confidential (y/n)",
        "Restricted",
    ],
)
def test_a_heading_that_may_hide_rows_is_taken_for_the_one_that_does(
    tmp_path: Path, heading: str
) -> None:
    lines = (("A-1", "Yes"), ("A-2", "No"), ("A-3", ""))
    table = rows(*({**action(Ref=ref), heading: typed} for ref, typed in lines))
    reading = read(tmp_path, {"t.xlsx": clean(table)})
    assert hidden(reading) == {"A-1": True, "A-2": False, "A-3": None}
    assert codes(reading) == ["WB147"]
    assert str(reading.problems[0].place) == "t.xlsx!Actions!K1"


@pytest.mark.parametrize("heading", ["Confidence", "Mood", "Condition", "Consent"])
def test_a_heading_that_is_another_word_hides_nothing(tmp_path: Path, heading: str) -> None:
    reading = read(tmp_path, {"t.xlsx": clean(rows({**action(), heading: "Yes"}))})
    assert hidden(reading) == {"A-1": None}


def test_remarks_beside_the_column_itself_hide_nothing(tmp_path: Path) -> None:
    table = rows({**action(Confidential="No"), "Why confidential": "asked by HR"})
    reading = read(tmp_path, {"t.xlsx": clean(table)})
    assert hidden(reading) == {"A-1": False}
    assert codes(reading) == ["WB139"]


@pytest.mark.parametrize("second", ["Confidential", "Confidental"])
def test_of_two_such_columns_either_hides(tmp_path: Path, second: str) -> None:
    marks = (("A-1", "Yes", "No"), ("A-2", "No", "Yes"), ("A-3", "No", ""), ("A-4", "", "x"))
    head = f"{rows(action()).splitlines()[0]} | Confidential | {second}"
    lines = [f"{rows(action(Ref=ref)).splitlines()[1]} | {one} | {two}" for ref, one, two in marks]
    reading = read(tmp_path, {"t.xlsx": clean("\n".join((head, *lines)))})
    assert hidden(reading) == {"A-1": True, "A-2": True, "A-3": False, "A-4": True}


@pytest.mark.parametrize("merged", ["K2:K3", "J2:K3"])
def test_a_mark_in_merged_cells_counts_for_each_of_their_rows(tmp_path: Path, merged: str) -> None:
    def change(made: Workbook) -> None:
        made["Actions"]["J2" if merged.startswith("J") else "K2"] = "Yes"
        made["Actions"].merge_cells(merged)

    lines = [action(Ref=ref, Confidential="No") for ref in ("A-1", "A-2", "A-3")]
    reading = read(tmp_path, {"t.xlsx": clean(rows(*lines), change=change)})
    assert hidden(reading) == {"A-1": True, "A-2": True, "A-3": False}


MAPPED = rows({**action(), "Geheim": "No"}, {**action(Ref="A-2"), "Geheim": "Yes"})


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        pytest.param("columns: {Actions: {Geheim: Confidential}", "WB120", id="no YAML"),
        pytest.param("colums: {Actions: {Geheim: Confidential}}", "WB120", id="wrong key"),
        pytest.param("columns: {Action: {Geheim: Confidential}}", "WB121", id="no such sheet"),
    ],
)
def test_rows_are_hidden_while_the_column_s_own_name_is_lost(
    tmp_path: Path, mapping: str, code: str
) -> None:
    other = book({"Actions": rows(action(Ref="B-1", Confidential="No"))})
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "mapping.yml").write_text(mapping)
    put(tmp_path / "w", {"t.xlsx": clean(MAPPED), "u.xlsx": other})
    for _ in range(2):  # the second from what the first kept, if it kept anything
        reading = read_folder(
            tmp_path / "w",
            catalogue=CATALOGUE_OF_CARE,
            as_at=AS_AT,
            cache_dir=tmp_path / "cache",
        )
        assert hidden(reading) == {"A-1": True, "A-2": True, "B-1": False}
        assert {code, "WB149"} <= set(codes(reading))


def test_a_misspelt_name_of_the_column_in_mapping_yml_names_it(tmp_path: Path) -> None:
    mapping = "columns: {Actions: {Geheim: Confidental}}"
    reading = read(tmp_path, {"t.xlsx": clean(MAPPED)}, mapping)
    assert hidden(reading) == {"A-1": False, "A-2": True}
    assert codes(reading) == ["WB121"]


def test_a_mapping_yml_that_cannot_be_opened_hides_too(tmp_path: Path) -> None:
    put(tmp_path, {"t.xlsx": clean(MAPPED)})
    (tmp_path / "mapping.yml").write_bytes(b"\xff\xfe\x00")
    reading = read_folder(tmp_path, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT)
    assert hidden(reading) == {"A-1": True, "A-2": True}


@pytest.mark.parametrize("typed", ["x", "No", "Yes", ""])
def test_a_reading_from_the_cache_hides_the_same_rows(tmp_path: Path, typed: str) -> None:
    put(tmp_path / "w", {"t.xlsx": clean(rows({**action(), "Confidental": typed}))})
    first, second = (
        read_folder(
            tmp_path / "w",
            catalogue=CATALOGUE_OF_CARE,
            as_at=AS_AT,
            cache_dir=tmp_path / "cache",
        )
        for _ in range(2)
    )
    assert (hidden(first), codes(first)) == (hidden(second), codes(second))
    assert hidden(second)["A-1"] is {"x": True, "Yes": True, "No": False, "": None}[typed]
