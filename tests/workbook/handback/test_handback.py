import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from builder.problems import Cell, Problem, in_cell, in_workbook
from builder.shipped import shipped_folder
from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.raw import RawRow
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.handback.handback import hand_back

BOOK = "oakfield.xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def blank(cell: str, sheet: str = "Actions") -> Problem:
    return Problem(in_cell.BAD_YES_NO, Cell(BOOK, sheet, cell), {"heading": "H", "value": cell})


def small(cell: str, sheet: str = "Actions") -> Problem:
    particulars = {"heading": "H", "value": "1", "read": "1"}
    return Problem(in_cell.NUMBER_AS_TEXT, Cell(BOOK, sheet, cell), particulars)


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def tracker() -> bytes:
    book = openpyxl.Workbook()
    page = book["Sheet"]
    page.title = "Actions"
    page.append(["Ref", "Title", "Due"])
    page.append(["A-1", "Mend the light", 46000])
    page["C2"].number_format = "dd mmm yyyy"
    page["A5"] = "A-2"
    page["A2"].comment = Comment("Ask Helen first", "Owen")
    choice = DataValidation(type="list", formula1='"Yes,No"')
    choice.add("D2:D9")
    page.add_data_validation(choice)
    page.add_table(Table(displayName="tblActions", ref="A1:C5"))
    book.create_sheet("Notes")["A1"] = "Nothing to mend here"
    return saved(book)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def note(book: openpyxl.Workbook, cell: str, sheet: str = "Actions") -> str:
    found = book[sheet][cell].comment
    return "" if found is None else str(found.text)


def test_a_workbook_without_problems_comes_back_as_it_is() -> None:
    original = tracker()
    assert hand_back(original, ()) is original


def test_each_faulty_cell_has_a_note_with_what_is_wrong_and_what_to_do() -> None:
    problem = blank("B2")
    book = openpyxl.load_workbook(BytesIO(hand_back(tracker(), (problem,))))
    text = note(book, "B2")
    assert problem.message in text
    assert problem.remedy in text
    assert problem.code in text


def test_a_note_that_was_there_is_kept_and_ours_stands_below_it() -> None:
    problem = blank("A2")
    book = openpyxl.load_workbook(BytesIO(hand_back(tracker(), (problem, blank("B2")))))
    text = note(book, "A2")
    assert text.startswith("Ask Helen first")
    assert problem.message in text
    assert note(book, "B2")
    again = openpyxl.load_workbook(BytesIO(hand_back(tracker(), (blank("B2"),))))
    assert note(again, "A2") == "Ask Helen first"


def test_a_marked_cell_is_coloured_by_the_gravest_problem_and_keeps_its_format() -> None:
    marked = hand_back(tracker(), (small("C2"), blank("C2"), small("B2")))
    page = openpyxl.load_workbook(BytesIO(marked))["Actions"]
    assert page["C2"].fill.fgColor.rgb == "FFFFC7CE"
    assert page["C2"].number_format == "dd mmm yyyy"
    assert page["C2"].value == openpyxl.load_workbook(BytesIO(tracker()))["Actions"]["C2"].value
    assert page["B2"].fill.fgColor.rgb == "FFDDEBF7"
    assert page["A1"].fill.fill_type is None


def test_cells_and_rows_that_are_not_there_are_made_in_their_order() -> None:
    problems = tuple(blank(cell) for cell in ("B5", "D2", "C3", "A9", "B9"))
    handed = hand_back(tracker(), problems)
    page = openpyxl.load_workbook(BytesIO(handed))["Actions"]
    for cell in ("B5", "D2", "C3", "A9", "B9"):
        assert page[cell].comment is not None
        assert page[cell].fill.fgColor.rgb == "FFFFC7CE"
    rows = read_workbook(handed).sheets[0].rows
    assert [row.number for row in rows] == sorted({row.number for row in rows})
    text = parts(handed)["xl/worksheets/sheet1.xml"].decode()
    assert text.index('r="3"') < text.index('r="5"') < text.index('r="9"')
    assert text.index('r="A9"') < text.index('r="B9"')


def test_every_other_part_is_byte_for_byte_the_same_and_in_its_place() -> None:
    original = tracker()
    old, new = parts(original), parts(hand_back(original, (blank("B2"),)))
    changed = {name for name in old if old[name] != new[name]}
    assert changed <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
    }
    assert "xl/worksheets/sheet2.xml" not in changed
    assert "xl/tables/table1.xml" not in changed
    assert list(new)[: len(old)] == list(old)


