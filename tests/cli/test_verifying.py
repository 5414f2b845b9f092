"""What ``portal verify`` says of the signature, and with which key it is content."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder.cli.exit_codes import ExitCode
from builder.release.snapshot.bag import SIGNATURE, TAG_MANIFEST, signed_label
from builder.release.snapshot.keys import (
    card_fingerprint,
    new_private_key,
    public_card,
    sign,
)
from tests.cli.conftest import Portal
from tests.release.snapshot.test_verify import CARD, files, signed, zipped

OTHER = public_card(new_private_key(""), "", "Fernleigh Care", datetime(2026, 11, 1, tzinfo=UTC))


@pytest.fixture
def given(folder: Path) -> Path:
    """A signed snapshot, with the card of its key and that of another."""
    (folder / "card.json").write_bytes(CARD)
    (folder / "other.json").write_bytes(OTHER)
    return zipped(signed(), folder)


def test_a_key_that_was_not_given_is_said_to_be_unconfirmed(portal: Portal, given: Path) -> None:
    result = portal("verify", given.name)
    assert result.exit_code == ExitCode.DONE
    assert "made by somebody" in result.output
    assert "a key that you have not confirmed" in result.output
    assert card_fingerprint(CARD) in result.output
    assert "Signed by" not in result.output


@pytest.mark.parametrize(
    "words", [("--card", "card.json"), ("--fingerprint", card_fingerprint(CARD))], ids=str
)
def test_the_key_that_was_given_is_confirmed(
    portal: Portal, given: Path, words: tuple[str, str]
) -> None:
    result = portal("verify", given.name, *words)
    assert result.exit_code == ExitCode.DONE, result.output
    assert "Signed by the key that you gave: Fernleigh Care" in result.output


@pytest.mark.parametrize(
    "words", [("--card", "other.json"), ("--fingerprint", card_fingerprint(OTHER))], ids=str
)
def test_another_key_than_the_one_given_is_refused(
    portal: Portal, given: Path, words: tuple[str, str]
) -> None:
    result = portal("verify", given.name, *words)
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert "ANOTHER key" in result.output
    assert "matches" not in result.output


def test_an_unsigned_snapshot_is_said_to_prove_no_maker(portal: Portal, given: Path) -> None:
    zipped(files(), given.parent)
    result = portal("verify", given.name)
    assert result.exit_code == ExitCode.DONE
    assert "Not signed" in result.output
    assert portal("verify", given.name, "--card", "card.json").exit_code == ExitCode.NOTHING_BUILT


def test_a_signature_that_was_taken_out_shows(portal: Portal, given: Path) -> None:
    held = signed()
    del held[SIGNATURE]
    zipped(held, given.parent)
    result = portal("verify", given.name)
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert "its signature is gone" in result.output


def test_the_card_and_the_fingerprint_are_of_one_key(portal: Portal, given: Path) -> None:
    both = ("--card", "card.json", "--fingerprint", card_fingerprint(OTHER))
    assert portal("verify", given.name, *both).exit_code == ExitCode.WRONG_USAGE
    part = portal("verify", given.name, "--fingerprint", card_fingerprint(CARD)[:9])
    assert part.exit_code == ExitCode.WRONG_USAGE


def test_a_name_in_a_signature_cannot_write_a_line_of_its_own(portal: Portal, given: Path) -> None:
    key = new_private_key("")
    card = public_card(key, "", "X\nEvery file \x1b[32mOK", datetime(2026, 11, 1, tzinfo=UTC))
    held = signed(signed_label(card_fingerprint(card)))
    held[SIGNATURE] = sign(held[TAG_MANIFEST], key, "", card)
    zipped(held, given.parent)
    result = portal("verify", given.name)
    assert result.exit_code == ExitCode.DONE, result.output
    assert "It calls itself X?Every file ?[32mOK;" in result.output
