from dataclasses import replace
from typing import Any

from builder.field import Action, Evidence, Service
from builder.portal.compose import service_pages
from builder.portal.context import PortalContext
from builder.portal.evidence import evidence
from builder.portal.parts.evidence_groups import same_file_words, shared_table, team_table
from builder.rules.assessment import ActionAssessment, Assessment, AssuredStatus, Fitness
from tests.made import make, register
from tests.portal.page_text import section, text
from tests.portal.portals import AS_AT, context_of


def file(ref: str, action: str = "A-1", **typed: Any) -> Evidence:
    return make(Evidence, ref=ref, action=action, **typed)


def context(*files: Evidence, **states: Any) -> PortalContext:
    actions = [make(Action, ref=ref, service="OAK") for ref in ("A-1", "A-2")]
    judged = tuple(
        ActionAssessment(
            ref=each.ref,
            service="OAK",
            source=each.source,
            claimed_status=None,
            assured_status=AssuredStatus.OPEN,
            is_live=True,
        )
        for each in actions
    )
    fitness = tuple(
        Fitness(ref=each.ref, action=each.action or "", state=states.get(each.ref, "accepted"))
        for each in files
    )
    whole = Assessment(as_at=AS_AT, policy_edition="p", actions=judged, evidence=fitness)
    return context_of(register(make(Service, ref="OAK", name="Oakfield"), *actions, *files), whole)


def rows(table: Any) -> list[str]:
    return [" ".join(text(each).split()) for each in table.rows]


def test_files_are_counted_by_team_and_shift_named_ones_first() -> None:
    files = (
        file("E1"),
        file("E2", team="Care", shift="Night"),
        file("E3", team="Care", shift="Day"),
        file("E4", team="Care", shift="Day"),
        file("E5", team="Care", shift="Day"),
    )
    made = context(*files, E3="invalid", E4="untested")
    assert rows(team_table(made, files, id="t")) == [
        "Care Day 3 1 1 1 1",
        "Care Night 1 1 1 0 0",
        "Not recorded Not recorded 1 1 1 0 0",
    ]


def test_the_evidence_page_and_the_service_page_have_the_table() -> None:
    made = context(file("E1", team="Care"))
    (index, *_) = evidence.pages(made)
    assert "Care" in text(section(index, "teams"))
    page = next(each for each in service_pages(made) if each.path == "services/oak.html")
    assert "1 file of this service's actions." in text(section(page, "evidence"))
    bare = service_pages(context())
    assert all(getattr(block, "id", "") != "evidence" for page in bare for block in page.blocks)


def test_a_file_that_proves_two_actions_says_so_wherever_it_stands() -> None:
    link = "https://files.example/audit"
    one, two, alone = file("E1", link=link), file("E2", "A-2", link=link), file("E3")
    made = context(one, two, alone)
    shared = tuple(
        each._replace(same_file=other)
        for each, other in zip(made.assessment.evidence, (("A-2",), ("A-1",), ()), strict=True)
    )
    made = replace(made, assessment=replace(made.assessment, evidence=shared))
    assert same_file_words(made, one) == "The same file is used for 1 other action."
    assert same_file_words(made, alone) == ""
    assert rows(shared_table(made)) == ["E1 2 A-1 , A-2"]
    assert shared_table(context(alone)).rows == ()
    (index, *_) = evidence.pages(made)
    assert "used for 1 other action." in text(section(index, "files"))
