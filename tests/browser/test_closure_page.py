"""The closure page in a browser: the matrix first, not too tall, its words within reach."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
CLOSURE = "closure/index.html"


def test_the_matrix_stands_on_the_first_screen_and_the_page_is_not_too_tall(
    opened_sample: Open,
) -> None:
    page = opened_sample(1440).open(CLOSURE)
    top = page.locator("#gate-checks tbody").first.bounding_box()
    assert top is not None
    assert top["y"] < 900
    assert page.evaluate("document.documentElement.scrollHeight") <= 6_000


def test_a_shape_says_its_check_and_its_reason_when_it_is_reached(opened_sample: Open) -> None:
    page = opened_sample(1440).open(CLOSURE)
    mark = page.locator("a.gm__mark").first
    said = mark.locator(".gm__tip")
    assert said.evaluate("each => getComputedStyle(each).opacity") == "0"
    mark.focus()
    assert said.evaluate("each => getComputedStyle(each).opacity") == "1"
    assert "Not met." in said.inner_text()
    page.keyboard.press("Escape")
    assert said.evaluate("each => getComputedStyle(each).opacity") == "0"


@pytest.mark.parametrize("width", [1440, 1280, 1024, 768, 390, 320])
def test_no_check_is_cut_off(opened_sample: Open, width: int) -> None:
    page = opened_sample(width).open(CLOSURE)
    box = page.locator(".gm").bounding_box()
    assert box is not None
    edges = page.locator(".gm :is(.gm__mark, summary, th)").evaluate_all(
        "all => all.filter(each => each.offsetParent)"
        ".map(each => each.getBoundingClientRect().right)"
    )
    assert max(edges) <= box["x"] + box["width"] + 1


def test_a_phone_names_what_does_not_pass_in_words(opened_sample: Open) -> None:
    page = opened_sample(390).open(CLOSURE)
    mark = page.locator("a.gm__mark", has_text="Live proof held").first
    assert mark.inner_text().startswith("Live proof held: Not met")
    assert mark.is_visible()
    assert not page.locator(".gm__quiet").first.is_visible()
