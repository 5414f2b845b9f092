"""Seeded random damage to a ledger: each is named; honest nights and crashes are not."""

import random
import shutil
from pathlib import Path

import pytest

from builder.ledger.folder import holdings
from builder.ledger.guard import read_end, write_end
from builder.ledger.read import read_history
from builder.ledger.standing import Heads, standing
from builder.ledger.verify import verify
from tests.ledger.made_runs import provider, record

NIGHTS = 12


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of some nights, each of which changed something."""
    folder = tmp_path_factory.mktemp("kept") / "ledger"
    for night in range(1, NIGHTS + 1):
        record(folder, night, provider(digest=f"{night:02}", title=f"Title {night}"))
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    return shutil.copytree(kept, tmp_path / "ledger")


def test_five_hundred_flipped_bytes_are_each_named(folder: Path) -> None:
    chance = random.Random(18)  # damage, no secret
    paths = [*sorted(folder.glob("*.jsonl")), folder / "head"]
    for _ in range(500):
        path = chance.choice(paths)
        data = bytearray(whole := path.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        found = verify(folder)
        assert found.problem is not None
        assert found.problem.place.workbook == path.name
        path.write_bytes(whole)
    assert verify(folder).problem is None


def test_the_last_file_cut_emptied_or_removed_is_damage(folder: Path) -> None:
    last = max(folder.glob("*.jsonl"))
    whole = last.read_bytes()
    for left in (whole[: len(whole) // 2], b"", whole[:-1]):
        last.write_bytes(left)
        assert verify(folder).problem is not None
    last.unlink()
    found = verify(folder)
    assert found.problem is not None
    assert found.problem.code == "LG107"
    assert "12 files were recorded, and 11 stand" in found.problem.message


def test_a_ledger_emptied_of_all_its_files_is_damage(folder: Path) -> None:
    for path in folder.glob("*.jsonl"):
        path.unlink()
    assert verify(folder).problem is not None


def test_a_guard_that_is_taken_away_is_missed(folder: Path) -> None:
    (folder / "head").unlink()
    found = verify(folder)
    assert found.problem is not None
    assert "is missing" in found.problem.message


def test_a_guard_left_behind_by_a_killed_run_is_no_alarm(folder: Path) -> None:
    files = holdings(folder).files
    whole = read_end(folder)
    assert whole is not None
    write_end(folder, type(whole)(number=10, head=files[9].head))
    assert verify(folder).problem is None


def test_a_file_under_another_day_is_named(folder: Path) -> None:
    last = max(folder.glob("*.jsonl"))
    last.rename(folder / "000012-20261231T172000Z.jsonl")
    found = verify(folder)
    assert found.problem is not None
    assert found.problem.code == "LG106"
    assert last.name in found.problem.message


def _rewritten(folder: Path, from_night: int) -> None:
    """The history from a night on, told otherwise and whole again."""
    for path in folder.glob("*.jsonl"):
        if int(path.name[:6]) >= from_night:
            path.unlink()
    _cut_guard(folder)
    for night in range(from_night, NIGHTS + 1):
        record(folder, night, provider(digest=f"{night:02}", title=f"Otherwise {night}"))


def _cut_guard(folder: Path) -> None:
    (folder / "head").unlink(missing_ok=True)
    files = holdings(folder).files
    end = read_end(folder)
    assert end is None
    from builder.ledger.folder import end_of

    write_end(folder, end_of(files))


def _named(folder: Path, given: Heads) -> tuple[str, str]:
    found = standing(verify(folder).files, given)
    assert verify(folder).problem is None, "whoever cut it made it look whole"
    return found.day, found.head


def test_cuts_and_rewrites_after_a_head_was_given_are_named_with_the_first_day(
    kept: Path, tmp_path: Path
) -> None:
    given = holdings(kept).heads
    done = 0
    for night in range(1, NIGHTS + 1):
        cut, other = (shutil.copytree(kept, tmp_path / f"{kind}{night}") for kind in "co")
        for path in cut.glob("*.jsonl"):
            if int(path.name[:6]) >= night:
                path.unlink()
        _cut_guard(cut)
        _rewritten(other, night)
        for length in range(night, NIGHTS + 1):
            for changed in (cut, other):
                assert _named(changed, given[:length]) == given[night - 1]
                assert not standing(holdings(changed).files, (("", given[length - 1][1]),)).is_found
                done += 2
    assert done >= 300
    assert standing(holdings(kept).files, given).is_found


def test_a_day_that_was_moved_in_what_was_given_differs(kept: Path) -> None:
    (day, head), *_ = holdings(kept).heads
    assert not standing(holdings(kept).files, (("2020-01-01", head),)).is_found
    assert standing(holdings(kept).files, ((day, head),)).is_found


def test_sixty_honest_nights_raise_no_alarm(tmp_path: Path) -> None:
    given: list[Heads] = []
    for night in range(1, 61):
        if night % 7 == 0:  # a run was killed before it moved the guard
            end = read_end(tmp_path)
            record(tmp_path, night, provider(digest=f"{night:02}", title=f"Title {night}"))
            assert end is not None
            write_end(tmp_path, end)
        else:
            record(tmp_path, night, provider(digest=f"{night // 2:02}"))
        given.append(holdings(tmp_path).heads)
    assert verify(tmp_path).problem is None
    history, problems = read_history(tmp_path)
    assert (len(history.runs), problems) == (60, ())
    files = holdings(tmp_path).files
    assert all(standing(files, each).is_found for each in given)


def test_a_ledger_of_an_earlier_version_has_no_guard_and_is_sound() -> None:
    sample = Path(__file__).parents[2] / "ledger"
    assert verify(sample).problem is None
