"""Pages work without scripts, at 400 % zoom and on A4 paper."""

import re
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.browser.conftest import NARROW, PHONE, BuiltSite, Visit

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
A4_WIDTH = 688
"""CSS pixels between the margins of our A4 sheet: 210 mm less twice 14 mm."""

CUT = """() => [...document.querySelectorAll('.md-content *')].filter(node => node.checkVisibility()
  && !node.closest('svg') && !node.closest('.vh')
  && node.getBoundingClientRect().right > innerWidth + 2)
  .map(node => node.outerHTML.slice(0, 60))"""
BROKEN = """() => {
  const words = [], range = document.createRange();
  for (const cell of document.querySelectorAll('table.dt :is(td, tbody th)')) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const word of text.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
        if (tops.size > 1 && word[0].length < 40) words.push(word[0]);
      }
    }
  }
  return words;
}"""
"""Words of tables that go over two lines; a digest may, for it is longer than any word."""


def test_without_scripts_every_row_and_link_is_there(opened: Open) -> None:
    page = opened(scripts=False).open("actions/index.html")
    rows = page.locator("#actions tbody tr")
    assert rows.count() == 30
    assert all(row.is_visible() for row in rows.all())
    assert page.locator("noscript p").is_visible()
    assert page.locator(".tablebar, .filterbox").count() == 0


def test_without_scripts_a_phones_menu_opens(opened: Open) -> None:
    page = opened(PHONE, scripts=False).open("actions/oak-0001.html")
    page.locator("noscript label[for=__drawer]").click()
    assert page.locator(".pages a").first.is_visible()


def test_without_scripts_no_dead_control_is_shown(opened: Open) -> None:
    page = opened(scripts=False).open("index.html")
    assert [each for each in page.locator("button").all() if each.is_visible()] == []
    assert not page.locator(".md-search__input").is_visible()


def test_no_page_scrolls_sideways_at_four_hundred_per_cent(
    opened_site: Open, site: BuiltSite
) -> None:
    visit = opened_site(NARROW, height=256)
    sideways = []
    for path in site.shown:
        page = visit.open(path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            sideways.append(path)
    assert sideways == []


def test_a_phone_shows_a_card_a_row_with_its_labels(opened: Open) -> None:
    page = opened(PHONE).open("actions/index.html")
    label = (
        "getComputedStyle(document.querySelector('#actions td:nth-child(5)'), '::before').content"
    )
    assert page.evaluate(label) == '"Owner"'
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#actions tr')).display") == "block"
    )


def test_nothing_is_cut_off_on_paper_and_no_word_is_broken(
    opened_site: Open, site: BuiltSite
) -> None:
    visit = opened_site(A4_WIDTH)
    visit.page.emulate_media(media="print")
    cut, broken = [], []
    for path in site.shown:
        page = visit.open(path)
        cut += [f"{path}: {each}" for each in page.evaluate(CUT)]
        broken += [f"{path}: {each}" for each in page.evaluate(BROKEN)]
    assert cut == []
    assert broken == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_light_and_bare(opened: Open, scheme: str) -> None:
    page = opened(A4_WIDTH, scheme).open("actions/oak-0001.html")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for hidden in (".md-header", ".md-tabs", ".md-footer", ".md-sidebar--primary"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator(".asat").is_visible()
    shown = "getComputedStyle(document.querySelector('.stamp--as-at'), '::before').content"
    assert page.evaluate(shown) == '"Position as at 20 November 2026, 17:20"'


def _drawn(pdf: bytes) -> tuple[int, int]:
    """(pages, pieces of text drawn) of a PDF."""
    pieces = 0
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            pieces += len(re.findall(rb"\bTj\b", zlib.decompressobj().decompress(stream)))
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), pieces


@pytest.mark.parametrize("path", ["index.html", "board-pack.html", "closure/index.html"])
def test_each_sheet_for_a_meeting_says_its_moment_and_its_number(
    opened_sample: Open, path: str
) -> None:
    page = opened_sample().open(path)
    sheets, with_foot = _drawn(page.pdf(prefer_css_page_size=True))
    page.add_style_tag(content="@page{@bottom-left{content:none}@bottom-right{content:none}}")
    same_sheets, without = _drawn(page.pdf(prefer_css_page_size=True))
    assert sheets == same_sheets > 1
    # A letter is a piece at least: "As at 20 November 2026, 17:20" and "Page 1 of 9" on each sheet.
    assert with_foot - without >= sheets * 40


def test_details_are_printed_open(opened: Open) -> None:
    page = opened(A4_WIDTH).open("rules/index.html")
    page.emulate_media(media="print")
    assert page.get_by_text("So.", exact=True).is_visible()


def test_no_page_is_too_large_for_an_old_computer(sample_site: BuiltSite) -> None:
    for page in sample_site.content.pages:
        assert page.html.count("</") <= 6_000, page.path
