"""The evidence page, the bursts and the retests: what was drawn, what failed, who is named."""

from dataclasses import replace
from datetime import date

from builder.field import Action, BurstCycle, BurstSample, Evidence, Retest, ValidityReview
from builder.portal.compose import burst_pages
from builder.portal.context import PortalContext
from builder.portal.evidence import evidence, retests
from builder.portal.evidence.files import list_pages, more_lists
from builder.portal.parts.evidence_states import evidence_tag, is_current
from builder.portal.parts.views import Anchor, KpiGrid, PageView, Section, Table, Timeline, Warning
from builder.portal.slices.evidence_lists import evidence_lists
from builder.rules.assessment import Assessment, AssuredStatus, ClosureHold, DrawCheck, Fitness
from tests.made import as_at, make, register
from tests.portal.page_text import anchors, parts, section, text
from tests.portal.portals import (
    AS_AT,
    BOARD,
    assurance_context,
    context_of,
    empty_context,
    judged_context,
)


def _evidence(context: PortalContext) -> PageView:
    return next(iter(evidence.pages(context)))


def _page(ref: str, pages: list[PageView]) -> PageView:
    return next(each for each in pages if each.title == f"Burst {ref}")


def _table(value: PageView | Section, id: str) -> Table:
    return next(each for each in parts(value) if isinstance(each, Table) and each.id == id)


def _row(table: Table, first: str) -> str:
    return next(text(row) for row in table.rows if text(row.cells[0]) == first)


def _held() -> PortalContext:
    """A burst with four invalid files, whose log was closed this afternoon."""
    files = [
        record
        for ref in ("E-1", "E-2", "E-3", "E-4")
        for record in (
            make(Evidence, ref=ref, action="A-1"),
            make(BurstSample, burst="B-2", evidence=ref, drawn_at="2026-11-20 11:00"),
            make(
                ValidityReview,
                burst="B-2",
                evidence=ref,
                reviewed_at="2026-11-20 13:00",
                matches_live_practice=True,
                source_date_current=True,
                outcome_proof=False,
            ),
        )
    ]
    action = make(Action, ref="A-1", status="In progress")
    return judged_context(
        action, *files, make(BurstCycle, burst="B-2", closed_at="2026-11-20 16:00")
    )


def test_what_is_invalid_comes_first_then_the_limits_which_lead_to_the_latest_burst() -> None:
    page = _evidence(_held())
    assert page.blocks[0] == section(page, "invalid")
    assert [text(row.cells[0]) for row in _table(page, "invalid-files").rows][-1] == "E-1"
    limits, hold = (each for each in page.blocks if isinstance(each, Warning))
    assert "suspended" in hold.title
    assert "before 21 November 2026, 08:15" in text(hold)
    assert "4 invalid files in burst B-2: E-1" in text(limits)
    assert {each.href for each in anchors(limits)} == {"evidence/burst-b-2.html"}


def test_before_a_hold_begins_the_page_says_when_it_will() -> None:
    hold = ClosureHold(begins_at=as_at("2026-11-20 18:00"), burst="B-2", residual_risks=4)
    page = _evidence(assurance_context(closure_hold=hold, registers=()))
    (warning,) = (each for each in page.blocks if isinstance(each, Warning))
    assert warning.title == "Closure approvals will be suspended from 20 November 2026, 18:00"
    assert "4 evidence risks remain" in text(warning)


def test_no_hold_is_not_mentioned() -> None:
    page = _evidence(assurance_context(closure_hold=ClosureHold(), registers=()))
    assert not [each for each in page.blocks if isinstance(each, Warning)]


def test_every_file_is_listed_with_its_state_and_its_reason() -> None:
    table = _table(_evidence(assurance_context()), "evidence")
    assert len(table.rows) == 4
    assert "Invalid It does not match live practice. It lacks outcome proof." in _row(table, "E-1")
    assert "1 Nov 2026 (in date until 1 Dec 2026)" in _row(table, "E-2").replace("  ", " ")
    assert "Not checked" in _row(table, "E-4")
    assert table.has_tools


def test_a_link_is_followed_only_where_its_address_was_accepted() -> None:
    table = _table(_evidence(assurance_context()), "evidence")
    external = {each.text: each.href for each in anchors(table) if each.is_external}
    assert external == {"MAR audit": "https://files.example/mar"}


