"""Links inside a site lead somewhere, by file and by anchor."""

from html import escape
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


TEXT = escape("""<a href=x> "javascript:void(0)" src="gone.png" <img src=y> href='z'""")


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f"<p>{TEXT}</p>", id="text"),
        pytest.param(f'<td data-v="{TEXT}">x</td>', id="an attribute"),
        pytest.param("""<td data-v='a href="gone.html"'>x</td>""", id="another way to quote"),
        pytest.param("<script>let a = '<a href=gone.html>'</script>", id="a script"),
        pytest.param("<!-- <a href=gone.html> -->", id="a remark"),
    ],
)
def test_what_only_reads_like_a_link_is_none(site: Path, html: str) -> None:
    assert list(LinkCheck(site).broken([("page.html", html)])) == []


@pytest.mark.parametrize(
    "html",
    [
        f'<a title="{TEXT}" href="gone.html">x</a>',
        f"<p>{TEXT}</p><a href=gone.html>x</a>",
        "<A class='a>b' href='gone.html'>x</A>",
        '<script src="gone.html"></script>',
        '<a\nhref="gone.html">x</a>',
    ],
)
def test_a_broken_link_is_found_whatever_text_stands_beside_it(site: Path, html: str) -> None:
    assert list(LinkCheck(site).broken([("page.html", html)])) == ["page.html: gone.html"]


def test_text_that_reads_like_an_anchor_is_none(site: Path) -> None:
    (site / "page.html").write_text(f"<p>{escape(' id=gone ')} name=gone</p>")
    page = '<a href="page.html#gone">x</a>'
    assert list(LinkCheck(site).broken([("index.html", page)])) == ["index.html: page.html#gone"]


def test_a_tag_that_never_ends_takes_no_time(site: Path) -> None:
    assert list(LinkCheck(site).broken([("page.html", "<a " + "x " * 50_000)])) == []
