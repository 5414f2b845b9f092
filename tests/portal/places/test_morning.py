"""A home's morning sheet holds what the first page and the board count, and no more than fits."""

from dataclasses import replace
from datetime import date

from builder.field.registers import DeadlineStatus
from builder.portal.compose import morning_pages, service_pages
from builder.portal.context import PortalContext
from builder.portal.parts.views import PageView, Table
from builder.portal.places.morning import MOST
from builder.portal.slices.morning import MorningSlice, morning_slices
from builder.rules.assessment import ClosureHold
from tests.made import as_at
from tests.portal.page_text import anchors, parts, section, text
from tests.portal.portals import sample_context, small_context


def _slices(context: PortalContext) -> dict[str, MorningSlice]:
    return {each.record.ref: each for each in morning_slices(context)}


def _pages(context: PortalContext) -> dict[str, PageView]:
    return {each.path: each for each in morning_pages(context)}


def test_each_home_has_a_sheet_and_its_page_leads_there() -> None:
    context = small_context()
    for page in service_pages(context):
        path = page.path.replace(".html", "-today.html")
        assert path in _pages(context)
        assert path in {each.href for each in anchors(page)}


def test_a_sheet_counts_what_the_register_of_its_home_counts() -> None:
    context = sample_context()
    for ref, each in _slices(context).items():
        result = context.said.result(DeadlineStatus, ref)
        assert len(each.late) == result.value(DeadlineStatus.overdue)
        lines = set(result.counted.get(DeadlineStatus.due_48h.key, ()))
        assert lines <= {entry.subject.ref for entry in each.due}
        assert not any(entry.has_passed for entry in each.due)
        assert {entry.service for entry in (*each.late, *each.due)} <= {ref}


def test_no_list_of_a_sheet_is_longer_than_fits_on_a_side() -> None:
    context = sample_context()
    for page in morning_pages(context):
        tables = [each for each in parts(page.blocks) if isinstance(each, Table)]
        assert all(len(each.rows) <= MOST for each in tables)
    longest = max(_slices(context).values(), key=lambda each: len(each.to_check))
    more = len(longest.to_check) - MOST
    page = _pages(context)[f"services/{longest.record.ref.lower()}-today.html"]
    assert (f"{more:,} more: see" in text(section(page, "to-check"))) is (more > 0)


def test_a_sheet_tells_a_hold_and_who_is_out_of_post() -> None:
    context = small_context(closure_hold=ClosureHold(in_force=True, until=as_at("2026-11-23")))
    page = _pages(context)["services/oak-today.html"]
    assert "Closure approvals are suspended until 23 November" in text(section(page, "holds"))
    assert "Nobody who owns a live action here" in text(section(page, "out"))
    live = {each.ref for each in context.said.actions_of_service["OAK"] if each.is_live}
    owner = next(each.owner for each in context.register.actions if each.ref in live)
    left = tuple(
        replace(each, active_to=date(2026, 11, 1)) if each.ref == owner else each
        for each in context.register.people
    )
    gone = replace(context, register=replace(context.register, people=left))
    assert "Left on 1 Nov 2026" in text(section(_pages(gone)["services/oak-today.html"], "out"))
