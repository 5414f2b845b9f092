"""Ed25519 keys and signatures: who packed a snapshot, and when the key was made."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from string import hexdigits

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

ALGORITHM = "Ed25519"
GROUP = 4
"""Characters between the spaces of a fingerprint read aloud."""
FINGERPRINT_DIGITS = 32
_DIGEST = "signed_sha512"
"""Name of the digest in a statement."""


class KeyFaultError(Exception):
    """A key cannot be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signed, as the signature itself says; only a key known from elsewhere proves it."""

    name: str
    made_at: str
    """When the key was made, ISO 8601."""
    fingerprint: str
    is_of_earlier_form: bool = False
    """Whether name, time and algorithm stand beside the signature and not under it."""


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
                "algorithm": ALGORITHM,
                "fingerprint": fingerprint(public),
                "made_at": made_at.isoformat(),
                "name": name,
                "public_key": _text(_raw(public)),
            }
        )
        + "\n"
    ).encode()


def sign(content: bytes, private_pem: bytes, passphrase: str, card: bytes) -> bytes:
    """A signature file over a statement: the digest of some bytes, and all that the card says.

    Raises:
        KeyFaultError: the key, the passphrase or the card cannot be used together.
    """
    key = _load(private_pem, passphrase)
    details = _details(card)
    if details.get("public_key") != _text(_raw(key.public_key())):
        raise KeyFaultError("The public card does not belong to this private key.")
    statement = canonical_json({**details, _DIGEST: hashlib.sha512(content).hexdigest()})
    return _signature_file(key.sign(statement.encode()), statement)


def check(content: bytes, signature: bytes) -> Signer:
    """Who signed these bytes.

    Raises:
        KeyFaultError: the signature does not fit the bytes, or is damaged.
    """
    try:
        held = json.loads(signature)
        if "statement" not in held:
            return _checked_earlier_form(content, held)
        statement, signed = held["statement"], base64.b64decode(held["signature"])
        details = json.loads(statement)
        public = _public(details)
        public.verify(signed, statement.encode())
        if _signature_file(signed, statement) != signature or details["algorithm"] != ALGORITHM:
            raise ValueError
        if details[_DIGEST] != hashlib.sha512(content).hexdigest():
            raise InvalidSignature
        return _signer(details, public)
    except InvalidSignature as error:
        raise KeyFaultError(
            "The signature does not fit: what was signed has been altered."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KeyFaultError("The signature file is damaged.") from error


def _checked_earlier_form(content: bytes, held: Mapping[str, str]) -> Signer:
    public = _public(held)
    public.verify(base64.b64decode(held["signature"]), content)
    return replace(_signer(held, public), is_of_earlier_form=True)


def _signer(details: Mapping[str, str], public: Ed25519PublicKey) -> Signer:
    return Signer(
        name=str(details["name"]),
        made_at=str(details["made_at"]),
        fingerprint=fingerprint(public),
    )


def card_fingerprint(card: bytes) -> str:
    """The fingerprint of a public card, worked out from its key.

    Raises:
        KeyFaultError: the card is damaged, or gives another fingerprint than its key has.
    """
    details = _details(card)
    try:
        found = fingerprint(_public(details))
    except (ValueError, KeyError, TypeError) as error:
        raise KeyFaultError("The public card is damaged. Ask for it again.") from error
    if details.get("fingerprint") != found:
        raise KeyFaultError("The public card gives a fingerprint that its key does not have.")
    return found


def typed_fingerprint(typed: str) -> str:
    """A fingerprint as typed, in groups of four.

    Raises:
        KeyFaultError: it is not 32 hex digits.
    """
    digits = "".join(typed.split()).casefold()
    if len(digits) != FINGERPRINT_DIGITS or not set(digits) <= set(hexdigits):
        raise KeyFaultError(f"A fingerprint has {FINGERPRINT_DIGITS} digits, 0 to 9 and a to f.")
    return _grouped(digits)


def fingerprint(public: Ed25519PublicKey) -> str:
    """The first 32 hex digits of the key's SHA-256, in groups of four for reading aloud."""
    digits = hashlib.sha256(_raw(public)).hexdigest()[:FINGERPRINT_DIGITS]
    return _grouped(digits)


def _grouped(digits: str) -> str:
    return " ".join(digits[n : n + GROUP] for n in range(0, len(digits), GROUP))


def _signature_file(signed: bytes, statement: str) -> bytes:
    return (canonical_json({"signature": _text(signed), "statement": statement}) + "\n").encode()


def _details(card: bytes) -> dict[str, str]:
    try:
        details = json.loads(card)
    except ValueError:
        details = None
    if not isinstance(details, dict):
        raise KeyFaultError("The public card is damaged. Ask for it again.")
    return details


def _public(details: Mapping[str, str]) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(details["public_key"]))


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
