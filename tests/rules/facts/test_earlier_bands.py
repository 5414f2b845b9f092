"""Earlier sessions count the risk bands that builds recorded of their days, else today's."""

from typing import Any

import pytest

from builder.field import Action, Session
from builder.history import Change, ChangeKind, History, Run
from builder.history.normal import Plain
from tests.made import as_at, make
from tests.rules.judging import judge

MONDAY, TUESDAY, WEDNESDAY = "2026-11-16 17:20", "2026-11-17 17:20", "2026-11-18 17:20"
HIGH, LOW = {"likelihood": 4, "consequence": 4}, {"likelihood": 1, "consequence": 1}


def line(**risk: int) -> Action:
    return make(
        Action, ref="A-1", status="In progress", raised_on="2026-09-01", due="2026-11-01", **risk
    )


def session(day: str) -> Session:
    held = f"2026-11-{day} 14:30"
    return make(Session, kind="Challenge session", scheduled_for=held, held_at=held)


def rated(before: int, after: int, field: str = "consequence") -> Change:
    return Change(
        kind=ChangeKind.CHANGED,
        sheet="Actions",
        ref="A-1",
        action="A-1",
        field=field,
        before=str(before),
        after=str(after),
    )


def history(*runs: Run, last: dict[str, Plain]) -> History:
    return History(runs=runs, head="ab", tables={"actions": {"A-1": last}})


def counted(past: History | None, risk: dict[str, int], *days: str) -> list[Any]:
    judged = judge(line(**risk), *map(session, days), kept=("Evidence",), history=past)
    rows = [each for each in judged.register("B1.5").rows if each.values["held"]]
    lacking = [each.values["high_risk_without_evidence"] for each in rows]
    overdue = [each.values["overdue_high_risk"] for each in rows]
    assert lacking == overdue
    return overdue


def test_without_a_build_the_band_of_today_counts_and_the_register_says_so() -> None:
    assert counted(None, HIGH, "16", "19") == [1, 1]
    assert counted(None, LOW, "16", "19") == [0, 0]
    judged = judge(line(**HIGH), session("16"))
    assert "counted by today's" in judged.register("B1.5").note


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param(LOW, HIGH, [0, 1, 1], id="it was low"),
        pytest.param(HIGH, LOW, [1, 0, 0], id="it was high"),
    ],
)
def test_a_band_that_changed_between_builds_counts_from_the_day_that_saw_it(
    before: dict[str, int], now: dict[str, int], expected: list[int]
) -> None:
    seen = tuple(rated(before[each], now[each], each) for each in now)
    runs = (Run(as_at=as_at(MONDAY)), Run(as_at=as_at(WEDNESDAY), changes=seen))
    past = history(*runs, last={**now})
    assert counted(past, now, "17", "18", "19") == expected
    judged = judge(line(**now), session("17"), history=past)
    assert "before 16 November 2026 by the first build's" in judged.register("B1.5").note


def test_a_band_that_changed_since_the_last_build_counts_from_today() -> None:
    past = history(Run(as_at=as_at(WEDNESDAY)), last={**LOW})
    assert counted(past, HIGH, "17", "19", "20") == [0, 0, 1]


def test_a_band_that_went_and_came_back_is_followed_each_way() -> None:
    runs = (
        Run(as_at=as_at(MONDAY)),
        Run(as_at=as_at(TUESDAY), changes=(rated(4, 1),)),
        Run(as_at=as_at(WEDNESDAY), changes=(rated(1, 4),)),
    )
    assert counted(history(*runs, last={**HIGH}), HIGH, "16", "17", "18") == [1, 0, 1]


def test_without_a_score_an_overdue_line_counts_as_high() -> None:
    unknown = Change(
        kind=ChangeKind.CHANGED, sheet="Actions", ref="A-1", field="likelihood", after="4"
    )
    runs = (Run(as_at=as_at(MONDAY)), Run(as_at=as_at(WEDNESDAY), changes=(unknown,)))
    past = history(*runs, last={**HIGH})
    sessions = (session("17"), session("18"))
    rows = judge(line(**HIGH), *sessions, kept=("Evidence",), history=past).register("B1.5").rows
    assert [each.values["overdue_high_risk"] for each in rows[:2]] == [1, 1]
    assert [each.values["high_risk_without_evidence"] for each in rows[:2]] == [0, 1]


def test_a_line_rated_anew_in_every_way_since_the_last_build_was_as_that_build_saw_it() -> None:
    """All four factors differ, so that nothing of today's rating stood at the session."""
    low = {"likelihood": 1, "consequence": 1, "current_likelihood": 1, "current_consequence": 1}
    high = dict.fromkeys(low, 5)
    past = history(Run(as_at=as_at(MONDAY)), last=dict(low))
    assert counted(past, high, "16") == [0]
