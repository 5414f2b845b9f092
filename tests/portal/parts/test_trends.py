"""Trends come from recorded builds and dated rows; below two points they say so."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from builder.field import Action, Finding
from builder.history import Figure, Run
from builder.portal.about import rules as rules_pages
from builder.portal.compose import service_pages
from builder.portal.context import PortalContext
from builder.portal.parts.figures.recorded import (
    MOST_DAYS,
    a_day,
    fired_over_builds,
    recorded_chart,
)
from builder.portal.parts.figures.trend_charts import OF_RULES
from builder.portal.parts.figures.trend_series import (
    age_of_open_actions,
    finding_to_escalation,
    met_on_time,
    to_assured_closure,
)
from builder.portal.parts.views import Chart, PageView, Paragraph
from builder.portal.today import dashboard
from builder.portal.today import trends as trends_page
from builder.rules.assessment import AssuredStatus
from tests.made import make
from tests.portal.page_text import section, text
from tests.portal.portals import small_context

START = datetime(2026, 11, 2, 17, 20, tzinfo=UTC)
ONE_DAY = timedelta(days=1)


def with_runs(*runs: Run) -> PortalContext:
    context = small_context()
    return replace(context, history=replace(context.history, runs=runs, head="ab"))


def run(day: int, figures: dict[tuple[str, str, str], Figure], *fired: tuple[str, str]) -> Run:
    return Run(as_at=START + day * ONE_DAY, figures=figures, fired=frozenset(fired))


def the_page(context: PortalContext) -> PageView:
    (page,) = trends_page.pages(context)
    return page


def test_below_two_points_a_trend_says_that_too_few_builds_are_recorded() -> None:
    one = recorded_chart([(START, 3)], id="x", title="Overdue", unit="Actions")
    two = recorded_chart([(START, 3), (START + ONE_DAY, 2)], id="x", title="Overdue", unit="A")
    assert isinstance(one, Paragraph)
    assert "too few builds" in text(one)
    assert isinstance(two, Chart)


def test_a_chart_holds_one_point_a_day_and_the_latest_days_only() -> None:
    twice = [(START, 1), (START + timedelta(hours=1), 2)]
    assert a_day(twice) == ((START + timedelta(hours=1), 2),)
    many = [(START + day * ONE_DAY, day) for day in range(MOST_DAYS + 5)]
    assert len(a_day(many)) == MOST_DAYS
    assert a_day(many)[-1] == many[-1]


def test_on_time_is_the_share_of_what_was_closed_or_missed() -> None:
    figures: dict[tuple[str, str, str], Figure] = {
        ("B1.4", "provider", "on_schedule"): 3,
        ("B1.4", "provider", "missed_under_24h"): 1,
        ("B1.4", "provider", "missed_24h_or_more"): 0,
    }
    none: dict[tuple[str, str, str], Figure] = dict.fromkeys(figures, 0)
    series = met_on_time(with_runs(run(0, figures), run(1, none)))
    assert series[0] == (START, Fraction(75))
    assert START + ONE_DAY not in dict(series)


def test_the_age_of_open_lines_leaves_out_what_was_closed_or_not_yet_raised() -> None:
    actions = (
        make(Action, ref="A-1", raised_on="2026-10-23"),
        make(Action, ref="A-2", raised_on="2026-10-02", closed_on="2026-10-30"),
        make(Action, ref="A-3", raised_on="2026-11-10"),
    )
    context = with_runs(run(0, {}))
    context = replace(context, register=replace(context.register, actions=actions))
    assert age_of_open_actions(context)[0] == (START, Fraction(10))


def test_time_to_escalation_is_the_middle_one_of_each_week() -> None:
    rows = tuple(
        make(Finding, ref=f"F-{n}", found_at=f"2026-11-0{n} 08:00", escalated_at=at)
        for n, at in ((2, "2026-11-02 09:00"), (3, "2026-11-03 11:00"), (4, "2026-11-04 13:00"))
    )
    untold = make(Finding, ref="F-9", found_at="2026-11-05 08:00")
    context = small_context()
    context = replace(context, register=replace(context.register, findings=(*rows, untold)))
    ((week, hours),) = finding_to_escalation(context)
    assert (week.date().isoformat(), hours) == ("2026-11-02", 3)


def test_only_assured_closures_count_towards_the_time_to_closure() -> None:
    context = small_context()
    first, second, *_ = context.assessment.actions
    actions = tuple(
        make(Action, ref=each.ref, raised_on="2026-10-01", closed_on="2026-11-05")
        for each in (first, second)
    )
    judged = (
        first._replace(assured_status=AssuredStatus.CLOSED_ASSURED),
        second._replace(assured_status=AssuredStatus.CLOSED_NOT_ASSURED),
    )
    context = replace(
        context,
        register=replace(context.register, actions=actions, findings=()),
        assessment=replace(context.assessment, actions=judged),
    )
    assert [value for _, value in to_assured_closure(context)] == [35]
    found = [
        make(Finding, ref=f"F-{at}", found_at=at, actions=(first.ref,))
        for at in ("2026-09-28 10:00", "2026-09-26 08:00")
    ]
    answered = replace(context, register=replace(context.register, findings=tuple(found)))
    assert [value for _, value in to_assured_closure(answered)] == [40]
    none = replace(context.assessment, actions=judged[1:])
    assert to_assured_closure(replace(context, assessment=none)) == ()


def test_a_service_counts_its_own_lines_and_findings() -> None:
    context = small_context()
    own, other, *_ = context.assessment.actions
    actions = tuple(
        make(Action, ref=each.ref, raised_on=on)
        for each, on in ((own, "2026-11-10"), (other, "2026-10-31"))
    )
    findings = tuple(
        make(Finding, ref=ref, service=ref, found_at="2026-11-02 08:00", escalated_at=at)
        for ref, at in (("OAK", "2026-11-02 09:00"), ("BIR", "2026-11-02 12:00"))
    )
    context = replace(
        context,
        register=replace(context.register, actions=actions, findings=findings),
        assessment=replace(
            context.assessment,
            actions=(own._replace(service="OAK"), other._replace(service="BIR")),
        ),
    )
    for service, age, hours in (("OAK", 10, 1), ("BIR", 20, 4)):
        assert [value for _, value in age_of_open_actions(context, service)] == [age]
        assert [value for _, value in finding_to_escalation(context, service)] == [hours]
    assert [value for _, value in age_of_open_actions(context)] == [15]


@pytest.mark.parametrize("make_pages", [dashboard.pages, service_pages, trends_page.pages])
def test_charts_say_that_they_cover_what_is_seen_where_rows_are_withheld(
    make_pages: Callable[[PortalContext], Iterator[PageView]],
) -> None:
    context = small_context()
    withheld = replace(context.assessment, withheld={"Actions": 2, "Names of people": 4})
    words = "over the records that this audience sees: 2 rows of Actions are left out"
    assert words in text(list(make_pages(replace(context, assessment=withheld)))[-1])
    assert "that this audience sees" not in text(list(make_pages(context))[-1])


def test_a_service_and_the_first_page_show_all_five_trends() -> None:
    for page in (next(dashboard.pages(small_context())), list(service_pages(small_context()))[-1]):
        shown = text(section(page, "trends"))
        for title in ("closed on time", "Overdue actions", "Age of open", "to escalation"):
            assert title in shown
        assert "From finding to assured closure" in shown


def test_a_rule_shows_the_trend_of_what_it_asks_for() -> None:
    pages = {page.path: page for page in rules_pages.pages(small_context())}
    escalated = section(pages["rules/escalate-to-manager-4h.html"], "over-time")
    assert "From finding to escalation" in text(escalated)
    assert "From finding to" not in text(
        section(pages["rules/integrity-defects.html"], "over-time")
    )
    policy = small_context().policy
    assert OF_RULES.keys() <= policy.thresholds.keys()


def test_the_page_stands_without_any_history() -> None:
    assert "too few builds" in text(the_page(small_context()))


def test_a_rule_counts_the_places_at_which_it_had_fired() -> None:
    context = with_runs(run(0, {}, ("x", "A-1"), ("x", "A-2"), ("y", "A-1")), run(1, {}))
    assert [value for _, value in fired_over_builds(context, "x", 4)] == [2, 0, 4]


def test_a_rules_page_shows_its_figure_over_the_builds() -> None:
    key = ("B1.2", "provider", "defects")
    context = with_runs(run(0, {key: 3}), run(1, {key: 7}))
    pages = {page.path: page for page in rules_pages.pages(context)}
    shown = section(pages["rules/integrity-defects.html"], "over-time")
    assert any(isinstance(block, Chart) for block in shown.blocks)
    empty = {page.path: page for page in rules_pages.pages(small_context())}
    shown = section(empty["rules/integrity-defects.html"], "over-time")
    assert "too few builds" in text(shown)


def test_a_chart_says_where_it_began_and_where_it_stands_and_judges_nothing() -> None:
    many = [(START + day * ONE_DAY, day) for day in range(13)]
    chart = recorded_chart(many, id="x", title="Overdue", unit="Actions", target=5)
    assert isinstance(chart, Chart)
    assert "From 0 on 2 Nov to 12 on 14 Nov." in chart.judgement
    assert "ups and downs are not judged" in chart.judgement
    assert "Limit 5." in chart.svg
    few = recorded_chart(many[:3], id="x", title="Overdue", unit="%")
    assert isinstance(few, Chart)
    assert few.judgement.startswith("From 0%")
    assert "Too few points to judge." in few.judgement
