"""A snapshot that would write, follow or hide anything is refused before a file is read."""

import os
import stat
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from builder.release.snapshot.given_files import NotASnapshotError
from builder.release.snapshot.verify import verify
from tests.release.snapshot.test_verify import files, signed, unpacked, zipped


def zip_with(extra: zipfile.ZipInfo, content: bytes = b"evil") -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for each, data in files().items():
            archive.writestr(each, data)
        archive.writestr(extra, content)
    return held.getvalue()


def refused(content: bytes, folder: Path) -> str:
    path = folder / "hostile.zip"
    path.write_bytes(content)
    with pytest.raises(NotASnapshotError) as error:
        verify(path)
    return str(error.value)


@pytest.mark.parametrize(
    "name",
    [
        *("../evil.txt", "/etc/evil", "a/../../evil", "..\\evil", "a\\..\\..\\evil"),
        *("../../evil/", "/etc/", "a/../../evil/", "..\\evil/"),
    ],
)
def test_a_zip_whose_names_leave_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    assert "leaves its folder" in refused(zip_with(zipfile.ZipInfo(name)), tmp_path)


def test_a_drive_is_no_place_for_a_file(tmp_path: Path) -> None:
    content = zip_with(zipfile.ZipInfo("x:/evil")).replace(b"x:/", b"C:/")
    assert "leaves its folder" in refused(content, tmp_path)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_a_zip_that_holds_a_link_or_a_pipe_is_refused(tmp_path: Path, kind: int) -> None:
    info = zipfile.ZipInfo("data/evil")
    info.external_attr = (kind | 0o777) << 16
    assert "no file" in refused(zip_with(info, b"/etc/passwd"), tmp_path)


def test_names_that_windows_holds_for_one_are_refused(tmp_path: Path) -> None:
    assert "one name" in refused(zip_with(zipfile.ZipInfo("DATA/INDEX.html")), tmp_path)


def before(content: bytes) -> bytes:
    return b"#!/bin/sh\n" + content


def after(content: bytes) -> bytes:
    return content + b"\n"


def other_comment(content: bytes) -> bytes:
    held = BytesIO(content)
    with zipfile.ZipFile(held, "a") as archive:
        archive.comment = b"Look here"
    return held.getvalue()


def other_list(content: bytes) -> bytes:
    """The same files packed by another program, with a remark on one."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(held, "w") as new:
        for each in old.infolist():
            each.comment = b"see"
            new.writestr(each, old.read(each.filename))
    return held.getvalue()


def between(content: bytes) -> bytes:
    """A gap that no list names, before the first entry of the list."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        start = archive.start_dir
    moved = bytearray(content[:start] + b"hidden" + content[start:])
    end = moved.rindex(b"PK\x05\x06")
    moved[end + 16 : end + 20] = (start + 6).to_bytes(4, "little")
    return bytes(moved)


@pytest.mark.parametrize(
    "change", [before, after, other_comment, other_list, between], ids=lambda each: each.__name__
)
def test_bytes_around_the_files_are_refused(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    whole = zipped(signed(), tmp_path).read_bytes()
    assert "bytes differ" in refused(change(whole), tmp_path)


def test_bytes_after_the_end_of_a_packed_file_are_a_fault(tmp_path: Path) -> None:
    held = BytesIO()
    whole = zipped(files(), tmp_path).read_bytes()
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        first = archive.infolist()[0]
    at = 30 + len(first.filename) + first.compress_size
    # The size before packing stays; the packed size grows by what is hidden.
    grown = (first.compress_size + 6).to_bytes(4, "little")
    held.write(whole[:18] + grown + whole[22:at] + b"hidden" + whole[at:])
    moved = bytearray(held.getvalue())
    start = moved.index(b"PK\x01\x02")
    moved[start + 20 : start + 24] = grown
    entry = start
    while moved[entry : entry + 4] == b"PK\x01\x02":
        offset = int.from_bytes(moved[entry + 42 : entry + 46], "little")
        moved[entry + 42 : entry + 46] = (offset + 6 * bool(offset)).to_bytes(4, "little")
        entry += 46 + int.from_bytes(moved[entry + 28 : entry + 30], "little")
    moved[entry + 16 : entry + 20] = start.to_bytes(4, "little")
    path = tmp_path / "hidden.zip"
    path.write_bytes(moved[: entry + 20] + b"\x00\x00")
    assert ("damaged", first.filename.partition("/")[2]) in {
        (each.what, each.path) for each in verify(path).faults
    }


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("make", ["link", "link to a folder", "pipe"])
def test_an_unpacked_folder_with_a_link_or_a_pipe_is_refused(tmp_path: Path, make: str) -> None:
    top = unpacked(files(), tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_bytes((top / "data" / "index.html").read_bytes())
    if make == "link":
        (top / "data" / "index.html").unlink()
        (top / "data" / "index.html").symlink_to(outside / "index.html")
    elif make == "pipe":
        os.mkfifo(top / "data" / "pipe")
    else:
        (top / "data" / "more").symlink_to(outside)
    with pytest.raises(NotASnapshotError, match=r"link|no file"):
        verify(top)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_in_place_of_the_zip_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "snapshot.zip")
    with pytest.raises(NotASnapshotError, match="neither"):
        verify(tmp_path / "snapshot.zip")
