"""A snapshot's faults are named, by us and by the standard tool alike."""

import base64
import json
import random
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import bagit
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from builder.release.snapshot.bag import (
    SIGNATURE,
    SIGNED,
    TAG_MANIFEST,
    Files,
    bag,
    decoded,
    encoded,
    signed_label,
)
from builder.release.snapshot.given_files import NotASnapshotError
from builder.release.snapshot.keys import (
    card_fingerprint,
    new_private_key,
    public_card,
    sign,
)
from builder.release.snapshot.packing import packed
from builder.release.snapshot.verify import verify
from builder.storage import deterministic_zip

PAYLOAD = (("index.html", b"<h1>Position</h1>"), ("actions/oak-012.html", b"<h1>OAK-012</h1>"))
LABELS: Files = (
    ("Source-Organization", b"Fernleigh Care"),
    ("As-At", b"2026-11-20T17:20:00+00:00"),
)
TOP = "fernleigh-care-inspector-2026-11-20"
MADE_AT = datetime(2026, 11, 1, tzinfo=UTC)
KEY = new_private_key("")
CARD = public_card(KEY, "", "Fernleigh Care", MADE_AT)


def files() -> dict[str, bytes]:
    return dict(bag(PAYLOAD, {"OPEN-ME.html": b"<h1>Open</h1>"}, LABELS))


def signed(label: str = signed_label(card_fingerprint(CARD))) -> dict[str, bytes]:
    """A signed snapshot that says so inside."""
    labels: Files = (*LABELS, (SIGNED, label.encode())) if label else LABELS
    held = dict(bag(PAYLOAD, {"OPEN-ME.html": b"<h1>Open</h1>"}, labels))
    return {**held, SIGNATURE: sign(held[TAG_MANIFEST], KEY, "", CARD)}


def zipped(held: dict[str, bytes], folder: Path) -> Path:
    path = folder / "snapshot.zip"
    path.write_bytes(packed((f"{TOP}/{n}", c) for n, c in sorted(held.items())))
    return path


def unpacked(held: dict[str, bytes], folder: Path) -> Path:
    for name, content in held.items():
        (folder / TOP / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / TOP / name).write_bytes(content)
    return folder / TOP


def test_an_untouched_snapshot_is_intact_as_zip_and_as_folder(tmp_path: Path) -> None:
    for path in (zipped(files(), tmp_path), unpacked(files(), tmp_path)):
        found = verify(path)
        assert found.is_intact
        assert found.info is not None
        assert found.info["Source-Organization"] == "Fernleigh Care"
    assert bagit.Bag(str(tmp_path / TOP)).validate()


def altered(held: dict[str, bytes], name: str) -> None:
    held[name] = held[name][:-1] + bytes([held[name][-1] ^ 1])


def added(held: dict[str, bytes], name: str) -> None:
    held[f"{name}.extra"] = b"x"


def removed(held: dict[str, bytes], name: str) -> None:
    del held[name]


def renamed(held: dict[str, bytes], name: str) -> None:
    held[f"{name}.moved"] = held.pop(name)


NAMES = sorted(files())
CHANGES: tuple[Callable[[dict[str, bytes], str], None], ...] = (altered, added, removed, renamed)


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("pack", [zipped, unpacked], ids=["zip", "folder"])
def test_any_changed_file_anywhere_is_named(
    tmp_path: Path,
    pack: Callable[[dict[str, bytes], Path], Path],
    name: str,
    change: Callable[[dict[str, bytes], str], None],
) -> None:
    held = files()
    change(held, name)
    path = pack(held, tmp_path)
    if name in (TAG_MANIFEST, "manifest-sha512.txt") and change in (removed, renamed):
        with pytest.raises(NotASnapshotError):
            verify(path)
        return
    found = verify(path)
    assert not found.is_intact
    # A changed manifest is shown by what it no longer fits.
    blamed = {each.path for each in found.faults}
    assert name in blamed or f"{name}.extra" in blamed or name == TAG_MANIFEST


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
def test_the_standard_tool_agrees_on_the_payload(
    tmp_path: Path, change: Callable[[dict[str, bytes], str], None]
) -> None:
    held = files()
    change(held, "data/index.html")
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(unpacked(held, tmp_path))).validate()


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04half"])
def test_what_is_no_snapshot_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.zip"
    path.write_bytes(content)
    with pytest.raises(NotASnapshotError):
        verify(path)