def test_kinds_count_current_files_and_keep_a_kind_that_no_framework_has() -> None:
    numbers = _table(_evidence(assurance_context()), "evidence-kinds-numbers")
    assert _row(numbers, "Processes").split()[-2:] == ["0", "2"]
    assert _row(numbers, "Observation").split()[-2:] == ["1", "1"]
    assert _row(numbers, "Rumour").split()[-2:] == ["0", "1"]


def test_bursts_stand_latest_first_with_figures_of_the_registers_only() -> None:
    table = _table(_evidence(assurance_context()), "all-bursts")
    assert [text(row.cells[0]) for row in table.rows] == ["B-2", "B-1"]
    assert _row(table, "B-2") == "B-2 20 Nov 2026, 11:00 2 0 0 1 86.96% Not recorded 85% 1"


def test_a_note_that_two_registers_share_is_said_once() -> None:
    latest = section(_evidence(assurance_context()), "latest-burst")
    assert text(latest).count("As of burst B-2 of 20 November 2026, 11:00.") == 1


def test_without_bursts_the_page_says_that_nothing_was_tested() -> None:
    page = _evidence(empty_context())
    assert "validity was not tested" in page.lead
    assert "No evidence is recorded." in text(page)


def test_current_means_reviewed_valid_and_in_date() -> None:
    states = ("accepted", "corrected", "invalid", "stale", "untested")
    current = [is_current(Fitness(ref="E", action="A", state=state)) for state in states]
    assert current == [True, True, False, False, False]
    past = Fitness(ref="E", action="A", state="accepted", age_days=31, limit_days=30)
    assert not is_current(past)
    assert evidence_tag(past).text == "Accepted, past its age limit"
    assert not is_current(None)
    assert evidence_tag(None).text == "Not checked"


def test_each_burst_has_a_page_and_only_the_latest_warns() -> None:
    pages = list(burst_pages(assurance_context()))
    assert [page.path for page in pages] == ["evidence/burst-b-1.html", "evidence/burst-b-2.html"]
    warned = [
        page.title for page in pages if any(isinstance(each, Warning) for each in page.blocks)
    ]
    assert warned == ["Burst B-2"]


def test_pages_of_bursts_have_the_same_sections() -> None:
    pages = burst_pages(assurance_context())
    ids = {tuple(each.id for each in page.blocks if isinstance(each, Section)) for page in pages}
    assert len(ids) == 1


def test_the_day_of_a_burst_has_its_steps_in_order_with_limit_and_verdict() -> None:
    page = _page("B-2", list(burst_pages(assurance_context())))
    day = next(each for each in parts(page) if isinstance(each, Timeline))
    assert [event.title for event in day.events] == [
        "Files drawn",
        "Midday huddle",
        "Validity reviewed",
        "Checked in practice on the shift",
        "Staff retested",
        "Cycle closed",
    ]
    assert day.events[0].when == "20 November 2026, 11:00"
    assert day.events[2].when == "20 November 2026, 13:00"
    assert "Due within 4 working hours. Met" in " ".join(text(day.events[2]).split())
    assert "Due within 36 hours." in text(day.events[4])
    assert "E-1: " in text(day.events[4])
    assert "20 November 2026, 15:00 to 20 November 2026, 16:10" in text(day.events[4])
    assert (day.events[5].when, day.events[5].is_future) == ("Not closed yet", True)


def test_the_verdict_of_another_burst_is_not_shown() -> None:
    page = _page("B-1", list(burst_pages(assurance_context())))
    assert "Reviewed within 4 working hours" not in text(page)


def test_invalid_files_say_why_and_whether_they_were_corrected() -> None:
    first, second = burst_pages(assurance_context())
    assert "E-1: does not match live practice. Corrected and accepted on 19 November 2026." in text(
        section(first, "invalid")
    )
    assert "The action was reinstated." in text(section(first, "invalid"))
    assert (
        "E-1: does not match live practice, does not prove an outcome. Not corrected yet."
        in text(section(second, "invalid"))
    )
    assert "E-2" not in text(section(second, "invalid"))


def test_figures_of_a_burst_come_from_its_rows() -> None:
    first, _ = burst_pages(assurance_context())
    grid = next(each for each in parts(first) if isinstance(each, KpiGrid))
    figures = {card.title: card.figure for card in grid.cards}
    assert (figures["Files drawn"], figures["From high-risk actions"]) == ("1", "1")
    assert figures["Invalid evidence files"] == "1"
    assert figures["Competence after retest"] == "Not recorded"


