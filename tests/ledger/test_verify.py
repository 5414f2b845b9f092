from pathlib import Path

import pytest

from builder.ledger.chain import START, chained
from builder.ledger.verify import verify
from tests.ledger.made_runs import provider, record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    record(tmp_path, 1)
    record(tmp_path, 2, provider(digest="bb", title="Check stock twice"))
    record(tmp_path, 3)
    return tmp_path


def _paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def test_a_ledger_that_nobody_touched_stands(folder: Path) -> None:
    found = verify(folder)
    assert found.is_whole
    assert found.problem is None
    assert found.runs == 3
    assert len(found.head) == 64


def test_no_ledger_is_an_empty_one(tmp_path: Path) -> None:
    found = verify(tmp_path / "nowhere")
    assert (found.is_whole, found.runs, found.head) == (True, 0, "")


def test_the_first_broken_entry_is_named(folder: Path) -> None:
    path = _paths(folder)[1]
    lines = path.read_bytes().split(b"\n")
    lines[1] = lines[1].replace(b"twice", b"never")
    path.write_bytes(b"\n".join(lines))
    found = verify(folder)
    assert not found.is_whole
    assert found.problem is not None
    assert (found.problem.code, found.problem.place.workbook) == ("LG101", path.name)
    assert found.problem.particulars["line"] == "2"
    assert "does not match its hash" in found.problem.message
    assert found.runs == 1


def test_every_flipped_byte_is_found(folder: Path) -> None:
    for path in _paths(folder):
        data = path.read_bytes()
        for at in range(0, len(data), 3):
            flipped = bytes([data[at] ^ 1])
            path.write_bytes(data[:at] + flipped + data[at + 1 :])
            assert verify(folder).problem is not None, (path.name, at)
        path.write_bytes(data)
    assert verify(folder).problem is None


def test_a_missing_file_is_found(folder: Path) -> None:
    _paths(folder)[1].unlink()
    found = verify(folder)
    assert found.problem is not None
    assert found.problem.code == "LG103"
    assert found.problem.particulars["number"] == "2"


def test_a_swapped_entry_is_found(folder: Path) -> None:
    path = _paths(folder)[0]
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))
    found = verify(folder)
    assert found.problem is not None
    assert "does not follow" in found.problem.message


def test_an_entry_added_to_a_run_is_found(folder: Path) -> None:
    for path in (_paths(folder)[2], _paths(folder)[0]):
        data = path.read_bytes()
        last = data.splitlines()[-1]
        head = last.decode().split('"hash":"')[1][:64]
        line, _ = chained({"table": "actions"}, head)
        path.write_bytes(data + line)
        found = verify(folder)
        assert found.problem is not None
        assert found.problem.code == "LG101"
        path.write_bytes(data)


def test_a_file_cut_short_between_others_is_no_killed_run(folder: Path) -> None:
    path = _paths(folder)[1]
    path.write_bytes(path.read_bytes()[:-9])
    found = verify(folder)
    assert found.problem is not None
    assert found.problem.code == "LG102"


def test_a_newer_form_asks_for_a_newer_version(tmp_path: Path) -> None:
    line, _ = chained({"entries": 0, "form": 99, "kind": "run"}, START)
    (tmp_path / "000001-20261116T172000Z.jsonl").write_bytes(line)
    found = verify(tmp_path)
    assert found.problem is not None
    assert found.problem.code == "LG104"


def test_other_files_in_the_folder_are_no_runs(folder: Path) -> None:
    (folder / "README.txt").write_text("What this folder is.")
    (folder / "set-aside").mkdir()
    assert verify(folder).runs == 3
