from dataclasses import replace
from fractions import Fraction

from builder.field import Action, DeadlineChange
from builder.portal.parts.views import Board, KpiCard, Lane, PageView, Tone, Warning
from builder.portal.today import (
    challenge,
    dashboard,
    deadline_board,
    escalations,
    integrity,
    overdue,
    slippage,
    workload,
)
from builder.rules.assessment import ClosureHold, Move, RebalanceProposal, RegisterResult
from tests.made import as_at, make
from tests.portal.page_text import anchors, parts, section, text
from tests.portal.portals import (
    AS_AT,
    assurance_context,
    empty_context,
    judged_context,
    sample_context,
    small_context,
)


def _cards(page: PageView) -> dict[str, KpiCard]:
    return {each.title: each for each in parts(page.blocks) if isinstance(each, KpiCard)}


def test_the_first_page_stands_in_the_order_of_its_reader() -> None:
    page = next(dashboard.pages(small_context()))
    assert isinstance(page.blocks[0], Warning)
    order = [getattr(each, "id", type(each).__name__) for each in page.blocks]
    assert order == [
        *("Warning", "Warning", "figures", "improving", "better", "Columns", "by-service"),
        "trends",
    ]


def test_a_fired_limit_names_the_role_the_duty_and_the_time() -> None:
    said = text(next(dashboard.pages(small_context())).blocks[0])
    assert "7 deadline defects found on live actions." in said
    assert "Limit: no more than 5 defects." in said
    assert "The Operations Manager, by 20 November 2026, 12:00 (this time has passed): " in said
    assert "Settle with the owners which dates and owners hold" in said
    assert "Priya Shah: Hours needed are 160% of the hours available." in said


def test_a_key_figure_has_its_limit_and_a_worded_tag() -> None:
    cards = _cards(next(dashboard.pages(small_context())))
    defects = cards["Deadline defects"]
    assert (defects.figure, defects.detail) == ("7", "Limit: no more than 5 defects.")
    assert defects.tag is not None
    assert defects.tag.text == "Limit reached"
    within = cards["Missed by 24 hours or more"].tag
    assert within is not None
    assert within.text == "Within limit"


def test_a_figure_that_leaves_rows_out_says_so_and_links_to_them() -> None:
    page = next(dashboard.pages(small_context()))
    assert _cards(page)["Overdue"].detail.endswith("Leaves out 1 row.")
    notes = section(page, "figures").blocks[1:]
    assert "“Overdue” leaves out 1 row" in text(notes)
    assert "actions/har-1.html" in [each.href for each in anchors(notes)]


def test_what_is_not_recorded_is_never_zero_and_never_green() -> None:
    for context in (small_context(), empty_context()):
        card = _cards(next(dashboard.pages(context)))["Invalid evidence files"]
        assert card.figure == "Not recorded"
        assert card.tone is Tone.MUTED
    assert text(next(dashboard.pages(empty_context())).blocks[0]).startswith("Limits: not recorded")
    assert not any(
        each.tone is Tone.GOOD
        for each in parts(next(dashboard.pages(empty_context())).blocks)
        if isinstance(each, KpiCard | Warning)
    )


def test_a_value_beside_its_limit_is_shown_unrounded() -> None:
    card = _cards(next(dashboard.pages(assurance_context())))["Record match"]
    assert (card.figure, card.unit) == ("86.96", "%")


def test_a_closure_hold_and_a_forecast_are_told_at_the_top() -> None:
    held = small_context(closure_hold=ClosureHold(in_force=True, until=AS_AT))
    said = text(next(dashboard.pages(held)).blocks[:2])
    assert "Closure approvals are suspended until 20 November 2026, 17:20" in said
    coming = small_context(closure_hold=ClosureHold(begins_at=AS_AT))
    said = text(next(dashboard.pages(coming)).blocks[:2])
    assert "Closure approvals will be suspended from 20 November 2026, 17:20" in said
    forecast = replace(small_context(), is_forecast=True)
    assert "This is a forecast" in text(next(dashboard.pages(forecast)).blocks[0])


def test_what_a_reader_does_not_see_is_counted() -> None:
    context = small_context(withheld={"Actions": 2, "Risks": 0})
    assert "Actions 2." in text(next(dashboard.pages(context)))
    assert "2 confidential actions are not listed here" in text(next(deadline_board.pages(context)))
    assert "not listed here" not in text(next(deadline_board.pages(small_context())))


def test_the_board_has_each_live_line_in_one_lane() -> None:
    page = next(deadline_board.pages(small_context()))
    board = next(each for each in page.blocks if isinstance(each, Board))
    found = {lane.title: [text(card.cells[0]) for card in lane.cards] for lane in board.lanes}
    assert found == {
        "Overdue": ["OAK-1  Sign <each> dose", "HAR-3  Closed early"],
        "Due in 48 hours": ["OAK-2  Train staff"],
        "Due in 7 days": [],
        "Later": [],
        "Deadline not known": ["HAR-1  Recruit"],
    }
    assert "Due 9 Nov 2026, 11 days late" in text(board)


def test_a_lane_shows_its_first_cards_and_links_to_all() -> None:
    action, _ = (each for each in small_context().assessment.actions if each.overdue)
    many = tuple(action for _ in range(deadline_board.MOST_CARDS + 1))
    lane = deadline_board.board(small_context(), many).lanes[0]
    assert (lane.count, len(lane.cards)) == (13, 12)
    assert lane.see is not None
    assert lane.see.text == "See all 13"