def test_the_draw_can_be_repeated_from_its_day() -> None:
    _, second = burst_pages(assurance_context())
    assert "portal draw --date 2026-11-20" in text(section(second, "draw"))


def _draw_of(burst_ref: str, drawn_again: int) -> str:
    check = DrawCheck(
        burst=burst_ref,
        drawn_on=date(2026, 11, 20),
        seed="5eed",
        candidates=9,
        files=2,
        drawn_again=drawn_again,
        steps=("Take the workbooks as they stood at the draw.",),
    )
    page = _page("B-2", list(burst_pages(assurance_context(draws=(check,)))))
    return text(section(page, "draw"))


def test_the_same_sample_is_said_to_come_out_again() -> None:
    said = _draw_of("B-2", 2)
    assert "Same sample" in said
    assert "All 2 files of the sample come out again." in said
    assert "5eed" in said
    assert "Drawn again from the workbooks as they stand now" in said
    assert "Not the same" not in said


def test_another_sample_is_told_with_what_that_means() -> None:
    said = _draw_of("B-2", 1)
    assert "Not the same" in said
    assert "1 of 2 files of the sample come out again." in said
    assert "a sample that was not drawn by the program" in said


def test_a_burst_that_was_not_drawn_again_keeps_the_steps_alone() -> None:
    said = _draw_of("B-1", 1)
    assert "5eed" not in said
    assert "portal draw --date 2026-11-20" in said


def test_retests_stand_by_role_with_the_latest_of_each_person() -> None:
    page = retests.page(assurance_context())
    table = _table(page, "retests-1")
    assert _row(table, "Team Leader") == "Team Leader 2 17 of 20 1 1 40 1 of 2"
    assert "Tom Ash" not in text(page)
    assert "Ann Oak" not in text(page)


def test_retests_name_people_for_the_board_alone() -> None:
    page = retests.page(assurance_context(BOARD))
    table = _table(page, "retests-1")
    assert _row(table, "Tom Ash").startswith("Tom Ash 1 8 of 10 1 Not recorded 20")
    assert table.columns[-1].title == "Retested by"
    assert _row(table, "Ann Oak").endswith("Priya Shah")
    low = make(
        Retest, burst="B-9", person="P9", stages_tested=10, stages_correct=7,
        retested_at="2026-11-20 15:00",
    )  # fmt: skip
    drawn = make(BurstSample, burst="B-9", evidence="E-9", drawn_at="2026-11-20 11:00")
    assert "urgent supervision" in text(retests.page(judged_context(drawn, low, audience=BOARD)))
    assert "urgent supervision" not in text(page)


def test_retests_that_are_not_kept_or_not_seen_are_not_called_none() -> None:
    assert "Not recorded" in text(retests.page(empty_context()))


def test_files_of_a_burst_lead_to_their_rows() -> None:
    targets = {row.id for row in _table(_evidence(assurance_context()), "evidence").rows}
    _, second = burst_pages(assurance_context())
    linked = {
        each.href.partition("#")[2]
        for each in anchors(section(second, "sample"))
        if isinstance(each, Anchor) and each.href.startswith("evidence/")
    }
    assert linked == {"file-e-1", "file-e-2"}
    assert linked <= targets


def _listed(most: int) -> dict[str, list[str]]:
    lists = evidence_lists(assurance_context(), most)
    assert {ref for each in lists.lists for ref in (file.ref for file in each.files)} == {
        "E-1",
        "E-2",
        "E-3",
        "E-4",
    }
    return {each.path: [file.ref for file in each.files] for each in lists.lists}


def test_few_files_stand_on_one_page() -> None:
    assert _listed(4) == {"evidence/index.html": ["E-1", "E-2", "E-3", "E-4"]}


def test_too_many_files_are_parted_by_service() -> None:
    assert _listed(3) == {
        "evidence/index.html": [],
        "evidence/services/har.html": ["E-4"],
        "evidence/services/oak.html": ["E-1", "E-2", "E-3"],
    }


def test_too_many_files_of_a_service_go_on_to_further_pages() -> None:
    assert _listed(2) == {
        "evidence/index.html": [],
        "evidence/services/har.html": ["E-4"],
        "evidence/services/oak.html": ["E-1", "E-2"],
        "evidence/services/oak_evidence-2.html": ["E-3"],
    }


