"""Keys, cards and signatures: what cannot be used is told in words."""

import json
from datetime import UTC, datetime

import pytest

from builder.release.snapshot.keys import (
    KeyFaultError,
    card_fingerprint,
    check,
    new_private_key,
    public_card,
    sign,
    typed_fingerprint,
)

MADE_AT = datetime(2026, 11, 1, tzinfo=UTC)
KEY = new_private_key("")
CARD = public_card(KEY, "", "Elm Care", MADE_AT)


def test_a_wrong_passphrase_is_said_in_words() -> None:
    key = new_private_key("right")
    with pytest.raises(KeyFaultError, match="passphrase"):
        public_card(key, "wrong", "Somebody", MADE_AT)


@pytest.mark.parametrize("name", ["name", "made_at", "algorithm", "fingerprint", "public_key"])
def test_whatever_the_card_says_is_under_the_signature(name: str) -> None:
    held = json.loads(sign(b"files", KEY, "", CARD))
    statement = json.loads(held["statement"])
    assert statement[name] == json.loads(CARD)[name]
    statement[name] = "Oak Care"
    held["statement"] = json.dumps(statement, sort_keys=True, separators=(",", ":"))
    altered = json.dumps(held, sort_keys=True, separators=(",", ":")) + "\n"
    with pytest.raises(KeyFaultError):
        check(b"files", altered.encode())


@pytest.mark.parametrize(
    "signature", [b"", b"{}", b"[]", b"null", b'{"statement":1}', b'{"statement":"{}"}', b"\xff"]
)
def test_a_damaged_signature_is_a_fault(signature: bytes) -> None:
    with pytest.raises(KeyFaultError, match="damaged"):
        check(b"x", signature)


def test_every_flipped_byte_of_a_signature_is_a_fault() -> None:
    signature = sign(b"files", KEY, "", CARD)
    assert check(b"files", signature).name == "Elm Care"
    for at in range(len(signature)):
        flipped = bytes([*signature[:at], signature[at] ^ 1, *signature[at + 1 :]])
        with pytest.raises(KeyFaultError):
            check(b"files", flipped)


def test_a_card_of_another_key_does_not_sign() -> None:
    with pytest.raises(KeyFaultError, match="does not belong"):
        sign(b"files", new_private_key(""), "", CARD)


@pytest.mark.parametrize("card", [b"", b"[]", b"{}", b'{"public_key":"x"}'])
def test_a_damaged_card_is_said_to_be_damaged(card: bytes) -> None:
    with pytest.raises(KeyFaultError, match="damaged"):
        card_fingerprint(card)


def test_a_card_with_a_fingerprint_that_is_not_its_keys_is_refused() -> None:
    details = json.loads(CARD)
    assert card_fingerprint(CARD) == details["fingerprint"]
    details["fingerprint"] = "0000 " * 7 + "0000"
    with pytest.raises(KeyFaultError, match="does not have"):
        card_fingerprint(json.dumps(details).encode())


def test_a_fingerprint_is_typed_with_or_without_spaces_and_never_in_part() -> None:
    found = card_fingerprint(CARD)
    assert typed_fingerprint(found.replace(" ", "").upper()) == typed_fingerprint(found) == found
    for typed in ("", found[:9], found + "0", found[:-1] + "x"):
        with pytest.raises(KeyFaultError, match="32 digits"):
            typed_fingerprint(typed)
