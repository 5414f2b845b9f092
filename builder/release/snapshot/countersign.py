"""Countersignatures of the ledger: who says, with a key of their own, that it stood like this."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from builder.ledger.append import sound
from builder.ledger.folder import RunFile
from builder.problems import Cell, Problem
from builder.problems.in_ledger import COUNTERSIGNED
from builder.release.snapshot.keys import KeyFaultError, check, sign
from builder.release.snapshot.making import SigningKey
from builder.storage import canonical_json, write_new

FOLDER = "countersigned"
SIGNATURE_ENDING = ".sig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersignature:
    """One countersignature, checked against the ledger that it stands in."""

    words: str
    """What is known of it, for a person."""
    problem: Problem | None = None


def countersign(folder: Path, key: SigningKey, now: datetime) -> Path:
    """Signs the head of a ledger that is whole.

    Raises:
        BrokenLedgerError: the ledger is damaged, and so not to be signed.
        KeyFaultError: the key cannot be used, or there is no run to sign yet.
    """
    held, _ = sound(folder)
    if not held.files:
        raise KeyFaultError("The ledger holds no run yet. Make one with: portal record")
    last = held.files[-1]
    facts = {
        "day": last.day,
        "head": last.head,
        "number": last.number,
        "signed_at": now.astimezone(UTC).isoformat(),
    }
    statement = (canonical_json(facts) + "\n").encode()
    signature = sign(statement, key.private_pem, key.passphrase, key.card)
    path = folder / FOLDER / f"{last.number:06}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.json"
    write_new(path.with_name(path.name + SIGNATURE_ENDING), signature)
    write_new(path, statement)
    return path


def countersignatures(folder: Path, files: Sequence[RunFile]) -> Iterator[Countersignature]:
    """Every countersignature of a ledger, oldest first.

    Args:
        folder: The ledger.
        files: Those of its files that stand.
    """
    for path in sorted((folder / FOLDER).glob("*.json")):
        try:
            yield _checked(path, files)
        except _DoesNotHoldError as error:
            problem = Problem(COUNTERSIGNED, Cell(f"{FOLDER}/{path.name}"), {"reason": str(error)})
            words = f"{problem.place}: {problem.message} {problem.remedy}"
            yield Countersignature(words=words, problem=problem)


class _DoesNotHoldError(Exception):
    pass


def _checked(path: Path, files: Sequence[RunFile]) -> Countersignature:
    try:
        statement = path.read_bytes()
        signer = check(statement, path.with_name(path.name + SIGNATURE_ENDING).read_bytes())
        facts = json.loads(statement)
        number, head, day = int(facts["number"]), str(facts["head"]), str(facts["day"])
    except KeyFaultError as error:
        raise _DoesNotHoldError(str(error).rstrip(".")) from error
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise _DoesNotHoldError("it or its signature cannot be read") from error
    stood = files[number - 1] if 0 < number <= len(files) else None
    if stood is None or (stood.head, stood.day) != (head, day):
        raise _DoesNotHoldError(f"the head that it was given for {day} does not stand")
    return Countersignature(
        words=f"Countersigned by {signer.name} up to {day}; fingerprint {signer.fingerprint}. "
        "Compare the fingerprint with the one that you were given."
    )
