"""Laws of the accepted closure: no typed word and no missing row ends an alarm."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.field import Register, ValidityReview
from builder.field.words import PanelOutcome, Status
from tests.made import make
from tests.properties.near_registers import near_register
from tests.rules.judging import Judged, judge_register

FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
NUMBERS = st.integers(0, 100_000)
TYPED = st.sampled_from([each for each in Status if each is not Status.CANCELLED] + [None])
"""Cancelled alone takes a line off the lists by a word (rules.md, ``live``)."""
ALARMS = (
    ("B1.1", "live"),
    ("B1.1", "overdue"),
    ("B1.5", "overdue_open"),
    ("B1.5", "overdue_high_risk"),
    ("B1.5", "high_risk_without_evidence"),
)


def alarms(judged: Judged) -> Mapping[tuple[str, str], Any]:
    found = {}
    for id, figure in ALARMS:
        value = judged.register(id).figures[figure]
        if value is not None:
            found[id, figure] = value
    return found


def none_fell(before: Judged, after: Judged) -> bool:
    """Whether each count is as high as before; where nought was known, none may be known now."""
    counts = alarms(after)
    return all(
        value == 0 if figure not in counts else counts[figure] >= value
        for figure, value in alarms(before).items()
    )


def typed(register: Register, place: int, **fields: Any) -> Register:
    """The register with other words in the row of one line."""
    actions = list(register.actions)
    actions[place] = replace(actions[place], **fields)
    return replace(register, actions=tuple(actions))


def decided_register(number: int) -> Register:
    """A register of which half the lines are typed Closed, and the panel may decide on each.

    Nobody's role is asked for, and nobody decides on the own line, so that approvals stand.
    """
    near = near_register(number)
    kept = {sheet: columns for sheet, columns in near.columns_kept.items() if sheet != "People"}
    actions = tuple(
        replace(each, owner="P-1", status=Status.CLOSED if place % 2 else each.status)
        for place, each in enumerate(near.actions)
    )
    panels = tuple(
        replace(each, decided_by="P-2", action=actions[place % len(actions)].ref)
        for place, each in enumerate(near.panels if actions else ())
    )
    return replace(near, columns_kept=kept, people=(), actions=actions, panels=panels)


def unapproved(register: Register) -> Register:
    """The register with every approval of the panel turned down."""
    panels = tuple(
        replace(each, decision=PanelOutcome.DEFERRED)
        if each.decision is PanelOutcome.APPROVED
        else each
        for each in register.panels
    )
    return replace(register, panels=panels)


@FEW
@given(NUMBERS, TYPED, st.integers(0, 5))
def test_no_status_that_is_typed_lowers_an_alarm_where_no_panel_approved(
    number: int, status: Status | None, place: int
) -> None:
    register = unapproved(decided_register(number))
    if register.actions:
        place %= len(register.actions)
        after = typed(register, place, status=status)
        assert none_fell(judge_register(register), judge_register(after))


@FEW
@given(NUMBERS, TYPED, st.integers(0, 5))
def test_of_a_line_that_a_panel_approved_only_the_word_closed_lowers_an_alarm(
    number: int, status: Status | None, place: int
) -> None:
    register = decided_register(number)
    if register.actions and status is not Status.CLOSED:
        place %= len(register.actions)
        after = typed(register, place, status=status)
        assert none_fell(judge_register(register), judge_register(after))


@FEW
@given(NUMBERS)
def test_taking_the_decisions_of_the_panel_away_lowers_no_alarm(number: int) -> None:
    register = decided_register(number)
    assert none_fell(judge_register(register), judge_register(replace(register, panels=())))


@FEW
@given(NUMBERS)
def test_taking_who_decided_and_who_owns_away_lowers_no_alarm(number: int) -> None:
    register = decided_register(number)
    anonymous = replace(
        register,
        actions=tuple(replace(each, owner=None) for each in register.actions),
        panels=tuple(replace(each, decided_by=None) for each in register.panels),
    )
    assert none_fell(judge_register(register), judge_register(anonymous))


@FEW
@given(NUMBERS)
def test_a_review_that_reopens_lines_lowers_no_alarm(number: int) -> None:
    register = decided_register(number)
    reopening = tuple(
        make(
            ValidityReview,
            burst="BU-9",
            evidence=each.ref,
            reviewed_at="2026-11-20 17:00",
            action_reinstated=True,
        )
        for each in register.evidence
    )
    reviews = (*register.validity_reviews, *reopening)
    before, after = (
        judge_register(register),
        judge_register(replace(register, validity_reviews=reviews)),
    )
    for figure in ALARMS[:4]:
        assert alarms(after).get(figure, 0) >= alarms(before).get(figure, 0)


def test_approvals_stand_in_many_of_these_registers() -> None:
    found = [judge_register(decided_register(number)) for number in range(60)]
    approved = [
        each for each in found if "met" in each.outcomes("closed_without_approval").values()
    ]
    assert len(approved) >= 10
