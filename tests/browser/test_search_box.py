"""The search box finds records from a folder, without a server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from builder.site import plugin
from builder.site.build import build_content
from tests.browser.conftest import BuiltSite, Visit, opened_in
from tests.site.made_site import content

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("oak-0012", "actions/oak-0012.html"),
        ("0012", "actions/oak-0012.html"),
        ("deadline bord", "deadlines/board.html"),
        ("snapshto", "about/snapshot.html"),
    ],
)
def test_the_first_result_is_the_one_meant(opened: Open, typed: str, first: str) -> None:
    page = opened().open("actions/oak-0001.html")
    page.keyboard.press("Control+k")
    page.keyboard.type(typed)
    link = page.locator(".md-search-result__link").first
    link.wait_for()
    assert (link.get_attribute("href") or "").endswith(first)


def test_a_result_opens_with_the_keyboard_alone(opened: Open) -> None:
    page = opened().open("frameworks/saf/item-1.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("oak-0003")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/oak-0003.html*")
    assert page.locator("h1").inner_text().startswith("OAK-0003")


def test_a_hostile_title_is_shown_as_text(opened: Open) -> None:
    page = opened().open("index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("oak-0007")
    title = page.locator(".md-search-result__article h1").first
    title.wait_for()
    assert "<script>alert(1)</script>" in title.inner_text()


def test_what_is_not_there_is_said(opened: Open) -> None:
    page = opened().open("index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("zzzzqqqq")
    page.get_by_text("No matching documents").wait_for()


@pytest.fixture
def opened_with_another_worker(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    """The made-up site with a theme whose search worker is unknown to the portal."""
    monkeypatch.setattr(plugin, "is_expected_worker", lambda path, source: False)
    made = content(9)
    build_content(made, tmp_path)
    assert list((tmp_path / "assets/javascripts/lunr").rglob("*.js"))
    yield from opened_in(browser, BuiltSite(tmp_path, made, ()))


def test_a_worker_that_is_unknown_finds_too(opened_with_another_worker: Open) -> None:
    page = opened_with_another_worker().open("index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("oak-0003")
    link = page.locator(".md-search-result__link").first
    link.wait_for()
    assert "actions/oak-0003.html" in (link.get_attribute("href") or "")
