from datetime import timedelta

from builder.history import History, Run
from builder.portal.changes.changes import pages
from builder.portal.changes.figure_changes import MOST_ROWS, Position, moved_figures
from builder.portal.context import PortalContext
from builder.portal.parts.views import Disclosure, Table
from tests.portal.made_register import small_register
from tests.portal.page_text import anchors, section, text
from tests.portal.portals import AS_AT, context_of, run, small_context

LIVE = ("B1.1", "provider", "live")


def _with(*runs: Run) -> PortalContext:
    made = small_context()
    return context_of(small_register(), made.assessment, History(runs=runs))


def test_without_a_recorded_build_nothing_is_compared() -> None:
    page, *days = pages(small_context())
    assert not days
    assert "No earlier build is recorded" in page.lead
    assert "No day is recorded yet." in text(section(page, "days"))


def test_figures_that_moved_and_rules_that_fired_or_ended_are_told() -> None:
    before = run(
        AS_AT - timedelta(days=1),
        {LIVE: 5, ("B1.1", "provider", "overdue"): 2},
        ("integrity_defects", "provider"),
        ("integrity_review_by_1030", "provider"),
        ("severe_misses", "provider"),
        ("repeated_date_changes", "SECRET-1"),
    )
    page = next(pages(_with(before)))
    moved = text(section(page, "moved"))
    assert "Live actions All services 5 4 Down 1" in moved
    assert "Overdue" not in moved
    assert "Deadline changed without approval" in text(section(page, "fired"))
    assert "integrity" not in text(section(page, "fired")).casefold()
    ended = text(section(page, "ended"))
    assert "all services" in ended
    assert "SECRET-1" not in text(page)
    assert "1 more about what is not shown here." in ended


def test_each_recorded_day_has_a_page_for_ever() -> None:
    first = run(AS_AT - timedelta(days=2), {LIVE: 5})
    early = run(AS_AT - timedelta(days=1, hours=3), {LIVE: 4})
    late = run(AS_AT - timedelta(days=1), {LIVE: 6})
    page, *days = pages(_with(first, early, late))
    assert [each.path for each in days] == ["changes/2026-11-18.html", "changes/2026-11-19.html"]
    assert "5 6 Up 1" in text(days[1])
    assert "nothing before it" in text(days[0])
    assert {each.path for each in days} <= {each.href for each in anchors(page)}


def test_a_run_after_the_as_at_moment_is_not_the_build_before() -> None:
    page, *days = pages(_with(run(AS_AT + timedelta(days=1), {LIVE: 9})))
    assert not days
    assert "No earlier build" in page.lead


def test_the_workbooks_own_changes_are_told_newest_first() -> None:
    page = next(pages(small_context()))
    said = text(section(page, "deadlines"))
    assert said.index("9 Nov 2026") < said.index("Pharmacist away")
    assert "Not approved" in said
    assert "Deferred" in text(section(page, "decisions"))


def test_what_moved_in_a_service_is_folded_away_and_a_long_list_is_cut() -> None:
    figures = {("B1.1", "OAK", f"figure_{n:03}"): n for n in range(MOST_ROWS + 1)}
    before = Position(figures=figures, fired=frozenset())
    after = Position(figures={key: each + 1 for key, each in figures.items()}, fired=frozenset())
    table, folded = moved_figures(small_context(), before, after)
    assert isinstance(table, Table)
    assert table.rows == ()
    assert isinstance(folded, Disclosure)
    assert folded.summary == "Service by service: 201"
    assert "data/registers.csv" in {each.href for each in anchors(folded)}


def test_figures_of_a_service_that_is_not_shown_are_not_told() -> None:
    before = Position(figures={("B1.1", "GONE", "live"): 1}, fired=frozenset())
    after = Position(figures={("B1.1", "GONE", "live"): 2}, fired=frozenset())
    assert "GONE" not in text(tuple(moved_figures(small_context(), before, after)))


def test_a_figure_that_moved_links_to_where_it_is_shown() -> None:
    key = ("B2.4", "provider", "staff_retested")
    before = Position(figures={key: 1}, fired=frozenset())
    after = Position(figures={key: 2}, fired=frozenset())
    table = next(iter(moved_figures(small_context(), before, after)))
    assert ("Staff retested", "evidence/index.html") in {
        (each.text, each.href) for each in anchors(table)
    }
