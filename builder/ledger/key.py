"""The key that the ledger's confidential words are hashed with; it stands beside the ledger."""

import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from builder.field.references import RECORD_KINDS
from builder.history.normal import Plain
from builder.history.tables import Tables
from builder.redaction.sealing import SEALED, Seal
from builder.storage import write_new

KEY_ENDING = ".key"
_BYTES = 32
_OURS = 0o600


class UnusableKeyError(ValueError):
    """What stands where the key should be is none; the message says what to do."""


def key_path(folder: Path) -> Path:
    """Where the key of a ledger stands.

    RATIONALE: not in the ledger, so that a copy of the history does not bring it along.
    """
    return folder.with_name(folder.name + KEY_ENDING)


def read_key(folder: Path) -> bytes:
    """The key of a ledger; empty where it has none yet.

    Raises:
        UnusableKeyError: something else stands in its place, or it cannot be read.
    """
    path = key_path(folder)
    try:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return b""
    except (ValueError, OSError) as error:
        raise UnusableKeyError(
            f"{path} is no key of a ledger, or cannot be read. Restore it from a backup. Where "
            "there is none, move it away: with a new one each confidential text counts as changed "
            "once."
        ) from error


def kept_key(folder: Path) -> bytes:
    """The key of a ledger, made where there is none; only this account can read it."""
    if not key_path(folder).exists():
        with suppress(FileExistsError):
            write_new(key_path(folder), secrets.token_hex(_BYTES).encode(), mode=_OURS)
    return read_key(folder)


def seal_for(key: bytes, before: Tables) -> Seal:
    """How confidential words are hashed after what was recorded before."""
    if not key:
        return Seal()
    return Seal(
        key=key,
        known=frozenset(
            each.split(" ", 1)[0]
            for name in RECORD_KINDS
            for record in before.get(name, {}).values()
            for each in _texts(record)
            if each.startswith(SEALED)
        ),
    )


def _texts(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
