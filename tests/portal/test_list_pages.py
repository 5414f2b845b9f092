from dataclasses import replace

from builder.field import Action, Finding, Register, Service
from builder.portal.actions import findings, lists
from builder.portal.compose import person_pages, service_pages
from builder.portal.parts.views import PageView, Table, Tone, Warning
from builder.portal.places import people, workforce
from builder.portal.today import board_pack
from builder.rules.assessment import Assessment
from tests.made import make, register
from tests.portal.made_register import small_register
from tests.portal.page_text import anchors, parts, section, text
from tests.portal.portals import (
    AS_AT,
    assured_context,
    context_of,
    empty_context,
    judged_context,
    small_context,
)


def _table(page: PageView, id: str) -> Table:
    return next(each for each in parts(page.blocks) if isinstance(each, Table) and each.id == id)


def _first_cells(table: Table) -> list[str]:
    return [text(row.cells[0].content) for row in table.rows]


def test_lines_closed_without_assurance_keep_their_place_in_the_list() -> None:
    live, *closed = lists.pages(small_context())
    table = _table(live, "actions")
    assert _first_cells(table) == ["OAK-1", "HAR-3", "HAR-2", "OAK-2", "HAR-1"]
    gone = [ref for page in closed for ref in _first_cells(_table(page, "closed"))]
    assert gone == ["HAR-4"]


def test_closed_lines_stand_by_year_and_none_is_lost() -> None:
    assured = assured_context()
    dropped = make(Action, ref="A-9", status="Cancelled")
    both = judged_context(*assured.register.actions, dropped)
    actions = (*assured.assessment.actions, *both.assessment.actions[-1:])
    known = replace(assured.register, actions=both.register.actions)
    context = context_of(known, replace(assured.assessment, actions=actions))
    pages = {page.path: page for page in lists.pages(context)}
    assert set(pages) == {
        "actions/index.html",
        "actions/closed/2026.html",
        "actions/closed/undated.html",
    }
    linked = {each.href for each in anchors(pages["actions/index.html"])}
    assert set(pages) - {"actions/index.html"} <= linked


def test_the_list_can_be_filtered_by_service_risk_status_owner_and_theme() -> None:
    table = _table(next(lists.pages(small_context())), "actions")
    filters = {column.filter for column in table.columns if column.filter}
    assert filters == {"service", "risk", "status", "owner", "theme"}
    assert table.has_tools
    assert {each.href for each in table.downloads} == {"data/actions.csv", "data/actions.xlsx"}


def test_risk_sorts_by_its_score() -> None:
    table = _table(next(lists.pages(small_context())), "actions")
    place = [column.title for column in table.columns].index("Risk")
    assert [row.cells[place].sort for row in table.rows] == ["12", "00", "00", "02", "00"]


def test_a_finding_tells_its_clocks_and_the_line_that_answers_it() -> None:
    index, page = findings.pages(small_context())
    assert "High until set" in text(index)
    assert [tag.text for tag in page.tags] == ["Open", "High until set"]
    assert "actions/oak-1.html" in {each.href for each in anchors(page)}
    assert "High-risk finding to the manager Told" in text(section(page, "rules"))
    assert "Time has passed" in text(section(page, "escalations"))
    history = text(section(page, "history"))
    assert history.index("Recorded") < history.index("Found")


def test_a_finding_without_an_action_says_so() -> None:
    reg = register(make(Finding, ref="F-9", severity="Low", resolved_on="2026-11-01"))
    index, page = findings.pages(context_of(reg, Assessment(as_at=AS_AT, policy_edition="e")))
    assert "No action yet" in text(page)
    assert page.tags[0].tone is Tone.GOOD
    assert "Open findings 0" in text(index)


def test_an_absent_sheet_is_not_recorded() -> None:
    assert "Findings: not recorded" in text(next(findings.pages(empty_context())))
    assert "Workforce: not recorded" in text(next(workforce.pages(empty_context())))
    assert "People: not recorded" in text(next(people.pages(empty_context())))


def test_missed_visits_are_a_share_only_where_visits_were_planned() -> None:
    table = _table(next(workforce.pages(small_context())), "weeks")
    shares = [text(row.cells[5].content) for row in table.rows]
    assert shares == ["Not assessable", "14%"]


def test_a_service_shows_its_own_figures_and_lines() -> None:
    pages = {page.path: page for page in service_pages(small_context())}
    oak = pages["services/oak.html"]
    assert _first_cells(_table(oak, "lines")) == ["OAK-1", "OAK-2"]
    assert "Registered Manager: Priya Shah." in oak.lead
    assert "F-1" in text(section(oak, "findings"))
    assert "data/deadlines-service-oak.ics" in {each.href for each in anchors(oak)}


def test_a_service_that_was_not_judged_is_not_within_its_limits() -> None:
    har = make(Service, ref="HAR", name="Harbour Homecare")
    nothing = Assessment(as_at=AS_AT, policy_edition="2026-11")
    (page,) = service_pages(context_of(register(har), nothing))
    assert [tag.text for tag in page.tags] == ["Not recorded"]
    warning = page.blocks[0]
    assert isinstance(warning, Warning)
    assert warning.tone is Tone.MUTED
    pages = {page.path: page for page in service_pages(small_context())}
    assert [tag.text for tag in pages["services/oak.html"].tags] == ["Limit reached"]


def test_a_person_sees_what_they_own_what_they_manage_and_what_is_next() -> None:
    pages = {page.path: page for page in person_pages(small_context())}
    priya = pages["people/p1.html"]
    assert "Owns 3 open actions, 2 overdue. Manages 1, 1 overdue." in priya.lead
    assert _first_cells(_table(priya, "owned-lines")) == ["OAK-1", "HAR-3", "HAR-2"]
    assert _first_cells(_table(priya, "managed-lines")) == ["OAK-1"]
    assert "Tom Ash" in text(section(priya, "about"))
    assert "Left on 31 Oct 2026" in text(pages["people/p2.html"])


def test_a_role_that_stands_for_a_name_is_not_said_twice() -> None:
    pages = {page.path: page for page in person_pages(small_context())}
    assert pages["people/p3.html"].lead == "Owns 0 open actions, 0 overdue."


def test_somebody_who_is_not_in_the_people_sheet_has_no_link() -> None:
    table = _table(next(lists.pages(small_context())), "actions")
    owners = [row.cells[7].content[0] for row in table.rows]
    assert "P9 (as typed)" in owners


def test_the_board_pack_holds_cover_limits_registers_trends_and_escalations() -> None:
    page = next(board_pack.pages(small_context()))
    ids = [each.id for each in page.blocks if hasattr(each, "id")]
    assert ids == [
        "limits",
        "figures",
        "better",
        "deadlines",
        "closure",
        "trends",
        "by-service",
        "overdue",
        "escalations",
    ]
    assert "20 November 2026, 17:20" in text(page.blocks[0])
    assert "escalations About" in text(section(page, "escalations"))


def test_a_line_without_its_record_gets_no_page_and_no_row() -> None:
    reg: Register = small_register()
    judged = small_context().assessment
    context = context_of(replace(reg, actions=reg.actions[1:]), judged)
    assert "OAK-1" not in _first_cells(_table(next(lists.pages(context)), "actions"))
