"""Lists that an override sets: only words that the rules know, and days without a gap."""

import pytest

from builder.policy import Policy, load_policy
from builder.problems import Problem
from builder.shipped import policy_texts
from tests.rules.judging import shipped_policy

LISTS = {
    id: each.value
    for id, each in shipped_policy().thresholds.items()
    if isinstance(each.value, tuple)
}


def overridden(id: str, value: str) -> tuple[Policy, tuple[Problem, ...]]:
    entry = f"overrides:\n  - {{threshold: {id}, value: {value}, reason: R}}"
    return load_policy(policy_texts(), entry)


@pytest.mark.parametrize("id", sorted(LISTS))
def test_the_lists_of_the_edition_could_be_set_by_a_provider(id: str) -> None:
    quoted = ", ".join(f'"{each}"' for each in LISTS[id])
    policy, problems = overridden(id, f"[{quoted}]")
    assert problems == ()
    assert policy.thresholds[id].value == LISTS[id]


def test_a_word_is_known_whatever_its_case() -> None:
    policy, problems = overridden("manager_roles", "[registered  MANAGER]")
    assert problems == ()
    assert policy.thresholds["manager_roles"].value == ("Registered Manager",)


@pytest.mark.parametrize(
    ("id", "value", "wanted"),
    [
        ("manager_roles", "[Registered Manger]", "Registered Manager"),
        ("recorded_in_three_places", "[Diary]", "Supervision log"),
        ("review_sources_seen", "[Hearsay]", "Audit results"),
        ("workforce_actions_assigned", "[Hope]", "Recruitment"),
        ("hazard_kinds", "[Wet floor]", "Environmental hazard"),
        ("no_further_incidents_families", "[kitchen]", "environment"),
        ("closure_update_blockers", "[nothing_such]", "residual_risk_batch"),
        ("ageing_bands", "[old, older]", "1-7"),
        ("ageing_bands", "[]", "1-7"),
        ("ageing_bands", '["1-7", "8+"]', "1-7"),
        ("ageing_bands", '["0", "2-7", "8+"]', "1-7"),
        ("ageing_bands", '["0", "1-7", "8-9"]', "1-7"),
        ("ageing_bands", '["0", "1-0", "1+"]', "1-7"),
        ("ageing_bands", '["0+", "1+"]', "1-7"),
    ],
)
def test_a_word_that_no_rule_knows_is_not_used_and_the_known_ones_are_named(
    id: str, value: str, wanted: str
) -> None:
    policy, problems = overridden(id, value)
    assert [each.code for each in problems] == ["PO202"]
    assert wanted in problems[0].remedy
    assert "['" not in problems[0].message
    assert policy.thresholds[id].value == LISTS[id]