def test_slippage_of_the_cycle_stands_on_the_board() -> None:
    said = text(section(next(deadline_board.pages(small_context())), "slippage"))
    assert "Closing cycle from 19 November 2026, 17:20 to 20 November 2026, 17:20." in said
    assert "Closed on time 1" in said


def test_overdue_lines_stand_with_their_first_deadline_and_downloads() -> None:
    page = next(overdue.pages(small_context()))
    said = text(page)
    assert "OAK-1" in said
    assert "12 Oct 2026" in said
    assert "HAR-2" not in said
    assert {"data/overdue.csv", "data/overdue.xlsx"} <= {each.href for each in anchors(page)}
    assert "No live action is past its deadline." in text(next(overdue.pages(empty_context())))


def test_a_moved_line_that_is_late_by_its_first_deadline_is_listed_apart() -> None:
    action = make(
        Action, ref="OAK-1", status="In progress", due="2026-12-01", original_due="2026-10-12"
    )
    change = make(
        DeadlineChange,
        action="OAK-1",
        from_due="2026-10-12",
        to_due="2026-12-01",
        changed_on="2026-10-09",
        approved_by="P3",
        approved_on="2026-10-10",
    )
    page = next(overdue.pages(judged_context(action, change)))
    assert "OAK-1" in text(section(page, "first-deadline"))


def test_each_integrity_defect_says_what_does_not_fit_and_where() -> None:
    said = text(next(integrity.pages(small_context())))
    assert "Deadline after the parent's. No evidence due date. No active owner" in said
    own = said.split("OAK-1 Sign <each> dose", 1)[1].split("OAK-2", 1)[0]
    assert "Evidence due after the action's deadline made.xlsx, Actions!T" in own
    assert "No active owner" not in own
    unkept = judged_context(make(Action, ref="OAK-1", status="In progress"))
    assert "Not looked for: inactive owners (no People sheet)." in text(
        next(integrity.pages(unkept))
    )


def test_workload_names_who_is_above_the_limit_and_who_cannot_be_judged() -> None:
    said = text(next(workload.pages(small_context())))
    assert "Priya Shah" in said
    assert "P9 Not assessable" in said
    assert "Limit 125%" not in said


def test_a_proposal_is_only_a_proposal_and_says_when_it_cannot_be_met() -> None:
    move = Move(action="OAK-1", from_person="P1", to_person="P2", hours=4)  # type: ignore[arg-type] # whole
    after = {"P1": Fraction(120), "P2": Fraction(90), "P3": Fraction(0)}
    can = RebalanceProposal(scope="provider", can_be_met=True, moves=(move,), after_percent=after)
    cannot = RebalanceProposal(scope="provider", can_be_met=False)
    proposed = text(section(next(workload.pages(small_context(rebalance=(can,)))), "proposal"))
    assert "A proposal only" in proposed
    assert proposed.strip().endswith("Afterwards: Priya Shah 120% and Tom Ash 90%.")
    withheld = replace(can, moves=())
    proposed = text(section(next(workload.pages(small_context(rebalance=(withheld,)))), "proposal"))
    assert "What would move is not shown here." in proposed
    assert "Afterwards" not in proposed
    said = text(next(workload.pages(small_context(rebalance=(cannot,)))))
    assert "cannot bring everybody to the limit" in said


def test_slippage_lists_the_lines_of_each_class() -> None:
    page = next(slippage.pages(small_context()))
    assert "HAR-2" in text(section(page, "on-schedule"))
    assert "None in this cycle." in text(section(page, "missed-24h-or-more"))


def test_challenge_sessions_are_told_one_by_one_the_missed_among_them() -> None:
    page = next(challenge.pages(small_context()))
    said = text(section(page, "sessions"))
    assert "17 Nov 2026, 14:35 Yes 2 2 0 1" in said
    assert "Not held" in said
    kept = RegisterResult(id="B1.5", name="board deadline summary")
    none_held = text(next(challenge.pages(small_context(registers=(kept,)))))
    assert "No challenge session was held or due." in none_held


def test_every_escalation_stands_on_the_page_what_is_still_to_be_told_first() -> None:
    context = assurance_context()
    first, *others = context.assessment.escalations
    told_one = (first._replace(told_at=as_at("2026-11-19 09:00")), *others)
    context = replace(context, assessment=replace(context.assessment, escalations=told_one))
    page = next(escalations.pages(context))
    said = text(section(page, "every"))
    assert said.index("To be told") < said.rindex("No record that")
    assert said.rindex("No record that") < said.index("Told 19 Nov 2026")
    told = [each.told_at for each in context.assessment.escalations if each.told_at]
    assert _cards(page)["Told"].figure == str(len(told))


def test_the_tellings_on_record_stand_on_the_escalations_page() -> None:
    told = section(next(escalations.pages(sample_context())), "told")
    assert "BIR-004 13 Nov 2026, 09:10 Martin Osei Ruth Calder All that was open" in text(told)
    none = section(next(escalations.pages(small_context())), "told")
    assert "No workbook has the sheet Told" in text(none)


def test_the_board_lists_every_live_action_with_its_lane() -> None:
    context = sample_context()
    page = next(deadline_board.pages(context))
    lanes = {each.title: each.count for each in parts(page.blocks) if isinstance(each, Lane)}
    lines = next(each for each in parts(page.blocks) if getattr(each, "id", "") == "board-lines")
    assert {"owner", "service", "lane"} <= {each.filter for each in lines.columns}
    shown = [text(row.cells[5].content) for row in lines.rows]
    assert {title: shown.count(title) for title in lanes} == lanes
    assert len(shown) == sum(each.is_live for each in context.assessment.actions)
