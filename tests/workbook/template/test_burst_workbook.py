from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from builder.field import Person, Register
from builder.field.words import Stratum
from builder.rules.burst.draw import Draw, draw_sample
from builder.workbook.reading.folder_reading import read_folder
from builder.workbook.schema import SHEETS_BY_NAME
from builder.workbook.template.burst_workbook import burst_workbook
from tests.made import as_at, make, register
from tests.rules.burst.test_draw import provider
from tests.rules.judged import CATALOGUE, POLICY

SHEETS = ("Burst samples", "Validity reviews", "Live proof", "Retests", "Burst cycles")


def people(count: int) -> list[Person]:
    return [make(Person, ref=f"P-{number:03}") for number in range(count)]


def known(count: int = 3) -> Register:
    return register(*provider(3, 3, 9), *people(count))


def drawn(from_register: Register) -> Draw:
    return draw_sample(from_register, POLICY, CATALOGUE, date(2026, 11, 20))


def book(count: int = 3) -> openpyxl.Workbook:
    made = known(count)
    return openpyxl.load_workbook(BytesIO(burst_workbook(drawn(made), made)))


def choices(page: Worksheet, heading: str) -> str:
    (at,) = [cell.column_letter for cell in page[3] if cell.value == heading]
    found = [
        str(rule.formula1)
        for rule in page.data_validations.dataValidation
        if f"{at}4" in rule.sqref
    ]
    return found[0] if found else ""


def test_our_own_reader_reads_it_without_a_problem_of_its_own(tmp_path: Path) -> None:
    made = known()
    found = drawn(made)
    (tmp_path / "burst.xlsx").write_bytes(burst_workbook(found, made))
    reading = read_folder(tmp_path, catalogue=CATALOGUE, as_at=as_at("2026-11-20 11:00"))
    rows = reading.register.burst_samples
    assert [(row.burst, row.evidence, row.stratum) for row in rows] == [
        (found.burst, each.evidence, each.stratum) for each in found.files
    ]
    assert {str(row.drawn_at) for row in rows} == {"2026-11-20 11:00"}
    assert [each for each in reading.problems if each.place.workbook] == []


def test_the_reviewers_rows_are_empty_so_that_no_review_is_made_up(tmp_path: Path) -> None:
    made = known()
    (tmp_path / "burst.xlsx").write_bytes(burst_workbook(drawn(made), made))
    read = read_folder(tmp_path, catalogue=CATALOGUE, as_at=as_at("2026-11-20 12:00")).register
    assert (read.validity_reviews, read.live_proof, read.retests, read.burst_cycles) == (
        (),
        (),
        (),
        (),
    )
    assert all(read.keeps(sheet) for sheet in SHEETS)


def test_each_sheet_has_the_headings_of_the_schema() -> None:
    made = book()
    assert tuple(made.sheetnames) == SHEETS
    for name in SHEETS:
        shown = [cell.value for cell in made[name][3]]
        assert shown == [column.heading for column in SHEETS_BY_NAME[name].columns]


def test_the_reviewers_choose_burst_file_person_and_answer_from_drop_downs() -> None:
    page = book()["Validity reviews"]
    assert choices(page, "Burst ID") == '"BU-2026-11-20"'
    assert choices(page, "Evidence ref") == "'Burst samples'!$D$4:$D$9"
    assert choices(page, "Reviewer") == '"P-000,P-001,P-002"'
    assert choices(page, "Outcome proof") == '"Yes,No"'
    assert choices(page, "Reviewed at") == ""


def test_many_people_stand_on_a_hidden_sheet() -> None:
    made = book(200)
    assert made["Words"].sheet_state == "hidden"
    assert choices(made["Retests"], "Person ID") == "Words!$A$1:$A$200"


def test_the_sheet_says_its_seed_and_how_to_check_the_draw() -> None:
    made = known()
    text = str(book()["Burst samples"]["A2"].value)
    assert drawn(made).seed in text
    assert "portal draw --date 2026-11-20" in text


def test_the_same_draw_gives_the_same_bytes() -> None:
    made = known()
    assert burst_workbook(drawn(made), made) == burst_workbook(drawn(made), made)


@pytest.mark.parametrize("stratum", [Stratum.HIGH_RISK, Stratum.NEWLY_CLOSED, Stratum.OTHER])
def test_the_stratum_is_written_as_its_word(stratum: Stratum) -> None:
    page = book()["Burst samples"]
    (at,) = [cell.column for cell in page[3] if cell.value == "Stratum"]
    assert stratum.value in [page.cell(row, at).value for row in range(4, 10)]


def test_a_draw_of_nothing_is_still_a_workbook(tmp_path: Path) -> None:
    empty = register()
    found = draw_sample(empty, POLICY, CATALOGUE, date(2026, 11, 20))
    (tmp_path / "burst.xlsx").write_bytes(burst_workbook(found, empty))
    read = read_folder(tmp_path, catalogue=CATALOGUE, as_at=as_at("2026-11-20 12:00")).register
    assert read.burst_samples == ()
