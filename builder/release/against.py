"""The heads of the ledger that a site, a snapshot or a letter carries, held against the ledger."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from builder.ledger.folder import BrokenLedgerError
from builder.ledger.standing import Heads, Standing, standing
from builder.ledger.verify import verify
from builder.release.manifest import MANIFEST
from builder.release.publish import RefusedError
from builder.release.snapshot.bag import PAYLOAD

_HEAD = re.compile(r"[0-9a-f]{64}")
_MOST_BYTES = 100_000_000


class NoHeadsError(Exception):
    """What was given carries no head of a ledger; the message says so."""


def heads_of(given: str) -> Heads:
    """The heads in a ``build.json``, a snapshot or a site's folder, or one typed in hex.

    Raises:
        NoHeadsError: there are none.
    """
    typed = "".join(given.split()).casefold()
    if _HEAD.fullmatch(typed):
        return (("", typed),)
    path = Path(given)
    if not path.exists():
        raise NoHeadsError(f"{given} is no file, no folder and no head of 64 hex digits.")
    try:
        heads = _heads_in(json.loads(_manifest(path)))
    except (OSError, ValueError, RecursionError, zipfile.BadZipFile) as error:
        raise NoHeadsError(f"{given} holds no build.json that can be read.") from error
    if not heads:
        raise NoHeadsError(f"{given} was made where no ledger was kept, so it carries no head.")
    return heads


def refuse_other_history(ledger: Path, target: Path) -> None:
    """Makes sure that what a target has published stands in this ledger, before anything changes.

    A target that has no ``build.json``, or one without a head, says nothing of a history.

    Raises:
        BrokenLedgerError: the ledger is damaged.
        RefusedError: the target carries a head that does not stand in the ledger.
    """
    verified = verify(ledger)
    if verified.problem is not None:
        raise BrokenLedgerError(verified.problem)
    found = against_target(ledger, target)
    if found is not None and not found.is_found:
        raise RefusedError(f"{difference(found)} {OTHER_HISTORY}")


OTHER_HISTORY = (
    "The published site was made from another history than this ledger holds. Restore the ledger "
    "from a backup. Where there is none, publish to a new folder, so that both stay."
)


def against_target(ledger: Path, target: Path) -> Standing | None:
    """What stands of the heads that a target carries; ``None`` where it carries none."""
    try:
        heads = heads_of(str(target / MANIFEST))
    except NoHeadsError:
        return None
    return standing(verify(ledger).files, heads)


def difference(found: Standing) -> str:
    """What does not stand, in words."""
    if found.day:
        return f"The first day that differs is {found.day}: its head {found.head} is not here."
    return f"The head {found.head} is not in this ledger."


def _manifest(path: Path) -> bytes:
    if path.is_dir():
        places = (path / MANIFEST, path / PAYLOAD / MANIFEST)
        inside = next((each for each in places if each.is_file()), None)
        inside = inside or next(path.glob(f"*/{PAYLOAD}{MANIFEST}"), None)
        if inside is None:
            raise ValueError(path)
        return inside.read_bytes()
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        wanted = [
            each
            for each in archive.infolist()
            if each.filename.partition("/")[2] == PAYLOAD + MANIFEST
        ]
        if len(wanted) != 1 or wanted[0].file_size > _MOST_BYTES:
            raise ValueError(path)
        return archive.read(wanted[0])


def _heads_in(manifest: Any) -> Heads:
    if not isinstance(manifest, dict):
        return ()
    listed = tuple(_pairs(manifest))
    last = manifest.get("ledger_head")
    is_new = isinstance(last, str) and last and last not in {head for _, head in listed}
    return (*listed, ("", str(last))) if is_new else listed


def _pairs(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    ledger = manifest.get("ledger", [])
    if not isinstance(ledger, list):
        raise ValueError("ledger")
    for pair in ledger:
        match pair:
            case [str(day), str(head)]:
                yield day, head
            case _:
                raise ValueError("ledger")
