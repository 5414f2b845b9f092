"""Views become complete, escaped pages; each part type has its template."""

from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest
from lxml import html as parser

from builder.pages.environment import Parts, template_name
from builder.pages.page import Heading, Page
from builder.pages.render import render_pages
from builder.portal.parts.views import (
    Anchor,
    Block,
    Card,
    Column,
    PageView,
    Paragraph,
    Section,
    Table,
)
from tests.pages import every_part, made_up_portal
from tests.pages.made_up_charts import actions_table


def rendered(view: PageView) -> Page:
    return next(render_pages([view]))


def page_of(*blocks: Block) -> PageView:
    return PageView(path="a/b.html", kind="x", title="X", blocks=blocks)


@pytest.fixture(scope="module")
def everything() -> parser.HtmlElement:
    return parser.fromstring(rendered(page_of(*every_part.all_blocks())).html)


@pytest.mark.parametrize("block_type", get_args(Block))
def test_every_part_has_a_template_with_its_macro(block_type: type) -> None:
    module = Parts().environment.get_template(template_name(block_type)).module
    assert callable(module.part)  # type: ignore[attr-defined]  # the macro under test


def test_every_part_is_shown_in_the_made_up_portal(everything: parser.HtmlElement) -> None:
    wanted = ["board", "panel", "chart", "cols", "more", "gate", "kpis", "matrix", "source"]
    wanted += ["summary", "dt", "timeline", "warn"]
    assert [name for name in wanted if not everything.find_class(name)] == []


def test_no_text_of_a_workbook_becomes_markup(everything: parser.HtmlElement) -> None:
    assert everything.xpath("//script | //b[contains(., 'Åse')]") == []
    assert everything.text_content().count("</title><script>") == 2


def test_no_id_stands_twice(everything: parser.HtmlElement) -> None:
    ids = everything.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))


def test_headings_go_down_one_level_at_a_time(everything: parser.HtmlElement) -> None:
    levels = [int(each.tag[1]) for each in everything.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_a_page_lists_its_sections_in_their_order() -> None:
    page = rendered(
        page_of(
            Section(id="a", title="A", blocks=(Section(id="b", title="B & B"),)),
            Section(id="c", title="C"),
        )
    )
    assert page.headings == (
        Heading(id="a", title="A", level=2),
        Heading(id="b", title="B & B", level=3),
        Heading(id="c", title="C", level=2),
    )


def test_a_table_carries_what_the_script_needs() -> None:
    page = parser.fromstring(rendered(page_of(actions_table("t", 3))).html)
    heads = page.xpath("//thead//th")
    assert [head.get("data-key") for head in heads][2:5] == ["status", "risk", "owner"]
    assert [head.get("data-sort") for head in heads][-2:] == ["date", "number"]
    assert [head.get("data-filter") is not None for head in heads].count(True) == 4
    assert page.xpath("//table/@data-tools") == [""]
    assert page.xpath("count(//tbody/tr)") == 3


def test_a_table_says_what_its_cells_are_where_it_is_no_grid(
    everything: parser.HtmlElement,
) -> None:
    for table in everything.iter("table"):
        assert table.get("role") == "table"
        assert not table.xpath(".//tr[not(@role='row')] | .//td[not(@role='cell')]")
        assert not table.xpath(".//th[not(@scope) or not(@role)]")
        assert table.xpath("./caption")


def test_a_table_without_rows_says_so() -> None:
    table = Table(id="t", caption="Retests", columns=(Column(title="A"),), rows=(), empty="None.")
    html = rendered(page_of(table)).html
    assert "<table" not in html
    assert "Retests.</strong> None." in html
    assert "Retests" not in rendered(page_of(replace(table, caption_hidden=True))).html


def test_links_between_pages_are_relative() -> None:
    html = rendered(page_of(Paragraph(content=(Anchor("Today", "index.html"),)))).html
    assert 'href="../index.html"' in html


def test_a_card_without_a_title_has_no_heading() -> None:
    assert "<h2" not in rendered(page_of(Card(title="", blocks=()))).html


def test_a_long_list_stays_small() -> None:
    html = rendered(page_of(actions_table("t", 2000))).html
    assert len(html.encode()) <= 1_500_000


def test_rendering_twice_gives_the_same_bytes() -> None:
    views = made_up_portal.views(3)
    assert tuple(render_pages(views)) == tuple(render_pages(views))
