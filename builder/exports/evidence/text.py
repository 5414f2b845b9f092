"""The words in an evidence file, as far as its format can be looked into here."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO

MOST_PARTS = 2_000
"""Parts of one archive, with those of archives within it."""
MOST_UNPACKED = 100_000_000
"""Bytes of all parts together, unpacked."""
_PLAIN = (".csv", ".txt", ".html", ".htm", ".xml", ".rels", ".vml", ".json", ".rdf")
_PACKED = (".xlsx", ".docx", ".pptx", ".odt", ".ods", ".xlsm", ".docm", ".zip")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf")
_ENDS = re.compile(
    r"</(?:\w+:)?(?:p|si|c|h|row|tr|td|th|div|li|table-cell)>|<(?:\w+:)?(?:tab|br|cr)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError)


class NotOpenedError(ValueError):
    """A file of a format that can be looked into cannot be opened, or unpacks to too much."""


def words_in(ending: str, data: bytes) -> Iterator[str] | None:
    """The texts of a file; ``None`` where its format is not looked into.

    Args:
        ending: Of its name, in lower case.
        data: Its bytes. What is packed as a zip is looked into whatever its ending.

    Raises:
        NotOpenedError: by the iterator.
    """
    if data.startswith(b"PK") or ending in _PACKED:
        return _Unpacking().texts(data)
    if ending in _PLAIN:
        return _plain(data)
    return None


class _Unpacking:
    def __init__(self) -> None:
        self._parts, self._left = MOST_PARTS, MOST_UNPACKED

    def texts(self, data: bytes) -> Iterator[str]:
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                yield from self._members(archive)
        except _BROKEN as broken:
            raise NotOpenedError from broken

    def _members(self, archive: zipfile.ZipFile) -> Iterator[str]:
        for member in archive.infolist():
            self._parts -= 1
            if self._parts < 0:
                raise NotOpenedError
            yield member.filename
            name = member.filename.casefold()
            if name.endswith(_PICTURES):
                continue
            with archive.open(member) as part:
                data = part.read(self._left + 1)
            self._left -= len(data)
            if self._left < 0:
                raise NotOpenedError
            if data.startswith(b"PK\x03\x04"):
                yield from self.texts(data)
            elif name.endswith(_PLAIN):
                yield from _plain(data)
            elif data:
                # RATIONALE: macros and old objects hold their words in either of two codings.
                yield data.decode("latin-1")
                yield data.decode("utf-16-le", "replace")


def _plain(data: bytes) -> Iterator[str]:
    text = _decoded(data)
    yield text
    if "<" in text:
        # RATIONALE: Word parts a name into runs in the middle; only paragraphs part words.
        yield unescape(_TAG.sub("", _ENDS.sub("\n", text)))
        yield unescape(_TAG.sub(" ", text))
        yield unescape("\n".join("".join(each) for each in _VALUE.findall(text)))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
