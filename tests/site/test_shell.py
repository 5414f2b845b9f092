"""The splice sets records into a kind's surroundings, and says where it cannot."""

from dataclasses import replace

import pytest

from builder.pages.page import Heading, Page
from builder.pages.shelf import Held
from builder.site.shell import CONTENT, ENTRY, TITLE, Shell, blank, first_of_each, shell_key

RECORD = Page(
    path="actions/a-1.html",
    kind="action",
    title="A-1 Mend & paint",
    body=Held("<h1>A-1</h1>"),
    headings=(Heading(id="one", title="One"), Heading(id="two", title="T & 2")),
    is_record=True,
)
LINE = f'<li><a href="#{ENTRY}">{ENTRY}</a></li>\n'


def test_title_entries_and_content_are_set_in() -> None:
    shell = Shell.cut(f"<title>{TITLE}</title><ul>\n{LINE}{LINE}</ul>{CONTENT}<p>{TITLE}</p>")
    assert shell.filled(RECORD) == (
        "<title>A-1 Mend &amp; paint</title><ul>\n"
        '<li><a href="#one">One</a></li>\n<li><a href="#two">T &amp; 2</a></li>\n'
        "</ul><h1>A-1</h1><p>A-1 Mend &amp; paint</p>"
    )


def test_what_a_record_says_is_never_searched_for_marks() -> None:
    shell = Shell.cut(f"{TITLE}|{CONTENT}")
    record = replace(RECORD, title=ENTRY, body=Held(f"<h1>{TITLE}</h1>"))
    assert shell.filled(record) == f"{ENTRY}|<h1>{TITLE}</h1>"


@pytest.mark.parametrize("html", ["no content", f"{CONTENT} and {CONTENT}"])
def test_a_theme_that_loses_or_doubles_the_content_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="content of a page once"):
        Shell.cut(html)


def test_records_share_a_shell_only_where_their_surroundings_are_alike() -> None:
    beside = replace(RECORD, path="actions/a-2.html", title="Other")
    elsewhere = replace(RECORD, path="archive/actions/a-3.html")
    bare = replace(RECORD, path="actions/a-4.html", headings=())
    other_kind = replace(RECORD, path="actions/a-5.html", kind="closed")
    assert shell_key(beside) == shell_key(RECORD)
    assert [*first_of_each((RECORD, beside, elsewhere, bare, other_kind))] == [
        RECORD,
        elsewhere,
        bare,
        other_kind,
    ]


def test_a_blank_page_keeps_whether_there_are_contents() -> None:
    assert shell_key(blank(RECORD)) == shell_key(RECORD)
    bare = replace(RECORD, headings=())
    assert shell_key(blank(bare)) == shell_key(bare)
