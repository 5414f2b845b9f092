"""Ed25519 keys and signatures: who packed a snapshot, and when the key was made."""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from builder.storage import canonical_json

GROUP = 4
"""Characters between the spaces of a fingerprint read aloud."""
FINGERPRINT_DIGITS = 32


class KeyFaultError(Exception):
    """A key cannot be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signed, as the signature itself says; only the fingerprint proves it."""

    name: str
    made_at: str
    """When the key was made, ISO 8601."""
    fingerprint: str


def new_private_key(passphrase: str) -> bytes:
    """A new private key as PEM (PKCS #8), encrypted where a passphrase is given."""
    encryption = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def public_card(private_pem: bytes, passphrase: str, name: str, made_at: datetime) -> bytes:
    """What may be given to anybody: name, public key, fingerprint, when the key was made."""
    public = _load(private_pem, passphrase).public_key()
    return (
        canonical_json(
            {
                "algorithm": "Ed25519",
                "fingerprint": fingerprint(public),
                "made_at": made_at.isoformat(),
                "name": name,
                "public_key": _text(_raw(public)),
            }
        )
        + "\n"
    ).encode()


def sign(content: bytes, private_pem: bytes, passphrase: str, card: bytes) -> bytes:
    """A signature file over some bytes, with the public card inside.

    Raises:
        KeyFaultError: the key, the passphrase or the card cannot be used together.
    """
    key = _load(private_pem, passphrase)
    details = json.loads(card)
    if details.get("public_key") != _text(_raw(key.public_key())):
        raise KeyFaultError("The public card does not belong to this private key.")
    details["signature"] = _text(key.sign(content))
    return (canonical_json(details) + "\n").encode()


def check(content: bytes, signature: bytes) -> Signer:
    """Who signed these bytes.

    Raises:
        KeyFaultError: the signature does not fit the bytes, or is damaged.
    """
    try:
        details = json.loads(signature)
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(details["public_key"]))
        public.verify(base64.b64decode(details["signature"]), content)
        return Signer(
            name=str(details["name"]),
            made_at=str(details["made_at"]),
            fingerprint=fingerprint(public),
        )
    except InvalidSignature as error:
        raise KeyFaultError(
            "The signature does not fit: what was signed has been altered."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise KeyFaultError("The signature file is damaged.") from error


def fingerprint(public: Ed25519PublicKey) -> str:
    """The first 32 hex digits of the key's SHA-256, in groups of four for reading aloud."""
    digits = hashlib.sha256(_raw(public)).hexdigest()[:FINGERPRINT_DIGITS]
    return " ".join(digits[n : n + GROUP] for n in range(0, len(digits), GROUP))


def _load(private_pem: bytes, passphrase: str) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(private_pem, passphrase.encode() if passphrase else None)
    except (ValueError, TypeError) as error:
        raise KeyFaultError(
            "The private key cannot be opened. Check the file and passphrase."
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFaultError("The private key is of another kind. Make one with: portal keys new")
    return key


def _raw(public: Ed25519PublicKey) -> bytes:
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
