from builder.portal.compose import action_pages
from builder.portal.context import PortalContext
from builder.portal.evidence import evidence
from builder.portal.parts.views import Warning
from builder.rules.assessment import Fitness
from tests.portal.page_text import section, text
from tests.portal.portals import assurance_context


def context(state: str, *, sha256: str = "", number: int = 1) -> PortalContext:
    known = assurance_context().assessment.evidence
    found = tuple(
        each._replace(file_state=state, sha256=sha256) if place < number else each
        for place, each in enumerate(known)
    )
    return assurance_context(evidence=found)


def warnings(made: PortalContext) -> str:
    (index, *_) = evidence.pages(made)
    return text(tuple(each for each in index.blocks if isinstance(each, Warning)))


def test_changed_and_missing_files_are_named_with_what_to_do() -> None:
    changed = warnings(context("changed"))
    assert "1 evidence file changed since accepted, or missing" in changed
    assert "E-1: It changed since it was accepted." in changed
    assert "Have it reviewed again" in changed
    assert "Priya Shah submitted it." in changed
    assert "Not there. Correct the link, or put the file back." in warnings(context("missing"))


def test_files_that_are_there_or_were_not_looked_at_warn_of_nothing() -> None:
    for state in ("there", "", "not at hand", "not read"):
        assert "changed since accepted" not in warnings(context(state))


def test_files_that_could_not_be_looked_for_are_counted_not_called_missing() -> None:
    (index, *_) = evidence.pages(context("not at hand", number=2))
    assert "2 files could not be looked for" in text(index)
    (index, *_) = evidence.pages(context("not read"))
    assert "1 file stood there but could not be read" in text(index)


def test_a_long_list_is_cut_and_says_how_many_more_there_are() -> None:
    many = tuple(
        Fitness(ref=f"E-{n}", action="A-1", state="accepted", file_state="missing")
        for n in range(12)
    )
    assert "2 more stand in the list of files." in warnings(assurance_context(evidence=many))


def test_the_digest_of_a_file_stands_with_it_on_both_pages() -> None:
    made = context("there", sha256="0123456789abcdef" * 4)
    (index, *_) = evidence.pages(made)
    page = next(each for each in action_pages(made) if each.path == "actions/a-1.html")
    for shown in (text(section(index, "files")), text(section(page, "evidence"))):
        assert "SHA-256 begins 0123456789abcdef." in shown
