"""The search index: one short entry a record."""

import json
from collections.abc import Iterable, Mapping
from html import escape

from builder.pages.page import Page

LONGEST_TEXT = 160

Entry = dict[str, str]


def page_entry(page: Page) -> Entry | None:
    """The entry of a finished page; ``None`` for a record that is found through another."""
    if page.search is not None:
        return entry(page.path, page.search.title, page.search.text)
    return None if page.is_record else entry(page.path, page.title, "")


def entry(path: str, title: str, text: str) -> Entry:
    """One entry.

    RATIONALE: the theme's script writes titles and texts as HTML, so they are escaped here.
    """
    short = " ".join(text.split())[:LONGEST_TEXT].strip()
    return {"location": path, "title": escape(" ".join(title.split())), "text": escape(short)}


CONFIG: Mapping[str, object] = {
    "lang": ["en"],
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}},
}
"""What the theme's own worker reads of an index."""


def search_index(entries: Iterable[Entry], config: Mapping[str, object] | None = None) -> str:
    """The index as JSON, in the order given; ``config`` is the host's, ``None`` = the portal's."""
    index = {"config": config or CONFIG, "docs": list(entries)}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))
