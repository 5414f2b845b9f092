"""What the airlock lets in, what it turns away, and what it says then."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from builder.workbook import limits
from builder.workbook.airlock import read_workbook
from builder.workbook.raw import Held, Merge, RawWorkbook
from builder.workbook.refusal import RefusedError
from tests.problems.faulty_parts import clean, cut
from tests.workbook_text import book, shared, surgery, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"
SMALL = "Ref | Title\nA-1 | Mend the rail"


def refused(content: bytes, ending: str = ".xlsx") -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        read_workbook(content, ending)
    return caught.value


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "code", "what"),
    [
        pytest.param(b"", "WB104", None, id="0 bytes"),
        pytest.param(bytes(4096), "WB104", None, id="a cloud placeholder of noughts"),
        pytest.param(COMPOUND, "WB101", None, id="old xls"),
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
        pytest.param(
            zipped({"mimetype": b"x"}), "WB106", "an OpenDocument spreadsheet (.ods)", id="ods"
        ),
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


def _stuffed(content: bytes) -> bytes:
    return _with(content, {f"x{number}.bin": b"" for number in range(1001)})


def _with(content: bytes, parts: dict[str, bytes]) -> bytes:
    out = BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _in_sheet(old: bytes, new: bytes) -> bytes:
    return cut(SHEET, old, new, workbook("Actions", SMALL))


def _cells(xml: bytes) -> bytes:
    return _in_sheet(b"</sheetData>", xml + b"</sheetData>")


@pytest.mark.parametrize(
    ("make", "code", "particular"),
    [
        pytest.param(
            lambda: workbook("Actions", SMALL) + bytes(limits.MOST_BYTES), "WB109", "20 MB"
        ),
        pytest.param(lambda: _stuffed(workbook("Actions", SMALL)), "WB109", "1,000 parts"),
        pytest.param(
            lambda: _in_sheet(b"<sheetData>", b"<sheetData>" + b" " * (5 << 20)),
            "WB108",
            "a part packed as tightly as a bomb",
        ),
        pytest.param(
            lambda: _in_sheet(b"<sheetData>", b"<a>" * 60 + b"</a>" * 60 + b"<sheetData>"),
            "WB108",
            "elements nested too deeply",
        ),
        pytest.param(
            lambda: _cells(
                b"".join(
                    b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(3, 20_030)
                )
            ),
            "WB109",
            "20,000 filled rows on a sheet",
        ),
        pytest.param(
            lambda: _cells(b'<row r="9">' + b"<c><v>1</v></c>" * 257 + b"</row>"),
            "WB109",
            "256 filled columns on a sheet",
        ),
        pytest.param(
            lambda: _in_sheet(
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
            lambda: _in_sheet(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
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
    assert refused(_in_sheet(b"</sheetData>", link)).kind.code == "WB109"


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
    assert refused(_cells(xml)).kind.code == "WB107"


def test_texts_are_the_same_from_the_shared_table() -> None:
    content = clean()
    assert values(read_workbook(shared(content))) == values(read_workbook(content))


def test_a_text_whose_every_run_is_struck_is_known() -> None:
    runs = (
        b"<si><r><rPr><strike/></rPr><t>Mend the</t></r>"
        b"<r><rPr><strike/></rPr><t> rail</t></r></si>"
        b'<si><r><t>half </t></r><r><rPr><strike val="0"/></rPr><t>way</t></r></si></sst>'
    )
    content = cut("xl/sharedStrings.xml", b"</sst>", runs, shared(workbook("Actions", SMALL)))
    assert read_workbook(content).struck_texts == {"Mend the rail"}


def test_a_part_twice_refuses_the_workbook() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        doubled = with_part(workbook("Actions", SMALL), SHEET, b"<x/>")
    assert refused(doubled).particulars["what"] == "the same part twice"


def test_a_missing_part_of_a_wanted_sheet_refuses_and_of_another_does_not() -> None:
    content = surgery(book({"Actions": SMALL, "Rota": SMALL}), "xl/worksheets/sheet2.xml", _none)
    assert refused(content).kind.code == "WB107"
    raw = read_workbook(content, wanted=lambda name: name == "Actions")
    assert [sheet.name for sheet in raw.sheets] == ["Actions"]
    assert raw.sheet_names == ("Actions", "Rota")


def _none(data: bytes) -> None:
    return None


def test_rows_out_of_order_are_put_in_order() -> None:
    raw = read_workbook(
        _cells(b'<row r="9"><c r="A9"><v>9</v></c></row><row r="5"><c r="A5"><v>5</v></c></row>')
    )
    assert [row.number for row in raw.sheets[0].rows] == [1, 2, 5, 9]


def test_cells_without_references_follow_one_another() -> None:
    raw = read_workbook(_cells(b"<row><c><v>1</v></c><c><v>2</v></c></row>"))
    last = raw.sheets[0].rows[-1]
    assert (last.number, [cell.column for cell in last.cells]) == (3, [1, 2])


STRICT = (
    (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def strict(content: bytes) -> bytes:
    """The workbook in Strict Open XML's namespaces."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for loose, tight in STRICT:
                data = data.replace(loose, tight)
            new.writestr(name, data)
    return out.getvalue()


