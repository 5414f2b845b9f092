"""A snapshot's faults are named, by us and by the standard tool alike."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import bagit
import pytest

from builder.release.bag import SIGNATURE, TAG_MANIFEST, Files, bag, decoded, encoded
from builder.release.keys import KeyFaultError, check, new_private_key, public_card, sign
from builder.release.verify import NotASnapshotError, verify
from builder.storage import deterministic_zip

PAYLOAD = (("index.html", b"<h1>Position</h1>"), ("actions/oak-012.html", b"<h1>OAK-012</h1>"))
INFO: Files = (("Source-Organization", b"Fernleigh Care"), ("As-At", b"2026-11-20T17:20:00+00:00"))
TOP = "fernleigh-care-inspector-2026-11-20"
MADE_AT = datetime(2026, 11, 1, tzinfo=UTC)


def files() -> dict[str, bytes]:
    return dict(bag(PAYLOAD, {"OPEN-ME.html": b"<h1>Open</h1>"}, INFO))


def zipped(held: dict[str, bytes], folder: Path) -> Path:
    path = folder / "snapshot.zip"
    path.write_bytes(deterministic_zip((f"{TOP}/{n}", c) for n, c in sorted(held.items())))
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


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/evil", "C:/evil", "a/../../evil", "..\\evil", "a\\..\\..\\evil"]
)
def test_a_zip_whose_names_leave_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for each, content in files().items():
            archive.writestr(each, content)
        archive.writestr(zipfile.ZipInfo(name), b"evil")
    path = tmp_path / "hostile.zip"
    path.write_bytes(held.getvalue().replace(b"x:/", b"C:/"))
    with pytest.raises(NotASnapshotError):
        verify(path)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04half"])
def test_what_is_no_snapshot_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.zip"
    path.write_bytes(content)
    with pytest.raises(NotASnapshotError):
        verify(path)


def test_a_signature_says_who_signed_and_when_the_key_was_made(tmp_path: Path) -> None:
    key = new_private_key("correct horse")
    card = public_card(key, "correct horse", "Fernleigh Care", MADE_AT)
    held = files()
    held[SIGNATURE] = sign(held[TAG_MANIFEST], key, "correct horse", card)
    signer = verify(zipped(held, tmp_path)).signer
    assert signer is not None
    assert (signer.name, signer.made_at) == ("Fernleigh Care", MADE_AT.isoformat())
    assert signer.fingerprint.replace(" ", "") in card.decode().replace(" ", "")


def test_a_signature_over_other_files_does_not_fit(tmp_path: Path) -> None:
    key = new_private_key("")
    held = files()
    held[SIGNATURE] = sign(b"other", key, "", public_card(key, "", "Somebody", MADE_AT))
    found = verify(zipped(held, tmp_path))
    assert not found.is_intact
    assert not found.faults
    assert "altered" in found.signature_fault


def test_a_wrong_passphrase_is_said_in_words() -> None:
    key = new_private_key("right")
    with pytest.raises(KeyFaultError, match="passphrase"):
        public_card(key, "wrong", "Somebody", MADE_AT)


def test_a_damaged_signature_is_a_fault() -> None:
    with pytest.raises(KeyFaultError, match="damaged"):
        check(b"x", b"{}")


@pytest.mark.parametrize("name", ["a b.html", "100%.html", "line\nbreak", "über.html", "a%0Ab"])
def test_names_survive_a_manifest(name: str) -> None:
    assert decoded(encoded(name)) == name
    assert "\n" not in encoded(name)
