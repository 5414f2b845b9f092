import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from builder import storage


def test_a_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    storage.write_atomic(tmp_path / "a" / "b.txt", b"new")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "b.txt"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="disk full"):
        storage.write_atomic(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]
    assert target.read_bytes() == b"old"


def test_files_compressed_before_make_the_same_zip() -> None:
    text = b"all work and no play " * 5_000
    bitwise = storage.Deflating()
    for at in range(0, len(text), 777):
        bitwise.add(text[at : at + 777])
    entries = [("a.txt", bitwise.done()), ("b/c.txt", storage.deflated(b""))]
    made = b"".join(storage.zip_pieces(entries))
    assert made == storage.deterministic_zip([("a.txt", text), ("b/c.txt", b"")])


def test_an_archive_depends_on_its_entries_alone() -> None:
    first = storage.deterministic_zip([("a.txt", b"one"), ("b/c.txt", b"two")])
    assert first == storage.deterministic_zip([("a.txt", b"one"), ("b/c.txt", b"two")])
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert archive.read("b/c.txt") == b"two"


def test_canonical_json_has_one_spelling() -> None:
    assert storage.canonical_json({"b": 1, "a": ["é", None]}) == '{"a":["é",null],"b":1}'


def test_a_number_that_is_not_finite_has_no_json() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        storage.canonical_json(float("nan"))


def test_a_file_and_its_bytes_have_the_same_digest(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 3_000_000)
    assert storage.sha256_of_file(path) == storage.sha256_of(b"x" * 3_000_000)
