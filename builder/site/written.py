"""Pages written in Markdown, readers' help and a provider's own, as finished pages."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from builder.pages.page import Heading, Page
from builder.pages.shelf import Held
from builder.portal.parts.views import SearchRecord
from builder.shipped import shipped_folder

EXTENSIONS = ("admonition", "attr_list", "def_list", "md_in_html", "tables", "toc")
HELP = "help"
_LINK = re.compile(r"(?!\w+:|/)([^#?]+)\.md(?=$|#)")
_TAGS = re.compile(r"<[^>]+>")


def help_pages() -> tuple[Page, ...]:
    """The readers' help, its index first."""
    paths = sorted(shipped_folder("help").glob("*.md"), key=lambda each: _index_first(each.name))
    return tuple(
        written_page(f"{HELP}/{each.name}", each.read_text(encoding="utf-8")) for each in paths
    )


def _index_first(name: str) -> tuple[bool, str]:
    return name != "index.md", name


def written_page(source: str, text: str) -> Page:
    """A page of a Markdown text; links to other sources lead to their pages.

    Args:
        source: its address from the root of the documents: ``help/index.md``.
        text: its Markdown.
    """
    reader = Markdown(extensions=[*EXTENSIONS, _Links()])
    html = reader.convert(text)
    tokens: list[Mapping[str, object]] = getattr(reader, "toc_tokens", [])
    titles = [each for each in _flat(tokens) if each.level == 1]
    name = posixpath.basename(source).removesuffix(".md").replace("-", " ")
    title = titles[0].title if titles else name[:1].upper() + name[1:]
    return Page(
        path=source.removesuffix(".md") + ".html",
        kind="written",
        title=title,
        body=Held(html),
        headings=tuple(_flat(tokens)),
        search=SearchRecord(title=title, text=plain_text(html)),
    )


def plain_text(html: str) -> str:
    """What a page says under its title, without tags."""
    return unescape(_TAGS.sub(" ", html.partition("</h1>")[2] or html))


def _flat(tokens: "list[Mapping[str, object]]") -> Iterator[Heading]:
    for token in tokens:
        yield Heading(
            id=str(token["id"]), title=unescape(str(token["name"])), level=int(str(token["level"]))
        )
        children = token.get("children")
        yield from _flat(children if isinstance(children, list) else [])


class _Links(Extension):
    """Links between sources become links between pages."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's name
        md.treeprocessors.register(_PageLinks(md), "page_links", 0)


class _PageLinks(Treeprocessor):
    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            link.set("href", _LINK.sub(r"\1.html", link.get("href", "")))
