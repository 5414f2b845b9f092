"""Spans, shifts and orders of moments at the very moment where they turn."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from builder.field import Action, BurstCycle, Complaint, Measure, PanelDecision, Review, Shift
from builder.rules.facts.complaints import Period
from builder.rules.facts.evidence.newly_closed import is_newly_closed, last_completed
from builder.rules.facts.hold import HoldSpan, ResidualSpan, hold_end
from builder.rules.facts.order import in_order
from builder.rules.facts.people.load import pressure
from builder.rules.facts.people.shifts import shift_of
from builder.rules.facts.reduction import change_of_action, measure_changes, reduction_words
from builder.rules.facts.review_days import next_review_day
from builder.rules.facts.sessions import falls_within
from builder.rules.facts.sustained import Span, Unit, reviews_held
from builder.rules.gate.process import during_hold
from builder.rules.verdict import Outcome
from tests.made import as_at, make, moment
from tests.rules import closable
from tests.rules.judged import POLICY, decimal, facts_of
from tests.rules.judging import shipped_policy

SIX = datetime(2026, 11, 20, 18, tzinfo=UTC)
EIGHT = datetime(2026, 11, 20, 20, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_residual_risk_is_open_from_its_first_moment_and_not_at_its_end() -> None:
    span = ResidualSpan("E-1", SIX, EIGHT)
    held = [span.holds_at(at) for at in (SIX - SECOND, SIX, EIGHT - SECOND, EIGHT)]
    assert held == [False, True, True, False]


def hold_from(since: datetime) -> HoldSpan:
    return HoldSpan(burst="BU-1", since=since, until=since + timedelta(days=1), residual_risks=4)


def test_a_day_touches_a_hold_that_begins_in_its_last_second() -> None:
    day = moment("2026-11-20")
    assert during_hold(day, (hold_from(day.end),))[0] is Outcome.NOT_COMPUTABLE
    assert during_hold(day, (hold_from(day.end + SECOND),))[0] is Outcome.MET


def test_a_hold_set_off_at_the_boards_own_time_lasts_until_the_next_board() -> None:
    assert hold_end(as_at("2026-11-20 08:15"), POLICY) == as_at("2026-11-21 08:15")
    assert hold_end(as_at("2026-11-20 08:14"), POLICY) == as_at("2026-11-20 08:15")


def test_evidence_handed_in_at_the_time_of_the_review_is_not_the_new_evidence() -> None:
    records = (
        make(Action, ref="A-1", raised_on="2026-09-01"),
        closable.evidence(),
        closable.review_of_file(action_reinstated=True, reviewed_at="2026-11-20 14:00"),
    )
    same, later = (
        facts_of(*records, closable.evidence(ref="E-2", submitted_on=at))
        for at in ("2026-11-20 14:00", "2026-11-20 14:01")
    )
    assert same.residual.count(same.as_at) == 1
    assert later.residual.count(later.as_at) == 0


@pytest.mark.parametrize(
    ("accepted", "reinstated", "stands"),
    [
        ("2026-11-19 10:01", "2026-11-19 10:00", True),
        ("2026-11-19 10:00", "2026-11-19 10:00", False),
        ("2026-11-19 10:00", "2026-11-19 10:01", False),
    ],
)
def test_a_closure_stands_only_where_it_was_accepted_after_the_reinstatement(
    accepted: str, reinstated: str, stands: bool
) -> None:
    records = (
        closable.action(status="Closed", closed_on="2026-11-19"),
        closable.evidence(),
        closable.review_of_file(reviewed_at=reinstated, action_reinstated=True),
        refused(accepted, "Approved"),
    )
    assert facts_of(*records).closings["A-1"].is_accepted is stands


@pytest.mark.parametrize(
    ("typed", "is_within"),
    [("18:00", False), ("18:01", True), ("20:00", True), ("20:01", False)],
)
def test_a_span_of_sessions_has_its_end_and_not_its_beginning(typed: str, is_within: bool) -> None:
    assert falls_within(moment(f"2026-11-20 {typed}"), SIX, EIGHT) is is_within


def shifts(*spans: tuple[str, str, str]) -> Any:
    return facts_of(
        *(make(Shift, service="S-1", shift=name, starts=a, ends=b) for name, a, b in spans)
    )


@pytest.mark.parametrize(
    ("at", "name"),
    [
        ("2026-11-20 07:59", None),
        ("2026-11-20 08:00", "Day"),
        ("2026-11-20 14:00", "Day"),
        ("2026-11-20 14:01", None),
        ("2026-11-20 22:00", "Night"),
        ("2026-11-21 06:00", "Night"),
    ],
)
def test_a_shift_has_its_first_and_its_last_moment(at: str, name: str | None) -> None:
    facts = shifts(("Day", "08:00", "14:00"), ("Night", "22:00", "06:00"))
    assert shift_of(facts, "S-1", as_at(at)).name == name


def test_a_shift_that_ends_when_it_starts_runs_round_the_clock() -> None:
    found = shift_of(shifts(("Whole", "08:00", "08:00")), "S-1", as_at("2026-11-20 12:00"))
    assert (found.name, found.ends_at) == ("Whole", as_at("2026-11-21 08:00"))


def test_a_shift_that_the_record_names_counts_before_one_that_began_later() -> None:
    facts = shifts(("Early", "07:00", "15:00"), ("Middle", "11:00", "19:00"))
    at = as_at("2026-11-20 12:00")
    assert shift_of(facts, "S-1", at).name == "Middle"
    assert shift_of(facts, "S-1", at, " EARLY ").name == "Early"
    assert shift_of(facts, "S-1", at, "Late").name == "Middle"


@pytest.mark.parametrize(
    ("load", "capacity", "expected"),
    [(0, 0, Fraction(0)), (1, 0, None), (5, 4, Fraction(125)), (5, None, None)],
)
def test_no_load_on_no_hours_is_no_pressure(
    load: int, capacity: int | None, expected: Fraction | None
) -> None:
    hours = None if capacity is None else Fraction(capacity)
    assert pressure(Fraction(load), hours) == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [("3", 3), ("2.5", Fraction(5, 2)), ("0.1", Fraction(1, 10))],
)
def test_a_limit_is_shown_exactly(value: str, shown: int | Fraction) -> None:
    found = replace(shipped_policy().threshold("severe_misses"), value=decimal(value)).scalar
    assert found == shown
    assert type(found) is type(shown)


def test_rows_of_one_moment_are_ordered_by_what_they_say_and_not_by_where_they_stand() -> None:
    first = closable.review_of_file(reviewer="P-1")
    second = closable.review_of_file(reviewer="P-2")
    moved = replace(second, source=first.source), replace(first, source=second.source)
    for rows in ((first, second), (second, first), moved):
        said = [each.reviewer for each in in_order(rows, lambda each: each.reviewed_at)]
        assert said == ["P-1", "P-2"]


def test_a_burst_is_counted_from_the_last_completed_before_the_draw() -> None:
    cycles = [
        make(BurstCycle, burst=str(number), closed_at=at)
        for number, at in enumerate(("2026-11-18 18:00", "2026-11-20 09:00"))
    ]
    assert last_completed(cycles, moment("2026-11-20 09:00")) == moment("2026-11-18 18:00")
    assert last_completed(cycles, moment("2026-11-20 09:01")) == moment("2026-11-20 09:00")


@pytest.mark.parametrize(
    ("closed_on", "is_new"), [("2026-11-18 18:00", False), ("2026-11-18 18:01", True)]
)
def test_a_line_closed_when_the_last_burst_was_completed_is_not_newly_closed(
    closed_on: str, is_new: bool
) -> None:
    completed, drawn_at = moment("2026-11-18 18:00"), moment("2026-11-20 09:00")
    assert is_newly_closed(moment(closed_on), completed, drawn_at, 7) is is_new


def test_a_panel_a_whole_year_ahead_is_the_next_review_day_where_no_weekday_is_named() -> None:
    policy = replace(POLICY, review_weekdays=())
    on = date(2025, 11, 20)

    def following(panel: str) -> date | None:
        panels = make(PanelDecision, action="A-1", panel_at=panel)
        return next_review_day(facts_of(panels, at="2026-12-31 12:00", policy=policy), on)

    assert following("2026-11-21 10:00") == date(2026, 11, 21)
    assert following("2026-11-22 10:00") is None


def test_complaints_of_a_period_begin_after_its_first_day_and_end_with_its_last() -> None:
    closed = ("2026-11-08", "2026-11-09", "2026-11-15", "2026-11-16")
    rows = [
        make(Complaint, ref=day, theme="Falls", received_on="2026-11-01", closed_on=day)
        for day in closed
    ]
    action = make(Action, ref="A-1", theme="Falls", raised_on="2026-10-01")
    case = facts_of(action, *rows).themes["falls", "provider"]
    period = Period(after=date(2026, 11, 8), until=date(2026, 11, 15), received=0)
    assert [each.ref for each in case.closed_in(period)] == ["2026-11-09", "2026-11-15"]


def test_a_first_review_point_of_later_today_is_no_point_yet() -> None:
    action = make(Action, ref="A-1", theme="Falls", raised_on="2026-10-01")
    days = ("2026-10-23", "2026-11-06", "2026-11-20 12:00")
    reviews = [make(Review, action="A-1", reviewed_on=day) for day in days]
    complaint = make(Complaint, ref="C-1", theme="Falls", received_on="2026-11-12")
    case = facts_of(action, *reviews, complaint).themes["falls", "provider"]
    assert case.movement(as_at("2026-11-20 11:59")).latest is None
    assert case.movement(as_at("2026-11-20 12:00")).latest is not None


@pytest.mark.parametrize(
    ("reduction", "words"),
    [
        (0, "a reduction of 0%"),
        (15, "a reduction of 15%"),
        (Fraction(-15, 2), "a rise of 7.5%"),
    ],
)
def test_no_movement_is_no_rise(reduction: int | Fraction, words: str) -> None:
    assert reduction_words(reduction) == words


@pytest.mark.parametrize(
    ("baseline", "current", "window"),
    [
        ("2026-08-31", "2026-10-31", "2 months"),
        ("2026-08-15", "2026-09-15", "1 month"),
        ("2026-08-15", "2026-09-16", "32 days"),
        ("2026-08-15", "2026-08-29", "2 weeks"),
        ("2026-08-15", "2026-08-15", ""),
    ],
)
def test_the_time_between_two_periods_is_told_in_whole_months_weeks_or_days(
    baseline: str, current: str, window: str
) -> None:
    rows = [
        make(
            Measure,
            action="A-1",
            measure="Falls",
            better="Lower",
            phase=phase,
            numerator=4,
            period_start="2026-08-01",
            period_end=end,
        )
        for phase, end in (("Baseline", baseline), ("Follow-up", current))
    ]
    found = change_of_action(measure_changes(rows, as_at("2026-11-20 17:20")))
    assert found is not None
    assert found.change is not None
    assert found.change.window == window


WEEKLY, TWO_WEEKS = Span(7, Unit.DAYS), Span(2, Unit.WEEKS)
AT = as_at("2026-11-20 12:00")
"""Two weeks before begin on 6 November."""


@pytest.mark.parametrize(
    ("days", "missed"),
    [
        pytest.param(("2026-11-06", "2026-11-13"), (), id="on the window's first day"),
        pytest.param(
            ("2026-10-30", "2026-11-06", "2026-11-13"), (), id="and a week before that day too"
        ),
        pytest.param(
            ("2026-10-30", "2026-11-07", "2026-11-14"),
            ("2026-11-06",),
            id="due on the window's first day and held a day late",
        ),
        pytest.param(("2026-10-29", "2026-11-07", "2026-11-14"), (), id="missed before the window"),
    ],
)
def test_reviews_count_from_the_first_day_of_the_window(
    days: tuple[str, ...], missed: tuple[str, ...]
) -> None:
    rows = tuple(make(Review, action="A-1", reviewed_on=day) for day in days)
    _, found = reviews_held(rows, date(2026, 9, 1), WEEKLY, TWO_WEEKS, AT)
    assert tuple(day.isoformat() for day in found) == missed


def refused(at: str, decision: str = "Deferred") -> Any:
    return make(PanelDecision, action="A-1", panel_at=at, decision=decision, decided_by="P-2")


@pytest.mark.parametrize(
    ("decided", "proposed", "expected"),
    [
        ("2026-11-19 09:00", "2026-11-19 09:00", "deferred"),
        ("2026-11-19 09:00", "2026-11-19 09:01", "ready for panel"),
        ("2026-11-19", "2026-11-19 09:01", "deferred"),
        ("2026-11-19 09:00", "2026-11-19", "deferred"),
        ("2026-11-18", "2026-11-19", "ready for panel"),
    ],
)
def test_a_line_is_proposed_anew_only_after_the_refusal(
    decided: str, proposed: str, expected: str
) -> None:
    records = [each for each in closable.closable() if not isinstance(each, Action)]
    action = closable.action(proposed_on=proposed)
    facts = facts_of(action, *records, refused(decided), kept=closable.KEPT)
    assert facts.assured["A-1"].value == expected


def test_an_approval_at_the_time_of_the_reinstatement_does_not_end_it() -> None:
    records = [each for each in closable.closable() if not isinstance(each, Action)]
    closed = closable.action(status="Closed", closed_on="2026-11-19")
    reopening = closable.review_of_file(reviewed_at="2026-11-19 14:00", action_reinstated=True)

    def status(approved: str) -> str:
        approval = refused(approved, "Approved")
        found = facts_of(closed, *records, reopening, approval, kept=closable.KEPT)
        return found.assured["A-1"].value

    assert status("2026-11-19 14:00") == "reinstated"
    assert status("2026-11-19 14:01") == "closed - assured"


def reasons(source_date: str, raised_on: str = "2026-09-01") -> tuple[str, ...]:
    action = make(Action, ref="A-1", service="S-1", raised_on=raised_on)
    facts = facts_of(action, closable.evidence(source_date=source_date))
    return facts.fitness["E-1"].reasons


def test_a_source_is_old_past_its_limit_and_not_on_it() -> None:
    limit = facts_of(closable.action(), closable.evidence()).fitness["E-1"].limit_days
    assert limit is not None
    on_limit = date(2026, 11, 20) - timedelta(days=limit)
    assert reasons(on_limit.isoformat(), "2025-01-01") == ()
    (reason,) = reasons((on_limit - timedelta(days=1)).isoformat(), "2025-01-01")
    assert f"its age limit is {limit}" in reason


def test_a_source_of_the_day_on_which_the_line_was_raised_is_not_from_before() -> None:
    assert reasons("2026-11-10", "2026-11-10") == ()
    assert "before the action was raised" in reasons("2026-11-09", "2026-11-10")[0]
