"""The one form in which a snapshot is packed: nothing before, between or after its files."""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.storage import deterministic_zip

PIECE = 1 << 20
_LONGEST_END = 512
"""More bytes than any end of a zip takes."""
_SEAL = 64
"""Hex digits of the SHA-256 that stands as the comment."""
_LENGTH = 2
"""Bytes that hold the comment's length."""
_LOCAL, _CENTRAL = struct.Struct("<4sBBHHHHLLLHH"), struct.Struct("<4sBBBBHHHHLLLHHHHHLL")
_VERSION, _UNIX, _DOS_DATE, _UTF8 = 20, 3, 1 << 5 | 1, 0x800
_PLAIN_FILE = 0o100644 << 16
_MOST_LISTED = 0xFFFF


class OtherFormError(Exception):
    """A zip that is packed in another form; the message says where."""


def packed(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """A deterministic zip, with the SHA-256 of all before as its comment.

    RATIONALE: some bits of a packed file change nothing when it is unpacked, so that no digest
    of a file tells of them.
    """
    held = deterministic_zip(entries)[:-_LENGTH] + struct.pack("<H", _SEAL)
    return held + hashlib.sha256(held).hexdigest().encode()


def check_form(path: Path, archive: zipfile.ZipFile) -> None:
    """Checks all that stands around the files of a zip.

    Raises:
        OtherFormError: a byte stands where ``packed`` puts none, or is another.
        OSError: the zip cannot be read.
    """
    directory, at = [], 0
    with path.open("rb") as file:
        for info in archive.infolist():
            try:
                local, central = _headers(info, at)
            except struct.error:
                raise OtherFormError(f"before {info.filename!r:.80}") from None
            if info.header_offset != at or file.read(len(local)) != local:
                raise OtherFormError(f"before {info.filename!r:.80}")
            at = file.seek(info.compress_size, 1)
            directory.append(central)
        whole = b"".join(directory)
        if file.read(len(whole)) != whole:
            raise OtherFormError("in the list of its files")
        rest = file.read(_LONGEST_END)
    end = _end(len(directory), len(whole), at)
    seals = (rest[-_SEAL:], b"")
    if rest not in [end + struct.pack("<H", len(each)) + each for each in seals]:
        raise OtherFormError("after its files")


def is_sealed(path: Path, archive: zipfile.ZipFile) -> bool:
    """Whether the bytes of a checked zip are those that its seal was made over, if it has one."""
    return archive.comment in (b"", _seal(path))


def inflated(path: Path, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a file of a checked zip, in pieces.

    Raises:
        zlib.error, ValueError: its bytes are damaged, or others stand beside them.
        OSError: the zip cannot be read.
    """
    stream, crc, left = zlib.decompressobj(-zlib.MAX_WBITS), 0, info.compress_size
    with path.open("rb") as file:
        file.seek(info.header_offset + len(_headers(info, 0)[0]))
        while left and not stream.eof:
            raw = file.read(min(PIECE, left))
            left -= len(raw)
            if not raw:
                raise ValueError("cut short")
            while raw and not stream.eof:
                piece = stream.decompress(raw, PIECE)
                raw = stream.unconsumed_tail
                crc = zlib.crc32(piece, crc)
                yield piece
    if left or not stream.eof or stream.unused_data or crc != info.CRC:
        raise ValueError("not as it was packed")


def _headers(info: zipfile.ZipInfo, at: int) -> tuple[bytes, bytes]:
    """What stands before a file, and its line in the list, at an offset."""
    name = info.filename.encode("utf-8", "surrogatepass")
    flags = 0 if info.filename.isascii() else _UTF8
    facts = (flags, zipfile.ZIP_DEFLATED, 0, _DOS_DATE)
    sizes = (info.CRC, info.compress_size, info.file_size, len(name))
    local = _LOCAL.pack(b"PK\x03\x04", _VERSION, 0, *facts, *sizes, 0)
    central = _CENTRAL.pack(
        *(b"PK\x01\x02", _VERSION, _UNIX, _VERSION, 0, *facts, *sizes),
        *(0, 0, 0, 0, _PLAIN_FILE, at),
    )
    return local + name, central + name


def _end(count: int, size: int, at: int) -> bytes:
    """The end of a zip up to the length of its comment."""
    larger = b""
    if count > _MOST_LISTED:
        record = (b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, at)
        larger = struct.pack("<4sQ2H2L4Q", *record)
        larger += struct.pack("<4sLQL", b"PK\x06\x07", 0, at + size, 1)
    few = min(count, _MOST_LISTED)
    return larger + struct.pack("<4s4H2L", b"PK\x05\x06", 0, 0, few, few, size, at)


def _seal(path: Path) -> bytes:
    total, left = hashlib.sha256(), path.stat().st_size - _SEAL
    with path.open("rb") as file:
        while piece := file.read(min(PIECE, left)):
            left -= len(piece)
            total.update(piece)
    return total.hexdigest().encode()
