"""What a morning letter says: once a record, under when it is due, in the words of the inbox."""

from dataclasses import replace

from builder.field import Action, Person, Service
from builder.portal.letters.letter import Letter
from builder.portal.letters.morning import CONFIDENTIAL, MOST_WHOLE, morning_letters
from builder.portal.parts.inbox.entries import inbox
from tests.made import make
from tests.portal.portals import empty_context, judged_context, sample_context

OWNER = make(Person, ref="P-1", display_name="Ash Reed", roles=("Action owner",))
OTHER = make(Person, ref="P-2", display_name="Bo Lund", roles=("Action owner",))
HOME = make(Service, ref="OAK", name="Oakfield House")


def line(ref: str, due: str, owner: str = "P-1", **more: object) -> Action:
    return make(
        Action,
        ref=ref,
        title=f"Line {ref}",
        service="OAK",
        owner=owner,
        due=due,
        status="In progress",
        source_kind="Audit",
        quality_statements=("SAFE-1",),
        likelihood=2,
        consequence=2,
        **more,
    )


def letters(*lines: Action, hidden: dict[str, int] | None = None) -> dict[str, Letter]:
    context = judged_context(OWNER, OTHER, HOME, *lines)
    return {each.to: each for each in morning_letters(context, hidden or {})}


def headings(letter: Letter) -> dict[str, list[str]]:
    return {part.title: [each.subject.ref for each in part.items] for part in letter.parts}


def test_own_deadlines_stand_under_when_they_are_due_up_to_sunday() -> None:
    found = letters(
        line("A-1", "2026-11-19"),
        line("A-2", "2026-11-20"),
        line("A-3", "2026-11-22"),
        line("A-4", "2026-11-23"),
        line("A-5", "2026-11-20", "P-2"),
    )
    assert headings(found["P-1"]) == {
        "Late": ["A-1"],
        "Due today": ["A-2"],
        "Due this week": ["A-3"],
    }
    assert found["P-1"].subject == "Fernleigh Care: 1 late, 1 due today and 1 due this week"
    assert headings(found["P-2"]) == {"Due today": ["A-5"]}


def test_a_record_stands_once_with_the_words_of_the_deadline_and_of_the_rule() -> None:
    (item,) = letters(line("A-1", "2026-11-19"))["P-1"].items
    assert item.title == "A-1 Line A-1"
    assert item.said == "Overdue since 19 November 2026."
    assert item.duty == "Finish the action, or ask for a new date with a reason."
    assert item.by == "19 November 2026, 23:59"
    assert item.home == "Oakfield House"
    assert item.href == "actions/a-1.html"
    assert "made.xlsx, Actions!" in item.record_in


def test_an_owner_whose_manager_is_told_reads_what_policy_asks_of_them() -> None:
    manager = make(Person, ref="P-3", display_name="Cy Moss", roles=("Registered Manager",))
    context = judged_context(
        *(OWNER, manager, line("A-1", "2026-11-17")), replace(HOME, registered_manager="P-3")
    )
    own, told = morning_letters(context, {})
    assert own.items[0].duty == "Finish the action, or ask for a new date with a reason."
    assert told.items[0].duty.startswith("Agree with the owner what will finish the action")


def test_nothing_that_waits_is_no_letter() -> None:
    assert letters(line("A-4", "2026-12-23")) == {}
    assert list(morning_letters(empty_context(), {})) == []


def test_of_what_is_confidential_the_number_alone_is_told() -> None:
    (item,) = letters(hidden={"P-1": 2})["P-1"].items
    assert (item.subject.ref, item.title) == (CONFIDENTIAL, "2 confidential actions")
    assert {item.href, item.home, item.by, item.record_in} == {""}
    assert letters(hidden={"P-1": 2})["P-1"].subject == "Fernleigh Care: something confidential"


def test_a_long_part_says_that_its_later_items_are_named_alone() -> None:
    lines = [line(f"A-{n:02}", "2026-11-20") for n in range(MOST_WHOLE + 2)]
    (part,) = letters(*lines)["P-1"].parts
    assert len(part.items) == MOST_WHOLE + 2
    assert part.note.startswith(f"The first {MOST_WHOLE} in full")
    assert [bool(each.said) for each in part.items] == [True] * MOST_WHOLE + [False] * 2
    assert all(each.title and each.by for each in part.items)


def test_each_entry_of_the_sample_s_inbox_stands_in_the_letter_of_its_person() -> None:
    context = sample_context()
    asked = {(each.to, each.subject) for each in inbox(context) if each.to in context.people}
    told = [(one.to, item.subject) for one in morning_letters(context, {}) for item in one.items]
    assert asked <= set(told)
    assert len(told) == len(set(told))
