"""What a cell means, by how it was typed: the value kept and the problem reported, if any."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from builder.field.words import Status
from tests.made import moment
from tests.problems.faulty_parts import clean
from tests.workbook.made_reading import read
from tests.workbook.one_cell import one, put_cell
from tests.workbook_text import Change, action, evidence, rows, surgery


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
    reading = read(tmp_path, {"t.xlsx": clean(Evidence=rows(evidence(External=typed)))})
    assert reading.register.evidence[0].external is kept
    assert [problem.code for problem in reading.problems] == codes


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
