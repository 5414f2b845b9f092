from dataclasses import replace

from builder.portal.compose import person_pages
from builder.portal.parts.links import person_roles
from builder.portal.parts.views import Disclosure, Warning
from builder.rules.assessment import Escalation
from builder.rules.verdict import Subject
from tests.portal.page_text import parts, section, text
from tests.portal.portals import small_context, verdict


def _escalation(place: int) -> Escalation:
    return Escalation(
        subject=Subject("Actions", "OAK-1"),
        service="OAK",
        rung="manager",
        to="Registered Manager",
        people=("P1",),
        because=(f"rule_{place}",),
    )


def test_the_first_duties_are_shown_and_the_rest_is_folded_away() -> None:
    context = small_context(escalations=tuple(_escalation(place) for place in range(12)))
    page = {each.path: each for each in person_pages(context)}["people/p1.html"]
    following = section(page, "next")
    assert "10 escalations" in text(following)
    folded = [each for each in parts(following.blocks) if isinstance(each, Disclosure)]
    assert [each.summary for each in folded] == ["2 more"]
    few = small_context(escalations=(_escalation(1),))
    page = {each.path: each for each in person_pages(few)}["people/p1.html"]
    assert not any(isinstance(each, Disclosure) for each in parts(page.blocks))


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
