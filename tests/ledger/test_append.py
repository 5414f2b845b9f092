import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from builder.history import ChangeKind
from builder.ledger.append import BrokenLedgerError, append_failure
from builder.ledger.read import read_history
from builder.ledger.verify import verify
from builder.redaction.sealing import sealed_register
from tests.ledger.made_runs import CANARY, day, facts, provider, record, register_at


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.jsonl"))}


def test_a_run_is_one_file_of_chained_lines(tmp_path: Path) -> None:
    added = record(tmp_path, 1)
    assert added.path.name == "000001-20261116T172000Z.jsonl"
    lines = added.path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == added.entries
    parsed = [json.loads(each) for each in lines]
    assert parsed[0]["previous"] == "0" * 64
    assert [each["previous"] for each in parsed[1:]] == [each["hash"] for each in parsed[:-1]]
    assert parsed[-1]["hash"] == added.head


def test_a_run_says_what_it_read_and_by_which_policy(tmp_path: Path) -> None:
    run = json.loads(record(tmp_path, 1).path.read_text(encoding="utf-8").splitlines()[0])["entry"]
    assert run["inputs"] == {"oak.xlsx": "aa" * 32}
    assert run["policy"] == {"edition": "2026-11", "overrides": {}}
    assert run["tables"]["figures"]["put"]["B1.1|provider|match_percent"] == "200/3"
    assert run["facts"]["tool_version"] == "0.1.0"


def test_unchanged_inputs_add_one_short_entry(tmp_path: Path) -> None:
    first = record(tmp_path, 1)
    second = record(tmp_path, 2)
    assert not first.is_unchanged
    assert second.is_unchanged
    assert second.entries == 1
    assert len(second.path.read_bytes()) < 1_000


def test_a_changed_field_is_an_entry_with_that_field_alone(tmp_path: Path) -> None:
    record(tmp_path, 1)
    added = record(tmp_path, 2, provider(digest="bb", due="2026-11-27"))
    lines = added.path.read_text(encoding="utf-8").splitlines()
    entries = [json.loads(each)["entry"] for each in lines[1:]]
    assert entries == [{"key": "OAK-001", "put": {"due": "2026-11-27"}, "table": "actions"}]
    assert not added.is_unchanged


def test_appending_alters_no_earlier_byte(tmp_path: Path) -> None:
    record(tmp_path, 1)
    before = _bytes(tmp_path)
    record(tmp_path, 2, provider(digest="bb", title="Check stock twice"))
    after = _bytes(tmp_path)
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 1


def test_confidential_words_are_nowhere_in_the_ledger(tmp_path: Path) -> None:
    record(tmp_path, 1)
    held = b"".join(_bytes(tmp_path).values()).decode()
    assert "Canary" not in held
    assert "Interview" not in held
    assert "hash:" in held


def test_a_phrase_of_the_policy_stays_beside_a_hash(tmp_path: Path) -> None:
    sealed = sealed_register(provider(), ("almost done",))
    note = sealed.actions[1].progress_note
    assert note is not None
    assert note.startswith("hash:")
    assert note.endswith(" almost done")
    assert CANARY not in str(sealed.steps)


def test_sealing_twice_is_sealing_once() -> None:
    once = sealed_register(provider(), ("almost done",))
    assert sealed_register(once, ("almost done",)) == once


def test_what_is_replayed_is_what_was_recorded(tmp_path: Path) -> None:
    held = provider()
    record(tmp_path, 1, held)
    record(tmp_path, 2, provider(digest="bb", title="Another title"))
    assert register_at(tmp_path, day(1).date()) == sealed_register(held, ("almost done",))


def test_a_failed_run_adds_an_entry_marked_failed(tmp_path: Path) -> None:
    record(tmp_path, 1)
    append_failure(tmp_path, day(2), facts(day(2)), "No workbook could be read.")
    record(tmp_path, 3, provider(digest="bb", title="Later"))
    history, problems = read_history(tmp_path)
    assert problems == ()
    assert [each.failure for each in history.runs] == ["", "No workbook could be read.", ""]
    assert history.last is history.runs[2]
    assert ChangeKind.CHANGED in {each.kind for each in history.runs[2].changes}


STEPS = ("open", "write", "flush", "fsync", "link", "unlink", "guard")
"""Steps of writing a file at which a run may be killed."""

