"""An accepted closure: approved, authorised, watched through its window (rules.md, edition 2)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builder.field import Action, Batch, BurstSample, PanelDecision, Person
from tests.made import make, moment
from tests.rules import closable
from tests.rules.gate.test_single_changes import LATER, decision, further
from tests.rules.judging import Judged, judge, shipped_policy

FRIDAY = "2026-11-20 17:20"
APPROVED_ON = date(2026, 11, 19)
LAST_DAY, DAY_AFTER = "2027-01-14", "2027-01-15"
"""The window of eight weeks after the approval ends with the first."""


def closed(
    *plus: Any, without: tuple[type, ...] = (), at: str = FRIDAY, kept: tuple[str, ...] = ()
) -> Judged:
    """The soundly closed line with these records more and those sheets away."""
    records = [each for each in closable.closed() if not isinstance(each, without)]
    return judge(*records, *plus, at=at, kept=kept or closable.KEPT)


def status(found: Judged) -> str:
    return found.line("A-1").assured_status.value


def test_without_a_panels_sheet_the_typed_word_counts_for_the_figures_only() -> None:
    kept = tuple(each for each in closable.KEPT if each != "Panels")
    found = closed(without=(PanelDecision,), kept=kept)
    figures = found.register("B1.1").figures
    assert (figures["live"], figures["closed_on_word"]) == (0, 1)
    assert status(found) == "closed - not assured"
    assert found.outcome("closed_without_approval") == "not_recorded"
    assert found.outcome("assurance_in_doubt") == "not_recorded"


def test_a_line_reopened_by_a_review_stays_live_whatever_is_typed_without_a_panel() -> None:
    reopened = closable.review_of_file(reviewed_at="2026-11-18 09:00", action_reinstated=True)
    kept = tuple(each for each in closable.KEPT if each != "Panels")
    found = closed(reopened, without=(PanelDecision,), kept=kept)
    assert status(found) == "reinstated"
    assert found.line("A-1").is_live


def test_an_approval_by_somebody_without_the_role_ends_no_reinstatement() -> None:
    reopened = closable.review_of_file(reviewed_at=LATER, action_reinstated=True)
    assert status(closed(reopened, decision("2026-11-20 10:15", decision="Approved"))) != (
        "reinstated"
    )
    by_another = decision("2026-11-20 10:15", decision="Approved", decided_by="P-3")
    assert status(closed(reopened, by_another)) == "reinstated"


@pytest.mark.parametrize(
    ("decider", "stands"),
    [("P-2", False), ("P-4", True), ("P-5", True), ("P-1", False)],
)
def test_the_closure_of_a_managers_own_line_is_approved_above_them(
    decider: str, stands: bool
) -> None:
    owner = make(Person, ref="P-9", display_name="Manager", roles=("Registered Manager",))
    above = make(Person, ref="P-5", display_name="Operations", roles=("Operations Manager",))
    own = closable.action(status="Closed", closed_on="2026-11-19", owner="P-9")
    decided = decision("2026-11-19 10:15", decision="Approved", decided_by=decider)
    found = closed(own, owner, above, decided, without=(Action, PanelDecision))
    expected = "met" if stands else "fired"
    assert found.outcome("closed_without_approval") == expected
    assert found.line("A-1").is_live is not stands


def test_a_decider_who_had_left_by_the_panel_approves_nothing() -> None:
    left = make(
        Person, ref="P-8", display_name="Left", roles=("Registered Manager",),
        active_to="2026-11-18",
    )  # fmt: skip
    decided = decision("2026-11-19 10:15", decision="Approved", decided_by="P-8")
    found = closed(left, decided, without=(PanelDecision,))
    (told,) = found.verdicts("closed_without_approval")
    assert "P-8 was not active on 19 November 2026" in told.reason


def test_who_typed_closed_without_an_approval_is_told_of_the_same_day() -> None:
    (told,) = closed(without=(PanelDecision,)).verdicts("closed_without_approval")
    assert (told.tell, told.also_tell) == ("Registered Manager", ("Provider Director",))
    assert told.by == moment("2026-11-19").end


@pytest.mark.parametrize(
    ("at", "expected"),
    [("2026-11-19 17:10", "not_due"), ("2026-11-19 17:11", "fired"), (FRIDAY, "fired")],
)
def test_an_approval_without_an_authorised_batch_is_told_from_the_time_of_the_batch(
    at: str, expected: str
) -> None:
    found = closed(without=(Batch,), at=at, kept=(*closable.KEPT, "Batches"))
    assert found.outcome("batch_not_authorised") == expected


def test_a_batch_authorised_late_ends_it_and_batch_by_1710_alone_speaks() -> None:
    late = make(Batch, ref="BA-1", authorised_at="2026-11-20 09:00", authorised_by="P-4")
    found = closed(late, without=(Batch,))
    assert found.outcome("batch_not_authorised") == "met"
    assert found.outcome("batch_by_1710") == "fired"
    assert status(found) == "closed - assured"


def test_without_a_batches_sheet_it_is_not_recorded_and_asks_for_no_batch() -> None:
    found = closed(without=(Batch,))
    assert found.outcome("batch_not_authorised") == "not_recorded"
    assert status(found) == "closed - assured"


@pytest.mark.parametrize(
    ("found_at", "expected"),
    [
        pytest.param("2026-11-19 10:15", "closed - assured", id="at the approval"),
        pytest.param("2026-11-19 10:16", "closed - in doubt", id="a minute after it"),
        pytest.param(LAST_DAY, "closed - in doubt", id="on the window's last day"),
        pytest.param(DAY_AFTER, "closed - assured", id="the day after"),
    ],
)
def test_a_doubt_is_taken_in_from_the_approval_to_the_end_of_the_window(
    found_at: str, expected: str
) -> None:
    assert status(closed(further(found_at), at="2027-06-01 09:00")) == expected


def test_a_doubt_outlives_the_window_and_ends_by_a_later_decision() -> None:
    doubted = closed(further(LATER), at="2027-06-01 09:00")
    assert status(doubted) == "closed - in doubt"
    (told,) = doubted.verdicts("assurance_in_doubt")
    assert (told.observed, told.by) == (1, moment("2026-11-20").end)
    assert status(closed(further(LATER), at="2026-11-20 08:59")) == "closed - assured"
    again = decision("2026-11-20 10:15", decision="Approved")
    assert status(closed(further(LATER), again)) == "closed - assured"


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        pytest.param({}, "closed - in doubt", id="not corrected"),
        pytest.param(
            {"corrected_on": "2026-11-20 12:00", "accepted_after_correction": True},
            "closed - assured",
            id="corrected and accepted",
        ),
        pytest.param(
            {"corrected_on": "2026-11-20 12:00", "accepted_after_correction": False},
            "closed - in doubt",
            id="the correction refused",
        ),
        pytest.param(
            {"corrected_on": "2026-11-20 17:21", "accepted_after_correction": True},
            "closed - in doubt",
            id="corrected later",
        ),
    ],
)
def test_an_invalid_file_is_a_doubt_until_its_correction_is_accepted(
    correction: dict[str, Any], expected: str
) -> None:
    invalid = closable.review_of_file(reviewed_at=LATER, outcome_proof=False, **correction)
    assert status(closed(invalid)) == expected


def test_a_file_handed_in_after_the_approval_is_none_that_it_rests_on() -> None:
    later = closable.evidence(ref="E-2", submitted_on="2026-11-20 08:00")
    invalid = closable.review_of_file(evidence="E-2", reviewed_at=LATER, outcome_proof=False)
    assert status(closed(later, invalid)) == "closed - assured"


def test_a_line_is_in_doubt_on_the_lists_and_off_the_live_ones() -> None:
    found = closed(further(LATER)).line("A-1")
    assert not found.is_live
    assert not found.overdue


@pytest.mark.parametrize(
    ("begin", "raised_on", "expected"),
    [
        pytest.param(date(2026, 11, 20), "2026-09-01", "closed before records", id="a day before"),
        pytest.param(APPROVED_ON, "2026-09-01", "closed - not assured", id="on the first day"),
        pytest.param(None, "2026-09-01", "closed - not assured", id="no first day"),
        pytest.param(
            date(2026, 11, 20), "2026-11-20", "closed - not assured", id="closed before raised"
        ),
        pytest.param(date(2026, 11, 21), "2026-09-01", "closed - not assured", id="begins later"),
    ],
)
def test_a_line_closed_before_records_begin_is_counted_apart(
    begin: date | None, raised_on: str, expected: str
) -> None:
    line = closable.action(status="Closed", closed_on="2026-11-19", raised_on=raised_on)
    policy = replace(shipped_policy(), records_begin=begin)
    found = judge(line, kept=("Panels", "Evidence"), policy=policy)
    is_before = expected == "closed before records"
    assert found.line("A-1").assured_status == expected
    assert found.line("A-1").is_live is not is_before
    assert found.register("B1.1").figures["closed_on_word"] == (0 if is_before else 1)
    assert ("A-1" in found.outcomes("closed_without_approval")) is not is_before
    assert ("A-1" in found.outcomes("three_kinds_of_evidence")) is not is_before


@pytest.mark.parametrize(("begin", "is_told"), [(date(2026, 11, 20), False), (None, True)])
def test_no_rule_speaks_of_a_line_closed_before_records_begin(
    begin: date | None, is_told: bool
) -> None:
    line = closable.action(status="Closed", closed_on="2026-11-19", quality_statements=())
    deferred = decision("2026-11-19 10:15", decision="Deferred", decided_by="P-1")
    policy = replace(shipped_policy(), records_begin=begin)
    found = judge(line, *closable.people(), deferred, kept=closable.KEPT, policy=policy).line("A-1")
    assert bool(found.findings) is is_told
    assert bool(found.escalations) is is_told


@pytest.mark.parametrize(("status", "closed_on"), [("In progress", "2026-11-19"), ("Closed", None)])
def test_only_a_line_typed_closed_with_its_day_is_closed_before_records(
    status: str, closed_on: str | None
) -> None:
    line = closable.action(status=status, closed_on=closed_on)
    policy = replace(shipped_policy(), records_begin=date(2026, 11, 20))
    assert judge(line, kept=("Panels",), policy=policy).line("A-1").is_live


@pytest.mark.parametrize(("at", "is_judged"), [(LAST_DAY, True), (DAY_AFTER, False)])
def test_signs_are_looked_for_until_the_window_of_an_accepted_closure_is_over(
    at: str, is_judged: bool
) -> None:
    found = closed(at=f"{at} 09:00")
    assert ("A-1" in found.outcomes("outdated_attachment")) is is_judged
    assert ("A-1" in found.outcomes("sign_off_without_movement")) is is_judged
    assert ("A-1" in found.outcomes("approved_on_tasks_alone")) is is_judged


def test_signs_of_a_line_closed_on_a_word_never_end() -> None:
    found = closed(without=(PanelDecision,), at=f"{DAY_AFTER} 09:00")
    assert "A-1" in found.outcomes("outdated_attachment")
    assert "A-1" in found.outcomes("weak_complaint_data")
    assert "A-1" in found.outcomes("sign_off_without_movement")


@pytest.mark.parametrize(("without", "count"), [((), 1), ((PanelDecision,), 0)])
def test_a_burst_counts_as_newly_closed_what_was_accepted_and_not_what_was_typed(
    without: tuple[type, ...], count: int
) -> None:
    drawn = make(BurstSample, burst="BU-2", evidence="E-1", drawn_at="2026-11-20 11:00")
    found = closed(drawn, without=without)
    assert found.register("B2.1").figures["from_newly_closed"] == count
