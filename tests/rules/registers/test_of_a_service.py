"""What a register shows of one service, beside what it shows of the provider."""

from typing import Any

import pytest

from builder.field import (
    Action,
    Batch,
    BurstCycle,
    BurstSample,
    Complaint,
    PanelDecision,
    Person,
    RebalanceMove,
    Review,
)
from builder.rules.assessment import RegisterResult
from tests.made import as_at, make
from tests.rules.closable import evidence, review_of_file
from tests.rules.judged import assessment_of

SCOPES = ("provider", "OAK", "ELM")


def line(ref: str, service: str, **typed: Any) -> Action:
    known = {"status": "In progress", "due": "2026-11-24", "raised_on": "2026-09-01"}
    return make(Action, ref=ref, service=service, **{**known, **typed})


LINES = (line("A-1", "OAK", theme="Falls"), line("B-1", "ELM", theme="Premises"))


def registers(id: str, *records: Any) -> dict[str, RegisterResult]:
    found = assessment_of(*records)
    by_scope = {scope: found.register(id, scope) for scope in SCOPES}
    return {scope: each for scope, each in by_scope.items() if each is not None}


def subjects(id: str, *records: Any) -> dict[str, list[str]]:
    return {
        scope: [row.subject for row in register.rows]
        for scope, register in registers(id, *records).items()
    }


def test_b1_3_shows_the_managers_of_its_lines_and_of_its_moves() -> None:
    people = [
        make(Person, ref=ref, weekly_capacity_hours=8, roles=["Registered Manager"])
        for ref in ("P-1", "P-2", "P-3")
    ]
    actions = [
        line(ref, service, accountable_manager=who, remaining_hours=4)
        for ref, service, who in (("A-1", "OAK", "P-1"), ("B-1", "ELM", "P-2"))
    ]
    move = make(
        RebalanceMove,
        moved_on="2026-11-20 12:30",
        action="B-1",
        from_person="P-3",
        to_person="P-2",
    )
    found = registers("B1.3", *people, *actions, move)
    assert {scope: each.figures["moved"] for scope, each in found.items()} == {
        "provider": 1,
        "OAK": 0,
        "ELM": 1,
    }
    assert {scope: sorted(row.subject for row in each.rows) for scope, each in found.items()} == {
        "provider": ["P-1", "P-2", "P-3"],
        "OAK": ["P-1"],
        "ELM": ["P-2", "P-3"],
    }


@pytest.mark.parametrize(
    ("managers", "words"), [(1, "1 manager is above"), (2, "2 managers are above")]
)
def test_b1_3_says_how_many_managers_are_above_the_limit(managers: int, words: str) -> None:
    refs = [f"P-{n}" for n in range(managers)]
    people = [
        make(Person, ref=ref, weekly_capacity_hours=8, roles=["Registered Manager"]) for ref in refs
    ]
    actions = [line(f"A-{ref}", "OAK", accountable_manager=ref, remaining_hours=11) for ref in refs]
    (found,) = registers("B1.3", *people, *actions)["provider"].verdicts
    assert words in found.reason


def test_b1_3_tells_the_workload_before_the_days_moves_where_they_changed_it() -> None:
    people = [
        make(Person, ref=ref, weekly_capacity_hours=8, roles=["Registered Manager"])
        for ref in ("P-1", "P-2")
    ]
    held = line("A-1", "OAK", accountable_manager="P-1", remaining_hours=8)
    move = make(
        RebalanceMove,
        moved_on="2026-11-20 12:30",
        action="A-1",
        from_person="P-2",
        to_person="P-1",
    )
    for moves, reason in (
        ((), "Hours needed are 100% of the hours available."),
        ((move,), "Hours needed are 100% of the hours available, 0% before the day's moves."),
    ):
        found = assessment_of(*people, held, *moves).verdicts
        (told,) = [
            each.reason
            for each in found
            if each.rule == "workload_pressure" and each.subject and each.subject.ref == "P-1"
        ]
        assert told == reason


def test_b2_5_a_hold_of_the_provider_gives_the_time_of_its_own_scope_alone() -> None:
    records = [*LINES, make(BurstCycle, burst="BU-1", closed_at="2026-11-20 15:00")]
    for number in range(4):
        ref = f"E-{number}"
        records.append(evidence(ref=ref))
        records.append(make(BurstSample, burst="BU-1", evidence=ref, drawn_at="2026-11-20 11:00"))
        records.append(
            review_of_file(evidence=ref, outcome_proof=False, reviewed_at="2026-11-20 14:00")
        )
    found = registers("B2.5", *records)
    since = {scope: each.verdicts[0].since for scope, each in found.items()}
    assert since == {"provider": as_at("2026-11-20 15:00"), "OAK": None, "ELM": None}


def panel(ref: str, at: str = "2026-11-19 10:15") -> PanelDecision:
    return make(PanelDecision, action=ref, panel_at=at, decision="Approved", decided_by="P-2")


def test_b3_3_shows_the_themes_of_its_own_lines() -> None:
    reviews = [
        make(Review, action=ref, reviewed_on=day)
        for ref in ("A-1", "B-1")
        for day in ("2026-11-08", "2026-11-15")
    ]
    complaint = make(Complaint, ref="C-1", service="OAK", theme="Falls", received_on="2026-11-09")
    found = {
        scope: sorted(each.casefold() for each in rows)
        for scope, rows in subjects("B3.3", *LINES, *reviews, complaint).items()
    }
    assert found == {"provider": ["falls", "premises"], "OAK": ["falls"], "ELM": ["premises"]}


def test_b3_4_counts_the_decisions_on_its_own_lines() -> None:
    found = registers("B3.4", *LINES, panel("A-1"), panel("B-1"), panel("B-1", "2026-11-12 10:15"))
    assert {scope: each.figures["put_to_panel"] for scope, each in found.items()} == {
        "provider": 2,
        "OAK": 1,
        "ELM": 1,
    }
    assert {scope: len(each.rows) for scope, each in found.items()} == {
        "provider": 2,
        "OAK": 1,
        "ELM": 2,
    }


def test_b3_5_shows_every_batch_to_the_provider_and_its_own_to_a_service() -> None:
    batches = [
        make(Batch, ref=ref, authorised_at=f"2026-11-{day} 17:00", authorised_by="P-2")
        for ref, day in (("BA-1", 18), ("BA-2", 19))
    ]
    panels = [make(PanelDecision, action="A-1", panel_at="2026-11-19 10:15", batch="BA-2")]
    found = subjects("B3.5", *LINES, *batches, *panels)
    assert found["provider"] == ["BA-2", "BA-1"]
    assert found["ELM"] == []
