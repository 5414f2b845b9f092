"""Search entries are short, plain and escaped."""

import json

from builder.pages.page import Page
from builder.pages.shelf import Held
from builder.portal.parts.views import SearchRecord
from builder.site.search import page_entry, search_index
from builder.site.written import written_page


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
    written = written_page("help/a.md", "# Reading\n\nEach &amp; **every**")
    entry = page_entry(written)
    assert entry == {"location": "help/a.html", "title": "Reading", "text": "Each &amp; every"}


def test_the_index_can_be_read_by_the_themes_own_worker() -> None:
    index = json.loads(search_index([{"location": "a", "title": "Å", "text": ""}]))
    assert index["docs"] == [{"location": "a", "title": "Å", "text": ""}]
    assert {"lang", "separator", "pipeline", "fields"} == index["config"].keys()
