"""B0.4, B0.6, B1.S, A2.X: standards of a line, and the signs in its deadline."""

from decimal import Decimal
from typing import Any

import pytest

from builder.field import Action, DeadlineChange, Evidence, Notice, Person, ValidityReview
from builder.rules.verdict import Weight
from tests.made import as_at, make
from tests.rules.judging import judge, policy_with


def line(ref: str = "A-1", **typed: Any) -> Action:
    defaults = {"service": "OAK", "status": "In progress", "raised_on": "2026-11-02"}
    return make(Action, ref=ref, **{**defaults, **typed})


@pytest.mark.parametrize(
    ("statements", "raised", "outcome"),
    [
        pytest.param(["SAFE-6"], "2026-11-02", "met", id="in force"),
        pytest.param(["safe-6"], "2026-11-02", "met", id="another case"),
        pytest.param([], "2026-11-02", "fired", id="none"),
        pytest.param(["ASC26-SAFE-1"], "2026-11-02", "fired", id="a draft"),
        pytest.param(["ASC26-SAFE-1", "SAFE-6"], "2026-11-02", "met", id="one of two in force"),
        pytest.param(["NOSUCH-1"], "2026-11-02", "fired", id="unknown"),
        pytest.param(["SAFE-6"], "2009-01-01", "fired", id="before the framework"),
        pytest.param(["SAFE-6"], None, "not_computable", id="raised day unknown"),
        pytest.param([], None, "fired", id="none, raised day unknown"),
    ],
)
def test_a_line_names_a_statement_in_force_when_it_was_raised(
    statements: list[str], raised: str | None, outcome: str
) -> None:
    judged = judge(line(quality_statements=statements, raised_on=raised))
    assert judged.outcome("quality_statement_missing") == outcome


def test_closed_lines_name_their_statement_and_cancelled_ones_need_not() -> None:
    judged = judge(line(status="Closed"), line("A-2", status="Cancelled"))
    assert judged.outcomes("quality_statement_missing") == {"A-1": "fired"}


FOUR = {
    "owner": "P-1",
    "evidence_due": "2026-12-01",
    "validation_method": "Audit",
    "closure_rule": "Two clean audits",
}


@pytest.mark.parametrize("missing", [None, *FOUR])
def test_an_enforcement_line_has_its_four_fields(missing: str | None) -> None:
    typed = {name: value for name, value in FOUR.items() if name != missing}
    (verdict,) = judge(line(source_kind="Enforcement notice", **typed)).verdicts(
        "enforcement_line_incomplete"
    )
    assert verdict.outcome.value == ("met" if missing is None else "fired")
    assert verdict.observed == (0 if missing is None else 1)


@pytest.mark.parametrize(("type", "judged"), [("CQC-WN", 1), ("CQC-ACTION-PLAN", 0)])
def test_a_line_of_an_enforcement_notice_is_an_enforcement_line(type: str, judged: int) -> None:
    notice = make(Notice, ref="N-1", type=type)
    verdicts = judge(line(source_ref="N-1"), notice).verdicts("enforcement_line_incomplete")
    assert len(verdicts) == judged


def change(n: int = 1, **typed: Any) -> DeadlineChange:
    defaults = {
        "action": "A-1",
        "changed_on": f"2026-11-0{n}",
        "from_due": "2026-11-10",
        "to_due": "2026-12-01",
        "approved_by": "P-1",
    }
    return make(DeadlineChange, **{**defaults, **typed})


@pytest.mark.parametrize(
    ("changes", "outcome", "weight"),
    [
        (1, "met", Weight.LIMIT),
        (2, "met", Weight.WATCH),
        (3, "fired", Weight.LIMIT),
        (4, "fired", Weight.LIMIT),
    ],
)
def test_the_third_change_is_a_sign_and_the_second_is_watched(
    changes: int, outcome: str, weight: Weight
) -> None:
    records = [change(n) for n in range(1, changes + 1)]
    (verdict,) = judge(line(), *records).verdicts("repeated_date_changes")
    assert (verdict.outcome.value, verdict.weight) == (outcome, weight)