def _with_a_closed_action() -> PortalContext:
    context = assurance_context()
    actions = tuple(
        each._replace(is_live=False, assured_status=AssuredStatus.CLOSED_ASSURED)
        if each.ref == "A-1"
        else each
        for each in context.assessment.actions
    )
    return replace(context, assessment=replace(context.assessment, actions=actions))


def test_too_many_files_of_a_year_are_parted_by_service_too() -> None:
    lists = evidence_lists(_with_a_closed_action(), 2)
    assert [(each.path, len(each.files)) for each in lists.lists] == [
        ("evidence/index.html", 1),
        ("evidence/closed/undated/oak.html", 2),
        ("evidence/closed/undated/oak_evidence-2.html", 1),
    ]
    assert lists.link("E-3") == "evidence/closed/undated/oak_evidence-2.html#file-e-3"


def test_files_of_closed_lines_go_by_year_and_are_never_lost() -> None:
    context = _with_a_closed_action()
    lists = evidence_lists(context, 3)
    assert [(each.path, len(each.files)) for each in lists.lists] == [
        ("evidence/index.html", 1),
        ("evidence/closed/undated.html", 3),
    ]
    assert lists.link("E-1") == "evidence/closed/undated.html#file-e-1"
    assert lists.link("E-4") == "evidence/index.html#file-e-4"
    (extra,) = list_pages(context, lists)
    assert len(_table(extra, "evidence").rows) == 3
    assert "without a closing date" in text(more_lists(lists))
    assert not more_lists(evidence_lists(context))


def test_a_draw_without_a_date_cannot_be_repeated() -> None:
    context = context_of(
        register(make(BurstSample, burst="B-9", evidence="E-9")),
        Assessment(as_at=AS_AT, policy_edition="2026-11"),
    )
    (page,) = burst_pages(context)
    assert "it cannot be repeated" in text(section(page, "draw"))
    assert "drawn at a time not recorded" in page.lead
    assert "E-9 Not recorded Not recorded" in text(section(page, "sample"))
    assert not any(isinstance(each, Warning) for each in page.blocks)


def test_a_file_that_is_not_on_the_evidence_sheet_is_not_linked() -> None:
    context = context_of(
        register(make(BurstSample, burst="B-9", evidence="E-9")),
        Assessment(as_at=AS_AT, policy_edition="2026-11"),
    )
    (page,) = burst_pages(context)
    assert not list(anchors(section(page, "sample")))


def test_a_file_without_a_category_or_an_action_says_so() -> None:
    context = context_of(
        register(make(Evidence, ref="E-9")), Assessment(as_at=AS_AT, policy_edition="2026-11")
    )
    row = _row(_table(_evidence(context), "evidence"), "E-9")
    assert "No category" in row
    assert row.count("Not recorded") == 3


def test_a_person_without_a_role_is_retested_under_none() -> None:
    context = context_of(
        register(
            make(BurstSample, burst="B-9", evidence="E-9", drawn_at="2026-11-20 11:00"),
            make(Retest, burst="B-9", person="P9", stages_tested=5),
        ),
        Assessment(as_at=AS_AT, policy_edition="2026-11"),
    )
    table = _table(retests.page(context), "retests-1")
    assert text(table.rows[0]) == (
        "No role recorded 1 Not recorded Not recorded Not recorded Not recorded 0 of 1"
    )


def test_a_burst_says_why_a_file_is_invalid_whose_reviewer_answered_yes_three_times() -> None:
    """Its source is older than its kind may be, which the rules find and not the reviewer."""
    file = make(
        Evidence,
        ref="E-1",
        action="A-1",
        source_date="2026-09-01",
        submitted_on="2026-09-02",
    )
    context = judged_context(
        make(Action, ref="A-1", status="In progress", raised_on="2026-08-01"),
        file,
        make(BurstSample, burst="B-1", evidence="E-1", drawn_at="2026-11-20 11:00"),
        make(
            ValidityReview,
            burst="B-1",
            evidence="E-1",
            reviewed_at="2026-11-20 13:00",
            matches_live_practice=True,
            source_date_current=True,
            outcome_proof=True,
        ),
    )
    (page,) = burst_pages(context)
    assert "E-1: Its source of 1 September 2026 was in date until 1 October 2026" in text(
        section(page, "invalid")
    )
