"""Duties that several things could set off, end or answer: which of them counts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from builder.field import (
    Action,
    Batch,
    Evidence,
    Measure,
    Notice,
    PanelDecision,
    Retest,
    ValidityReview,
)
from builder.rules.duties.clock import Clock
from tests.made import as_at, make, moment
from tests.rules import closable
from tests.rules.duties.test_accepted_closures import closed as closed_line
from tests.rules.duties.test_decisions import LINE, decided
from tests.rules.duties.test_kept_times_looked_back import (
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WEEK,
    closed,
    drawn,
    session,
)
from tests.rules.duties.test_steps_checks_reviews import check, line
from tests.rules.gate.test_relapses import measures
from tests.rules.gate.test_single_changes import LATER, further
from tests.rules.judged import decimal
from tests.rules.judging import judge, policy_with
from tests.rules.registers.test_bursts import file, proof, retest, reviewed


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


def test_the_first_decision_afterwards_answers_a_deferral() -> None:
    waits = decided("Deferred", f"{TUESDAY} 10:15", re_review_on=THURSDAY)
    later = [decided("Approved", f"{day} 10:15") for day in (WEDNESDAY, THURSDAY)]
    (told,) = judge(LINE, waits, *later).verdicts("re_review_overdue")
    assert told.done_at == as_at(f"{WEDNESDAY} 10:15")


def test_the_last_second_of_the_day_is_in_time_for_a_rota_review() -> None:
    rows = closable.people()[0], WEEK, session("Rota review", TUESDAY, None)
    for at, outcome in ((f"{TUESDAY} 23:59:59", "not_due"), (f"{WEDNESDAY} 00:00", "fired")):
        assert judge(*rows, at=at).outcome("rota_reviewed_daily") == outcome


def _second_line() -> Iterator[Any]:
    """The soundly closed line once more, in a batch authorised a day later."""
    for each in closable.closed():
        if isinstance(each, Action):
            yield replace(each, ref="A-2")
        elif isinstance(each, Evidence):
            yield replace(each, ref="E-2", action="A-2")
        elif isinstance(each, ValidityReview):
            yield replace(each, evidence="E-2")
        elif isinstance(each, PanelDecision):
            yield replace(each, action="A-2", batch="BA-2")
        elif getattr(each, "action", None) == "A-1":
            yield replace(each, action="A-2")
    yield make(Batch, ref="BA-2", authorised_at="2026-11-20 09:00", authorised_by="P-4")


def test_the_last_line_of_a_notice_says_whether_all_were_closed_by_its_date() -> None:
    for comply_by, outcome in (("2026-11-20", "met"), ("2026-11-19", "fired")):
        notice = make(
            Notice, ref="N-1", type="CQC-WN", service="S-1", served_on="2026-10-01",
            actions=["A-1", "A-2"], comply_by=comply_by,
        )  # fmt: skip
        assert closed_line(*_second_line(), notice).outcome("notice_comply_by") == outcome


def test_a_figure_of_after_the_approval_speaks_against_a_review_too() -> None:
    found = closed_line(*measures(18, "2026-11-20"), without=(Measure,))
    assert found.outcome("review_contradicts_figures") == "fired"


def test_a_period_that_ends_today_has_ended() -> None:
    for end, outcomes in (("2026-11-20", {"A-1": "met"}), ("2026-11-21", {})):
        found = closed_line(*measures(5, end), without=(Measure,))
        assert found.outcomes("review_contradicts_figures") == outcomes


def test_a_repeated_omission_is_as_old_as_its_first_and_done_with_its_last() -> None:
    def row(person: str, day: str, arranged_on: str | None) -> Retest:
        return retest(
            person, 9, 10, repeated_omissions=1, retested_at=f"{day} 10:00",
            supervision_arranged_on=arranged_on,
        )  # fmt: skip

    first, second = row("P-1", TUESDAY, WEDNESDAY), row("P-2", WEDNESDAY, THURSDAY)
    (told,) = judge(LINE, file("E-1"), first, second).verdicts("repeated_omission")
    assert (told.since, told.done_at) == (as_at(f"{TUESDAY} 10:00"), moment(THURSDAY).end)
    waiting = row("P-3", THURSDAY, None)
    (told,) = judge(LINE, file("E-1"), first, second, waiting).verdicts("repeated_omission")
    assert told.done_at is None


def test_of_two_acts_without_a_name_the_first_is_told() -> None:
    found = judge(closable.people()[1], drawn(THURSDAY), reviewed("E-1", burst="B-1"))
    (told,) = found.verdicts("role_not_held")
    assert told.reason == "Drawn by: nobody is named."
