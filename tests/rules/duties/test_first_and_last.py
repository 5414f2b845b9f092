"""Duties that several things could set off, end or answer: which of them counts."""

from builder.field import Batch, PanelDecision
from builder.rules.duties.clock import Clock
from tests.made import as_at, make, moment
from tests.rules.duties.test_accepted_closures import closed as closed_line
from tests.rules.duties.test_decisions import LINE, decided
from tests.rules.duties.test_kept_times_looked_back import (
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    closed,
    drawn,
)
from tests.rules.duties.test_steps_checks_reviews import check, line
from tests.rules.gate.test_single_changes import LATER, further
from tests.rules.judged import decimal
from tests.rules.judging import judge, policy_with
from tests.rules.registers.test_bursts import file, proof


def test_of_two_doubts_the_first_says_since_when() -> None:
    first, second = further("2026-11-19 12:00"), further(LATER, ref="F-8")
    (told,) = closed_line(second, first).verdicts("assurance_in_doubt")
    assert (told.observed, told.since) == (2, as_at("2026-11-19 12:00"))


def test_bursts_are_due_from_the_first_draw_on() -> None:
    rows = drawn(TUESDAY), drawn(THURSDAY, "B-2")
    assert judge(*rows, at=f"{THURSDAY} 11:00").outcome("burst_not_drawn") == "fired"


def test_at_its_very_time_a_burst_is_not_due() -> None:
    today = policy_with("kept_times_lookback", decimal("0"))
    for at, outcome in (("11:00", "not_due"), ("11:01", "fired")):
        found = judge(drawn(THURSDAY), at=f"2026-11-20 {at}", policy=today)
        assert found.outcome("burst_not_drawn") == outcome


def test_cycles_are_closed_from_the_first_close_on() -> None:
    draws = drawn(TUESDAY), drawn(WEDNESDAY, "B-2"), drawn(THURSDAY, "B-3")
    closes = closed(TUESDAY), closed(THURSDAY, burst="B-3")
    found = judge(*draws, *closes, at=f"{THURSDAY} 18:00")
    assert found.outcomes("cycle_closed_by_1800") == {"B-2": "fired"}


def test_a_revisit_names_the_share_of_the_first_visit() -> None:
    (told,) = judge(LINE, file("E-1"), proof("E-1", 80, 100)).verdicts("revisit_missed")
    assert told.reason.startswith("80% matched.")


def test_of_two_errors_the_first_must_be_escalated_first() -> None:
    both = [check(at, continued_error=True) for at in ("2026-11-19 09:00", "2026-11-19 10:00")]
    (told,) = judge(line(), *both, at="2026-11-19 10:05").verdicts("continued_error_escalated")
    assert (told.outcome, told.by) == ("fired", as_at("2026-11-19 09:15"))


def test_what_is_done_at_the_moment_that_sets_it_off_takes_no_time() -> None:
    at = moment("2026-11-19 09:00")
    assert Clock(since=at.at, by=as_at("2026-11-19 10:00"), done=at).hours_taken() == 0


def test_a_batch_cannot_hold_what_was_approved_after_it() -> None:
    early, late = (
        make(PanelDecision, action=ref, panel_at=at, decision="Approved", batch="BA-1")
        for ref, at in (("A-1", f"{THURSDAY} 10:15"), ("A-2", f"{THURSDAY} 16:00"))
    )
    batch = make(Batch, ref="BA-1", authorised_at=f"{THURSDAY} 12:00")
    assert judge(early, batch).outcome("batch_by_1710") == "met"
    assert judge(early, late, batch).outcome("batch_by_1710") == "not_computable"


def test_the_latest_deferral_says_when_the_panel_sees_a_line_again() -> None:
    rows = [
        decided("Deferred", f"{day} 10:15", re_review_on=again)
        for day, again in ((TUESDAY, WEDNESDAY), (WEDNESDAY, THURSDAY))
    ]
    (told,) = judge(LINE, *rows).verdicts("re_review_overdue")
    assert (told.outcome, told.by) == ("fired", moment(THURSDAY).end)
