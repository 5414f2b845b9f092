"""Everything can be reached, seen and left with the keyboard; letters alone do nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, PHONE, WIDE, BuiltSite, Visit

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
MOST_STOPS = 45
CONTROLS = """() => {
  const controls = 'a[href], button, input, select, summary, [tabindex="0"]';
  return [...document.querySelectorAll(controls)].filter(node => node.tabIndex >= 0
    && node.checkVisibility({visibilityProperty: true})
    && !node.closest('[inert]') && !node.disabled && !node.matches('.md-skip')).length;
}"""
STOP = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const first = !node.dataset.reached;
  node.dataset.reached = '1';
  const box = node.getBoundingClientRect(), style = getComputedStyle(node);
  return {
    first, name: node.outerHTML.slice(0, 90), skip: node.matches('.md-skip'),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inside: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
  };
}"""


def walk(page: Page) -> list[dict[str, object]]:
    """Every stop of the Tab key, from the top of the page to its end."""
    stops: list[dict[str, object]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or not stop["first"]:
            break
        stops.append(stop)
    return stops


def walked(visit: Visit, path: str) -> None:
    """Walks a page and checks every stop on the way."""
    page = visit.open(path)
    there = page.evaluate(CONTROLS)
    stops = walk(page)
    reached = len([stop for stop in stops if not stop["skip"]])
    assert reached >= min(there, MOST_STOPS - 1), path
    assert [stop["name"] for stop in stops if not stop["outlined"]] == []
    assert [stop["name"] for stop in stops if not stop["inside"]] == []


def test_every_control_is_reached_and_seen(opened_site: Open, site: BuiltSite) -> None:
    visit = opened_site(WIDE)
    for path in site.shown:
        walked(visit, path)


def test_every_control_of_a_phone_is_reached_and_seen(
    opened: Open, made_up_site: BuiltSite
) -> None:
    visit = opened(PHONE)
    for path in made_up_site.shown:
        walked(visit, path)


def test_the_first_stop_skips_to_the_content(opened: Open) -> None:
    page = opened().open("actions/oak-0001.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#page-title")


@pytest.mark.parametrize("letter", ["f", "s", "/", "p", "n", ",", "."])
def test_a_letter_alone_does_nothing(opened: Open, letter: str) -> None:
    page = opened().open("deadlines/board.html")
    before = page.url
    page.keyboard.press(letter)
    page.wait_for_timeout(50)
    assert page.url == before
    assert not page.locator("#__search").is_checked()


def test_a_letter_typed_in_a_field_is_typed(opened: Open) -> None:
    page = opened().open("actions/index.html")
    page.get_by_label("Find in this table").focus()
    page.keyboard.type("fsp/n")
    assert page.get_by_label("Find in this table").input_value() == "fsp/n"


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_control_k_opens_search_and_escape_closes_it(opened: Open, width: int) -> None:
    page = opened(width).open("index.html")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.name") == "query"
    page.keyboard.press("Escape")
    assert not page.locator("#__search").is_checked()


@pytest.mark.parametrize("width", [PHONE, NARROW])
def test_the_drawer_opens_and_closes_by_keyboard(opened: Open, width: int) -> None:
    page = opened(width, height=256).open("actions/oak-0002.html")
    button = page.get_by_role("button", name="Menu")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.closest('.pages')")
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.opens") == "__drawer"
    assert not page.locator("#__drawer").is_checked()


def test_a_closed_drawer_holds_no_stop(opened: Open) -> None:
    page = opened(PHONE).open("index.html")
    page.wait_for_timeout(400)
    walk(page)
    assert page.locator(".pages a[data-reached]").count() == 0


def test_columns_are_sorted_by_keyboard(opened: Open) -> None:
    page = opened().open("actions/index.html")
    page.get_by_role("button", name="Days late").focus()
    page.keyboard.press("Enter")
    head = page.locator("th[data-key=days-late]")
    assert head.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
