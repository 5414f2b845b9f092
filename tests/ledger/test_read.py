from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from builder.field import Action, DeadlineChange, Register
from builder.history import Change, ChangeKind
from builder.ledger.append import append, append_failure
from builder.ledger.read import diff, read_history, replay, with_changes_since
from builder.rules.assessment import AssuredStatus, RegisterResult, RegisterRow
from builder.rules.verdict import Outcome, Verdict
from tests.ledger.made_runs import (
    PROBLEM,
    day,
    escalation,
    facts,
    judged,
    provider,
    record,
    register_at,
)
from tests.made import make


def _kinds(changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(each.kind.value, each.ref) for each in changes]


def test_without_a_ledger_there_is_no_history(tmp_path: Path) -> None:
    history, problems = read_history(tmp_path / "nowhere")
    assert (history.runs, history.head, problems) == ((), "", ())
    assert history.last is None


def test_runs_come_with_their_figures(tmp_path: Path) -> None:
    record(tmp_path, 1)
    record(tmp_path, 2)
    history, _ = read_history(tmp_path)
    assert [each.as_at for each in history.runs] == [day(1), day(2)]
    assert history.runs[1].is_unchanged
    assert history.series("B1.1", "live") == ((day(1), 2), (day(2), 2))
    assert history.series("B1.1", "match_percent")[0][1] == Fraction(200, 3)
    assert history.series("B1.1", "x") == ((day(1), None), (day(2), None))
    assert history.runs[0].fired == frozenset({("integrity_defects", "provider")})


def test_complaints_of_a_theme_come_back_by_scope(tmp_path: Path) -> None:
    rows = tuple(
        RegisterRow(key="theme", subject=theme, values={"complaints_linked": number})
        for theme, number in (("Falls | stairs", 2), ("Meals", None))
    )
    themes = RegisterResult(id="B3.3", name="experience", scope="OAK", rows=rows)
    for number in (1, 2):
        held = provider()
        judged_then = judged(held, day(number), registers=(themes,))
        append(tmp_path, held, judged_then, facts(day(number)))
    runs = read_history(tmp_path)[0].runs
    assert [each.complaints_by_theme for each in runs] == [{("OAK", "Falls | stairs"): 2}] * 2


def test_the_first_run_changed_nothing(tmp_path: Path) -> None:
    record(tmp_path, 1)
    assert read_history(tmp_path)[0].runs[0].changes == ()


def test_a_build_sees_what_was_recorded_before_its_moment(tmp_path: Path) -> None:
    first = record(tmp_path, 1)
    second = record(tmp_path, 2)
    before, _ = read_history(tmp_path, before=day(2))
    assert [each.as_at for each in before.runs] == [day(1)]
    assert before.head == first.head
    assert read_history(tmp_path)[0].head == second.head


def test_a_broken_ledger_gives_what_stands_and_says_so(tmp_path: Path) -> None:
    record(tmp_path, 1)
    path = record(tmp_path, 2, provider(digest="bb", title="Later")).path
    path.write_bytes(path.read_bytes().replace(b"Later", b"Never"))
    history, problems = read_history(tmp_path)
    assert [each.as_at for each in history.runs] == [day(1)]
    assert [each.code for each in problems] == ["LG101"]


def test_changes_are_told_by_kind_with_service_and_owner(tmp_path: Path) -> None:
    record(tmp_path, 1)
    record(tmp_path, 2, provider(digest="bb", due="2026-11-27", status="Proposed for closure"))
    proposed, moved = read_history(tmp_path)[0].runs[1].changes
    assert proposed.kind is ChangeKind.PROPOSED
    assert (proposed.before, proposed.after) == ("In progress", "Proposed for closure")
    assert moved == Change(
        kind=ChangeKind.CHANGED,
        sheet="Actions",
        ref="OAK-001",
        action="OAK-001",
        service="OAK",
        owner="P-1",
        field="due",
        before="2026-11-20",
        after="2026-11-27",
    )


def test_a_line_is_proposed_closed_and_reopened(tmp_path: Path) -> None:
    for number, status in enumerate(
        ("In progress", "Proposed for closure", "Closed", "In progress", "Not started"), 1
    ):
        record(tmp_path, number, provider(digest=f"b{number}", status=status))
    runs = read_history(tmp_path)[0].runs
    assert [_kinds(each.changes) for each in runs] == [
        [],
        [("proposed for closure", "OAK-001")],
        [("closed", "OAK-001")],
        [("reopened", "OAK-001")],
        [("changed", "OAK-001")],
    ]


def _with(held: Register, *more: Action) -> Register:
    return replace(held, actions=(*held.actions, *more))


