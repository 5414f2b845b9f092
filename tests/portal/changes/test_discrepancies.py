"""Where the workbooks do not agree with their past is shown with before, after and what to do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builder.history import Change, ChangeKind, History, Run
from builder.history.discrepancies import Discrepancy, DiscrepancyKind
from builder.portal.changes import changes, discrepancies
from builder.portal.compose import action_pages
from builder.portal.context import PortalContext
from builder.portal.parts.change_words import dated
from builder.portal.parts.discrepancy_table import NO_HISTORY, TO_DO
from builder.portal.parts.views import PageView
from tests.portal.page_text import anchors, text
from tests.portal.portals import small_context

SEEN = datetime(2026, 11, 18, 17, 20, tzinfo=UTC)


def line_of(context: PortalContext) -> str:
    return context.assessment.actions[0].ref


def moved(ref: str, **values: object) -> Change:
    fields: dict[str, object] = {
        "kind": ChangeKind.CHANGED,
        "sheet": "Actions",
        "ref": ref,
        "action": ref,
        "service": "OAK",
        "field": "due",
        "before": "2026-11-20",
        "after": "2026-11-27",
    }
    return Change(**{**fields, **values})  # type: ignore[arg-type]  # a test names real fields


def recorded_context() -> PortalContext:
    context = small_context()
    runs = (Run(as_at=SEEN),)
    return replace(context, history=replace(context.history, runs=runs, head="ab"))


def with_discrepancy(kind: DiscrepancyKind = DiscrepancyKind.DUE_MOVED) -> PortalContext:
    context = recorded_context()
    change = moved(line_of(context))
    if kind is DiscrepancyKind.ROW_VANISHED:
        change = replace(change, kind=ChangeKind.GONE, field="", before="", after="")
    found = (Discrepancy(kind=kind, first_seen=SEEN, change=change),)
    return replace(context, assessment=replace(context.assessment, discrepancies=found))


def the_page(context: PortalContext) -> PageView:
    (page,) = discrepancies.pages(context)
    return page


def pages_of_actions(context: PortalContext) -> dict[str, PageView]:
    return {page.path: page for page in action_pages(context)}


def test_what_two_rows_contradict_is_told_without_any_build() -> None:
    context = with_discrepancy()
    lead = the_page(replace(context, history=History())).lead
    assert lead.startswith("1 discrepancy between rows of the workbooks. ")
    assert the_page(small_context()).lead == NO_HISTORY


def test_a_new_row_was_not_there_before() -> None:
    context = with_discrepancy(DiscrepancyKind.ROW_VANISHED)
    (gone,) = context.assessment.discrepancies
    entered = replace(
        gone, kind=DiscrepancyKind.ENTERED_LATE, change=replace(gone.change, kind=ChangeKind.NEW)
    )
    assessment = replace(context.assessment, discrepancies=(entered,))
    assert "Not there There" in text(the_page(replace(context, assessment=assessment)))
    assert "There Gone" in text(the_page(context))


def test_a_discrepancy_says_before_after_when_and_what_to_do() -> None:
    context = with_discrepancy()
    words = text(the_page(context))
    for wanted in ("20 Nov 2026", "27 Nov 2026", "18 Nov 2026", TO_DO[DiscrepancyKind.DUE_MOVED]):
        assert wanted in words
    assert "1 discrepancy between the workbooks and" in words


@pytest.mark.parametrize("kind", DiscrepancyKind)
def test_every_kind_has_one_thing_to_do(kind: DiscrepancyKind) -> None:
    words = text(the_page(with_discrepancy(kind)))
    assert kind.value in words
    assert TO_DO[kind] in words


def test_a_row_that_is_gone_says_so() -> None:
    words = text(the_page(with_discrepancy(DiscrepancyKind.ROW_VANISHED)))
    assert "The whole row" in words
    assert "Gone" in words


def test_a_line_shows_its_own_discrepancies_and_no_others() -> None:
    context = with_discrepancy()
    shown = [path for path, page in pages_of_actions(context).items() if _has_section(page)]
    assert shown == [f"actions/{line_of(context).lower()}.html"]
    assert not any(map(_has_section, pages_of_actions(small_context()).values()))


def _has_section(page: PageView) -> bool:
    return any(getattr(block, "id", "") == "discrepancies" for block in page.blocks)


def test_without_a_discrepancy_the_page_says_that_all_agrees() -> None:
    assert "The workbooks agree with 1 recorded build." in text(the_page(recorded_context()))


def test_without_history_nothing_is_said_to_agree() -> None:
    assert "cannot be compared" in text(the_page(small_context()))


def test_the_changes_page_lists_what_happened_and_leads_to_all_discrepancies() -> None:
    context = with_discrepancy()
    closed = moved(line_of(context), kind=ChangeKind.CLOSED, field="status", after="Closed")
    context = replace(context, history=replace(context.history, since_last=(closed,)))
    latest, *_ = changes.pages(context)
    assert "1 closed." in text(latest)
    assert "discrepancies.html" in {each.href for each in anchors(latest)}


def test_a_days_page_holds_the_changes_of_every_run_of_that_day() -> None:
    context = small_context()
    first = Run(as_at=datetime(2026, 11, 17, 17, tzinfo=UTC))
    early = Run(as_at=datetime(2026, 11, 18, 7, tzinfo=UTC), changes=(moved("OAK-1"),))
    late = Run(as_at=datetime(2026, 11, 18, 17, tzinfo=UTC), changes=(moved("OAK-2"),))
    history = replace(context.history, runs=(first, early, late))
    day = {page.path: page for page in changes.pages(replace(context, history=history))}
    words = text(day["changes/2026-11-18.html"])
    assert "OAK-1" in words
    assert "OAK-2" in words
    assert "OAK-2" not in text(day["changes/2026-11-17.html"])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2026-11-20", "20 Nov 2026"),
        ("2026-11-20 17:20", "20 Nov 2026, 17:20"),
        ("2026-10-06T21:00:00+00:00", "6 Oct 2026, 22:00"),
        ("In progress", "In progress"),
        ("0123456789", "0123456789"),
    ],
)
def test_dates_of_the_history_are_shown_as_all_dates_are(typed: str, words: str) -> None:
    assert dated(typed) == words
