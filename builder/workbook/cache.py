"""Parsed workbooks kept between runs, by content; deleting them changes no output byte.

Also which content each file name last held, for a file that cannot be opened now. Each entry bears
a code that only the account's own key can make, so that what somebody else wrote is not read.
"""

import hmac
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from builder import __version__
from builder.frameworks import Catalogue
from builder.workbook.cache_format import decoded, encoded
from builder.workbook.reading.parsed import ParsedWorkbook
from builder.workbook.schema import SHEETS

_FORMAT = 4
"""Raised whenever a reading of the same bytes may come out different within one version."""


def fingerprint(mapping_text: str, share_prefixes: Iterable[str], catalogue: Catalogue) -> str:
    """Hex digest of all that a reading depends on beside the file's bytes."""
    names = (
        *(each.id for each in catalogue.items.values()),
        *(each.id for each in catalogue.regulations),
        *(f"{each.id}={each.title}" for each in catalogue.evidence_categories),
        *(each.id for each in catalogue.regulator_actions),
    )
    words = (
        f"{column.field}={word.value}"
        for sheet in SHEETS
        for column in sheet.columns
        for word in column.words or ()
    )
    schema = (repr(SHEETS), *words)
    tool = (__version__, str(_FORMAT))
    parts = (*tool, *schema, mapping_text, *share_prefixes, catalogue.version, *names)
    return sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


MOST_ENTRIES = 2_000
"""Readings kept; beyond it the oldest go."""


class Cache:
    """A folder of parsed workbooks; safe to share between runs, and to delete at any time."""

    def __init__(self, folder: Path, print_of_rest: str, key: bytes) -> None:
        self._folder = folder
        self._rest = print_of_rest
        self._key = key

    def get(self, workbook: str, content_hash: str) -> ParsedWorkbook | None:
        """The reading of this content under this name, if there is one."""
        try:
            return decoded(self._read(self._entry(workbook, content_hash)), workbook)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, parsed: ParsedWorkbook) -> None:
        """Keeps a reading; a cache that cannot be written is no cache."""
        self._write(self._entry(parsed.workbook, parsed.sha256), encoded(parsed))

    def remember(self, parsed: ParsedWorkbook) -> None:
        """Notes which content a file name held when it could last be read."""
        name = self._name(parsed.workbook)
        with suppress(OSError, ValueError):
            if self._read(name) == parsed.sha256:
                return
        self._write(name, parsed.sha256)

    def last_good(self, workbook: str) -> ParsedWorkbook | None:
        """The last good reading of a file name, if there is one."""
        try:
            content_hash = self._read(self._name(workbook))
        except (OSError, ValueError):
            return None
        return self.get(workbook, content_hash)

    def prune(self) -> None:
        """Drops the oldest readings of a full cache."""
        with suppress(OSError):
            entries = [each for each in os.scandir(self._folder) if each.name.endswith(".json")]
            if len(entries) <= MOST_ENTRIES:
                return
            entries.sort(key=lambda each: (each.stat().st_mtime_ns, each.name))
            for each in entries[: len(entries) - MOST_ENTRIES]:
                Path(each.path).unlink(missing_ok=True)

    def _entry(self, workbook: str, content_hash: str) -> Path:
        # RATIONALE: an entry of mapping.yml is for files of some names, and may name the home.
        parts = f"{self._rest} {content_hash} {workbook.casefold()}"
        key = sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{key}.json"

    def _name(self, workbook: str) -> Path:
        key = sha256(workbook.casefold().encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{key}.name"

    def _code(self, path: Path, text: str) -> str:
        """What only the key's holder can write before a text of this name."""
        message = f"{path.name}\n{text}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, message, "sha256").hexdigest()

    def _read(self, path: Path) -> str:
        """A text that this account wrote under this name.

        Raises:
            ValueError: somebody else wrote it, or altered it.
            OSError: there is none.
        """
        code, _, text = path.read_bytes().decode("utf-8").partition("\n")
        if not hmac.compare_digest(code.encode(), self._code(path, text).encode()):
            raise ValueError(path.name)
        return text

    def _write(self, path: Path, text: str) -> None:
        # RATIONALE: two runs may write the same entry at once, so each has its own temporary file.
        with suppress(OSError, UnicodeError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                    file.write(f"{self._code(path, text)}\n{text}")
                os.replace(temporary, path)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
