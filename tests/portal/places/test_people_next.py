from dataclasses import replace

import pytest

from builder.portal.compose import person_pages
from builder.portal.context import PortalContext
from builder.portal.parts.inbox.entries import dated, inbox
from builder.portal.parts.links import person_roles
from builder.portal.parts.views import PageView, Section, Table, Warning
from builder.portal.places.person_work import MOST_PRINTED
from builder.portal.slices.person import person_slices
from builder.rules.assessment import Escalation
from builder.rules.verdict import Subject
from tests.made import as_at
from tests.portal.page_text import parts, section, text
from tests.portal.portals import AS_AT, sample_context, small_context, verdict


def _page(context: PortalContext, path: str) -> PageView:
    return {each.path: each for each in person_pages(context)}[path]


def _escalation(place: int, by: str) -> Escalation:
    return Escalation(
        subject=Subject("Actions", f"OAK-{place}"),
        service="OAK",
        rung="manager",
        to="Registered Manager",
        people=("P1",),
        because=(f"rule_{place}",),
        by=as_at(by) if by else None,
        has_passed=bool(by) and as_at(by) < AS_AT,
    )


@pytest.mark.parametrize(
    ("by", "week"),
    [
        pytest.param("2026-11-20 17:00", "late", id="twenty minutes ago"),
        pytest.param("2026-11-20 18:00", "this-week", id="Friday evening"),
        pytest.param("2026-11-22 23:00", "this-week", id="Sunday"),
        pytest.param("2026-11-23 00:00", "next-week", id="Monday"),
        pytest.param("2026-11-29 23:00", "next-week", id="Sunday after"),
        pytest.param("2026-11-30 00:00", "later", id="Monday after"),
        pytest.param("", "asked", id="no set time"),
    ],
)
def test_what_a_rule_asks_stands_in_its_week(by: str, week: str) -> None:
    context = small_context(escalations=(_escalation(71, by),))
    page = _page(context, "people/p1.html")
    sections = {each.id: each for each in parts(page.blocks) if isinstance(each, Section)}
    assert "OAK-71" in text(sections[week])


def test_only_the_first_of_a_week_stand_on_paper() -> None:
    many = tuple(_escalation(place, "2026-11-19 09:00") for place in range(50, 59))
    page = _page(small_context(escalations=many), "people/p1.html")
    sections = {each.id: each for each in parts(page.blocks) if isinstance(each, Section)}
    assert sections["late-more"].is_screen_only
    shown = [each for each in parts(sections["late"].blocks) if isinstance(each, Table)]
    assert [len(each.rows) for each in shown] == [MOST_PRINTED]


def test_every_live_line_of_an_owner_and_every_dated_entry_stands_in_one_week() -> None:
    context = sample_context()
    entries = dated(inbox(context))
    for each in person_slices(context):
        placed = [item.subject for week in each.weeks for item in week]
        owned = {Subject("Actions", line.said.ref) for line in each.owned if line.said.is_live}
        asked = {entry.subject for entry in entries if entry.to == each.record.ref}
        assert len(placed) == len(set(placed))
        assert set(placed) == owned | asked


def test_what_somebody_checked_and_what_changed_for_them_is_told() -> None:
    context = sample_context()
    pages = {each.path: each for each in person_pages(context)}
    reviewer = next(each.reviewer for each in context.register.validity_reviews if each.reviewer)
    assert "Validity review" in text(section(pages[f"people/{reviewer.lower()}.html"], "checked"))
    owner = next(each.owner for each in context.history.since_last if each.owner)
    assert section(pages[f"people/{owner.lower()}.html"], "changed").title == "What changed for me"


def test_somebody_above_the_workload_limit_is_told_first() -> None:
    fired = verdict(
        "workload_pressure",
        subject=Subject("People", "P1"),
        observed=134,
        unit="%",
        tell="provider",
        duty="Arrange support.",
    )
    context = small_context(verdicts=(fired, fired._replace(subject=Subject("People", "P2"))))
    page = {each.path: each for each in person_pages(context)}["people/p1.html"]
    assert isinstance(page.blocks[0], Warning)
    assert "The provider: Arrange support." in text(page.blocks[0])
    assert "Workload beside other managers" in text(page)


def test_a_person_called_by_a_role_is_not_said_to_hold_it_twice() -> None:
    context = small_context()
    called = tuple(
        replace(each, display_name="Registered Manager 2") if each.ref == "P1" else each
        for each in context.register.people
    )
    context = replace(context, register=replace(context.register, people=called))
    assert person_roles(small_context(), "P1") == "Registered Manager"
    assert person_roles(context, "P1") == ""
