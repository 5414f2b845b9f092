"""Builds are the witness of cycles, sessions and review points; both stand where they disagree."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from builder.field import Action, Complaint, DeadlineChange, PanelDecision, Review, Session
from builder.history import Figure, History, Run
from builder.history.disagreement import Disagreement
from tests.made import as_at, make
from tests.rules.judging import judge

WEDNESDAY, THURSDAY = "2026-11-18 17:30", "2026-11-19 17:30"
SEVERE = ("B1.4", "provider", "missed_24h_or_more")
HIGH = ("B1.5", "provider", "overdue_high_risk")


def line(ref: str, due: str, **typed: Any) -> Action:
    known = {
        "service": "OAK",
        "owner": "P-1",
        "status": "In progress",
        "raised_on": "2026-09-01",
        **typed,
    }
    return make(Action, ref=ref, due=due, **known)


def session(kind: str, held_at: str) -> Session:
    return make(Session, kind=kind, scheduled_for=held_at, held_at=held_at)


def closed_by(*days: str) -> list[Session]:
    return [session("End-of-day review", f"2026-11-{day} 17:10") for day in days]


def build(at: str, figures: dict[tuple[str, str, str], Figure], **more: Any) -> Run:
    return Run(as_at=as_at(at), figures=figures, **more)


def found(runs: Iterable[Run], *records: Any, kept: tuple[str, ...] = ()) -> list[Disagreement]:
    past = History(runs=tuple(runs), head="ab")
    return list(judge(*records, kept=kept, history=past).assessment.disagreements)


CYCLES = (line("A-1", "2026-11-17"), *closed_by("17", "18", "19"))
"""A line that becomes severe at the end of the 18th: in the cycle that the 19th closes."""


@pytest.mark.parametrize(
    ("at", "recorded", "sheets"),
    [
        pytest.param(THURSDAY, 1, None, id="as the sheets say"),
        pytest.param(THURSDAY, 0, 1, id="it was not counted"),
        pytest.param(WEDNESDAY, 0, None, id="a cycle before"),
        pytest.param(WEDNESDAY, 1, 0, id="it was counted a cycle before"),
        pytest.param("2026-11-19 17:00", 0, None, id="before the cycle ended"),
        pytest.param("2026-11-19 17:10", 0, 1, id="as the cycle ended"),
    ],
)
def test_a_closing_cycle_is_compared_with_the_build_after_it(
    at: str, recorded: int, sheets: int | None
) -> None:
    told = found([build(at, {SEVERE: recorded})], *CYCLES)
    if sheets is None:
        assert told == []
    else:
        (only,) = told
        assert (only.register, only.scope, only.figure) == SEVERE
        assert (only.sheets, only.recorded) == (sheets, recorded)
        assert only.recorded_at == as_at(at)
        assert only.point_at == as_at(f"{at[:10]} 17:10")


def test_without_a_held_review_there_is_no_cycle_to_witness() -> None:
    assert found([build(THURSDAY, {SEVERE: 4})], line("A-1", "2026-11-17")) == []


def test_a_failed_build_is_no_witness() -> None:
    assert found([build(THURSDAY, {SEVERE: 0}, failure="It stopped.")], *CYCLES) == []


def as_it_stood(at: str) -> list[Any]:
    """Records of four lines whose past is dated, as they stood at a moment."""
    is_moved, is_closed = at >= "2026-11-18 10:00", at >= "2026-11-18 15:45"
    moved = line("A-2", "2026-11-30" if is_moved else "2026-11-16 12:00")
    change = make(
        DeadlineChange,
        action="A-2",
        changed_on="2026-11-18 10:00",
        from_due="2026-11-16 12:00",
        to_due="2026-11-30",
        approved_on="2026-11-18 10:00",
        approved_by="P-1",
    )
    closed_on = {"status": "Closed", "closed_on": "2026-11-18 15:45"} if is_closed else {}
    panel_at = "2026-11-18 15:45"
    decision = make(
        PanelDecision, panel_at=panel_at, action="A-3", decision="Approved", decided_by="P-2"
    )
    return [
        line("A-1", "2026-11-17"),
        moved,
        line("A-3", "2026-11-18", **closed_on),
        line("A-4", "2026-11-19 09:00"),
        *([change] if is_moved else []),
        *([decision] if is_closed else []),
        *(each for each in closed_by("16", "17", "18", "19") if str(each.held_at) <= at),
    ]


KEPT = ("Panels", "Deadline changes")


def test_builds_that_saw_what_the_dates_say_never_disagree() -> None:
    runs = []
    for day in ("17", "18", "19"):
        at = f"2026-11-{day} 17:30"
        judged = judge(*as_it_stood(at), at=at, kept=KEPT)
        figures = {
            (each.id, each.scope, name): value
            for each in judged.assessment.registers
            for name, value in each.figures.items()
        }
        runs.append(build(at, figures))
    cycles = [[run.figures["B1.4", "OAK", name] for name in NAMES] for run in runs]
    assert cycles == [[0, 0, 1], [1, 1, 0], [0, 1, 1]]
    now = as_it_stood("2026-11-20 17:20")
    assert found(runs, *now, kept=KEPT) == []
    untrue = {**runs[1].figures, ("B1.4", "OAK", "on_schedule"): 0}
    told = found([runs[0], replace(runs[1], figures=untrue), runs[2]], *now, kept=KEPT)
    assert [(each.scope, each.figure, each.sheets) for each in told] == [("OAK", "on_schedule", 1)]


NAMES = ("on_schedule", "missed_under_24h", "missed_24h_or_more")


@pytest.mark.parametrize(
    ("at", "recorded", "disagrees"),
    [
        pytest.param(THURSDAY, 1, False, id="as the sheets say"),
        pytest.param(THURSDAY, 2, True, id="otherwise"),
        pytest.param("2026-11-19 14:00", 2, False, id="before the session"),
        pytest.param("2026-11-20 08:00", 2, False, id="another day"),
    ],
)
def test_a_challenge_session_is_compared_with_the_build_after_it(
    at: str, recorded: int, disagrees: bool
) -> None:
    overdue = line("A-1", "2026-11-01", likelihood=4, consequence=4)
    held = session("Challenge session", "2026-11-19 14:30")
    told = found([build(at, {HIGH: recorded})], overdue, held)
    assert [(each.figure, each.sheets, each.recorded) for each in told] == (
        [("overdue_high_risk", 1, recorded)] if disagrees else []
    )


def test_what_happened_between_the_session_and_the_build_is_no_disagreement() -> None:
    risk = {"likelihood": 4, "consequence": 4}
    closed = line("A-1", "2026-11-01", status="Closed", closed_on="2026-11-19 16:00", **risk)
    held = session("Challenge session", "2026-11-19 14:30")
    assert found([build(THURSDAY, {HIGH: 0})], closed, held) == []
    (told,) = found([build(THURSDAY, {HIGH: 1})], closed, held)
    assert (told.sheets, told.recorded) == (0, 1)


def complaint(ref: str, on: str) -> Complaint:
    return make(Complaint, ref=ref, service="OAK", theme="Falls", received_on=on)


def reviewed(*moments: str) -> list[Review]:
    return [make(Review, action="A-1", reviewed_on=each) for each in moments]


FALLS = (line("A-1", "2026-12-01", theme="Falls"), complaint("C-1", "2026-11-17"))


@pytest.mark.parametrize(
    ("recorded", "moment", "disagrees"),
    [
        pytest.param(1, "2026-11-18 10:00", False, id="as the sheets say"),
        pytest.param(0, "2026-11-18 10:00", True, id="a complaint was added since"),
        pytest.param(0, "2026-11-18", True, id="a review of a bare date"),
        pytest.param(0, "2026-11-18 18:00", False, id="the build came before the review"),
    ],
)
def test_a_review_point_is_compared_with_the_last_build_of_its_day(
    recorded: int, moment: str, disagrees: bool
) -> None:
    run = build(WEDNESDAY, {}, complaints_by_theme={("provider", "Falls"): recorded})
    told = found([run], *FALLS, *reviewed("2026-10-21", "2026-11-04 10:00", moment))
    assert [(each.theme, each.figure, each.sheets, each.recorded) for each in told] == (
        [("Falls", "complaints_linked", 1, recorded)] if disagrees else []
    )


def test_where_no_sheet_records_a_review_any_more_the_last_build_is_the_witness() -> None:
    runs = [
        build(at, {}, complaints_by_theme={("provider", "Falls"): value})
        for at, value in ((WEDNESDAY, 3), (THURSDAY, 2))
    ]
    (told,) = found(runs, *FALLS)
    assert (told.theme, told.point_at, told.sheets) == ("Falls", None, None)
    assert (told.recorded, told.recorded_at) == (2, as_at(THURSDAY))
    assert found(runs, *FALLS, *reviewed("2026-11-11 10:00")) == []


def test_without_a_history_nothing_disagrees() -> None:
    assert found([], *CYCLES, *FALLS) == []
