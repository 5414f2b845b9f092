"""One line of the ledger: an entry, its hash, and the hash of the line before."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.storage import canonical_json

START = "0" * 64
"""What stands for the line before the first one."""
_HEAD = b'{"entry":'
_HASH = b',"hash":"'
_PREVIOUS = b'","previous":"'
_END = b'"}'
_DIGITS = 64
_TAIL_LENGTH = len(_HASH) + _DIGITS + len(_PREVIOUS) + _DIGITS + len(_END)


@dataclass(frozen=True, slots=True)
class BrokenLineError(Exception):
    """A line is not as it was written."""

    reason: str


def chained(entry: Mapping[str, Any], previous: str) -> tuple[bytes, str]:
    """A line with its new-line character, and its hash."""
    body = canonical_json(entry).encode()
    digest = _digest(body, previous.encode())
    # RATIONALE: the keys in their order, so that the whole line is canonical JSON.
    tail = _HASH + digest.encode() + _PREVIOUS + previous.encode() + _END
    return _HEAD + body + tail + b"\n", digest


def opened(line: bytes, previous: str) -> tuple[bytes, str]:
    """The entry of a line without its new-line character, as JSON, and the line's hash.

    Raises:
        BrokenLineError: the line was changed, or does not follow on ``previous``.
    """
    tail = line[-_TAIL_LENGTH:]
    hash_at, previous_at = len(_HASH), len(_HASH) + _DIGITS + len(_PREVIOUS)
    digest, before = tail[hash_at : hash_at + _DIGITS], tail[previous_at : -len(_END)]
    body = line[len(_HEAD) : -_TAIL_LENGTH]
    if line != b"".join((_HEAD, body, _HASH, digest, _PREVIOUS, before, _END)):
        raise BrokenLineError("it has not the form of an entry")
    if before != previous.encode():
        raise BrokenLineError("it does not follow on the entry before it")
    if digest != _digest(body, before).encode():
        raise BrokenLineError("its content does not match its hash")
    return body, digest.decode()


def previous_of(data: bytes) -> str:
    """What the first of some lines says that it follows on; whether it does is not looked at."""
    line = data.partition(b"\n")[0]
    return line[-len(_END) - _DIGITS : -len(_END)].decode("ascii", "replace")


def _digest(body: bytes, previous: bytes) -> str:
    return hashlib.sha256(previous + b"\n" + body).hexdigest()
