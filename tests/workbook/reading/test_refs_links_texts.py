"""What refs, links, times and texts mean, by how they were typed."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from builder.field import Link
from builder.workbook.reading.folder_reading import read_folder
from tests.problems.faulty_parts import clean
from tests.workbook.made_reading import AS_AT, CATALOGUE_OF_CARE, put, read
from tests.workbook.one_cell import one, put_cell
from tests.workbook_text import Change, action, evidence, rows


@pytest.mark.parametrize(
    ("change", "ref", "codes"),
    [
        pytest.param(put_cell("Ref", "001"), "001", [], id="noughts typed as text"),
        pytest.param(put_cell("Ref", 1, "000"), "001", [], id="noughts by format"),
        pytest.param(put_cell("Ref", 12), "12", [], id="a number"),
        pytest.param(put_cell("Ref", "1.0"), "1.0", [], id="1.0 as text"),
        pytest.param(put_cell("Ref", "OAK–012"), "OAK-012", [], id="a dash by autocorrect"),
        pytest.param(put_cell("Ref", "ÉCOLE-1"), "ÉCOLE-1", [], id="letters of any alphabet"),
        pytest.param(put_cell("Ref", date(2026, 1, 3), "d-mmm"), "3-Jan", ["WB227"], id="3-1"),
        pytest.param(put_cell("Ref", 1.5), "1.5", [], id="a fraction"),
        pytest.param(put_cell("Ref", 1.1, "0.00"), "1.10", [], id="a fraction as shown"),
        pytest.param(put_cell("Ref", 12000, "0.00E+00"), "12000", ["WB290"], id="12E3"),
        pytest.param(put_cell("Ref", 12345678901234567), None, ["WB290"], id="17 figures"),
        pytest.param(put_cell("Ref", "QIP/26/001"), "QIP/26/001", [], id="slashes"),
        pytest.param(put_cell("Ref", "SIP  1"), "SIP 1", [], id="a run of spaces"),
        pytest.param(put_cell("Ref", "12(a)"), "12(a)", [], id="brackets"),
        pytest.param(put_cell("Ref", "#14"), "#14", [], id="a hash"),
        pytest.param(put_cell("Ref", "-A"), "-A", [], id="a leading hyphen"),
        pytest.param(put_cell("Ref", "x" * 60), "x" * 60, [], id="sixty characters"),
        pytest.param(put_cell("Ref", "x" * 61), "Action-1", ["WB202", "WB203"], id="too long"),
    ],
)
def test_refs(tmp_path: Path, change: Change, ref: str | None, codes: list[str]) -> None:
    reading = read(tmp_path, {"t.xlsx": clean(change=change)})
    (line,) = reading.register.actions
    assert ref is None or line.ref == ref
    assert [problem.code for problem in reading.problems] == codes


SHARES = (r"\\files\care", "S:\\Evidence")


@pytest.mark.parametrize(
    ("typed", "target", "code"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d", None),
        ("http://example.org", "http://example.org", None),
        ("https://example.org/a file.pdf", "https://example.org/a%20file.pdf", None),
        ("mailto:ash@example.org", "mailto:ash@example.org", None),
        ("evidence/audit.pdf", "evidence/audit.pdf", None),
        (r"evidence\audit.pdf", "evidence/audit.pdf", None),
        ("audit.pdf", "audit.pdf", None),
        (r"\\files\care\audit.pdf", r"\\files\care\audit.pdf", None),
        (r"s:\evidence\audit.pdf", r"s:\evidence\audit.pdf", None),
        ("file://files/care/audit.pdf", "file://files/care/audit.pdf", None),
        (r"\\files\careless\audit.pdf", None, "WB221"),
        (r"\\files\care\..\secret.pdf", None, "WB221"),
        ("javascript:alert(1)", None, "WB221"),
        ("JavaScript:alert(1)", None, "WB221"),
        ("data:text/html,x", None, "WB221"),
        ("https://ash:secret@example.org/", None, "WB221"),
        ("https:///nowhere", None, "WB221"),
        ("http://[", None, "WB221"),
        (r"C:\Users\ash\audit.pdf", None, "WB221"),
        ("/etc/passwd", None, "WB221"),
        ("//example.org/x.pdf", None, "WB221"),
        ("www.example.org/a", None, "WB221"),
        ("mailto:nobody", None, "WB221"),
        ("in the blue folder", None, "WB222"),
    ],
)
def test_links(tmp_path: Path, typed: str, target: str | None, code: str | None) -> None:
    put(tmp_path, {"t.xlsx": clean(Evidence=rows(evidence(Link=typed)))})
    reading = read_folder(tmp_path, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT, share_prefixes=SHARES)
    assert reading.register.evidence[0].link == Link(typed, target)
    assert [problem.code for problem in reading.problems] == ([code] if code else [])


@pytest.mark.parametrize(
    ("value", "behind", "link"),
    [
        pytest.param("Audit", "https://example.org/a", Link("Audit", "https://example.org/a")),
        pytest.param(
            " ", "https://example.org/a", Link("https://example.org/a", "https://example.org/a")
        ),
        pytest.param(
            '=HYPERLINK("https://example.org/f","Audit")',
            None,
            Link("https://example.org/f", "https://example.org/f"),
        ),
    ],
)
def test_the_hyperlink_behind_a_cell_is_its_address(
    tmp_path: Path, value: str | None, behind: str | None, link: Link
) -> None:
    def change(made: Workbook) -> None:
        cell = made["Evidence"]["E2"]
        cell.value = value
        if behind:
            cell.hyperlink = behind
            cell.value = value

    content = clean(Evidence=rows(evidence()), change=change)
    reading = read(tmp_path, {"t.xlsx": content})
    assert reading.register.evidence[0].link == link
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("07:00", time(7)),
        ("'7:30", time(7, 30)),
        ("'7.30 pm", time(19, 30)),
        ("'8am", time(8)),
        ("'12 am", time(0)),
        ("'24:00", time(0)),
        ("0.5", time(12)),
        ("'25:00", None),
        ("'13 pm", None),
        ("7", None),
        ("night", None),
    ],
)
def test_times(tmp_path: Path, typed: str, kept: time | None) -> None:
    content = clean(Shifts=f"Shift | Starts | Ends\nEarly | {typed} | 14:00")
    reading = read(tmp_path, {"t.xlsx": content})
    assert reading.register.shifts[0].starts == kept
    assert [problem.code for problem in reading.problems] == ([] if kept else ["WB211"])


def test_text_keeps_its_lines_and_loses_what_cannot_be_seen(tmp_path: Path) -> None:
    typed = "Mend _x0007_the\u202e rail\\n=1+1 | **now**".replace(" | ", " ")
    line, found = one(tmp_path, change=put_cell("Title", typed.replace("\\n", "\n")))
    assert line.title == "Mend the rail\n=1+1 **now**"
    assert found == ["WB223"]


def test_right_to_left_text_stays(tmp_path: Path) -> None:
    line, found = one(tmp_path, Title="שלום עולם")
    assert (line.title, found) == ("שלום עולם", [])


@pytest.mark.parametrize(
    ("value", "number_format", "kept"),
    [
        (12, "General", "12"),
        (1.5, "General", "1.5"),
        (True, "General", "TRUE"),
        (date(2026, 12, 1), "dd/mm/yyyy", "01/12/2026"),
        (date(2026, 4, 3), "d-mmm", "3-Apr"),
        (date(2026, 4, 3), "dddd d mmmm yyyy", "Friday 3 April 2026"),
        (date(2026, 4, 3), "[$-F800]dddd, mmmm dd, yyyy", "3 April 2026"),
        (time(7, 30), "hh:mm", "07:30"),
        (time(19, 5), "h:mm AM/PM", "7:05 PM"),
        (1.25, "[h]:mm", "30:00"),
        (0.85, "0%", "85%"),
        (0.855, "0.0%", "85.5%"),
        (1250.5, "£#,##0.00", "£1,250.50"),
        (1250.5, '"£"#,##0.00;[Red]-"£"#,##0.00', "£1,250.50"),
        (-3, '"£"#,##0.00;[Red]-"£"#,##0.00', "-£3.00"),
        (1250.5, "[$£-809]#,##0", "£1,250"),
        (7, "000", "007"),
        (2.5, "0.0#", "2.5"),
    ],
)
def test_a_text_column_takes_what_a_person_would_read(
    tmp_path: Path, value: Any, number_format: str, kept: str
) -> None:
    line, found = one(tmp_path, change=put_cell("Title", value, number_format))
    assert (line.title, found) == (kept, [])


def test_an_error_cell_and_an_unsaved_formula_are_unknown_and_the_row_stays(
    tmp_path: Path,
) -> None:
    line, found = one(tmp_path, change=put_cell("Theme", "#DIV/0!"))
    assert (line.theme, line.ref, found) == (None, "A-1", ["WB225"])
    line, found = one(tmp_path, change=put_cell("Theme", "=A1"))
    assert (line.theme, line.ref, found) == (None, "A-1", ["WB226"])


def test_a_category_is_known_by_its_id_its_title_and_either_apostrophe(tmp_path: Path) -> None:
    for typed in ("EC-PEOPLE", "people’s experience of health and care services"):
        content = clean(Evidence=rows(evidence(Category=typed)))
        reading = read(tmp_path, {"t.xlsx": content})
        assert reading.register.evidence[0].category == "EC-PEOPLE"
        assert reading.problems == ()


def test_a_bare_regulation_number_is_refused_with_both_instruments(tmp_path: Path) -> None:
    content = clean(rows(action(Regulations="18")))
    reading = read(tmp_path, {"t.xlsx": content})
    assert reading.register.actions[0].regulations == ()
    assert "RA-18 or RR-18" in reading.problems[0].remedy


def test_the_author_s_value_is_shown_short_and_with_nothing_invisible(tmp_path: Path) -> None:
    def change(made: Workbook) -> None:
        made["Actions"]["J2"].value = "do\u00a0ne" + "!" * 60
        made["Actions"]["J2"].font = Font(bold=True)

    reading = read(tmp_path, {"t.xlsx": clean(change=change)})
    assert "“do[U+00A0]ne!!!" in reading.problems[0].message
    assert "…”" in reading.problems[0].message
