"""Which files of a folder are read, and which are left out and why."""

from datetime import UTC, datetime

import pytest

from builder.workbook.reading.folder import BROKEN, BUSY, chosen, is_ignored


def unknown(name: str) -> datetime | None:
    """No file says when it was saved."""
    return None


def day(number: int) -> datetime:
    return datetime(2026, 11, number, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    ["~$oak.xlsx", ".~lock.oak.xlsx#", "oak.xlsx.tmp", "n.docx", "m.yml", ".a.xlsx", ".refs.csv"],
)
def test_scraps_and_other_files_are_passed_over(name: str) -> None:
    assert is_ignored(name)


@pytest.mark.parametrize("name", ["B.XLSM", "c.xls", "d.xlsb", "e.ods", "f.csv", "g.xltx"])
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
        "oak (Recovered).xlsx",
        "oak [Recovered].xlsx",
        "oak.sync-conflict-20261120-101500-ABCDEFG.xlsx",
        "oak v2.xlsx",
        "oak_v2.1.xlsx",
        "oak FINAL.xlsx",
        "oak v2 FINAL.xlsx",
        "oak - final (2).xlsx",
        "oak.xls",
        "oak (1).ods",
    ],
)
def test_a_copy_is_left_out_where_its_original_is_there(copy: str) -> None:
    read, problems = chosen([copy, "oak.xlsx"], unknown)
    assert read == ("oak.xlsx",)
    assert [(each.code, each.place.workbook) for each in problems] == [("WB113", copy)]
    assert "oak.xlsx" in problems[0].message


@pytest.mark.parametrize("name", ["Copy of oak.xlsx", "oak(1).xlsx", "oak-PC7.xlsx", "oak v2.xlsx"])
def test_a_name_like_a_copy_is_read_where_there_is_no_original(name: str) -> None:
    read, problems = chosen([name, "elm.xlsx"], unknown)
    assert set(read) == {"elm.xlsx", name}
    assert problems == ()


@pytest.mark.parametrize("name", ["oak-2026.xlsx", "oak-north.xlsx", "oak-NORTH.xlsx", "oaks.xlsx"])
def test_a_tracker_with_a_longer_name_is_no_copy(name: str) -> None:
    read, problems = chosen(["oak.xlsx", name], unknown)
    assert set(read) == {"oak.xlsx", name}
    assert problems == ()


def test_files_are_read_in_the_order_of_their_names_whatever_the_folder_says() -> None:
    names = ["b.xlsx", "A.xlsx", "c.xlsm"]
    sorted_names = ("A.xlsx", "b.xlsx", "c.xlsm")
    assert chosen(names, unknown)[0] == chosen(reversed(names), unknown)[0] == sorted_names


@pytest.mark.parametrize(
    ("saved", "read"),
    [
        pytest.param({"oak.xlsx": 1, "oak v2.xlsx": 2}, "oak v2.xlsx", id="the version is newer"),
        pytest.param({"oak.xlsx": 3, "oak v2.xlsx": 2}, "oak.xlsx", id="the plain one is newer"),
        pytest.param({"oak.xlsx": 1, "oak v2.xlsx": 1}, "oak.xlsx", id="both at once"),
        pytest.param({"oak.xlsx": None, "oak v2.xlsx": 1}, "oak v2.xlsx", id="one says nothing"),
        pytest.param({"oak v2.xlsx": 1, "oak v3.xlsx": 2}, "oak v3.xlsx", id="no plain one"),
        pytest.param({"oak.xlsx": 3, "oak (Recovered).xlsx": 1}, "oak.xlsx", id="a recovered one"),
        pytest.param({"oak.csv": 1, "oak v2.csv": 2}, "oak v2.csv", id="csv"),
    ],
)
def test_of_the_versions_of_a_tracker_the_one_saved_last_is_read(
    saved: dict[str, int | None], read: str
) -> None:
    at = {name: day(number) if number else None for name, number in saved.items()}
    names, problems = chosen(saved, lambda name: at[name])
    assert names == (read,)
    (problem,) = problems
    assert problem.place.workbook == next(name for name in saved if name != read)
    assert read in problem.message


def test_a_version_that_is_open_now_is_the_live_one_and_a_broken_one_never_is() -> None:
    names = ["oak.xlsx", "oak v2.xlsx"]
    assert chosen(names, lambda name: BUSY if "v2" in name else day(1))[0] == ("oak v2.xlsx",)
    assert chosen(names, lambda name: BROKEN if "v2" not in name else None)[0] == ("oak v2.xlsx",)
    assert chosen(names, lambda name: BUSY)[0] == ("oak.xlsx",)