def test_unapproved_changes_count_as_changes() -> None:
    records = [change(n, approved_by=None) for n in (1, 2, 3)]
    assert judge(line(), *records).outcome("repeated_date_changes") == "fired"


def test_what_is_only_watched_is_not_escalated() -> None:
    judged = judge(line(due="2026-12-01"), change(1), change(2))
    told = {rule for each in judged.assessment.escalations for rule in each.because}
    assert "repeated_date_changes" not in told


@pytest.mark.parametrize(
    ("approval", "outcome"),
    [
        ({"approved_by": "P-1"}, "met"),
        ({"approved_by": None, "approved_on": "2026-11-05"}, "met"),
        ({"approved_by": None}, "fired"),
    ],
)
def test_a_change_without_approval_is_a_finding(approval: dict[str, Any], outcome: str) -> None:
    judged = judge(line(), change(**approval))
    assert judged.outcome("deadline_change_unapproved") == outcome


@pytest.mark.parametrize("rule", ["repeated_date_changes", "deadline_change_unapproved"])
def test_without_deadline_changes_a_rule_is_not_recorded(rule: str) -> None:
    assert judge(line()).outcome(rule) == "not_recorded"


def actions_of(manager: str, number: int) -> list[Action]:
    return [line(f"{manager}-{n}", accountable_manager=manager) for n in range(number)]


@pytest.mark.parametrize(("number", "outcome"), [(4, "met"), (5, "fired")])
def test_five_live_lines_with_one_manager_are_a_sign(number: int, outcome: str) -> None:
    judged = judge(*actions_of("P-1", number), *actions_of("P-2", 1))
    assert judged.outcomes("several_actions_one_manager")["P-1"] == outcome


def test_a_crowded_manager_is_told_once_and_never_of_a_line() -> None:
    judged = judge(*actions_of("P-1", 5), *actions_of("P-2", 1))
    outcomes = judged.outcomes("several_actions_one_manager")
    assert outcomes == {"P-1": "fired", "P-2": "met"}
    told = [
        each.subject.ref
        for each in judged.assessment.escalations
        if "several_actions_one_manager" in each.because
    ]
    assert told == ["P-1"]


@pytest.mark.parametrize(
    ("shares", "outcome"),
    [
        pytest.param((3, 3, 4), "fired", id="30 per cent of ten"),
        pytest.param((3, 3, 3), "met", id="fewer than ten lines"),
        pytest.param((3, 4, 4), "met", id="27 per cent of eleven"),
    ],
)
def test_thirty_per_cent_of_ten_lines_are_a_sign_too(shares: tuple[int, ...], outcome: str) -> None:
    actions = [each for n, number in enumerate(shares, 1) for each in actions_of(f"P-{n}", number)]
    assert judge(*actions).outcomes("several_actions_one_manager")["P-1"] == outcome


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        pytest.param({"percent_complete": 80}, "fired", id="80 per cent"),
        pytest.param({"percent_complete": 79.9}, "met", id="just below"),
        pytest.param({"progress_note": "NEARLY  complete"}, "fired", id="phrase"),
        pytest.param({"progress_note": "Complete"}, "met", id="other words"),
        pytest.param({}, "met", id="nothing said"),
    ],
)
def test_overdue_and_nearly_complete_without_evidence_is_a_sign(
    typed: dict[str, Any], outcome: str
) -> None:
    other = make(Evidence, ref="E-9", action="A-9")
    judged = judge(line(due="2026-11-19", **typed), other)
    assert judged.outcome("nearly_complete_without_evidence") == outcome


def test_a_line_that_is_not_overdue_is_not_judged() -> None:
    judged = judge(line(due="2026-11-20", percent_complete=99), kept=("Evidence",))
    assert judged.outcomes("nearly_complete_without_evidence") == {}


