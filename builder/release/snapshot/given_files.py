"""The files of a zip or folder that somebody gave us: read as they are, nothing followed."""

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.release.snapshot.packing import (
    PIECE,
    OtherFormError,
    check_form,
    inflated,
    is_sealed,
)

LARGEST_BYTES = 4 * 1024**3
"""Unpacked, counted while inflating: a snapshot of a large provider is a hundredth of this."""
MOST_FILES = 200_000
# RATIONALE: a junction of Windows is no symbolic link, but leads elsewhere as one does.
_JUNCTION = 0xA0000003
_UNREADABLE = (OSError, zlib.error, ValueError)


class NotASnapshotError(Exception):
    """The file or folder is no snapshot, or a hostile one; nothing was unpacked."""


@dataclass(slots=True)
class GivenFiles:
    """Names, and the bytes behind each."""

    names: frozenset[str]
    """Paths from the snapshot's own folder."""
    folder: Path
    """Where an unpacked snapshot stands; of a zip, the zip itself."""
    packed: dict[str, zipfile.ZipInfo] | None = None
    """By name; ``None`` where it is unpacked."""
    is_sealed: bool = True
    """Whether a zip is the one that its seal was made over, where it has one."""
    left: int = LARGEST_BYTES

    def digest(self, name: str) -> str:
        """SHA-512 in hex; empty where the file cannot be read whole."""
        total = hashlib.sha512()
        try:
            for piece in self._pieces(name):
                total.update(piece)
        except _UNREADABLE:
            return ""
        return total.hexdigest()

    def read(self, name: str) -> bytes:
        """A file's bytes; empty where it cannot be read whole."""
        try:
            return b"".join(self._pieces(name))
        except _UNREADABLE:
            return b""

    def _pieces(self, name: str) -> Iterator[bytes]:
        """A file in pieces.

        Raises:
            NotASnapshotError: it unpacks to too much.
            OSError, zlib.error, ValueError: it cannot be read.
        """
        unpacked = self.packed is None
        for piece in self._unpacked(name) if unpacked else self._inflated(name):
            self.left -= len(piece)
            if self.left < 0:
                raise NotASnapshotError("It unpacks to more than any snapshot holds.")
            yield piece

    def _inflated(self, name: str) -> Iterator[bytes]:
        return inflated(self.folder, (self.packed or {})[name])

    def _unpacked(self, name: str) -> Iterator[bytes]:
        with (self.folder / name).open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


@contextmanager
def opened(path: Path) -> Iterator[GivenFiles]:
    """A snapshot's files; nothing is unpacked.

    Raises:
        NotASnapshotError: it is neither a zip nor a folder, or a hostile one.
    """
    if path.is_dir():
        there = frozenset(_there(path, path))
        yield GivenFiles(names=there, folder=path)
        return
    if not path.is_file():
        raise NotASnapshotError(f"{path} is neither a file nor a folder.")
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NotASnapshotError(f"{path} cannot be opened as a zip: {error}.") from error
    with archive:
        yield _in_zip(path, archive)


def _in_zip(path: Path, archive: zipfile.ZipFile) -> GivenFiles:
    names = archive.namelist()
    _refuse_hostile(archive)
    try:
        check_form(path, archive)
    except OtherFormError as error:
        raise NotASnapshotError(
            f"{path} is not packed as a snapshot is: bytes differ {error}. Ask for it again."
        ) from error
    prefix = _common_folder(names)
    held = {each.filename.removeprefix(prefix): each for each in archive.infolist()}
    sealed = is_sealed(path, archive)
    return GivenFiles(names=frozenset(held), folder=path, packed=held, is_sealed=sealed)


def _there(folder: Path, top: Path) -> Iterator[str]:
    """Paths from the top of every file under a folder; no link is followed."""
    with os.scandir(folder) as entries:
        for each in entries:
            name = Path(each.path).relative_to(top).as_posix()
            if _is_link(each):
                raise NotASnapshotError(f"It holds a link, which no snapshot does: {name!r:.80}.")
            if each.is_dir(follow_symlinks=False):
                yield from _there(Path(each.path), top)
            elif each.is_file(follow_symlinks=False):
                yield name
            else:
                raise NotASnapshotError(f"It holds what is no file: {name!r:.80}.")


def _is_link(entry: os.DirEntry[str]) -> bool:
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return entry.is_symlink() or tag == _JUNCTION


def _refuse_hostile(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if len(names) > MOST_FILES:
        raise NotASnapshotError("It holds more files than any snapshot.")
    if len({name.casefold() for name in names}) != len(names):
        raise NotASnapshotError("It holds two files of one name: it was tampered with.")
    for each in archive.infolist():
        name, kind = each.filename, stat.S_IFMT(each.external_attr >> 16)
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\x00" in name:
            raise NotASnapshotError(f"It holds a name that leaves its folder: {name!r:.80}.")
        if kind not in (0, stat.S_IFREG) or each.is_dir():
            raise NotASnapshotError(f"It holds what is no file: {name!r:.80}.")


def _common_folder(names: list[str]) -> str:
    tops = {name.partition("/")[0] for name in names}
    if len(tops) == 1 and all("/" in name for name in names):
        return f"{tops.pop()}/"
    return ""
