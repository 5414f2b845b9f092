"""What an override changes in what fires."""

from builder.field import Action, DeadlineChange
from builder.history import History
from builder.policy import Policy, load_policy
from builder.rules.policy_effect import OverrideEffect, override_effects
from builder.shipped import policy_texts
from tests.made import as_at, make, register
from tests.rules.judging import NOW, shipped_catalogue


def effects(overrides: str) -> tuple[OverrideEffect, ...]:
    policy: Policy
    policy, problems = load_policy(policy_texts(), overrides)
    assert problems == ()
    records = register(
        *(
            make(
                Action, ref=f"A-{n}", status="In progress", due="2026-12-01", raised_on="2026-11-01"
            )
            for n in range(2)
        ),
        *(
            make(
                DeadlineChange,
                action=f"A-{n}",
                changed_on=f"2026-11-0{day}",
                approved_by="P-1",
                to_due="2026-12-01",
            )
            for n in range(2)
            for day in range(1, 4 if n else 2)
        ),
    )
    return override_effects(records, policy, shipped_catalogue(), History(), as_at(NOW))


def test_a_tighter_limit_fires_more() -> None:
    (effect,) = effects("overrides: [{threshold: repeated_date_changes, value: 1, reason: R}]")
    assert [each[0] for each in effect.more] == ["repeated_date_changes"]
    assert effect.fewer == ()
    assert effect.words == "fires 1 more, 0 fewer than the edition's value"


def test_a_looser_limit_fires_fewer() -> None:
    (effect,) = effects("overrides: [{threshold: repeated_date_changes, value: 9, reason: R}]")
    assert len(effect.more) == 0
    assert [str(each[2]) for each in effect.fewer] == ["Subject(sheet='Actions', ref='A-1')"]


def test_a_limit_that_changes_nothing_says_so() -> None:
    (effect,) = effects("overrides: [{threshold: severe_misses, value: 4, reason: R}]")
    assert effect.words == "fires the same as the edition's value"


def test_an_override_still_to_come_is_not_judged() -> None:
    (effect,) = effects(
        "overrides: [{threshold: severe_misses, value: 1, reason: R, from: 2026-11-21}]"
    )
    assert not effect.is_in_force
    assert effect.words == "not yet in force"