@pytest.mark.parametrize(("matches", "outcome"), [(True, "met"), (False, "fired")])
def test_accepted_evidence_answers_the_sign(matches: bool, outcome: str) -> None:
    judged = judge(
        line(due="2026-11-19", percent_complete=90),
        make(Evidence, ref="E-1", action="A-1", source_date="2026-11-15"),
        make(
            ValidityReview,
            burst="B-1",
            evidence="E-1",
            reviewed_at="2026-11-18 12:00",
            matches_live_practice=matches,
            source_date_current=True,
            outcome_proof=True,
        ),
    )
    assert judged.outcome("nearly_complete_without_evidence") == outcome


def test_without_evidence_the_sign_is_not_recorded() -> None:
    judged = judge(line(due="2026-11-19", percent_complete=90))
    assert judged.outcome("nearly_complete_without_evidence") == "not_recorded"


LOW: dict[str, Any] = {"likelihood": 2, "consequence": 2}
HIGH: dict[str, Any] = {"likelihood": 2, "consequence": 4}


@pytest.mark.parametrize(
    ("due", "risk", "outcome"),
    [
        pytest.param("2026-11-20", HIGH, "met", id="due today"),
        pytest.param("2026-11-19", HIGH, "fired", id="high risk at once"),
        pytest.param("2026-11-20 17:19", HIGH, "fired", id="high risk by a minute"),
        pytest.param("2026-11-19", LOW, "not_due", id="one day"),
        pytest.param("2026-11-13", LOW, "not_due", id="seven days"),
        pytest.param("2026-11-12", LOW, "fired", id="eight days"),
        pytest.param("2026-11-19", {}, "fired", id="risk not scored, at once"),
        pytest.param("2026-11-19", {**LOW, "theme": "Fire safety"}, "fired", id="environment"),
        pytest.param("2026-11-20", {**LOW, "theme": "Fire safety"}, "met", id="not overdue"),
        pytest.param(None, HIGH, "not_computable", id="no deadline"),
    ],
)
def test_overdue_lines_go_to_the_provider(
    due: str | None, risk: dict[str, Any], outcome: str
) -> None:
    (verdict,) = judge(line(due=due, **risk)).verdicts("overdue_provider_review")
    assert verdict.outcome.value == outcome
    assert verdict.tell == "provider"


@pytest.mark.parametrize(
    ("risk", "by"),
    [(HIGH, "2026-11-12 23:59:59"), (LOW, "2026-11-19 23:59:59")],
    ids=["at once", "after seven days"],
)
def test_the_provider_review_has_its_time(risk: dict[str, Any], by: str) -> None:
    (verdict,) = judge(line(due="2026-11-12", **risk)).verdicts("overdue_provider_review")
    assert verdict.by == as_at(by)


def test_the_seven_days_of_a_moment_are_elapsed_days() -> None:
    policy = policy_with("overdue_provider_review", Decimal(0))
    at_once = judge(line(due="2026-11-19 17:21", **LOW), policy=policy)
    assert at_once.outcome("overdue_provider_review") == "not_due"


LADDER = ("overdue_owner", "overdue_manager", "overdue_provider_review")


def test_an_overdue_line_is_told_once_at_its_highest_rung() -> None:
    overdue = line(due="2026-11-12", owner="P-1", accountable_manager="P-2", **HIGH)
    director = make(Person, ref="P-3", roles=["Provider Director"])
    judged = judge(overdue, director)
    (told,) = [
        each for each in judged.line("A-1").escalations if set(LADDER).intersection(each.because)
    ]
    assert (told.to, told.people, told.rung) == ("provider", ("P-3",), "provider")
    assert set(told.because) == set(LADDER)
    assert told.by == as_at("2026-11-12 23:59:59")
    assert told.has_passed


def test_a_rung_still_to_come_is_not_told_yet() -> None:
    judged = judge(line(due="2026-11-20 12:00", owner="P-1", **LOW))
    (told,) = [
        each for each in judged.line("A-1").escalations if set(LADDER).intersection(each.because)
    ]
    assert (told.to, told.because) == ("Action owner", ("overdue_owner",))


def test_escalations_stand_soonest_first() -> None:
    judged = judge(line(due="2026-11-19", **HIGH), line("A-2", due="2026-11-01", **HIGH))
    moments = [each.by for each in judged.assessment.escalations if each.by is not None]
    assert moments == sorted(moments)