def test_new_rows_and_rows_that_vanish_are_told(tmp_path: Path) -> None:
    new = make(Action, ref="OAK-003", title="Fit rails", service="OAK", owner="P-1")
    record(tmp_path, 1)
    record(tmp_path, 2, _with(provider(digest="bb"), new))
    record(tmp_path, 3, provider(digest="cc"))
    runs = read_history(tmp_path)[0].runs
    assert _kinds(runs[1].changes) == [("new", "OAK-003")]
    assert runs[1].changes[0].after == "Fit rails"
    assert _kinds(runs[2].changes) == [("row no longer there", "OAK-003")]
    assert runs[2].changes[0].owner == "P-1"


def test_overdue_escalated_and_assured_are_told(tmp_path: Path) -> None:
    held = provider()
    lines = judged(held, day(2)).actions
    late = (lines[0]._replace(overdue=True, assured_status=AssuredStatus.OVERDUE), lines[1])
    back = (lines[0]._replace(assured_status=AssuredStatus.REINSTATED), lines[1])
    record(tmp_path, 1, held)
    record(tmp_path, 2, held, actions=late, escalations=(escalation("OAK-001"),))
    record(tmp_path, 3, held, actions=back)
    runs = read_history(tmp_path)[0].runs
    assert _kinds(runs[1].changes) == [("overdue", "OAK-001"), ("escalated", "OAK-001")]
    assert runs[1].changes[1].rule == "overdue_provider_review"
    assert runs[1].is_unchanged
    assert _kinds(runs[2].changes) == [("no longer overdue", "OAK-001"), ("changed", "OAK-001")]
    assert runs[2].changes[1].after == "reinstated"


def test_evidence_accepted_or_fallen_is_told(tmp_path: Path) -> None:
    held = provider()
    files = judged(held, day(1)).evidence
    for number, state in enumerate(("untested", "accepted", "stale", "corrected", "invalid"), 1):
        record(tmp_path, number, held, evidence=(files[0]._replace(state=state),))
    runs = read_history(tmp_path)[0].runs
    assert [_kinds(each.changes) for each in runs[1:]] == [
        [("evidence accepted", "EV-1")],
        [("evidence no longer valid", "EV-1")],
        [],
        [("evidence no longer valid", "EV-1")],
    ]
    assert runs[1].changes[0].action == "OAK-001"


def test_limits_crossed_either_way_are_told(tmp_path: Path) -> None:
    held = provider()
    (result,) = judged(held, day(1)).registers
    calm = (replace(result, verdicts=()),)
    record(tmp_path, 1, held, registers=calm)
    record(tmp_path, 2, held)
    record(tmp_path, 3, held, registers=calm)
    runs = read_history(tmp_path)[0].runs
    assert [(each.kind, each.rule, each.ref) for each in runs[1].changes] == [
        (ChangeKind.LIMIT_CROSSED, "integrity_defects", "provider")
    ]
    assert [each.kind for each in runs[2].changes] == [ChangeKind.LIMIT_CLEARED]


def test_a_rule_that_fires_on_one_line_is_no_limit(tmp_path: Path) -> None:
    held = provider()
    verdict = Verdict(
        rule="quality_statement_missing",
        outcome=Outcome.FIRED,
        subject=escalation("OAK-001").subject,
    )
    record(tmp_path, 1, held)
    record(tmp_path, 2, held, verdicts=(verdict,))
    assert read_history(tmp_path)[0].runs[1].changes == ()


def test_problems_found_and_mended_are_told(tmp_path: Path) -> None:
    held = provider()
    record(tmp_path, 1, held)
    record(tmp_path, 2, held, problems=())
    record(tmp_path, 3, held, problems=(PROBLEM, PROBLEM))
    runs = read_history(tmp_path)[0].runs
    assert [(each.kind, each.rule, each.ref) for each in runs[1].changes] == [
        (ChangeKind.PROBLEM_MENDED, "WB201", "oak.xlsx!Actions!H2")
    ]
    assert [each.kind for each in runs[2].changes] == [ChangeKind.PROBLEM_FOUND] * 2


def test_changes_of_confidential_lines_are_marked(tmp_path: Path) -> None:
    held = provider()
    line = replace(held.actions[1], theme="Nights")
    step = replace(held.steps[3], staff_informed=True)
    record(tmp_path, 1, held)
    record(
        tmp_path,
        2,
        replace(held, actions=(held.actions[0], line), steps=(*held.steps[:3], step)),
    )
    changes = read_history(tmp_path)[0].runs[1].changes
    assert len(changes) == 2
    assert all(each.is_confidential for each in changes)


