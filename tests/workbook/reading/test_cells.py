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
        pytest.param("1/12/26", "2026-12-01", ["WB207"], id="a year of two digits"),
        pytest.param("end of March 2027", "2027-03-31", ["WB205"], id="the end of a month"),
        pytest.param("Nov 2026", "2026-11-30", ["WB205"], id="a month"),
        pytest.param("w/c 30/11/2026", "2026-12-06", ["WB205"], id="a week"),
        pytest.param("W/C 02/11/26", "2026-11-08", ["WB207"], id="a week of a short year"),
        pytest.param("By 21/11/2026", "2026-11-21", ["WB205"], id="by a day"),
        pytest.param("31/12/2026 (extended)", "2026-12-31", ["WB205"], id="a bracket behind"),
        pytest.param("31-12-2026 or sooner", "2026-12-31", ["WB205"], id="a remark behind"),
        pytest.param("1st. December 2026", "2026-12-01", ["WB205"], id="a stop behind the ordinal"),
        pytest.param("was 1/11/2026, now 1/12/2026", "2026-12-01", ["WB205"], id="two dates"),
        *(
            pytest.param(typed, None, ["WB293"], id=typed)
            for typed in ("ASAP", "Ongoing - monthly", "TBC", "immediate", "Immediately")
        ),
        *(
            pytest.param(f"{word} 31 December 2026", None, ["WB204"], id=word)
            for word in ("after", "before", "not", "was")
        ),
        *(
            pytest.param(typed, None, ["WB294"], id=typed)
            for typed in ("5/12", "1 Dec", "Oct 26", "end of November", "w/c 30 Nov")
        ),
        *(pytest.param(typed, None, ["WB204"], id=typed) for typed in ("'13 0", "Q4 2026")),
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


def test_the_first_of_two_dates_is_the_original_one(tmp_path: Path) -> None:
    line, _ = one(tmp_path, Due="01/11/2026 / 15/12/2026")
    assert (line.original_due, line.due) == (moment("2026-11-01"), moment("2026-12-15"))
    line, _ = one(tmp_path, Due="01/11/2026 / 15/12/2026", Original_due="2026-10-30")
    assert line.original_due == moment("2026-10-30")


def test_a_column_with_the_month_first_is_told_once_and_not_read(tmp_path: Path) -> None:
    days = ("03/04/2026", "11/30/2026", "12/01/2026", "end of March 2027")
    lines = [action(Ref=f"A-{n}", Due=due) for n, due in enumerate(days)]
    reading = read(tmp_path, {"t.xlsx": clean(rows(*lines))})
    assert [line.due for line in reading.register.actions] == [None] * 3 + [moment("2027-03-31")]
    assert [each.code for each in reading.problems] == ["WB296", "WB205"]
    assert "3 of them" in reading.problems[0].message
    assert [each.source.typed["due"] for each in reading.register.actions] == list(days)


def test_a_time_in_a_column_of_dates_is_called_a_time(tmp_path: Path) -> None:
    reading = read(tmp_path, {"t.xlsx": clean(rows(action(Due="17:00")))})
    assert [each.message for each in reading.problems] == ["Due is the time 17:00, without a date."]


def test_a_deadline_more_than_three_years_ahead_is_questioned(tmp_path: Path) -> None:
    for due, codes in (("2029-11-20", []), ("2029-11-21", ["WB316"]), ("2062-12-01", ["WB316"])):
        line, found = one(tmp_path, Due=due)
        assert (line.due, found) == (moment(due), codes)


def test_a_word_of_a_date_column_may_be_mapped_to_a_date(tmp_path: Path) -> None:
    content = {"t.xlsx": clean(rows(action(Due="Xmas")))}
    words = "words: {Actions: {Due: {Xmas: 2026-12-25}}}"
    reading = read(tmp_path, content, mapping=words)
    assert reading.register.actions[0].due == moment("2026-12-25")


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


def test_a_1_among_fractions_is_asked_about_too(tmp_path: Path) -> None:
    lines = [action(Ref=f"A-{n}", Percent_complete=p) for n, p in enumerate(("0.25", "0.5", "1"))]
    reading = read(tmp_path, {"t.xlsx": clean(rows(*lines))})
    assert [each.code for each in reading.problems] == ["WB216"] * 3
    assert "100%" in reading.problems[2].remedy


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
