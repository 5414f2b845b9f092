"""Atomic writes, deterministic archives, canonical JSON, digests of files."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

TEMPORARY_ENDING = ".tmp"
"""Ending of a file that is still being written; readers pass such files over."""

# RATIONALE: the earliest moment that a zip can hold; a real one would differ between builds.
_ARCHIVE_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_PIECE = 1 << 20


def write_atomic(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` so that a reader sees the old file or the new one, never half.

    The folder is made where it is missing. A write that fails leaves the old file and no
    temporary one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}{TEMPORARY_ENDING}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # RATIONALE: replace works over an existing file on Windows too; rename does not.
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets a folder be flushed."""
    # RATIONALE: Windows and some shares cannot open a folder; the rename itself is done.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def deterministic_zip(entries: Iterable[tuple[str, bytes]], *, level: int = 6) -> bytes:
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
