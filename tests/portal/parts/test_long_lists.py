from dataclasses import replace

import pytest

from builder.portal.compose import compose
from builder.portal.parts.caveats import long_lists
from builder.portal.parts.caveats.long_lists import in_parts, parts
from builder.portal.parts.cells import cell, ref_column
from builder.portal.parts.views import (
    Anchor,
    Chart,
    Columns,
    Disclosure,
    PageView,
    Row,
    Section,
    Table,
)
from tests.portal import page_text
from tests.portal.page_text import anchors
from tests.portal.portals import small_context

ROWS = tuple(Row(cells=(cell(f"A-{n}"),)) for n in range(4_250))
TABLE = Table(id="lines", caption="4,250 actions", columns=(ref_column("Ref"),), rows=ROWS)
PAGE = PageView(
    path="services/oak.html",
    kind="service",
    title="Oakfield",
    breadcrumbs=(Anchor("Services", "services/index.html"),),
    blocks=(Section(id="actions", title="Open actions", blocks=(TABLE,)),),
    is_record=True,
)


def tables(page: PageView) -> list[Table]:
    """Every table of a page but the numbers beneath its charts, which are never many."""
    found = list(page_text.parts(page))
    beneath = {each.numbers.id for each in found if isinstance(each, Chart)}
    return [each for each in found if isinstance(each, Table) and each.id not in beneath]


def _rows(page: PageView) -> tuple[Row, ...]:
    return tuple(row for table in tables(page) for row in table.rows)


def test_the_first_rows_stay_and_every_other_row_stands_on_a_further_page() -> None:
    found = tuple(in_parts(PAGE))
    assert [(page.path, len(_rows(page))) for page in found] == [
        ("services/oak.html", 100),
        ("services/oak_lines-2.html", 1_000),
        ("services/oak_lines-3.html", 1_000),
        ("services/oak_lines-4.html", 1_000),
        ("services/oak_lines-5.html", 1_000),
        ("services/oak_lines-6.html", 150),
    ]
    assert tuple(row for page in found for row in _rows(page)) == ROWS


def test_each_part_says_its_rows_and_leads_to_all_the_others() -> None:
    found = tuple(in_parts(PAGE))
    for page in found:
        linked = {each.href for each in anchors(page)} - {"services/index.html"}
        assert linked >= {each.path for each in found} - {page.path}
    assert tables(found[1])[0].caption == "4,250 actions: rows 101 to 1,100 of 4,250"
    assert found[1].title == "Oakfield, rows 101 to 1,100"
    assert [each.href for each in found[1].breadcrumbs] == [
        "services/index.html",
        "services/oak.html",
    ]


@pytest.mark.parametrize(
    ("rows", "is_full_list", "pages"),
    [
        pytest.param(0, False, 1, id="none"),
        pytest.param(100, False, 1, id="as many as stand beside other things"),
        pytest.param(101, False, 2, id="one more"),
        pytest.param(2_000, True, 1, id="as many as a list holds"),
        pytest.param(2_001, True, 2, id="one more than a list holds"),
    ],
)
def test_a_page_holds_so_many_rows(rows: int, *, is_full_list: bool, pages: int) -> None:
    table = replace(TABLE, rows=ROWS[:rows], is_full_list=is_full_list)
    assert len(tuple(in_parts(replace(PAGE, blocks=(table,))))) == pages


def test_a_short_page_is_left_as_it_is() -> None:
    page = replace(PAGE, blocks=(replace(TABLE, rows=ROWS[:3]),))
    assert tuple(in_parts(page)) == (page,)


def test_tables_are_found_wherever_they_stand() -> None:
    blocks = (
        Disclosure(summary="More", blocks=(TABLE,)),
        Columns(left=(replace(TABLE, id="left"),), right=(replace(TABLE, id="right"),)),
    )
    paths = [page.path for page in in_parts(replace(PAGE, blocks=blocks))]
    assert {f"services/oak_{id}-2.html" for id in ("lines", "left", "right")} <= set(paths)
    assert len(paths) == 1 + 3 * 5


def test_runs_of_rows_join_without_a_gap() -> None:
    found = parts("a/b.html", "t", 25, first=10, most=10)
    assert [(each.start, each.stop) for each in found] == [(0, 10), (10, 20), (20, 25)]
    assert [each.path for each in found] == ["a/b.html", "a/b_t-2.html", "a/b_t-3.html"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> tuple[PageView, ...]:
    """The made-up portal where a page holds two rows of a table."""
    monkeypatch.setattr(long_lists, "MOST_BESIDE", 2)
    monkeypatch.setattr(long_lists, "MOST_ROWS", 2)
    monkeypatch.setattr(long_lists, "MOST_FURTHER", 2)
    return tuple(compose(small_context()))


def test_no_page_of_any_kind_holds_a_longer_table(small: tuple[PageView, ...]) -> None:
    assert any(page.kind == "list-part" for page in small)
    for page in small:
        assert all(len(table.rows) <= 2 for table in tables(page)), page.path


def test_no_row_of_any_kind_is_lost(small: tuple[PageView, ...]) -> None:
    whole = sum(len(_rows(page)) for page in compose(small_context()))
    assert sum(len(_rows(page)) for page in small) == whole
