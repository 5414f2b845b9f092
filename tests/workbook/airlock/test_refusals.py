"""What the airlock turns away, and what it says then."""

from collections.abc import Callable

import pytest

from builder.workbook.airlock import limits
from builder.workbook.airlock.airlock import read_workbook
from tests.problems.faulty_parts import cut
from tests.workbook.broken import SHEET, SMALL, in_sheet, refused, stuffed, with_cells, zipped
from tests.workbook_text import book, shared, surgery, with_part, workbook

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "code", "what"),
    [
        pytest.param(b"", "WB104", None, id="0 bytes"),
        pytest.param(bytes(4096), "WB104", None, id="a cloud placeholder of noughts"),
        pytest.param(COMPOUND, "WB101", None, id="an old file, no workbook"),
        pytest.param(
            COMPOUND + "EncryptedPackage".encode("utf-16-le"), "WB103", None, id="a password"
        ),
        pytest.param(zipped({"xl/workbook.bin": b"x"}), "WB102", None, id="xlsb"),
        pytest.param(workbook("Actions", SMALL)[:2000], "WB105", None, id="half copied"),
        pytest.param(b"PK\x03", "WB105", None, id="hardly begun"),
        pytest.param(b"<html><table></table>", "WB106", "a web page", id="a web page"),
        pytest.param(b"\xef\xbb\xbf <!DOCTYPE html>", "WB106", "a web page", id="with a mark"),
        pytest.param(b"Ref,Title\nA-1,Mend", "WB106", "a text or CSV file", id="CSV"),
        pytest.param(b"<?xml version='1.0'?><a/>", "WB106", "an XML file", id="XML"),
        pytest.param(b"%PDF-1.7\x00\x01", "WB106", "something else", id="a PDF"),
        pytest.param(zipped({"mimetype": b"x"}), "WB106", "another OpenDocument file", id="odt"),
        pytest.param(zipped({"a.txt": b"x"}), "WB106", "a zip archive", id="some zip"),
        pytest.param(
            zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
            "WB106",
            "a Word document",
            id="docx",
        ),
    ],
)
def test_what_is_no_workbook_is_named(content: bytes, code: str, what: str | None) -> None:
    error = refused(content)
    assert error.kind.code == code
    assert error.particulars.get("what") == what


@pytest.mark.parametrize(
    ("make", "code", "particular"),
    [
        pytest.param(
            lambda: workbook("Actions", SMALL) + bytes(limits.MOST_BYTES), "WB109", "20 MB"
        ),
        pytest.param(lambda: stuffed(workbook("Actions", SMALL)), "WB109", "1,000 parts"),
        pytest.param(
            lambda: in_sheet(b"<sheetData>", b"<sheetData>" + b" " * (5 << 20)),
            "WB108",
            "a part packed as tightly as a bomb",
        ),
        pytest.param(
            lambda: in_sheet(b"<sheetData>", b"<a>" * 60 + b"</a>" * 60 + b"<sheetData>"),
            "WB108",
            "elements nested too deeply",
        ),
        pytest.param(
            lambda: with_cells(
                b"".join(
                    b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(3, 20_030)
                )
            ),
            "WB109",
            "20,000 filled rows on a sheet",
        ),
        pytest.param(
            lambda: with_cells(b'<row r="9">' + b"<c><v>1</v></c>" * 257 + b"</row>"),
            "WB109",
            "256 filled columns on a sheet",
        ),
        pytest.param(
            lambda: in_sheet(
                b"</sheetData>",
                b"</sheetData><mergeCells>"
                + b'<mergeCell ref="A1:B1"/>' * 10_001
                + b"</mergeCells>",
            ),
            "WB109",
            "10,000 merged ranges on a sheet",
        ),
        pytest.param(
            lambda: surgery(
                workbook("Actions", SMALL),
                "xl/workbook.xml",
                lambda data: data.replace(b"</sheets>", b'<sheet name="x"/>' * 64 + b"</sheets>"),
            ),
            "WB109",
            "64 sheets",
        ),
        pytest.param(
            lambda: cut(
                "xl/sharedStrings.xml",
                b"</sst>",
                b"<si><t>x</t></si>" * 200_001 + b"</sst>",
                shared(workbook("Actions", SMALL)),
            ),
            "WB109",
            "200,000 distinct texts",
        ),
        pytest.param(
            lambda: in_sheet(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
            "WB108",
            "a DOCTYPE",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else None,
)
def test_a_limit_refuses_the_workbook_and_says_which(
    make: Callable[[], bytes], code: str, particular: str
) -> None:
    error = refused(make())
    assert error.kind.code == code
    assert particular in error.particulars.values()


def test_valued_cells_are_counted_over_all_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    content = book({"Actions": SMALL, "Steps": SMALL})
    assert len(read_workbook(content).sheets) == 2
    monkeypatch.setattr(limits, "MOST_VALUED_CELLS", 7)
    assert refused(content).kind.code == "WB109"


def test_characters_are_counted_wherever_a_shared_text_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = shared(workbook("Actions", "Ref | Title\n" + "long text | long text\n" * 10))
    read_workbook(content)
    monkeypatch.setattr(limits, "MOST_TEXT_CHARACTERS", 150)
    assert refused(content).particulars["limit"] == "150 characters"


def test_linked_cells_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_LINKED_CELLS", 2)
    link = b'</sheetData><hyperlinks><hyperlink ref="A1:A3" location="x"/></hyperlinks>'
    assert refused(in_sheet(b"</sheetData>", link)).kind.code == "WB109"


def test_unpacked_bytes_are_counted_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_UNPACKED_BYTES", 1000)
    assert refused(workbook("Actions", SMALL)).particulars["limit"] == "160 MB unpacked"
    monkeypatch.setattr(limits, "MOST_PART_BYTES", 100)
    assert refused(workbook("Actions", SMALL)).particulars["limit"] == "64 MB in one part"


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(b'<row r="0"><c r="A0"><v>1</v></c></row>', id="row nought"),
        pytest.param(b'<row r="1048577"/>', id="row too far"),
        pytest.param(b'<row r="x"/>', id="row of letters"),
        pytest.param(b'<row r="9"><c r="XFE9"><v>1</v></c></row>', id="column too far"),
        pytest.param(b'<row r="9"><c r="A8"><v>1</v></c></row>', id="cell of another row"),
        pytest.param(b'<row r="9"><c r="B9"/><c r="A9"/></row>', id="columns going back"),
        pytest.param(b'<row r="9"><c r="A9"/><c r="A9"/></row>', id="a cell twice"),
        pytest.param(b'<row r="9"><c r="a9"><v>1</v></c></row>', id="small letters"),
        pytest.param(b'<row r="2"><c r="A2"><v>1</v></c></row>', id="a row twice"),
        pytest.param(b'<row r="9"><c r="A9" t="s"><v>999</v></c></row>', id="text out of range"),
        pytest.param(b'<row r="9"><c r="A9" t="zz"><v>1</v></c></row>', id="unknown type"),
        pytest.param(b'<row r="9"><c r="A9" s="x"><v>1</v></c></row>', id="style of letters"),
        pytest.param(b"<row>", id="never closed"),
    ],
)
def test_a_broken_sheet_refuses_the_workbook(xml: bytes) -> None:
    assert refused(with_cells(xml)).kind.code == "WB107"


def test_a_part_twice_refuses_the_workbook() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        doubled = with_part(workbook("Actions", SMALL), SHEET, b"<x/>")
    assert refused(doubled).particulars["what"] == "the same part twice"
