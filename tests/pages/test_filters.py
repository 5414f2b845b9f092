"""Links, labels and cells become the HTML that readers need, and nothing that runs."""

import pytest
from markupsafe import Markup

from builder.pages.filters import (
    Place,
    address_key,
    anchor,
    has_short_heads,
    outward,
    relative,
    rich,
    rows,
    stacked_labels,
    wide_columns,
)
from builder.portal.parts.views import Anchor, Column, Row, Table, TableCell, Tag, Tone

ACTION = Place("actions/oak-012.html")


@pytest.mark.parametrize(
    ("href", "page", "link"),
    [
        pytest.param("index.html", "actions/a.html", "../index.html", id="up"),
        pytest.param("actions/b.html", "actions/a.html", "b.html", id="beside"),
        pytest.param("actions/b.html#gate", "index.html", "actions/b.html#gate", id="down"),
        pytest.param("#gate", "actions/a.html", "#gate", id="same-page"),
        pytest.param("index.html", "a/b/c.html", "../../index.html", id="two-up"),
        pytest.param("a/x.html#q=a/b", "a/b/c.html", "../x.html#q=a/b", id="slash-in-fragment"),
    ],
)
def test_a_link_is_relative_to_its_page(href: str, page: str, link: str) -> None:
    assert relative(href, page) == link


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "vbscript:x"],
)
def test_a_link_that_would_run_something_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="scheme"):
        outward(href)


@pytest.mark.parametrize(
    "href",
    ["https://example.org/a", "mailto:a@example.org", "files/a.pdf", r"\\share\a", r"C:\a"],
)
def test_a_link_to_evidence_is_used_as_it_stands(href: str) -> None:
    assert outward(href) == href


def test_text_is_escaped_wherever_it_is_shown() -> None:
    shown = rich(("<b>", Tag("<i>", Tone.BAD), Anchor("<u>", "index.html")), ACTION)
    assert shown == (
        '&lt;b&gt;<span class="tag tag--bad">&lt;i&gt;</span><a href="../index.html">&lt;u&gt;</a>'
    )


def test_an_address_cannot_leave_its_attribute() -> None:
    assert 'onclick="' not in anchor(Anchor("x", '" onclick="y', is_external=True), ACTION)


def test_every_tone_has_its_class() -> None:
    for tone in Tone:
        assert f"tag--{tone.value}" in rich((Tag("x", tone),), ACTION)


def test_a_columns_address_key_is_its_filter_or_its_title() -> None:
    assert address_key(Column(title="Risk band", filter="risk")) == "risk"
    assert address_key(Column(title="Days late (calendar)")) == "days-late-calendar"


def test_labels_of_a_phones_cards_cannot_leave_their_string() -> None:
    assert stacked_labels(["Ref", 'A"};b\\']) == '--c1:"Ref";--c2:"A\\22 };b\\5c "'


def test_a_cell_has_its_role_its_key_and_its_alignment() -> None:
    columns = (Column(title="Ref", is_row_header=True), Column(title="Days", sort="number"))
    row = Row(cells=(TableCell(("A-1",)), TableCell(("12 days",), sort="12")), id="a&1")
    table = Table(id="t", caption="Rows", columns=columns, rows=(row,))
    assert rows(table, ACTION) == Markup(
        '<tr role=row id="a&amp;1"><th scope="row" role=rowheader>A-1</th>'
        '<td role=cell class="num" data-v="12">12 days</td></tr>'
    )


def test_a_row_with_a_cell_too_few_is_refused() -> None:
    table = Table(id="t", caption="Rows", columns=(Column(title="Ref"),), rows=(Row(cells=()),))
    with pytest.raises(ValueError, match="longer"):
        rows(table, ACTION)


def test_only_running_text_makes_a_column_wide() -> None:
    long = TableCell(("What stands here is longer than a name",))
    table = Table(
        id="t",
        caption="T",
        columns=(Column(title="A"), Column(title="B"), Column(title="C", sort="number")),
        rows=(Row(cells=(TableCell(("short",)), long, long)),),
    )
    assert wide_columns(table) == (False, True, False)


@pytest.mark.parametrize(
    ("head", "is_short"), [("E-OAK-001", True), ("A whole sentence " * 2, False)]
)
def test_only_short_row_headers_stay_on_one_line(head: str, is_short: bool) -> None:
    columns = (Column(title="Ref", is_row_header=True), Column(title="Text"))
    cells = (TableCell((head,)), TableCell(("Some running text that goes on and on",)))
    table = Table(id="t", caption="T", columns=columns, rows=(Row(cells=cells),))
    assert has_short_heads(table) is is_short


def test_headings_never_go_below_the_last_level() -> None:
    place = ACTION
    for _ in range(9):
        place = place.deeper
    assert place.level == 6
