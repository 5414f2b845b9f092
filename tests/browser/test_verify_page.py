"""``verify.html`` of a snapshot, in a real browser without a network."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder.release.bag import bag
from builder.shipped import shipped_folder
from builder.storage import deterministic_zip
from tests.browser.conftest import address

pytestmark = pytest.mark.browser
TOP = "elm-care-inspector-2026-11-20"
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
    path = folder / "snapshot.zip"
    path.write_bytes(deterministic_zip((f"{TOP}/{n}", c) for n, c in sorted(held.items())))
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