def values(raw: RawWorkbook) -> list[list[str]]:
    return [[cell.value for cell in row.cells] for sheet in raw.sheets for row in sheet.rows]


def test_strict_open_xml_reads_like_any_other() -> None:
    content = clean()
    assert values(read_workbook(strict(content))) == values(read_workbook(content))
    assert len(values(read_workbook(strict(content)))) == 6


def test_prefixed_elements_and_utf_16_read_like_any_other() -> None:
    content = workbook("Actions", SMALL)

    def prefixed(data: bytes) -> bytes:
        text = data.decode().replace("xmlns=", "xmlns:x=")
        for name in ("worksheet", "sheetData", "row", "c", "is", "t", "v"):
            for old, new in ((f"<{name} ", f"<x:{name} "), (f"<{name}>", f"<x:{name}>"),
                             (f"</{name}>", f"</x:{name}>")):  # fmt: skip
                text = text.replace(old, new)
        return ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")

    changed = read_workbook(surgery(content, SHEET, prefixed))
    assert values(changed) == [["Ref", "Title"], ["A-1", "Mend the rail"]]


def test_a_workbook_with_macros_is_read_and_they_are_not() -> None:
    raw = read_workbook(with_part(workbook("Actions", SMALL), "xl/vbaProject.bin", b"\x00"))
    assert values(raw)[1] == ["A-1", "Mend the rail"]


def test_side_facts_of_a_sheet() -> None:
    def change(made: Workbook) -> None:
        sheet = made["Actions"]
        sheet.sheet_state = "veryHidden"
        made.create_sheet("Rota")
        sheet.merge_cells("C1:D2")
        sheet.row_dimensions[2].hidden = True
        sheet["B2"].hyperlink = "https://example.org/a"
        sheet["E2"] = '=HYPERLINK("https://example.org/say ""hi""", "x")'
        sheet["F2"] = "=1/0"

    sheet = read_workbook(workbook("Actions", SMALL, change)).sheets[0]
    assert sheet.is_hidden
    assert sheet.merges == (Merge(3, 1, 4, 2),)
    assert sheet.rows[1].is_hidden
    assert not sheet.rows[0].is_hidden
    assert sheet.hyperlinks["B2"] == "https://example.org/a"
    assert sheet.hyperlinks["E2"] == 'https://example.org/say "hi"'
    formula = sheet.rows[1].cells[-1]
    assert (formula.held, formula.is_formula) == (Held.NO_RESULT, True)


def test_one_hyperlink_over_many_cells_is_on_each_and_over_a_column_on_the_first() -> None:
    link = (
        b'</sheetData><hyperlinks><hyperlink ref="A1:A3" location="x"/>'
        b'<hyperlink ref="B1:B1048576" location="y"/></hyperlinks>'
    )
    sheet = read_workbook(_in_sheet(b"</sheetData>", link)).sheets[0]
    assert sheet.hyperlinks == {"A1": "#x", "A2": "#x", "A3": "#x", "B1": "#y"}


def test_phonetic_readings_are_no_part_of_a_text() -> None:
    cell = (
        b'<row r="9"><c r="A9" t="inlineStr"><is><r><t>Ra</t></r><r><t>il</t></r>'
        b'<rPh sb="0" eb="1"><t>noise</t></rPh></is></c></row>'
    )
    assert values(read_workbook(_cells(cell)))[-1] == ["Rail"]


def test_the_save_time_is_the_one_inside_the_workbook() -> None:
    content = workbook("Actions", SMALL)
    core = "docProps/core.xml"

    def stamped(data: bytes) -> bytes:
        start = data.index(b">", data.index(b"<dcterms:modified")) + 1
        return data[:start] + b"2026-11-20T09:30:00Z" + data[data.index(b"</dcterms:modified") :]

    saved = read_workbook(surgery(content, core, stamped)).saved_at
    assert saved == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert read_workbook(surgery(content, core, _none)).saved_at is None
    assert read_workbook(surgery(content, core, lambda data: b"<x/>")).saved_at is None


def test_a_value_in_the_last_cell_is_one_more_cell() -> None:
    def change(made: Workbook) -> None:
        made["Actions"]["XFD1048576"] = "stray"

    sheet = read_workbook(workbook("Actions", SMALL, change)).sheets[0]
    assert [(row.number, row.cells[-1].column) for row in sheet.rows][-1] == (1_048_576, 16_384)
