"""The account's own key to its cached readings, kept where an editor of the cache has no access."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

_OCTETS = 32


def cache_key(file: Path) -> bytes | None:
    """The key, made where there is none; ``None`` where it cannot be kept for one account alone.

    Without a key nothing is cached: every workbook is read anew.
    """
    with suppress(OSError):
        _make(file)
    try:
        status = file.lstat()
        key = file.read_bytes() if stat.S_ISREG(status.st_mode) else b""
    except OSError:
        return None
    # RATIONALE: Windows has no such bits; there the profile's own folder is closed to others.
    is_open_to_others = os.name != "nt" and status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return key if len(key) == _OCTETS and not is_open_to_others else None


def _make(file: Path) -> None:
    """Writes a new key.

    Raises:
        FileExistsError: there is one.
        OSError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as held:
        held.write(secrets.token_bytes(_OCTETS))