def test_what_changed_since_the_last_run_is_told(tmp_path: Path) -> None:
    record(tmp_path, 1)
    history, _ = read_history(tmp_path)
    held = provider(digest="bb", due="2026-11-30")
    now = with_changes_since(history, held, judged(held, day(2)), phrases=("almost done",))
    assert _kinds(now.since_last) == [("changed", "OAK-001")]
    same = with_changes_since(
        history, provider(), judged(provider(), day(2)), phrases=("almost done",)
    )
    assert same.since_last == ()


def test_without_a_run_nothing_changed_since(tmp_path: Path) -> None:
    history, _ = read_history(tmp_path)
    assert with_changes_since(history, provider(), judged(provider(), day(1))) is history


def test_two_days_are_compared_whole(tmp_path: Path) -> None:
    record(tmp_path, 1)
    record(tmp_path, 2, provider(digest="bb", due="2026-11-27"))
    record(tmp_path, 3, provider(digest="cc", due="2026-12-04"))
    changes = diff(tmp_path, day(1).date(), day(3).date())
    assert changes is not None
    assert [(each.before, each.after) for each in changes] == [("2026-11-20", "2026-12-04")]
    backwards = diff(tmp_path, day(3).date(), day(1).date())
    assert backwards is not None
    assert [(each.before, each.after) for each in backwards] == [("2026-12-04", "2026-11-20")]
    assert diff(tmp_path, date(2026, 1, 1), day(1).date()) is None


def test_a_replay_has_all_that_its_day_had(tmp_path: Path) -> None:
    record(tmp_path, 1)
    record(tmp_path, 2, provider(digest="bb", due="2026-11-27"))
    record(tmp_path, 3, provider(digest="cc"))
    found = replay(tmp_path, day(2).date())
    assert found is not None
    assert found.as_at == day(2)
    assert str(found.register.actions[0].due) == "2026-11-27"
    assert found.problems == (PROBLEM,)
    assert found.texts == {"policy.yml": "overrides: []"}
    assert [each.as_at for each in found.history.runs] == [day(1)]
    assert found.build_id == "b"


def test_a_day_without_a_run_is_the_last_one_before_it(tmp_path: Path) -> None:
    record(tmp_path, 1)
    append_failure(tmp_path, day(2), facts(day(2)), "x")
    found = replay(tmp_path, day(2).date())
    assert found is not None
    assert found.as_at == day(1)
    assert replay(tmp_path, day(1).date() - timedelta(days=1)) is None
    assert register_at(tmp_path, day(1).date() - timedelta(days=1)) is None


def test_cells_are_named_as_on_the_day(tmp_path: Path) -> None:
    record(tmp_path, 1)
    held = register_at(tmp_path, day(1).date())
    assert held is not None
    assert [each.source.cell("due") for each in held.steps] == ["H2", "H3", "H7", "H8"]


def test_an_earlier_moment_recorded_later_breaks_nothing(tmp_path: Path) -> None:
    record(tmp_path, 2, provider(due="2026-11-27"))
    record(tmp_path, 1, provider(digest="bb", due="2026-11-20"))
    record(tmp_path, 3, provider(digest="cc", due="2026-12-04"))
    at = {n: register_at(tmp_path, day(n).date()) for n in (1, 2, 3)}
    assert {n: str(held.actions[0].due) for n, held in at.items() if held} == {
        1: "2026-11-20",
        2: "2026-11-27",
        3: "2026-12-04",
    }
    history, _ = read_history(tmp_path, before=day(2))
    assert [each.as_at for each in history.runs] == [day(1)]


def test_a_deadline_change_is_a_change_of_its_line(tmp_path: Path) -> None:
    held = provider()
    change = make(DeadlineChange, action="OAK-001", changed_on="2026-11-17 10:00")
    record(tmp_path, 1, held)
    record(tmp_path, 2, replace(held, deadline_changes=(change,)))
    (told,) = read_history(tmp_path)[0].runs[1].changes
    assert (told.kind, told.sheet, told.action) == (
        ChangeKind.NEW,
        "Deadline changes",
        "OAK-001",
    )


def test_changes_stand_in_one_order(tmp_path: Path) -> None:
    held = provider()
    rules = ("b_rule", "a_rule", "d_rule", "c_rule")
    told = tuple(escalation("OAK-001")._replace(because=(rule,)) for rule in rules)
    record(tmp_path, 1, held)
    record(tmp_path, 2, held, escalations=told)
    changes = read_history(tmp_path)[0].runs[1].changes
    assert [each.rule for each in changes] == sorted(rules)


def test_people_who_left_are_known_from_the_runs_that_held_them(tmp_path: Path) -> None:
    held = provider()
    record(tmp_path, 1, held)
    record(tmp_path, 2, replace(held, people=()))
    history, _ = read_history(tmp_path)
    assert history.people == {"P-1", "Grace Okafor"}
