"""Rules at the very moment, number or scope where they turn."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from builder.field import (
    Action,
    Check,
    Finding,
    Measure,
    Notice,
    PanelDecision,
    Review,
    ValidityReview,
    WorkforceWeek,
)
from builder.field.words import Stratum
from builder.history import History
from builder.policy import load_policy
from builder.rules.answers import verdict
from builder.rules.assessment import Fitness, RegisterResult
from builder.rules.duties.telling.late_escalations import escalation_late
from builder.rules.facts.people.workforce import monthly_rates
from builder.rules.gate.explain.search import MOST_CHANGES, explain
from builder.rules.policy_effect import override_effects, without
from builder.rules.registers.packing import Load, keep_most_urgent
from builder.rules.verdict import PROVIDER, Outcome, Verdict
from builder.shipped import policy_texts
from tests.made import as_at, make, register
from tests.rules import closable
from tests.rules.burst.test_draw import drawn, file, provider
from tests.rules.burst.test_draw import line as drawn_action
from tests.rules.judged import CATALOGUE, POLICY, facts_of
from tests.rules.judging import judge

NOW = as_at("2026-11-20 17:20")
HIGH_RISK = (Stratum.HIGH_RISK, Stratum.BOTH)


def test_a_verdict_of_a_line_stands_with_that_line_alone() -> None:
    judged = judge(
        make(Action, ref="A-1", status="In progress", due="2026-11-19"),
        make(Action, ref="A-2", status="In progress", due="2026-12-19"),
        make(Finding, ref="F-1", found_at="2026-11-01 09:00"),
    )
    for ref in ("A-1", "A-2"):
        found = judged.line(ref).findings
        assert found
        assert {each.subject and (each.subject.sheet, each.subject.ref) for each in found} == {
            ("Actions", ref)
        }


@pytest.mark.parametrize(("state", "suffix"), [("accepted", ""), ("corrected", " corrected")])
def test_a_corrected_file_stands_on_another_judgement(state: str, suffix: str) -> None:
    fitness = Fitness(ref="E-1", action="A-1", state=state, limit_days=90, reviewed_at=NOW)
    assert fitness.judgement == f"{NOW.isoformat()}{suffix}"


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_draw_never_takes_more_files_than_asked(size: int) -> None:
    assert len(drawn(*provider(5, 5, 5), size=size).files) == size


def test_where_both_shares_fit_the_first_high_risk_file_is_drawn() -> None:
    both = [drawn_action("B-1", high=True, closed_on="2026-11-19"), file("E-B", "B-1")]
    for day in range(16, 21):
        found = drawn(*provider(4, 0, 6), *both, on=date(2026, 11, day), size=2)
        high = [
            each for each in found.candidates if each.stratum in (Stratum.HIGH_RISK, Stratum.BOTH)
        ]
        assert high[0] in found.files


def overrides(id: str, value: int, since: str = "") -> str:
    return f"{{threshold: {id}, value: {value}, reason: R{since}}}"


def test_an_override_counts_from_its_own_day() -> None:
    text = f"overrides: [{overrides('severe_misses', 1, ', from: 2026-11-20')}]"
    policy, problems = load_policy(policy_texts(), text)
    assert problems == ()
    (effect,) = override_effects(register(), policy, CATALOGUE, History(), NOW)
    assert effect.is_in_force


def test_without_one_override_the_others_stand() -> None:
    text = f"overrides: [{overrides('severe_misses', 1)}, {overrides('workload_pressure', 110)}]"
    policy, _ = load_policy(policy_texts(), text)
    first, second = policy.overrides
    found = without(policy, first)
    assert found.overrides == (second,)
    assert found.threshold("severe_misses").value == POLICY.threshold("severe_misses").value
    assert found.threshold("workload_pressure").value == 110


def late(rule: str, scope: str) -> RegisterResult:
    made = verdict(POLICY.thresholds[rule], Outcome.FIRED, "So.", scope=scope, by=NOW)
    return RegisterResult(id="B2.2", name="", scope=scope, verdicts=(made,))


def scopes(*registers: RegisterResult) -> list[str]:
    return [each.scope for each in escalation_late(facts_of(), registers)]


def test_a_limit_is_escalated_once_for_the_provider_else_for_each_service() -> None:
    wide, own = late("invalid_evidence", PROVIDER), late("invalid_evidence", "OAK")
    other = late("integrity_defects", "ELM")
    assert scopes(wide, own, other) == [PROVIDER, "ELM"]
    assert scopes(own) == ["OAK"]


def notice(*due: str, at: str) -> Verdict:
    actions = [
        make(Action, ref=f"A-{n}", status="In progress", due=day) for n, day in enumerate(due)
    ]
    refs = tuple(each.ref for each in actions)
    known = make(Notice, ref="N-1", type="CQC-WN", comply_by="2026-11-20", actions=refs)
    (found,) = judge(known, *actions, at=at).verdicts("notice_comply_by")
    return found


@pytest.mark.parametrize(
    ("at", "outcome"),
    [("2026-11-20 23:59:59", Outcome.NOT_DUE), ("2026-11-21 00:00", Outcome.FIRED)],
)
def test_a_notice_is_to_be_met_by_the_end_of_its_day(at: str, outcome: Outcome) -> None:
    assert notice("2026-12-01", at=at).outcome is outcome


def test_one_line_is_and_two_are_still_live() -> None:
    assert notice("2026-12-01", at="2026-11-20 12:00").reason.startswith(
        "1 action of the notice is "
    )
    two = notice("2026-12-01", "2026-12-02", at="2026-11-20 12:00")
    assert two.reason.startswith("2 actions of the notice are ")


def week(starting: str, missed: int, **typed: Any) -> WorkforceWeek:
    return make(
        WorkforceWeek,
        service="HAR",
        week_starting=starting,
        visits_planned=100,
        visits_missed=missed,
        **typed,
    )


def test_a_month_counts_from_the_day_on_which_its_last_week_has_ended() -> None:
    """The week of 23 November ends on the 29th; November itself on the 30th."""
    weeks = [week("2026-11-16", 2), week("2026-11-23", 4)]

    def rates(at: str) -> list[tuple[str, int]]:
        found = monthly_rates(facts_of(*weeks, at=at), "HAR")
        return [(each.on.isoformat(), len(each.weeks)) for each in found]

    assert rates("2026-11-29 12:00") == []
    assert rates("2026-11-30 12:00") == [("2026-11-30", 2)]


@pytest.mark.parametrize("carriers", [("P-1", "P-2"), ("P-2", "P-1")])
def test_who_has_just_room_enough_keeps_the_load(carriers: tuple[str, str]) -> None:
    loads = [Load(ref, who, Fraction(8)) for ref, who in zip(("A", "B"), carriers, strict=True)]
    room = {"P-1": Fraction(8), "P-2": Fraction(8)}
    assert keep_most_urgent(loads, room) == dict(zip(("A", "B"), carriers, strict=True))


FOUR_THINGS = (Action, ValidityReview, Check, Measure)


def test_four_changes_are_still_found() -> None:
    records = [each for each in closable.closable() if not isinstance(each, FOUR_THINGS)]
    nobodys = [closable.action(owner="P-9"), *records]
    found = explain(facts_of(*nobodys, kept=closable.KEPT), "A-1")
    assert len(found.changes) == MOST_CHANGES
    assert not found.is_beyond_search


@pytest.mark.parametrize(
    ("at", "met"), [("2026-11-08 23:59", []), ("2026-11-09 00:00", ["HAR 2026-11-09"])]
)
def test_a_week_has_begun_on_its_first_day(at: str, met: list[str]) -> None:
    judged = judge(week("2026-11-09", 3), at=at)
    assert list(judged.outcomes("continuity_escalated")) == met


def test_a_week_belongs_to_the_review_on_its_last_day() -> None:
    action = make(Action, ref="A-1", service="HAR", theme="Staffing levels", status="In progress")
    reviews = [make(Review, action="A-1", reviewed_on=day) for day in ("2026-10-11", "2026-11-08")]
    weeks = [week("2026-10-05", 1), week("2026-10-12", 2), week("2026-11-02", 3)]
    found = monthly_rates(facts_of(action, *reviews, *weeks), "HAR")
    assert [[each.visits_missed for each in rate.weeks] for rate in found] == [[1], [2, 3]]


def test_a_week_that_ends_today_has_ended() -> None:
    weeks = [week("2026-10-26", 6), week("2026-11-23", 6)]
    facts = facts_of(*weeks, at="2026-11-29 12:00")
    assert [each.on.isoformat() for each in monthly_rates(facts, "HAR")] == []
    action = make(Action, ref="A-1", service="HAR", theme="Staffing levels", status="In progress")
    reviews = [make(Review, action="A-1", reviewed_on=day) for day in ("2026-11-01", "2026-11-29")]
    facts = facts_of(action, *reviews, *weeks, at="2026-11-29 12:00")
    assert [len(each.weeks) for each in monthly_rates(facts, "HAR")] == [1, 1]


@pytest.mark.parametrize(("target", "limit"), [(5, 5), ("2.5", Fraction(5, 2))])
def test_the_target_of_missed_visits_is_shown_exactly(target: Any, limit: Any) -> None:
    (found,) = judge(week("2026-11-09", 3, target_missed_percent=target)).verdicts(
        "continuity_escalated"
    )
    assert found.limit == limit
    assert type(found.limit) is type(limit)


@pytest.mark.parametrize(
    ("at", "outcome"), [("2026-11-20 09:00", "not_due"), ("2026-11-20 09:01", "fired")]
)
def test_what_was_done_and_lacks_something_fires_once_its_time_has_passed(
    at: str, outcome: str
) -> None:
    found = make(
        Finding,
        ref="F-1",
        found_at="2026-11-19 09:00",
        manager_reviewed_at="2026-11-19 12:00",
    )
    assert judge(found, at=at).outcome("manager_review_24h") == outcome


def early(**typed: Any) -> list[Any]:
    """A closable line that the panel saw on 15 October, before the follow-up of October ended."""
    records = [each for each in closable.closable() if not isinstance(each, Action)]
    decision = make(
        PanelDecision,
        action="A-1",
        panel_at="2026-10-15 10:15",
        decision="Approved",
        decided_by="P-2",
    )
    return [closable.action(proposed_on="2026-10-14", **typed), *records, decision]


def test_a_sign_off_is_judged_by_the_movement_of_its_own_day() -> None:
    found = judge(*early(status="Closed", closed_on="2026-10-15"), kept=closable.KEPT)
    assert found.outcome("sign_off_without_movement") == "fired"


def test_a_closed_line_shows_how_its_measure_moved_by_now() -> None:
    closed = facts_of(*early(status="Closed", closed_on="2026-10-15"), kept=closable.KEPT)
    assert closed.outcome_changes["A-1"].reduction_percent == 75
    assert closed.gates["A-1"]
    assert "outcome reduction" not in {each.check for each in closed.gates["A-1"] if each.passes}
