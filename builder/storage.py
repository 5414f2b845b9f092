"""Atomic writes, deterministic archives, canonical JSON, digests of files."""

import hashlib
import json
import os
import secrets
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

TEMPORARY_ENDING = ".tmp"
"""Ending of a file that is still being written; readers pass such files over."""

# RATIONALE: the earliest moment that a zip can hold; a real one would differ between builds.
_ARCHIVE_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_PIECE = 1 << 20
_LEVEL = 6
_DEFLATED = zipfile.ZIP_DEFLATED
_READS_DEFLATED = 20
"""Version 2.0, the first that reads deflated files."""
# RATIONALE: the earliest moment as MS-DOS writes it: 1 January 1980 is year 0, month 1, day 1.
_DOS_TIME, _DOS_DATE = 0, 1 << 5 | 1


def write_atomic(path: Path, data: bytes, *, is_private: bool = False) -> None:
    """Put ``data`` at ``path`` so that a reader sees the old file or the new one, never half.

    The folder is made where it is missing. A write that fails leaves the old file and no
    temporary one.

    Args:
        path: where it goes.
        data: the whole file.
        is_private: whether nobody but its owner may read it, where the system knows of that.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}{TEMPORARY_ENDING}")
    try:
        # RATIONALE: what a stopped run left is never written into; it could be a link elsewhere.
        temporary.unlink(missing_ok=True)
        _write_flushed(temporary, data, 0o600 if is_private else 0o666)
        # RATIONALE: replace works over an existing file on Windows too; rename does not.
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def write_new(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Put ``data`` at a name that nobody has taken, whole or not at all.

    Args:
        path: The name.
        data: What will stand there.
        mode: Who may do what with the file, less what the account itself forbids.

    Raises:
        FileExistsError: the name is taken; what stands there is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{TEMPORARY_ENDING}")
    try:
        _write_flushed(temporary, data, mode)
        _claim(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _flush_folder(path.parent)


def _write_flushed(path: Path, data: bytes, mode: int) -> None:
    """Makes a file that was not there, and waits until the disk has it."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _claim(temporary: Path, path: Path) -> None:
    """Gives a finished file a name that must be free."""
    if os.name == "nt":
        # Windows alone refuses to rename over a file that is there.
        os.rename(temporary, path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # RATIONALE: some shares know no second name for a file; the ledger's lock must do there.
        if path.exists():
            raise FileExistsError(str(path)) from None
        os.replace(temporary, path)


def _flush_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets a folder be flushed."""
    # RATIONALE: Windows and some shares cannot open a folder; the rename itself is done.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def deterministic_zip(entries: Iterable[tuple[str, bytes]], *, level: int = _LEVEL) -> bytes:
    """A zip whose bytes depend on the entries and their order alone.

    Names are POSIX paths; times and permissions are fixed.
    """
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, _ARCHIVE_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _UNIX
            info.external_attr = _PLAIN_FILE
            archive.writestr(info, data)
    return held.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deflated:
    """A file as a zip holds it; the same one may stand in several zips."""

    data: bytes
    """Compressed, without a wrapping."""
    size: int
    """In bytes before it was compressed."""
    crc: int
    """Of the bytes before they were compressed."""


class Deflating:
    """Compresses a file while it is made; only the compressed bytes are held."""

    def __init__(self) -> None:
        self._packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._held: list[bytes] = []
        self._size = self._crc = 0

    def add(self, piece: bytes) -> None:
        """Takes the next bytes of the file."""
        self._held.append(self._packing.compress(piece))
        self._size += len(piece)
        self._crc = zlib.crc32(piece, self._crc)

    def done(self) -> Deflated:
        """The whole file; nothing can be added any more."""
        self._held.append(self._packing.flush())
        return Deflated(data=b"".join(self._held), size=self._size, crc=self._crc)


def deflated(data: bytes) -> Deflated:
    """A file that is known as a whole."""
    file = Deflating()
    file.add(data)
    return file.done()


def zip_pieces(entries: Iterable[tuple[str, Deflated]]) -> Iterator[bytes]:
    """The bytes of a zip of files that are compressed already, as ``deterministic_zip`` has them.

    RATIONALE: the standard library compresses whatever it writes, and a sheet that stands in two
    workbooks would be compressed twice, which took a sixth of the time of all downloads.

    Raises:
        struct.error: more than 65,535 files, or 4 GB.
    """
    directory: list[bytes] = []
    at = 0
    for name, file in entries:
        path = name.encode("ascii")
        facts = struct.pack(
            "<HHHHHLLLHH",
            *(_READS_DEFLATED, 0, _DEFLATED, _DOS_TIME, _DOS_DATE),
            *(file.crc, len(file.data), file.size, len(path), 0),
        )
        place = struct.pack("<HHHLL", 0, 0, 0, _PLAIN_FILE, at)
        made_by = bytes((_READS_DEFLATED, _UNIX))
        directory.append(b"".join((b"PK\x01\x02", made_by, facts, place, path)))
        head = b"".join((b"PK\x03\x04", facts, path))
        yield head
        yield file.data
        at += len(head) + len(file.data)
    listed = b"".join(directory)
    yield listed
    count = len(directory)
    yield b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(listed), at, 0)


def canonical_json(value: object) -> str:
    """JSON with one spelling a value: keys sorted, no spaces, no escapes that are not needed.

    Raises:
        ValueError: a number is not finite.
        TypeError: a value has no JSON form.
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def sha256_of(data: bytes) -> str:
    """Lower-case hex digest."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_file(path: Path) -> str:
    """Lower-case hex digest of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
