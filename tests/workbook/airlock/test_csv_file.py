"""CSV files: encoding and delimiter are found, and each record keeps its line."""

import pytest

from builder.workbook.airlock import limits
from builder.workbook.airlock.airlock import read_workbook
from tests.workbook.broken import refused, zipped
from tests.workbook_text import workbook

PLAIN = "Ref,Title\nA-1,Mend the rail – now\n"


def rows(content: bytes) -> list[tuple[int, list[str]]]:
    sheet = read_workbook(content, "Our plan.csv").sheets[0]
    return [(each.number, [cell.value for cell in each.cells]) for each in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found(encoding: str) -> None:
    assert rows(PLAIN.encode(encoding)) == [
        (1, ["Ref", "Title"]),
        (2, ["A-1", "Mend the rail – now"]),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_though_texts_hold_others(delimiter: str) -> None:
    table = [["Our plan", "", ""], ["Ref", "Title", "Due"], ["A-1", '"One, two; three"', "x"]]
    text = "\r\n".join(delimiter.join(record) for record in table)
    assert rows(text.encode())[-1] == (3, ["A-1", "One, two; three", "x"])


def test_excels_own_first_line_names_the_delimiter_and_counts() -> None:
    assert rows(b"sep=;\r\nRef;Title\r\nA-1;a,b,c\r\n") == [
        (2, ["Ref", "Title"]),
        (3, ["A-1", "a,b,c"]),
    ]


def test_a_line_break_in_quotes_stays_and_the_row_is_the_first_line() -> None:
    found = rows(b'Ref,Title\n\nA-1,"Mend\nthe rail"\nA-2,"Say ""yes"""\n')
    assert found == [
        (1, ["Ref", "Title"]),
        (3, ["A-1", "Mend\nthe rail"]),
        (5, ["A-2", 'Say "yes"']),
    ]


def test_the_sheet_is_the_files_stem() -> None:
    raw = read_workbook(PLAIN.encode(), "Our plan.2026.CSV")
    assert raw.sheet_names == ("Our plan.2026",)
    assert read_workbook(PLAIN.encode(), "x.csv", lambda name: name == "y").sheets == ()


def test_a_text_with_a_quotation_mark_in_it_is_read() -> None:
    assert rows(b'Ref,Title\nA-1,Shelf of 5" depth\nA-2,x\n')[1] == (
        2,
        ["A-1", 'Shelf of 5" depth'],
    )


def test_a_quotation_mark_that_swallows_the_rest_is_told_with_its_line() -> None:
    error = refused(b'Ref,Title\nA-1,"Mend\nA-2,x\nA-3,y\n', "a.csv")
    assert (error.kind.code, error.particulars["line"]) == ("WB350", "2")
    long = b'Ref,Title\nA-1,"Mend\n' + b"A-2,x\n" * 40_000
    assert refused(long, "a.csv").kind.code == "WB350"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "WB104", id="0 bytes"),
        pytest.param(bytes(100), "WB104", id="noughts"),
        pytest.param(b"a,b\0c", "WB106", id="no text"),
        pytest.param(b"a,b\n" * (limits.MOST_DATA_ROWS + 21), "WB109", id="rows past the limit"),
        pytest.param(b"a," * 257, "WB109", id="columns past the limit"),
        pytest.param(zipped({"a.txt": b"x"}), "WB106", id="a zip"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, code: str) -> None:
    assert refused(content, "a.csv").kind.code == code


def test_a_workbook_that_is_called_csv_is_read_all_the_same() -> None:
    content = workbook("Actions", "Ref | Title\nA-1 | Mend")
    assert read_workbook(content, "a.csv").sheet_names == ("Actions",)
