"""Whether a withheld value stands anywhere in what is given to an audience."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from builder.records import Register
from builder.redaction.phrases import Phrases, withheld_phrases
from builder.redaction.values import origins, withheld_values

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
    files: Iterable[tuple[str, bytes]],
    whole: Register,
    redacted: Register,
    known: Iterable[str] = (),
) -> Iterator[Leak]:
    """Withheld values in files, in their names and in the parts of archives.

    Args:
        files: (path, bytes) of everything that the audience is given.
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
    for path, data in files:
        yield from search.file(path, data)


class _Search:
    def __init__(self, phrases: Phrases, places: Mapping[str, str]) -> None:
        self._phrases = phrases
        self._places = places
        self._seen: set[str] = set()

    def file(self, path: str, data: bytes) -> Iterator[Leak]:
        yield from self._text(path, unquote(path))
        if path.endswith(_ARCHIVES):
            yield from self._archive(path, data)
        else:
            yield from self._text(path, data.decode("utf-8", "replace"))

    def _archive(self, path: str, data: bytes) -> Iterator[Leak]:
        try:
            with ZipFile(BytesIO(data)) as archive:
                parts = [(name, archive.read(name)) for name in archive.namelist()]
        except BadZipFile:
            parts = []
        for name, part in parts:
            yield from self.file(f"{path}!{name}", part)

    def _text(self, path: str, text: str) -> Iterator[Leak]:
        # RATIONALE: pages share most of their lines; each is looked at once.
        lines = [line for line in text.split("\n") if line not in self._seen]
        self._seen.update(lines)
        fresh = "\n".join(lines)
        found = {value for each in _spellings(fresh) for value in self._phrases.found(each)}
        for value in sorted(found):
            yield Leak(path, self._places.get(value, "a workbook"))


def _spellings(text: str) -> Iterator[str]:
    """A text as it stands and as its readers see it: entities, escapes and folds undone."""
    yield text
    as_typed = text
    if "&" in text:
        text = unescape(text)
    if "%" in text:
        text = unquote(text)
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = _ESCAPED_COMMA.sub(r"\1", _FOLDED.sub("", text))
    if text != as_typed:
        yield text