def test_a_signature_says_who_signed_and_when_the_key_was_made(tmp_path: Path) -> None:
    for path in (zipped(signed(), tmp_path), unpacked(signed(), tmp_path)):
        found = verify(path)
        assert found.is_intact
        assert found.signer is not None
        assert (found.signer.name, found.signer.made_at) == ("Fernleigh Care", MADE_AT.isoformat())
        assert found.signer.fingerprint == card_fingerprint(CARD)
        assert not found.signer.is_of_earlier_form


def test_a_snapshot_whose_signature_was_taken_out_says_so(tmp_path: Path) -> None:
    held = signed()
    del held[SIGNATURE]
    found = verify(zipped(held, tmp_path))
    assert not found.is_intact
    assert "its signature is gone" in found.signature_fault


def test_a_signature_that_came_later_or_is_by_another_key_is_a_fault(tmp_path: Path) -> None:
    assert "came later" in verify(zipped(signed(label=""), tmp_path)).signature_fault
    held = signed()
    other = new_private_key("")
    card = public_card(other, "", "Fernleigh Care", MADE_AT)
    held[SIGNATURE] = sign(held[TAG_MANIFEST], other, "", card)
    assert "another key" in verify(zipped(held, tmp_path)).signature_fault


def test_a_signature_over_other_files_does_not_fit(tmp_path: Path) -> None:
    held = {**signed(), SIGNATURE: sign(b"other", KEY, "", CARD)}
    found = verify(zipped(held, tmp_path))
    assert not found.is_intact
    assert not found.faults
    assert "altered" in found.signature_fault


def test_a_snapshot_and_signature_of_the_earlier_form_still_verify(tmp_path: Path) -> None:
    held, key = files(), load_pem_private_key(KEY, None)
    assert isinstance(key, Ed25519PrivateKey)
    by = base64.b64encode(key.sign(held[TAG_MANIFEST])).decode()
    earlier = {**json.loads(CARD), "signature": by}
    held[SIGNATURE] = json.dumps(earlier).encode()
    path = tmp_path / "earlier.zip"
    path.write_bytes(deterministic_zip((f"{TOP}/{n}", c) for n, c in sorted(held.items())))
    found = verify(path)
    assert found.is_intact
    assert found.signer is not None
    assert found.signer.is_of_earlier_form


def named(path: Path) -> str:
    """What a check says is wrong; empty where nothing is."""
    try:
        found = verify(path)
    except NotASnapshotError as error:
        return str(error)
    return "".join(each.path for each in found.faults) + found.signature_fault


@pytest.mark.parametrize("seed", range(5))
def test_of_a_hundred_flipped_bytes_each_is_named(tmp_path: Path, seed: int) -> None:
    whole = zipped(signed(), tmp_path).read_bytes()
    flipped = tmp_path / "flipped.zip"
    chance = random.Random(seed)
    for _ in range(100):
        at, by = chance.randrange(len(whole)), 1 << chance.randrange(8)
        flipped.write_bytes(whole[:at] + bytes([whole[at] ^ by]) + whole[at + 1 :])
        assert named(flipped), at


def test_a_flipped_bit_that_unpacks_to_the_same_bytes_is_named(tmp_path: Path) -> None:
    path = zipped(signed(), tmp_path)
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        lasts = [
            each.header_offset + 30 + len(each.filename) + each.compress_size - 1
            for each in archive.infolist()
        ]
    found = []
    for last in lasts:
        path.write_bytes(whole[:last] + bytes([whole[last] ^ 0x80]) + whole[last + 1 :])
        found.append(named(path))
    assert "" not in found
    assert "snapshot.zip itself, as it is packed" in found


@pytest.mark.parametrize("name", ["a b.html", "100%.html", "line\nbreak", "über.html", "a%0Ab"])
def test_names_survive_a_manifest(name: str) -> None:
    assert decoded(encoded(name)) == name
    assert "\n" not in encoded(name)
