"""``verify.html`` of a snapshot, in a real browser without a network."""

import hashlib
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder.release.snapshot.bag import SIGNATURE, TAG_MANIFEST, bag
from builder.release.snapshot.keys import (
    card_fingerprint,
    new_private_key,
    public_card,
    sign,
)
from builder.release.snapshot.packing import packed
from builder.shipped import shipped_folder
from builder.storage import deterministic_zip
from tests.browser.conftest import address
from tests.release.snapshot.test_given_files import (
    after,
    before,
    between,
    other_comment,
    other_list,
)
from tests.release.snapshot.test_verify import CARD, signed

pytestmark = pytest.mark.browser
TOP = "elm-care-inspector-2026-11-20"
OTHER = new_private_key("")
OTHER_CARD = public_card(OTHER, "", "Fernleigh Care", datetime(2026, 11, 1, tzinfo=UTC))
PAYLOAD = (("index.html", b"<h1>Position</h1>"), ("data/list.csv", b"a,b\r\n" * 5000))


def files() -> dict[str, bytes]:
    return dict(bag(PAYLOAD, {"OPEN-ME.html": b"<h1>Open</h1>"}, (("As-At", b"2026"),)))


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Page:
    templates = shipped_folder("site_templates") / "snapshot"
    style = (templates / "style.html").read_text(encoding="utf-8")
    text = (templates / "verify.html").read_text(encoding="utf-8")
    folder = tmp_path / "memory stick é"
    folder.mkdir()
    made = text.replace('{% include "style.html" %}', style).replace("{{ provider }}", "Elm Care")
    (folder / "verify.html").write_text(made, encoding="utf-8")
    opened = browser.new_context(offline=True).new_page()
    opened.goto(address(folder, "verify.html"))
    return opened


def checked(page: Page, held: dict[str, bytes], folder: Path) -> str:
    return said_of(page, packed((f"{TOP}/{n}", c) for n, c in sorted(held.items())), folder)


def said_of(page: Page, content: bytes, folder: Path) -> str:
    path = folder / f"{hashlib.sha256(content).hexdigest()}.zip"
    path.write_bytes(content)
    page.set_input_files("#zip", [])
    page.set_input_files("#zip", path)
    page.wait_for_function("!document.getElementById('result').textContent.includes('Checking')")
    page.wait_for_function("document.getElementById('result').textContent.length > 20")
    return page.inner_text("#result")


def test_an_untouched_snapshot_is_said_to_be_intact(page: Page, tmp_path: Path) -> None:
    words = checked(page, files(), tmp_path)
    assert "Every one of" in words
    assert "SHA-256" in words


def altered(held: dict[str, bytes], name: str) -> str:
    held[name] = held[name][:-1] + bytes([held[name][-1] ^ 1])
    return f"Altered: {name}"


def added(held: dict[str, bytes], name: str) -> str:
    held[f"{name}.extra"] = b"x"
    return f"Added: {name}.extra"


def removed(held: dict[str, bytes], name: str) -> str:
    del held[name]
    return f"Missing: {name}"


@pytest.mark.parametrize("change", [altered, added, removed], ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", ["data/index.html", "data/data/list.csv", "OPEN-ME.html"])
def test_a_changed_file_is_named(
    page: Page,
    tmp_path: Path,
    name: str,
    change: Callable[[dict[str, bytes], str], str],
) -> None:
    held = files()
    wanted = change(held, name)
    words = checked(page, held, tmp_path)
    assert "Not as it was made" in words
    assert wanted in words


def test_another_digest_than_the_letters_is_a_fault(page: Page, tmp_path: Path) -> None:
    page.fill("#expected", "0" * 64)
    assert "NOT the one of the covering letter" in checked(page, files(), tmp_path)


def test_a_file_that_is_no_zip_is_said_to_be_none(page: Page, tmp_path: Path) -> None:
    (tmp_path / "letter.zip").write_bytes(b"Dear inspector" * 10)
    page.set_input_files("#zip", tmp_path / "letter.zip")
    page.wait_for_function("document.getElementById('result').textContent.includes('cannot')")
    assert "no zip file" in page.inner_text("#result")


def test_a_snapshot_packed_in_the_earlier_form_is_intact(page: Page, tmp_path: Path) -> None:
    content = deterministic_zip((f"{TOP}/{n}", c) for n, c in sorted(files().items()))
    assert "Every one of" in said_of(page, content, tmp_path)


@pytest.mark.parametrize(
    "change", [before, after, other_comment, other_list, between], ids=lambda each: each.__name__
)
def test_bytes_around_the_files_are_refused(
    page: Page, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    content = packed((f"{TOP}/{n}", c) for n, c in sorted(files().items()))
    assert "cannot be checked" in said_of(page, change(content), tmp_path)


def test_of_flipped_bytes_each_is_named(page: Page, tmp_path: Path) -> None:
    whole = packed((f"{TOP}/{n}", c) for n, c in sorted(signed().items()))
    chance = random.Random(0)
    for _ in range(60):
        at, by = chance.randrange(len(whole)), 1 << chance.randrange(8)
        flipped = bytes([*whole[:at], whole[at] ^ by, *whole[at + 1 :]])
        assert "matches" not in said_of(page, flipped, tmp_path), at


def test_a_key_is_confirmed_by_its_fingerprint_alone(page: Page, tmp_path: Path) -> None:
    assert "a key that you have not confirmed" in checked(page, signed(), tmp_path)
    page.fill("#fingerprint", card_fingerprint(CARD))
    words = checked(page, signed(), tmp_path)
    assert "Every one of" in words
    assert "Signed by the key of the covering letter: Fernleigh Care" in words
    page.fill("#fingerprint", card_fingerprint(OTHER_CARD))
    words = checked(page, signed(), tmp_path)
    assert "ANOTHER key" in words
    assert "Every one of" not in words
    assert "Not signed" in checked(page, files(), tmp_path)


def taken_out(held: dict[str, bytes]) -> str:
    del held[SIGNATURE]
    return "its signature is gone"


def of_other_files(held: dict[str, bytes]) -> str:
    held[SIGNATURE] = sign(b"other", OTHER, "", OTHER_CARD)
    return "does not fit"


def by_another(held: dict[str, bytes]) -> str:
    held[SIGNATURE] = sign(held[TAG_MANIFEST], OTHER, "", OTHER_CARD)
    return "another key than the snapshot says"


def under_another_name(held: dict[str, bytes]) -> str:
    held[SIGNATURE] = held[SIGNATURE].replace(b"Fernleigh", b"Fernleaf!")
    return "does not fit"


@pytest.mark.parametrize(
    "change",
    [taken_out, of_other_files, by_another, under_another_name],
    ids=lambda each: each.__name__,
)
def test_a_signature_that_does_not_fit_is_a_fault(
    page: Page, tmp_path: Path, change: Callable[[dict[str, bytes]], str]
) -> None:
    held = signed()
    wanted = change(held)
    words = checked(page, held, tmp_path)
    assert wanted in words
    assert "Every one of" not in words


def test_a_browser_that_cannot_check_a_signature_says_so(page: Page, tmp_path: Path) -> None:
    page.evaluate("() => { crypto.subtle.importKey = () => Promise.reject(new Error('unknown')); }")
    words = checked(page, signed(), tmp_path)
    assert "this browser cannot check it" in words
    page.fill("#fingerprint", card_fingerprint(CARD))
    assert "Every one of" not in checked(page, signed(), tmp_path)
