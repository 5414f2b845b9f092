"""What a cell means, by how it was typed: the value kept and the problem reported, if any."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from builder.records import Action, Link
from builder.records.words import Status
from builder.workbook.read import read_folder
from tests.made import moment
from tests.problems.faulty_parts import clean
from tests.workbook.reading import AS_AT, CATALOGUE_OF_CARE, put, read
from tests.workbook_text import Change, action, evidence, rows, surgery


def one(tmp_path: Path, change: Change | None = None, **cells: str) -> tuple[Action, list[str]]:
    """The one line of a tracker with these cells, and the codes of its problems."""
    content = clean(rows(action(**cells)), change=change)
    reading = read(tmp_path, {"t.xlsx": content})
    return reading.register.actions[0], [problem.code for problem in reading.problems]


def put_cell(heading: str, value: Any, number_format: str = "General") -> Change:
    """Puts a value with a number format into the cell below a heading."""

    def change(made: Workbook) -> None:
        sheet = made["Actions"]
        column = next(cell.column for cell in sheet[1] if cell.value == heading)
        sheet.cell(2, column).value = value
        sheet.cell(2, column).number_format = number_format

    return change


@pytest.mark.parametrize(
    ("typed", "kept", "codes"),
    [
        pytest.param("2026-12-01", "2026-12-01", [], id="a true date"),
        pytest.param("2026-12-01 09:30", "2026-12-01 09:30", [], id="a true moment"),
        pytest.param("'2026-12-01", "2026-12-01", ["WB205"], id="an ISO date as text"),
        pytest.param("'2026-12-01T09:30", "2026-12-01 09:30", ["WB205"], id="an ISO moment"),
        pytest.param("'2026-12-01T09:30Z", "2026-12-01 09:30", ["WB205"], id="with its zone"),
        pytest.param("01/12/2026", "2026-12-01", ["WB205"], id="day first"),
        pytest.param("1.12.2026 9:30", "2026-12-01 09:30", ["WB205"], id="day first with dots"),
        pytest.param("1 December 2026", "2026-12-01", ["WB205"], id="month by name"),
        pytest.param("Tue 1st Dec 2026", "2026-12-01", ["WB205"], id="weekday and ordinal"),
        pytest.param("1 Dec 2026 at 5:20 pm", "2026-12-01 17:20", ["WB205"], id="afternoon"),
        pytest.param("12/13/2026", None, ["WB206"], id="month first"),
        pytest.param("December 1, 2026", None, ["WB206"], id="month first by name"),
        pytest.param("1/12/26", None, ["WB207"], id="a year of two digits"),
        pytest.param("31/02/2026", None, ["WB208"], id="no such day"),
        pytest.param("29/02/2024", None, ["WB205", "WB304"], id="a leap day is a day"),
        pytest.param("1999-12-31", None, ["WB209"], id="before 2000"),
        pytest.param("2100-01-01", None, ["WB209"], id="after 2099"),
        pytest.param("46357", "2026-12-01", ["WB210"], id="a serial shown as a number"),
        pytest.param("12", None, ["WB204"], id="a small number is no date"),
        pytest.param("next week", None, ["WB204"], id="words"),
        pytest.param("1/12/2026 25:00", None, ["WB204"], id="no such hour"),
        pytest.param("TRUE", None, ["WB204"], id="a text of a truth value"),
    ],
)
def test_dates(tmp_path: Path, typed: str, kept: str | None, codes: list[str]) -> None:
    line, found = one(tmp_path, Due=typed)
    if "WB304" in found:
        kept = "2024-02-29"
    assert line.due == (None if kept is None else moment(kept))
    assert found == codes


def test_a_workbook_that_counts_from_1904_gives_the_same_day(tmp_path: Path) -> None:
    def change(made: Workbook) -> None:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        made.epoch = CALENDAR_MAC_1904

    line, found = one(tmp_path, change=change, Due="2026-12-01")
    assert line.due == moment("2026-12-01")
    assert found == []


def test_a_true_iso_cell_is_a_date(tmp_path: Path) -> None:
    content = clean(rows(action(Due="DUE")))
    part = "xl/worksheets/sheet3.xml"
    whole = surgery(
        content,
        part,
        lambda data: data.replace(b't="inlineStr"><is><t>DUE</t></is>', b't="d"><v>2026-12-01</v>'),
    )
    assert read(tmp_path, {"t.xlsx": whole}).register.actions[0].due == moment("2026-12-01")


@pytest.mark.parametrize(
    ("change", "kept", "codes"),
    [
        pytest.param(put_cell("Percent complete", 15), "15", [], id="15"),
        pytest.param(put_cell("Percent complete", 0.15, "0%"), "15", [], id="15 % in a format"),
        pytest.param(put_cell("Percent complete", "15%"), "15", [], id="15% as text"),
        pytest.param(put_cell("Percent complete", "15 %"), "15", [], id="15 % as text"),
        pytest.param(put_cell("Percent complete", 0.15), "0.15", ["WB216"], id="0.15 plain"),
        pytest.param(put_cell("Percent complete", 1), "1", [], id="1 is one percent"),
        pytest.param(put_cell("Percent complete", 0), "0", [], id="nought"),
        pytest.param(put_cell("Percent complete", 1, "0%"), "100", [], id="1 in a % format"),
        pytest.param(put_cell("Percent complete", 15, "0%"), None, ["WB217"], id="1500 %"),
        pytest.param(put_cell("Percent complete", 0.1 + 0.2, "0%"), "30", [], id="binary dust"),
        pytest.param(put_cell("Percent complete", -1), None, ["WB217"], id="below nought"),
        pytest.param(put_cell("Percent complete", 15, '0"%"'), "15", [], id="a quoted % sign"),
        pytest.param(put_cell("Percent complete", "half"), None, ["WB212"], id="words"),
        pytest.param(put_cell("Percent complete", "x%"), None, ["WB212"], id="words with %"),
    ],
)
def test_percent(tmp_path: Path, change: Change, kept: str | None, codes: list[str]) -> None:
    line, found = one(tmp_path, change=change, Percent_complete="")
    assert line.percent_complete == (None if kept is None else Decimal(kept))
    assert found == codes


@pytest.mark.parametrize(
    ("typed", "kept", "codes"),
    [
        pytest.param("12", "12", [], id="a number"),
        pytest.param("2.5", "2.5", [], id="a fraction"),
        pytest.param("'12", "12", ["WB213"], id="a number as text"),
        pytest.param("'1,200.5", "1200.5", ["WB213"], id="thousands"),
        pytest.param("'1,2", None, ["WB212"], id="a comma that parts no thousands"),
        pytest.param("12 hours", None, ["WB212"], id="with its unit"),
        pytest.param("'1e3", None, ["WB212"], id="powers typed as text"),
        pytest.param("'", None, [], id="blank text"),
    ],
)
def test_numbers(tmp_path: Path, typed: str, kept: str | None, codes: list[str]) -> None:
    line, found = one(tmp_path, Remaining_hours=typed)
    assert line.remaining_hours == (None if kept is None else Decimal(kept))
    assert found == codes


@pytest.mark.parametrize("huge", [1e16, -1e300])
def test_a_number_beyond_what_excel_keeps_is_unknown(tmp_path: Path, huge: float) -> None:
    line, found = one(tmp_path, change=put_cell("Remaining hours", huge), Remaining_hours="")
    assert line.remaining_hours is None
    assert found == ["WB212"]


@pytest.mark.parametrize(
    ("typed", "kept", "codes"),
    [
        *((word, True, []) for word in ("Yes", " yes ", "Y", "TRUE", "1")),
        *((word, False, []) for word in ("No", "n", "false", "0")),
        ("perhaps", None, ["WB218"]),
    ],
)
def test_yes_and_no(tmp_path: Path, typed: str, kept: bool | None, codes: list[str]) -> None:
    line, found = one(tmp_path, Confidential=typed)
    assert line.confidential is kept
    assert found == codes


def test_a_tick_box_is_yes_or_no(tmp_path: Path) -> None:
    line, found = one(tmp_path, change=put_cell("Confidential", True), Confidential="")
    assert (line.confidential, found) == (True, [])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("In progress", Status.IN_PROGRESS),
        ("  in   PROGRESS ", Status.IN_PROGRESS),
        ("in\u00a0progress", Status.IN_PROGRESS),
    ],
)
def test_words_match_after_folding_spaces_and_case(
    tmp_path: Path, typed: str, kept: Status
) -> None:
    line, found = one(tmp_path, Status=typed)
    assert (line.status, found) == (kept, [])


def test_a_near_miss_is_unknown_and_says_what_may_be_meant(tmp_path: Path) -> None:
    content = clean(rows(action(Status="Inprogress")))
    reading = read(tmp_path, {"t.xlsx": content})
    assert reading.register.actions[0].status is None
    assert "“In progress”" in reading.problems[0].remedy


@pytest.mark.parametrize(
    ("typed", "kept", "codes"),
    [
        pytest.param("SAFE-1; safe-2", ("SAFE-1", "SAFE-2"), [], id="semicolons"),
        pytest.param("SAFE-1\\nSAFE-2", ("SAFE-1", "SAFE-2"), [], id="new lines"),
        pytest.param("SAFE-1;;\\n SAFE-1 ;", ("SAFE-1",), [], id="empty and doubled"),
        pytest.param("SAFE-1, SAFE-2", ("SAFE-1", "SAFE-2"), ["WB233"], id="commas"),
        pytest.param("SAFE-1; SAFE-99", ("SAFE-1",), ["WB229"], id="one unknown"),
        pytest.param("SAFE-1, SAFE-99", (), ["WB229"], id="commas and one unknown"),
    ],
)
def test_lists(tmp_path: Path, typed: str, kept: tuple[str, ...], codes: list[str]) -> None:
    line, found = one(tmp_path, Quality_statements=typed)
    assert line.quality_statements == kept
    assert found == codes


@pytest.mark.parametrize(
    ("change", "ref", "codes"),
    [
        pytest.param(put_cell("Ref", "001"), "001", [], id="noughts typed as text"),
        pytest.param(put_cell("Ref", 1, "000"), "001", [], id="noughts by format"),
        pytest.param(put_cell("Ref", 12), "12", [], id="a number"),
        pytest.param(put_cell("Ref", "1.0"), "1", ["WB228"], id="1.0 as text"),
        pytest.param(put_cell("Ref", "OAK–012"), "OAK-012", [], id="a dash by autocorrect"),
        pytest.param(put_cell("Ref", "ÉCOLE-1"), "ÉCOLE-1", [], id="letters of any alphabet"),
        pytest.param(put_cell("Ref", date(2026, 1, 3), "dd/mm/yyyy"), None, ["WB227"], id="3-1"),
        pytest.param(put_cell("Ref", 1.5), None, ["WB203"], id="a fraction"),
        pytest.param(put_cell("Ref", "A 1"), None, ["WB203"], id="a space"),
        pytest.param(put_cell("Ref", "-A"), None, ["WB203"], id="a leading hyphen"),
        pytest.param(put_cell("Ref", "x" * 65), None, ["WB203"], id="too long"),
    ],
)
def test_refs(tmp_path: Path, change: Change, ref: str | None, codes: list[str]) -> None:
    reading = read(tmp_path, {"t.xlsx": clean(change=change)})
    assert [line.ref for line in reading.register.actions] == ([] if ref is None else [ref])
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
        (date(2026, 12, 1), "dd/mm/yyyy", "1 December 2026"),
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
