"""A watcher goes on whatever happens, and says no more than is known."""

from pathlib import Path

import openpyxl
import pytest

from builder.cli.commands import watch
from builder.cli.options import RunOptions
from builder.lock import LockedError
from builder.release.placing import HalfDoneError


@pytest.mark.parametrize(
    ("faults", "said", "unsaid"),
    [
        pytest.param([HalfDoneError("2 of 4")], "in part: 2 of 4", "before stays", id="half done"),
        pytest.param(
            [LockedError("Another run")] * 2, "Rebuilt: 1 files", "Not", id="held a while"
        ),
        pytest.param(
            [LockedError("Another run")] * 9, "Not rebuilt", "Rebuilt:", id="held for long"
        ),
    ],
)
def test_a_watcher_says_how_far_it_came(
    sample: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    faults: list[Exception],
    said: str,
    unsaid: str,
) -> None:
    left = list(faults)

    def rebuilt(*_args: object, **_more: object) -> str:
        if left:
            raise left.pop()
        return "Rebuilt: 1 files changed."

    monkeypatch.setattr(watch, "_rebuilt", rebuilt)
    monkeypatch.setattr(watch, "PAUSE_SECONDS", 0.0)
    watch.rebuilder(
        RunOptions(config=sample / "mkdocs.yml", workbooks=sample / "workbooks"),
        sample / "site",
        None,
    )()
    told = "".join(capsys.readouterr())
    assert said in told
    assert unsaid not in told


def test_a_save_is_answered_with_the_problems_that_it_brought_and_mended(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rebuild = watch.rebuilder(
        RunOptions(config=sample / "mkdocs.yml", workbooks=sample / "workbooks"),
        sample / "site",
        None,
        is_draft=True,
    )
    rebuild()
    assert "New:" not in capsys.readouterr().out
    tracker = sample / "workbooks" / "oakfield-house.xlsx"
    book = openpyxl.load_workbook(tracker)
    due = next(cell for row in book["Actions"].iter_rows() for cell in row if cell.value == "Due")
    cell = book["Actions"].cell(due.row + 1, due.column)
    good, cell.value = cell.value, "whenever"
    book.save(tracker)
    rebuild()
    place = f"oakfield-house.xlsx!Actions!{cell.coordinate}"
    assert f"  New: {place}: Due is “whenever”" in capsys.readouterr().out
    cell.value = good
    book.save(tracker)
    rebuild()
    assert f"  Mended: {place}: Due is “whenever”" in capsys.readouterr().out
