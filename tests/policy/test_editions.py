"""Editions of the policy: each is kept, and a recorded day is judged by its own."""

from builder.policy.load import load_policy
from builder.shipped import earlier_editions, policy_texts


def test_each_earlier_edition_is_kept_under_its_own_name_and_loads() -> None:
    editions = earlier_editions()
    assert list(editions) == ["2026-11"]
    for name, texts in editions.items():
        policy, problems = load_policy(texts)
        assert problems == ()
        assert policy.edition == name


def test_the_first_edition_closed_on_a_typed_word_and_this_one_does_not() -> None:
    first, _ = load_policy(earlier_editions()["2026-11"])
    now, _ = load_policy(policy_texts())
    assert first.closes_on_typed_word
    assert not now.closes_on_typed_word
    assert first.changes == ()
    assert all((each.was, each.now, each.why) for each in now.changes)


def test_what_a_later_edition_added_can_be_asked_for_and_is_named() -> None:
    texts = earlier_editions()["2026-11"]
    alone, _ = load_policy(texts)
    then, _ = load_policy(texts, None, policy_texts())
    now, _ = load_policy(policy_texts())
    assert then.edition == "2026-11"
    assert then.added_later == set(now.thresholds) - set(alone.thresholds)
    assert set(then.thresholds) == set(now.thresholds) | set(alone.thresholds)
    assert {id: then.thresholds[id] for id in alone.thresholds} == alone.thresholds
    assert now.added_later == frozenset()
