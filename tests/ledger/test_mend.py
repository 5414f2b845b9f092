"""A forked ledger: both runs are kept, and the chain says so."""

import shutil
from pathlib import Path

import pytest

from builder.ledger import mend as mending
from builder.ledger.append import BrokenLedgerError, RunFacts, append, append_failure
from builder.ledger.folder import RunFile, holdings
from builder.ledger.mend import mend
from builder.ledger.read import read_history
from builder.ledger.standing import standing
from builder.ledger.verify import verify
from tests.ledger.made_runs import day, facts, judged, provider, record, register_at
from tests.made import as_at

FIRST, SECOND = as_at("2026-11-17 17:20"), as_at("2026-11-17 17:21")


def _facts() -> RunFacts:
    return RunFacts(recorded_at=day(9), tool_version="0.1.0")


def _fork(folder: Path) -> tuple[RunFile, RunFile]:
    """Two runs that both follow on the first one, as earlier versions could write them."""
    record(folder, 1)
    other = folder.with_name("other")
    shutil.copytree(folder, other)
    for where, at, title in ((folder, FIRST, "One title"), (other, SECOND, "Another title")):
        held = provider(digest=title[:2], title=title)
        append(where, held, judged(held, at), facts(at))
    (path,) = other.glob("000002-*")
    forked = holdings(other).files[1]
    shutil.copy(path, folder / path.name)
    return holdings_of(folder), forked


def holdings_of(folder: Path) -> RunFile:
    """The second file that stands."""
    return holdings(folder).files[1]


def test_a_fork_is_named_with_the_command_that_mends_it(tmp_path: Path) -> None:
    _fork(tmp_path / "ledger")
    found = verify(tmp_path / "ledger")
    assert found.problem is not None
    assert found.problem.code == "LG108"
    assert "portal ledger mend" in found.problem.remedy
    with pytest.raises(BrokenLedgerError, match="at the same time"):
        record(tmp_path / "ledger", 3)


def test_both_runs_of_a_fork_are_kept_and_the_chain_says_what_was_done(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    kept, moved = _fork(folder)
    (done,) = mend(folder, _facts())
    assert (done.was, done.now) == (moved.name, "000003-20261117T172100Z.jsonl")
    assert verify(folder).problem is None
    history, _ = read_history(folder)
    assert [each.as_at for each in history.runs] == [day(1), FIRST, SECOND]
    register = register_at(folder, SECOND.date())
    assert register is not None
    assert register.actions[0].title == "Another title"
    last = holdings(folder).files[-1].run
    assert last["kind"] == "mend"
    assert last["runs"] == [{"name": moved.name, "head": moved.head, "now": done.now}]
    assert (folder / "set-aside" / moved.name).is_file()
    assert (folder / kept.name).is_file()
    record(folder, 4)
    assert verify(folder).runs == 4


def test_a_head_that_left_the_building_before_the_mending_still_stands(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    kept, moved = _fork(folder)
    mend(folder, _facts())
    files = holdings(folder).files
    for each in (kept, moved):
        assert standing(files, ((each.day, each.head),)).is_found


def test_a_failed_run_beside_the_chain_is_kept_too(tmp_path: Path) -> None:
    folder, other = tmp_path / "ledger", tmp_path / "other"
    record(folder, 1)
    shutil.copytree(folder, other)
    record(folder, 2)
    append_failure(other, SECOND, facts(SECOND), "No workbook could be read.")
    (path,) = other.glob("000002-*")
    shutil.copy(path, folder)
    mend(folder, _facts())
    assert [each.failure for each in read_history(folder)[0].runs] == [
        "",
        "",
        "No workbook could be read.",
    ]


def test_a_ledger_without_a_fork_is_left_alone(tmp_path: Path) -> None:
    record(tmp_path, 1)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.jsonl")}
    assert mend(tmp_path, _facts()) == ()
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.jsonl")} == before


def test_other_damage_is_not_mended_away(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    kept, _ = _fork(folder)
    path = folder / kept.name
    path.write_bytes(path.read_bytes().replace(b"One title", b"Two title"))
    with pytest.raises(BrokenLedgerError, match="does not match its hash"):
        mend(folder, _facts())
    assert not (folder / "set-aside").exists()


def test_a_fork_does_not_hide_a_cut(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    _fork(folder)
    (folder / "head").write_text('{"head":"' + "0" * 64 + '","number":9}\n')
    with pytest.raises(BrokenLedgerError, match="does not end"):
        mend(folder, _facts())


class Stopped(BaseException):
    """Stands for a process that ends at once."""


@pytest.mark.parametrize("step", ["write_end", "set_aside", "_rechain", "_say_so"])
@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
def test_a_mending_that_was_stopped_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, is_after: bool
) -> None:
    folder = tmp_path / "ledger"
    _, moved = _fork(folder)
    whole = getattr(mending, step)

    def stopped(*args: object) -> None:
        if is_after:
            whole(*args)
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr(mending, step, stopped)
        with pytest.raises(Stopped):
            mend(folder, _facts())
    mend(folder, _facts())
    assert verify(folder).problem is None
    assert len(read_history(folder)[0].runs) == 3
    (said,) = [each.run for each in holdings(folder).files if each.run["kind"] == "mend"]
    assert [each["head"] for each in said["runs"]] == [moved.head]
