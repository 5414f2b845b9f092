"""Each link of the documentation leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, PAGES, ROOT, page_id

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """The anchors that Markdown gives the headings of a page."""
    titles = HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", each).strip().casefold().replace(" ", "-") for each in titles}


@pytest.mark.parametrize("path", PAGES, ids=page_id)
def test_each_link_leads_to_a_file_and_a_heading(path: Path) -> None:
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        address, _, fragment = link.partition("#")
        if address.startswith(("https://", "http://", "mailto:", "portal:")):
            continue
        target = (path.parent / address).resolve() if address else path
        assert target.exists(), f"{link} leads nowhere"
        assert target.is_relative_to(ROOT), f"{link} leads out of the repository"
        if fragment and target.suffix == ".md":
            assert fragment in anchors(target), f"{link} has no such heading"


def test_readers_help_links_only_to_readers_help() -> None:
    for path in (DOCS / "help").glob("*.md"):
        for link in LINK.findall(path.read_text(encoding="utf-8")):
            assert "/" not in link or link.startswith("https://"), f"{path.name}: {link}"


@pytest.mark.parametrize("folder", ["how-to", "explanation", "decisions", "tutorial"])
def test_each_page_begins_with_one_title(folder: str) -> None:
    for path in (DOCS / folder).glob("*.md"):
        text = re.sub(r"^ *```.*?^ *```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
        assert text.startswith("# "), path.name
        assert len(re.findall(r"^# ", text, flags=re.MULTILINE)) == 1, path.name
