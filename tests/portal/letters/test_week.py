"""The weekly letter: which limits fired, who must act, what changed in seven days."""

from dataclasses import replace
from datetime import timedelta

from builder.history import Change, ChangeKind, History, Run
from builder.portal.letters.week import weekly_letters
from builder.portal.parts.inbox.entries import dated, inbox
from tests.portal.portals import AS_AT, empty_context, sample_context
from tests.rules.judging import policy_with


def test_it_goes_to_the_roles_that_policy_names_and_says_the_same_to_each() -> None:
    first, second = weekly_letters(sample_context())
    assert {first.to, second.to} == {"P-08", "P-15"}
    assert first.parts == second.parts
    context = replace(
        sample_context(), policy=policy_with("weekly_letter_to", ("Operations Manager",))
    )
    assert [each.to for each in weekly_letters(context)] == ["P-07"]


def test_it_names_each_fired_limit_who_must_act_and_by_when() -> None:
    first, _ = weekly_letters(sample_context())
    limits, acting, _ = first.parts
    (severe,) = [each for each in limits.items if "Severe" in each.title]
    assert severe.title == "Severe missed deadlines in one closing cycle (B1.4)"
    assert severe.said.endswith("Limit: fewer than 3 actions.")
    assert "by 23 November 2026, 09:00" in severe.duty
    (done,) = [each for each in limits.items if each.title.startswith("Deadline integrity")]
    assert done.said.endswith("Done on 20 November 2026, 11:15, in time.")
    assert done.duty == ""
    waiting = {each.to for each in dated(inbox(sample_context()))}
    assert {each.subject.ref for each in acting.items} == waiting


def test_what_changed_is_of_seven_days_and_of_no_other() -> None:
    def closed(days_ago: int, ref: str) -> Run:
        change = Change(kind=ChangeKind.CLOSED, sheet="Actions", ref=ref)
        return Run(as_at=AS_AT - timedelta(days=days_ago), changes=(change,))

    since = Change(kind=ChangeKind.CLOSED, sheet="Actions", ref="A-3")
    past = History(runs=(closed(8, "A-1"), closed(7, "A-2")), since_last=(since,))
    *_, changed = next(weekly_letters(replace(sample_context(), history=past))).parts
    (item,) = changed.items
    assert (item.title, item.said) == ("Closed: 2", "A-2 and A-3.")


def test_a_limit_s_change_is_named_with_its_home() -> None:
    crossed = Change(kind=ChangeKind.LIMIT_CROSSED, sheet="", ref="OAK", rule="severe_misses")
    context = replace(sample_context(), history=History(since_last=(crossed,)))
    *_, changed = next(weekly_letters(context)).parts
    assert changed.items[0].said == (
        "Severe missed deadlines in one closing cycle at Oakfield House."
    )


def test_a_week_without_anything_is_no_letter() -> None:
    assert list(weekly_letters(empty_context())) == []
