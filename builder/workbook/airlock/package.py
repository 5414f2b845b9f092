"""Opens a workbook's zip within the limits, and says of any other file what it is."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from time import monotonic

from builder.problems import in_workbook
from builder.problems.quoted import quoted
from builder.workbook.airlock import limits
from builder.workbook.airlock.refusal import RefusedError

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
_SNIFFED_BYTES = 1024
_ENCRYPTED_FLAG = 0x1
_READ_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Package:
    """An opened workbook: its parts by name, counted while they are inflated."""

    def __init__(self, content: bytes, ending: str = ".xlsx") -> None:
        """Opens it.

        Raises:
            RefusedError: it is no workbook, or over a limit.
        """
        self.deadline = monotonic() + limits.MOST_SECONDS
        self._unpacked = 0
        if len(content) > limits.MOST_BYTES:
            raise RefusedError(in_workbook.OVER_LIMIT, limit="20 MB")
        if not content.startswith(_ZIP):
            raise _named(content, ending)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _BROKEN_ZIP as broken:
            raise RefusedError(in_workbook.HALF_COPIED) from broken
        self._parts = self._listed()
        self._tell_other_packages(ending)

    def _listed(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > limits.MOST_ENTRIES:
            raise RefusedError(in_workbook.OVER_LIMIT, limit=f"{limits.MOST_ENTRIES:,} parts")
        parts: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = entry.filename.replace("\\", "/").lstrip("/").casefold()
            if name in parts:
                raise RefusedError(in_workbook.UNSAFE, what="the same part twice")
            parts[name] = entry
        return parts

    def _tell_other_packages(self, ending: str) -> None:
        if "xl/workbook.bin" in self._parts:
            raise RefusedError(in_workbook.BINARY_FORMAT)
        if self.is_open_document:
            return
        if "[content_types].xml" not in self._parts:
            raise RefusedError(in_workbook.NOT_EXCEL, what="a zip archive", ending=ending)
        if "word/document.xml" in self._parts:
            raise RefusedError(in_workbook.NOT_EXCEL, what="a Word document", ending=ending)

    @property
    def is_open_document(self) -> bool:
        """Whether its parts are those of the OpenDocument format."""
        return "mimetype" in self._parts

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._parts

    def chunks(self, part: str) -> Iterator[bytes]:
        """A part's bytes, bit by bit.

        Raises:
            RefusedError: the part is missing, broken, over a limit, or time is up.
        """
        entry = self._parts.get(part.casefold())
        if entry is None:
            raise RefusedError(in_workbook.DAMAGED, part=quoted(part))
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise RefusedError(in_workbook.PASSWORD)
        if entry.compress_type not in _READ_METHODS:
            raise RefusedError(in_workbook.UNSAFE, what="an unusual compression")
        unpacked = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(limits.CHUNK_BYTES):
                    unpacked += len(chunk)
                    self._count(len(chunk), unpacked, entry.compress_size)
                    yield chunk
        except (*_BROKEN_ZIP, RuntimeError) as broken:
            raise RefusedError(in_workbook.DAMAGED, part=quoted(part)) from broken

    def _count(self, added: int, unpacked: int, packed: int) -> None:
        self._unpacked += added
        if unpacked > limits.MOST_PART_BYTES:
            raise RefusedError(in_workbook.OVER_LIMIT, limit="64 MB in one part")
        if self._unpacked > limits.MOST_UNPACKED_BYTES:
            raise RefusedError(in_workbook.OVER_LIMIT, limit="160 MB unpacked")
        if unpacked > limits.RATIO_FREE_BYTES and unpacked > limits.MOST_RATIO * max(packed, 1):
            raise RefusedError(in_workbook.UNSAFE, what="a part packed as tightly as a bomb")
        self.check_time()

    def check_time(self) -> None:
        """Stops a workbook that takes too long.

        Raises:
            RefusedError: its seconds are over.
        """
        if monotonic() > self.deadline:
            raise RefusedError(in_workbook.TOO_SLOW, seconds=f"{limits.MOST_SECONDS:.0f}")


def _named(content: bytes, ending: str) -> RefusedError:
    """What a file is that is no zip."""
    if not content.strip(b"\0"):
        return RefusedError(in_workbook.EMPTY_FILE)
    if content.startswith(_COMPOUND):
        if _ENCRYPTED_STREAM in content:
            return RefusedError(in_workbook.PASSWORD)
        return RefusedError(in_workbook.OLD_FORMAT)
    if content.startswith(b"PK"):
        return RefusedError(in_workbook.HALF_COPIED)
    head = content[:_SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<head")) or b"<html" in head:
        return RefusedError(in_workbook.NOT_EXCEL, what="a web page", ending=ending)
    if head.startswith(b"<?xml"):
        return RefusedError(in_workbook.NOT_EXCEL, what="an XML file", ending=ending)
    if b"\0" not in head and (b"," in head or b"\t" in head or b";" in head):
        return RefusedError(in_workbook.NOT_EXCEL, what="a text or CSV file", ending=ending)
    return RefusedError(in_workbook.NOT_EXCEL, what="something else", ending=ending)