def test_what_the_library_would_drop_stays_in_the_sheet() -> None:
    extension = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        b'<x14:dataValidations count="0"/></ext></extLst>'
    )
    held = parts(tracker())
    sheet = held["xl/worksheets/sheet2.xml"].replace(b"</worksheet>", extension + b"</worksheet>")
    held["xl/worksheets/sheet2.xml"] = sheet
    handed = parts(hand_back(zipped(held), (blank("B2", "Notes"),)))
    text = handed["xl/worksheets/sheet2.xml"]
    assert extension in text
    assert text.index(b"legacyDrawing") < text.index(b"<extLst>")


def test_the_fix_list_names_every_problem_with_a_link_to_its_cell() -> None:
    whole = Problem(in_workbook.UNKNOWN_SHEET, Cell(BOOK, "Notes"), {"sheet": "Notes"})
    book = openpyxl.load_workbook(BytesIO(hand_back(tracker(), (small("B2"), blank("C3"), whole))))
    page = book["Fix list"]
    shown = [[str(cell.value) for cell in row] for row in page.iter_rows(min_row=2)]
    assert [row[0] for row in shown] == ["Actions C3", "Actions B2", "Notes"]
    assert [row[4] for row in shown] == [blank("C3").code, small("B2").code, whole.code]
    links = [page[f"A{row}"].hyperlink.location for row in (2, 3, 4)]
    assert links == ["'Actions'!C3", "'Actions'!B2", "'Notes'!A1"]
    assert book.sheetnames == ["Actions", "Notes", "Fix list"]
    assert [page[f"A{row}"].fill.fgColor.rgb for row in (2, 3)] == ["FFFFC7CE", "FFDDEBF7"]
    assert page["B2"].alignment.wrap_text


def test_a_copy_handed_back_twice_has_two_lists_and_opens() -> None:
    once = hand_back(tracker(), (blank("B2"),))
    twice = openpyxl.load_workbook(BytesIO(hand_back(once, (blank("B2"), blank("C2")))))
    assert twice.sheetnames[-2:] == ["Fix list", "Fix list 2"]
    assert note(twice, "B2").count(blank("B2").message) == 2
    assert note(twice, "C2")


def test_the_same_problems_give_the_same_bytes_in_any_order() -> None:
    problems = (blank("B2"), small("C2"), blank("A9"))
    assert hand_back(tracker_once := tracker(), problems) == hand_back(tracker_once, problems[::-1])


def test_markup_in_a_cell_stays_text() -> None:
    problem = Problem(
        in_cell.BAD_YES_NO, Cell(BOOK, "Actions", "B2"), {"heading": "H", "value": "<b>&\x01"}
    )
    book = openpyxl.load_workbook(BytesIO(hand_back(tracker(), (problem,))))
    assert "<b>&" in note(book, "B2")
    assert "<b>&" in str(book["Fix list"]["B2"].value)


@pytest.mark.parametrize("space", [MAIN, STRICT], ids=["transitional", "strict"])
def test_a_sheet_with_prefixes_and_without_references_or_styles_is_patched(space: str) -> None:
    handed = hand_back(bare_workbook(space), (blank("B2"), blank("C3")))
    sheet = parts(handed)["xl/worksheets/sheet1.xml"].decode()
    assert '<x:c r="C3"/>' in sheet
    assert "<x:legacyDrawing " in sheet
    if space == MAIN:
        book = openpyxl.load_workbook(BytesIO(handed))
        assert note(book, "B2")
        assert note(book, "C3")
    assert len(read_workbook(handed).sheets) == 2