_KILLED = """
import os, sys
from pathlib import Path
from builder import storage
from tests.ledger.made_runs import provider, record

step, folder = sys.argv[1], Path(sys.argv[2])

def die(*_, **_more):
    os._exit(9)

class Half:
    def __init__(self, file):
        self.file = file
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.file.close()
    def write(self, data):
        if step == "write":
            self.file.write(data[: len(data) // 2])
            self.file.flush()
            die()
        self.file.write(data)
    def flush(self):
        die() if step == "flush" else self.file.flush()
    def fileno(self):
        return self.file.fileno()

def is_run(path):
    return "jsonl" in os.path.basename(os.fspath(path))

runs = set()
opened, wrapped, flushed, unlinked = os.open, os.fdopen, os.fsync, Path.unlink
def dying_open(path, flags, *rest, **more):
    is_new = flags & os.O_CREAT and is_run(path)
    if is_new and step == "open":
        die()
    handle = opened(path, flags, *rest, **more)
    if is_new:
        runs.add(handle)
    return handle

os.open = dying_open
os.fdopen = lambda handle, *rest: (
    Half(wrapped(handle, *rest)) if handle in runs else wrapped(handle, *rest)
)
if step == "fsync":
    os.fsync = lambda handle: die() if handle in runs else flushed(handle)
if step == "link":
    os.link = die
if step == "unlink":
    Path.unlink = lambda path, **more: die() if "jsonl" in path.name else unlinked(path, **more)
if step == "guard":
    from builder.ledger import write
    whole = write.write_end
    write.write_end = lambda folder, end: die() if end.number == 2 else whole(folder, end)
record(folder, 2, provider(digest="bb", title="Killed"))
"""


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_run_loses_nothing_that_was_recorded(tmp_path: Path, step: str) -> None:
    record(tmp_path, 1)
    before = _bytes(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, step, str(tmp_path)],
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 9
    runs = 2 if step in ("unlink", "guard") else 1
    after = _bytes(tmp_path)
    assert ({name: after[name] for name in before}, len(after)) == (before, runs)
    assert verify(tmp_path).problem is None
    left = [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")]
    added = record(tmp_path, 3, provider(digest="bb", title="Again"))
    assert [path.name for path in added.set_aside] == left
    assert all(path.is_file() for path in added.set_aside)
    assert (verify(tmp_path).problem, verify(tmp_path).runs) == (None, runs + 1)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_ledger_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    record(tmp_path, 1)
    before = _bytes(tmp_path)

    whole, calls = getattr(os, step), count()

    def fail(*given: object) -> None:
        if step == "fsync" and next(calls) == 0:
            whole(*given)  # the lock is written
            return
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(OSError, match="disk full"):
            record(tmp_path, 2, provider(digest="bb", title="Lost"))
    assert _bytes(tmp_path) == before
    assert record(tmp_path, 2).path.is_file()


def test_every_cut_of_the_last_file_is_damage(tmp_path: Path) -> None:
    record(tmp_path, 1)
    path = record(tmp_path, 2, provider(digest="bb", title="Cut")).path
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        found = verify(tmp_path)
        assert found.problem is not None
        assert (found.problem.code, found.problem.place.workbook) == ("LG102", path.name)
        assert found.runs == 1
    with pytest.raises(BrokenLedgerError, match="middle of a run"):
        record(tmp_path, 3)
    path.write_bytes(whole)
    assert verify(tmp_path).is_whole


def test_what_was_set_aside_before_is_not_written_over(tmp_path: Path) -> None:
    names = []
    for number in (1, 2):
        (tmp_path / ".000001.jsonl.tmp").write_text("half")
        names += [path.name for path in record(tmp_path, number).set_aside]
    assert len(set(names)) == 2


def test_nothing_follows_on_a_broken_entry(tmp_path: Path) -> None:
    first = record(tmp_path, 1).path
    first.write_bytes(first.read_bytes().replace(b"Check stock", b"Check stack"))
    with pytest.raises(BrokenLedgerError, match="not as it was written"):
        record(tmp_path, 2)
    with pytest.raises(BrokenLedgerError):
        append_failure(tmp_path, day(2), facts(day(2)), "x")
    assert len(_bytes(tmp_path)) == 1


def test_two_runs_on_the_same_inputs_agree_but_for_their_facts(tmp_path: Path) -> None:
    def entries(folder: Path) -> list[object]:
        record(folder, 1)
        lines = (folder / "000001-20261116T172000Z.jsonl").read_text().splitlines()
        held = [json.loads(each)["entry"] for each in lines]
        del held[0]["facts"]
        return held

    assert entries(tmp_path / "a") == entries(tmp_path / "b")


def test_a_row_that_moved_is_told_by_the_layout_alone(tmp_path: Path) -> None:
    held = provider()
    record(tmp_path, 1, held)
    moved = replace(held, steps=(held.steps[2], *held.steps[:2], held.steps[3]))
    added = record(tmp_path, 2, moved)
    entries = [json.loads(each)["entry"] for each in added.path.read_text().splitlines()[1:]]
    assert {each["table"] for each in entries} == {"layout"}
    assert register_at(tmp_path, day(2).date()) == sealed_register(moved, ("almost done",))
