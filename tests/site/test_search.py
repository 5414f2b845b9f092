"""Search entries are short, plain and escaped, and the theme's worker is recognised."""

import json

from builder.pages.page import Page
from builder.pages.shelf import Held
from builder.portal.parts.views import SearchRecord
from builder.site.search import help_entry, is_expected_worker, page_entry, search_index

WORKER = "assets/javascripts/workers/search.a7633da7.min.js"
SPEAKS = "case 0:return{type:1};case 2:return{type:3,data:x}"


def page(title: str, *, search: SearchRecord | None = None, is_record: bool = False) -> Page:
    return Page(
        path="a/b.html",
        kind="k",
        title=title,
        body=Held("<h1>"),
        search=search,
        is_record=is_record,
    )


def test_an_entry_is_escaped_because_the_theme_writes_it_as_html() -> None:
    entry = page_entry(page("x", search=SearchRecord(title="<img src=x>", text="a & b")))
    assert entry == {"location": "a/b.html", "title": "&lt;img src=x&gt;", "text": "a &amp; b"}


def test_a_record_without_an_entry_is_found_through_another() -> None:
    assert page_entry(page("Evidence", is_record=True)) is None


def test_a_page_of_the_navigation_is_found_by_its_title() -> None:
    assert page_entry(page("Deadline board")) == {
        "location": "a/b.html",
        "title": "Deadline board",
        "text": "",
    }


def test_a_long_text_is_cut() -> None:
    entry = page_entry(page("x", search=SearchRecord(title="t", text="word " * 99)))
    assert entry is not None
    assert len(entry["text"]) <= 160


def test_help_is_found_by_what_it_says_first() -> None:
    entry = help_entry("help/a.html", "Reading", "<h1>Reading</h1>\n<p>Each &amp; <b>every</b></p>")
    assert entry == {"location": "help/a.html", "title": "Reading", "text": "Each &amp; every"}


def test_the_index_can_be_read_by_the_themes_own_worker() -> None:
    index = json.loads(search_index([{"location": "a", "title": "Å", "text": ""}]))
    assert index["docs"] == [{"location": "a", "title": "Å", "text": ""}]
    assert {"lang", "separator", "pipeline", "fields"} == index["config"].keys()


def test_only_a_worker_that_speaks_the_four_messages_is_replaced() -> None:
    assert is_expected_worker(WORKER, SPEAKS)
    assert not is_expected_worker(WORKER, "case 7:")
    assert not is_expected_worker("assets/javascripts/workers/other.min.js", SPEAKS)
