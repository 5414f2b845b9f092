"""The search box finds records from a folder, without a server."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit

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
