"""The search index: one short entry a record, and which worker reads it."""

import json
import re
from collections.abc import Iterable
from html import escape, unescape

from builder.pages.page import Page

LONGEST_TEXT = 160
_TAGS = re.compile(r"<[^>]+>")
_WORKER = re.compile(r"assets/javascripts/workers/search\.[0-9a-f]+\.min\.js")
_MESSAGES = ("case 0:", "case 2:", "{type:1}", "{type:3,data:")

Entry = dict[str, str]


def page_entry(page: Page) -> Entry | None:
    """The entry of a finished page; ``None`` for a record that is found through another."""
    if page.search is not None:
        return entry(page.path, page.search.title, page.search.text)
    return None if page.is_record else entry(page.path, page.title, "")


def help_entry(path: str, title: str, html: str) -> Entry:
    """The entry of a readers' help page, from its rendered HTML."""
    after_title = html.partition("</h1>")[2] or html
    return entry(path, title, unescape(_TAGS.sub(" ", after_title)))


def entry(path: str, title: str, text: str) -> Entry:
    """One entry.

    RATIONALE: the theme's script writes titles and texts as HTML, so they are escaped here.
    """
    short = " ".join(text.split())[:LONGEST_TEXT].strip()
    return {"location": path, "title": escape(" ".join(title.split())), "text": escape(short)}


def search_index(entries: Iterable[Entry]) -> str:
    """The index as JSON, in the order given; readable by the theme's own worker as well."""
    index = {
        "config": {
            "lang": ["en"],
            "separator": r"[\s\-]+",
            "pipeline": ["stopWordFilter"],
            "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}},
        },
        "docs": list(entries),
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def is_expected_worker(path: str, source: str) -> bool:
    """Whether a theme file is the search worker whose four messages ours speaks."""
    return bool(_WORKER.fullmatch(path)) and all(message in source for message in _MESSAGES)
