from datetime import timedelta
from fractions import Fraction

from builder.field.registers import DeadlineStatus, Slippage
from builder.history import History
from builder.portal.parts.figures.cards import figure_card
from builder.portal.parts.figures.register_table import figure_table, register_rows
from builder.portal.parts.views import Anchor
from builder.portal.today.longest_series import longest_charts
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.verdict import Scalar
from tests.portal.made_register import small_register
from tests.portal.page_text import anchors, text
from tests.portal.portals import AS_AT, context_of, empty_context, run, small_context


def _result(*rows: RegisterRow) -> RegisterResult:
    return RegisterResult(id="B2.3", name="live-proof comparison", rows=rows)


def test_each_kind_of_row_is_named_and_linked() -> None:
    rows = (
        RegisterRow(key="ref", subject="OAK-1"),
        RegisterRow(key="person", subject="P1"),
        RegisterRow(key="burst", subject="BU-1"),
        RegisterRow(key="session", subject="2026-11-17T14:35:00+00:00"),
        RegisterRow(key="session", subject="not a moment"),
        RegisterRow(key="theme", subject="Falls"),
    )
    table = register_rows(small_context(), _result(*rows), id="t", caption="Rows")
    said = [text(row.cells[0].content) for row in table.rows]
    assert said == ["OAK-1", "Priya Shah", "BU-1", "17 Nov 2026, 14:35", "not a moment", "Falls"]
    links = [each.href for each in anchors(table.rows)]
    assert links == ["actions/oak-1.html", "people/p1.html", "evidence/burst-bu-1.html"]


def test_values_are_shown_with_their_unit_and_links() -> None:
    values: dict[str, Scalar] = {
        "match_percent": Fraction(8696, 100),
        "checked_by": "P1",
        "action": "OAK-1",
        "x": None,
    }
    row = RegisterRow(key="burst", subject="BU-1", values=values)
    table = register_rows(small_context(), _result(row), id="t", caption="Rows")
    assert [column.title for column in table.columns] == [
        "Burst",
        "Record match",
        "Checked by",
        "Action",
        "X",
    ]
    cells = table.rows[0].cells[1:]
    assert text(cells[0].content) == "86.96%"
    assert cells[1].content == (Anchor("Priya Shah", "people/p1.html"),)
    assert cells[2].content == (Anchor("OAK-1", "actions/oak-1.html"),)
    assert text(cells[3].content) == "Not assessable"


def test_an_absent_register_says_so() -> None:
    absent = RegisterResult(id="B2.3", name="r", recorded=False)
    assert register_rows(small_context(), absent, id="t", caption="c").empty == "Not recorded"
    table = figure_table(empty_context(), [Slippage.on_schedule], id="t", caption="c")
    assert text(table.rows[0].cells) == "Closed on time Not recorded No limit Not listed"


def test_lines_behind_a_figure_are_named_and_the_rest_counted() -> None:
    refs = tuple(f"A-{n}" for n in range(15))
    result = RegisterResult(
        id="B1.4", name="s", figures={"on_schedule": 15}, counted={"on_schedule": refs}
    )
    context = small_context(registers=(result,))
    table = figure_table(context, [Slippage.on_schedule], id="t", caption="c")
    assert text(table.rows[0].cells[3].content).endswith("A-11  and 3 more")


def test_a_figure_is_compared_with_the_build_before_and_drawn() -> None:
    key = ("B1.1", "provider", "live")
    runs = (run(AS_AT - timedelta(days=2), {key: 6}), run(AS_AT - timedelta(days=1), {key: 5}))
    context = context_of(small_register(), small_context().assessment, History(runs=runs))
    card = figure_card(context, DeadlineStatus.live)
    assert card.detail == "Down 1 since 19 November 2026."
    assert "Last 3 builds: 6 to 4" in card.sparkline_svg
    assert figure_card(small_context(), DeadlineStatus.live).sparkline_svg == ""


def test_a_figure_that_cannot_be_worked_out_is_not_assessable() -> None:
    unknown = RegisterResult(
        id="B1.1", name="d", figures={"live": None}, left_out={"live": ("OAK-1",)}
    )
    card = figure_card(small_context(registers=(unknown,)), DeadlineStatus.live)
    assert card.figure == "Not assessable"


def test_the_longest_series_are_shown_first() -> None:
    charts = longest_charts(small_context(), 3)
    assert [chart.title for chart in charts] == [
        "Errors a month, Oakfield House (OAK-1)",
        "Overdue actions at each challenge session",
        "Missed visits each week, Harbour Homecare",
    ]
    assert longest_charts(empty_context(), 3) == ()
