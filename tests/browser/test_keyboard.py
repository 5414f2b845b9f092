"""Everything can be reached, seen and left with the keyboard; letters alone do nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, PHONE, WIDE, BuiltSite, Visit

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
FIRST_STOPS, LAST_STOPS = 25, 10
"""Presses of Tab from the top of a page, and up to its end."""
SHARED = """
  const all = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const controls = () => [...document.querySelectorAll(all)].filter(node => node.tabIndex >= 0
    && node.checkVisibility({visibilityProperty: true})
    && !node.closest('[inert]') && !node.disabled && !node.matches('.md-skip'));
  const seen = node => {
    const box = node.getBoundingClientRect(), style = getComputedStyle(node);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return outlined && box.right > 0 && box.left < innerWidth
      && box.bottom > 0 && box.top < innerHeight;
  };
"""
EVERY = f"""() => {{{SHARED}
  const faults = [];
  for (const node of controls()) {{
    node.focus({{focusVisible: true}});
    if (document.activeElement !== node || !seen(node) || node.tabIndex > 0) {{
      faults.push(node.outerHTML.slice(0, 90));
    }}
  }}
  return faults;
}}"""
"""Controls of a whole page that cannot be focused, are not seen then, or break the order."""
PLACE = f"""() => {{{SHARED}
  const node = document.activeElement;
  return !node || node === document.body || node.matches('.md-skip') ? -1
    : seen(node) ? controls().indexOf(node) : NaN;
}}"""
FROM_END = f"""before => {{{SHARED}
  const found = controls(), start = Math.max(0, found.length - before);
  found[start].focus();
  return start;
}}"""
COUNT = f"() => {{{SHARED} return controls().length; }}"


def places(page: Page, presses: int) -> list[float]:
    """Where each press of Tab leads: a control's place in the page, -1 outside of them."""
    found = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        found.append(page.evaluate(PLACE))
    return found


def walked(visit: Visit, path: str) -> None:
    """Walks a page from its top and to its end, and focuses every control between."""
    page = visit.open(path)
    count = page.evaluate(COUNT)
    first = [-1, *range(count)][:FIRST_STOPS]
    assert places(page, len(first)) == first, path
    assert page.evaluate(EVERY) == [], path
    start = page.evaluate(FROM_END, LAST_STOPS)
    assert places(page, count - start) == [*range(start + 1, count), -1], path


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_control_is_reached_seen_and_left(
    opened_site: Open, site: BuiltSite, width: int
) -> None:
    visit = opened_site(width)
    for path in site.shown:
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
    for _ in range(FIRST_STOPS):
        page.keyboard.press("Tab")
        assert not page.evaluate("Boolean(document.activeElement.closest('.pages'))")


def test_columns_are_sorted_by_keyboard(opened: Open) -> None:
    page = opened().open("actions/index.html")
    page.get_by_role("button", name="Days late").focus()
    page.keyboard.press("Enter")
    head = page.locator("th[data-key=days-late]")
    assert head.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
