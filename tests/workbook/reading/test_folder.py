"""Which files of a folder are read, and which are left out and why."""

import pytest

from builder.workbook.reading.folder import chosen, is_ignored


@pytest.mark.parametrize(
    "name",
    ["~$oak.xlsx", ".~lock.oak.xlsx#", "oak.xlsx.tmp", "notes.docx", "mapping.yml", ".oak.xlsx"],
)
def test_scraps_and_other_files_are_passed_over(name: str) -> None:
    assert is_ignored(name)


@pytest.mark.parametrize("name", ["oak.xlsx", "OAK.XLSM", "old.xls", "b.xlsb", "c.ods"])
def test_workbooks_of_every_kind_are_looked_at(name: str) -> None:
    assert not is_ignored(name)


@pytest.mark.parametrize(
    "copy",
    [
        "Copy of oak.xlsx",
        "Copy (2) of oak.xlsx",
        "oak - Copy.xlsx",
        "oak - Copy (3).xlsx",
        "oak (1).xlsx",
        "oak(2).xlsx",
        "oak (Autosaved).xlsx",
        "oak (AutoRecovered).xlsx",
        "oak-DESKTOP-7G2K.xlsx",
        "oak-LAPTOP12.xlsx",
        "oak (Ash's conflicted copy 2026-11-20).xlsx",
        "oak (version 2).xlsx",
        "Copy of oak (1).xlsx",
        "COPY OF OAK.xlsx",
    ],
)
def test_a_copy_is_left_out_where_its_original_is_there(copy: str) -> None:
    read, problems = chosen([copy, "oak.xlsx"])
    assert read == ("oak.xlsx",)
    assert [(each.code, each.place.workbook) for each in problems] == [("WB113", copy)]
    assert "oak.xlsx" in problems[0].message


@pytest.mark.parametrize("name", ["Copy of oak.xlsx", "oak (1).xlsx", "oak-PC7.xlsx"])
def test_a_name_like_a_copy_is_read_where_there_is_no_original(name: str) -> None:
    read, problems = chosen([name, "elm.xlsx"])
    assert set(read) == {"elm.xlsx", name}
    assert problems == ()


@pytest.mark.parametrize("name", ["oak-2026.xlsx", "oak-north.xlsx", "oak-NORTH.xlsx", "oaks.xlsx"])
def test_a_tracker_with_a_longer_name_is_no_copy(name: str) -> None:
    read, problems = chosen(["oak.xlsx", name])
    assert set(read) == {"oak.xlsx", name}
    assert problems == ()


def test_files_are_read_in_the_order_of_their_names_whatever_the_folder_says() -> None:
    names = ["b.xlsx", "A.xlsx", "c.xlsm"]
    assert chosen(names)[0] == chosen(reversed(names))[0] == ("A.xlsx", "b.xlsx", "c.xlsm")
