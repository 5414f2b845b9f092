"""No page kind has a fault that axe finds, by day or night, wide or narrow, open or closed."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import AXE, NARROW, PHONE, WIDE, BuiltSite, Visit, needed

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS: dict[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that another colour scheme can break: the others have seen the very same elements."""
EVERYTHING: dict[str, object] = {"type": "tag", "values": LEVELS}
SCHEMES = {"default": EVERYTHING, "slate": COLOURS}
RUN = """only => axe.run(document,
  {runOnly: only, resultTypes: ['violations'], preload: false})"""


def faults(page: Page, rules: dict[str, object] = EVERYTHING) -> list[str]:
    """What axe finds, a line a rule with the first place."""
    needed(AXE, "axe-core")
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(path=str(AXE))
    found: dict[str, Any] = page.evaluate(RUN, rules)
    return [
        f"{page.url.rpartition('/')[2]} {each['id']}: {each['nodes'][0]['html'][:160]}"
        f" {each['nodes'][0]['failureSummary'][:200]}"
        for each in found["violations"]
    ]


def test_no_page_kind_has_a_fault(opened_site: Open, site: BuiltSite) -> None:
    visit = opened_site()
    found = []
    for path in site.shown:
        page = visit.open(path)
        for width, (scheme, rules) in product((WIDE, PHONE, NARROW), SCHEMES.items()):
            page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{scheme} {width} {fault}" for fault in faults(page, rules)]
    assert found == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_search_has_no_fault(opened: Open, width: int, scheme: str) -> None:
    page = opened(width, scheme).open("index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("oak-000")
    page.locator(".md-search-result__link").first.wait_for()
    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_drawer_has_no_fault(opened: Open, scheme: str) -> None:
    page = opened(PHONE, scheme).open("actions/index.html")
    page.get_by_role("button", name="Menu").click()
    page.locator(".pages a").first.wait_for()
    page.wait_for_timeout(400)
    assert faults(page) == []


def test_every_colour_choice_applies_and_is_kept(opened: Open) -> None:
    visit = opened(scheme="dark")
    page = visit.open("index.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    button = page.locator("[data-picks]:not([hidden])")
    button.click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    page = visit.open("actions/oak-0001.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
