"""Links inside a site lead somewhere, by file and by anchor."""

from pathlib import Path

import pytest

from builder.release.links import LinkCheck


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "actions").mkdir()
    (tmp_path / "index.html").write_text('<h1 id="top">x</h1>')
    (tmp_path / "actions" / "a b.html").write_text("<p id=gate>x</p>")
    return tmp_path


@pytest.mark.parametrize(
    "link",
    [
        "index.html",
        "index.html#top",
        "#own",
        "actions/a%20b.html#gate",
        "index.html#q=oak&amp;risk=High",
        "https://example.org/x",
        "mailto:a@example.org",
        "//server/share/file.docx",
    ],
)
def test_a_link_that_leads_somewhere_is_not_named(site: Path, link: str) -> None:
    page = f'<a id="own" href="{link}">x</a>'
    (site / "page.html").write_text(page)
    assert list(LinkCheck(site).broken([("page.html", page)])) == []


@pytest.mark.parametrize(
    "link",
    ["gone.html", "index.html#gone", "#gone", "../outside.html", "/index.html", "actions/", "."],
)
def test_a_link_that_leads_nowhere_is_named(site: Path, link: str) -> None:
    (site / "page.html").write_text("x")
    page = f'<a href="{link}">x</a>'
    assert list(LinkCheck(site).broken([("page.html", page)])) == [f"page.html: {link}"]


def test_each_page_is_judged_from_its_own_folder(site: Path) -> None:
    pages = [("index.html", '<a href="index.html">x</a>')]
    pages.append(("actions/a b.html", '<a href="index.html">x</a>'))
    assert list(LinkCheck(site).broken(pages)) == ["actions/a b.html: index.html"]