@pytest.mark.parametrize("name", ["provider", "oakfield-house", "assurance"])
def test_every_value_of_a_real_tracker_stays_as_it_was(name: str) -> None:
    original = (shipped_folder("workbooks") / f"{name}.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(BytesIO(original)).sheetnames[0]
    problems = tuple(blank(f"{column}{row}", sheet) for column in "ADZ" for row in (1, 5, 14, 400))
    before, after = read_workbook(original), read_workbook(hand_back(original, problems))
    assert after.sheet_names == (*before.sheet_names, "Fix list")
    for old, new in zip(before.sheets, after.sheets, strict=False):
        assert [values(row) for row in new.rows if row.cells] == [values(row) for row in old.rows]
        assert (new.hyperlinks, new.merges) == (old.hyperlinks, old.merges)


def values(row: RawRow) -> tuple[int, list[tuple[int, str]]]:
    return (row.number, [(cell.column, cell.value) for cell in row.cells])


def test_a_drawing_that_is_not_well_formed_is_added_to_all_the_same() -> None:
    held = parts(tracker())
    (drawing,) = [name for name in held if name.endswith(".vml")]
    end = held[drawing].rindex(b"</")
    held[drawing] = held[drawing][:end] + b"<v:textbox><br></v:textbox>" + held[drawing][end:]
    handed = parts(hand_back(zipped(held), (blank("B2"),)))
    assert b"<br>" in handed[drawing]
    assert handed[drawing].count(b"ObjectType=") == 2


def test_a_document_type_in_a_sheet_is_refused() -> None:
    held = parts(tracker())
    name = "xl/worksheets/sheet1.xml"
    held[name] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + held[name]
    with pytest.raises(RefusedError):
        hand_back(zipped(held), (blank("B2"),))


@pytest.mark.parametrize("seed", range(150))
def test_damage_to_any_byte_gives_a_copy_or_a_refusal(seed: int) -> None:
    chance = Random(seed)
    damaged = bytearray(tracker())
    for _ in range(chance.randint(1, 4)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    try:
        handed = hand_back(bytes(damaged), (blank("B2"), blank("D9")))
    except RefusedError:
        return
    assert zipfile.is_zipfile(BytesIO(handed))


def test_damage_inside_a_part_gives_a_copy_or_a_refusal() -> None:
    chance = Random(7)
    held = parts(tracker())
    outcomes = set()
    for _ in range(150):
        name = chance.choice(sorted(held))
        data = bytearray(held[name])
        at = chance.randrange(len(data))
        data[at : at + chance.randint(1, 9)] = bytes(chance.choice(b'<>"/=09zr') for _ in range(3))
        try:
            hand_back(zipped({**held, name: bytes(data)}), (blank("B2"), blank("D9")))
            outcomes.add("copy")
        except RefusedError:
            outcomes.add("refusal")
    assert outcomes == {"copy", "refusal"}


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(RefusedError):
        hand_back(b"not a workbook", (blank("B2"),))


@pytest.mark.slow
def test_libreoffice_opens_the_copy_with_its_notes_and_list(tmp_path: Path) -> None:
    book = through_libreoffice(hand_back(tracker(), (blank("A2"), blank("C3"))), tmp_path)
    assert "Ask Helen first" in note(book, "A2")
    assert blank("A2").message in note(book, "A2")
    assert blank("C3").message in note(book, "C3")
    assert book["Actions"]["C3"].fill.fgColor.rgb == "FFFFC7CE"
    assert book["Fix list"]["A2"].hyperlink is not None


@pytest.mark.slow
def test_libreoffice_and_openpyxl_see_the_same_tracker_in_the_copy(tmp_path: Path) -> None:
    original = (shipped_folder("workbooks") / "oakfield-house.xlsx").read_bytes()
    marks = tuple(blank(f"{column}{row}", "Evidence") for column in "ACZ" for row in (6, 12, 90))
    copy = hand_back(original, marks)
    wanted = cells_of(openpyxl.load_workbook(BytesIO(original)))
    opened = openpyxl.load_workbook(BytesIO(copy))
    assert {name: cells_of(opened)[name] for name in wanted} == wanted
    before = cells_of(through_libreoffice(original, tmp_path / "before"))
    after = cells_of(through_libreoffice(copy, tmp_path / "after"))
    assert {name: after[name] for name in before} == before


def cells_of(book: openpyxl.Workbook) -> dict[str, dict[str, object]]:
    return {
        page.title: {
            cell.coordinate: cell.value for row in page for cell in row if cell.value is not None
        }
        for page in book.worksheets
    }


def through_libreoffice(content: bytes, folder: Path) -> openpyxl.Workbook:
    """The workbook as LibreOffice saves it after opening it."""
    folder.mkdir(exist_ok=True)
    (folder / "copy.xlsx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run(
        [*command, str(folder / "copy.xlsx")], check=True, capture_output=True, timeout=120
    )
    return openpyxl.load_workbook(folder / "out" / "copy.xlsx")


def zipped(held: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return out.getvalue()


def bare_workbook(space: str) -> bytes:
    relations = RELATIONS if space == MAIN else STRICT_RELATIONS
    package = "http://schemas.openxmlformats.org/package/2006"
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cell = '<x:c t="inlineStr"><x:is><x:t>{}</x:t></x:is></x:c>'
    rows = "".join(
        f"<x:row>{cell.format(first)}{cell.format(second)}</x:row>"
        for first, second in (("Ref", "Title"), ("A-1", "One"), ("A-2", "Two"))
    )
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{base}.sheet.main+xml"/>'
                '<Override PartName="/xl/worksheets/sheet1.xml" '
                f'ContentType="{base}.worksheet+xml"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
                f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": (
                f'<x:workbook xmlns:x="{space}" xmlns:r="{relations}"><x:sheets>'
                '<x:sheet name="Actions" sheetId="1" r:id="b"/></x:sheets></x:workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="b" '
                f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
            ).encode(),
            "xl/worksheets/sheet1.xml": (
                f'<x:worksheet xmlns:x="{space}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
            ).encode(),
        }
    )
