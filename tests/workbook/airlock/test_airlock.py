"""What the airlock lets in: cells and their side facts, whoever wrote the workbook."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook

from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.raw import Held, Merge, RawWorkbook
from tests.problems.faulty_parts import clean, cut
from tests.workbook.broken import SHEET, SMALL, in_sheet, refused, take_away, with_cells
from tests.workbook_text import book, shared, surgery, with_part, workbook


def test_a_missing_part_of_a_wanted_sheet_refuses_and_of_another_does_not() -> None:
    content = surgery(
        book({"Actions": SMALL, "Rota": SMALL}), "xl/worksheets/sheet2.xml", take_away
    )
    assert refused(content).kind.code == "WB107"
    raw = read_workbook(content, wanted=lambda name: name == "Actions")
    assert [sheet.name for sheet in raw.sheets] == ["Actions"]
    assert raw.sheet_names == ("Actions", "Rota")


def test_rows_out_of_order_are_put_in_order() -> None:
    raw = read_workbook(
        with_cells(
            b'<row r="9"><c r="A9"><v>9</v></c></row><row r="5"><c r="A5"><v>5</v></c></row>'
        )
    )
    assert [row.number for row in raw.sheets[0].rows] == [1, 2, 5, 9]


def test_cells_without_references_follow_one_another() -> None:
    raw = read_workbook(with_cells(b"<row><c><v>1</v></c><c><v>2</v></c></row>"))
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
    sheet = read_workbook(in_sheet(b"</sheetData>", link)).sheets[0]
    assert sheet.hyperlinks == {"A1": "#x", "A2": "#x", "A3": "#x", "B1": "#y"}


def test_phonetic_readings_are_no_part_of_a_text() -> None:
    cell = (
        b'<row r="9"><c r="A9" t="inlineStr"><is><r><t>Ra</t></r><r><t>il</t></r>'
        b'<rPh sb="0" eb="1"><t>noise</t></rPh></is></c></row>'
    )
    assert values(read_workbook(with_cells(cell)))[-1] == ["Rail"]


def test_the_save_time_is_the_one_inside_the_workbook() -> None:
    content = workbook("Actions", SMALL)
    core = "docProps/core.xml"

    def stamped(data: bytes) -> bytes:
        start = data.index(b">", data.index(b"<dcterms:modified")) + 1
        return data[:start] + b"2026-11-20T09:30:00Z" + data[data.index(b"</dcterms:modified") :]

    saved = read_workbook(surgery(content, core, stamped)).saved_at
    assert saved == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert read_workbook(surgery(content, core, take_away)).saved_at is None
    assert read_workbook(surgery(content, core, lambda data: b"<x/>")).saved_at is None


def test_a_value_in_the_last_cell_is_one_more_cell() -> None:
    def change(made: Workbook) -> None:
        made["Actions"]["XFD1048576"] = "stray"

    sheet = read_workbook(workbook("Actions", SMALL, change)).sheets[0]
    assert [(row.number, row.cells[-1].column) for row in sheet.rows][-1] == (1_048_576, 16_384)


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
