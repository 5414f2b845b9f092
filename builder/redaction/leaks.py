"""Whether a withheld value stands anywhere in what is given to an audience."""

import hashlib
import re
from codecs import iterdecode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from builder.field import Register
from builder.redaction.phrases import Phrases, withheld_phrases
from builder.redaction.values import origins, withheld_values

_LEAST_OVERLAP = 1 << 12
"""Characters that two stretches of a long text share at least."""
_OVERLAPS_A_STRETCH = 12
_ARCHIVES = (".xlsx", ".zip")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_FOLDED = re.compile(r"\r?\n[ \t]")
_ESCAPED_COMMA = re.compile(r"\\([,;\\])")


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One withheld value found where it must not be.

    The value itself is not held: this is shown and recorded.
    """

    path: str
    """The file that shows it; a part of an archive follows after ``!``."""
    origin: str
    """The cell that it stands in: ``oak.xlsx!Actions!B12``."""


def leaks(
    files: Iterable[tuple[str, Iterable[bytes]]],
    whole: Register,
    redacted: Register,
    known: Iterable[str] = (),
) -> Iterator[Leak]:
    """Withheld values in files, in their names and in the parts of archives.

    Each is told once, of the first file that shows it.

    Args:
        files: (path, bytes in pieces) of everything that the audience is given; gone through once.
        whole: The register before redaction.
        redacted: The register that the audience may see.
        known: Texts that the product itself ships; a value that stands there tells nothing.
    """
    values = withheld_values(whole, redacted)
    if not values:
        return
    shipped = withheld_phrases(values)
    told = {value for text in known for value in shipped.found(text)}
    search = _Search(withheld_phrases(values - told), origins(whole))
    for path, pieces in files:
        yield from search.file(path, pieces)


class _Search:
    def __init__(self, phrases: Phrases, places: Mapping[str, str]) -> None:
        self._phrases = phrases
        self._places = places
        self._overlap = max(_LEAST_OVERLAP, 2 * phrases.longest)
        self._told: set[str] = set()
        self._known: set[bytes] = set()

    def file(self, path: str, pieces: Iterable[bytes]) -> Iterator[Leak]:
        yield from self._texts(path, (unquote(path),))
        if path.endswith(_ARCHIVES):
            yield from self._archive(path, b"".join(pieces))
        else:
            texts = iterdecode(pieces, "utf-8", "replace")
            yield from self._texts(path, _stretches(texts, self._overlap))

    def _archive(self, path: str, data: bytes) -> Iterator[Leak]:
        with suppress(BadZipFile), ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                part = archive.read(name)
                digest = hashlib.sha256(part).digest()
                # RATIONALE: the workbook of all lists holds the very sheets of each list's own.
                yield from self.file(f"{path}!{name}", () if digest in self._known else (part,))
                self._known.add(digest)

    def _texts(self, path: str, texts: Iterable[str]) -> Iterator[Leak]:
        found = {
            value
            for text in texts
            for each in _spellings(text)
            for value in self._phrases.found(each)
        }
        for value in sorted(found - self._told):
            yield Leak(path, self._places.get(value, "a workbook"))
        self._told |= found


def _stretches(texts: Iterable[str], overlap: int) -> Iterator[str]:
    """A long text in stretches that begin and end at white space; each repeats some of the last.

    RATIONALE: of a short stretch most values lack a word, so that there is nothing to search for;
    and a file of hundreds of megabytes is never held as a whole.

    Args:
        texts: Parts of the text, torn apart anywhere.
        overlap: Characters that two stretches share at least.
    """
    longest = _OVERLAPS_A_STRETCH * overlap
    held = ""
    for text in texts:
        held += text
        start = 0
        while len(held) - start > longest:
            end = _white_space(held, start + longest)
            yield held[start:end]
            start = _white_space(held, end - overlap)
        held = held[start:]
    yield held


def _white_space(text: str, last: int) -> int:
    """Where the last white space before ``last`` stands; ``last`` itself where none is near."""
    first = last - _LEAST_OVERLAP
    found = max(text.rfind(mark, first, last) for mark in (" ", "\n"))
    return last if found < 0 else found


def _spellings(text: str) -> Iterator[str]:
    """A text as it stands and as its readers see it: entities, escapes and folds undone."""
    yield text
    as_typed = text
    if "&" in text:
        text = unescape(text)
    if "%" in text:
        text = unquote(text)
    if "\n " in text or "\n\t" in text:
        text = _FOLDED.sub("", text)
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        text = _ESCAPED_COMMA.sub(r"\1", text)
    if text != as_typed:
        yield text
