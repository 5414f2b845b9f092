"""Discrepancies as a table, for their own page and for those that are about something else."""

from collections.abc import Iterable, Mapping

from builder.field.pages import DISCREPANCIES_PAGE
from builder.history import Change, ChangeKind
from builder.history.discrepancies import Discrepancy, DiscrepancyKind
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell
from builder.portal.parts.change_words import field_words, record_words, service_words, value_words
from builder.portal.parts.listing import Column, Listing, choice, day, words
from builder.portal.parts.record import section
from builder.portal.parts.views import (
    Anchor,
    Block,
    Paragraph,
    Section,
    Table,
)
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import counted

SERVICE = 2
"""Place of the column that a page of one line does not need."""


MOST_LATEST = 10
"""How many the changes page names."""


NO_HISTORY = "No earlier build is recorded, so the workbooks cannot be compared with their past."


TO_DO: Mapping[DiscrepancyKind, str] = {
    DiscrepancyKind.DUE_MOVED: "Add the row to Deadline changes, with who approved it.",
    DiscrepancyKind.APPROVED_LATE: "Have the next change approved before the date is moved.",
    DiscrepancyKind.ENTERED_LATE: "Say when it was decided, and note why it was entered later.",
    DiscrepancyKind.PAST_EDITED: "Put the past entry back, or note why it was corrected.",
    DiscrepancyKind.ROW_VANISHED: "Put the row back, or note why it was removed.",
    DiscrepancyKind.REF_REUSED: "Give the new matter a ref of its own.",
    DiscrepancyKind.PANEL_JUMPED: "Take the action to the closure panel, or reopen it.",
}


def newest_first(found: Iterable[Discrepancy]) -> tuple[Discrepancy, ...]:
    """Discrepancies by when they were first seen, the latest first."""
    return tuple(sorted(found, key=lambda each: each.first_seen, reverse=True))


def counted_words(number: int) -> str:
    """How many discrepancies."""
    return counted(number, "discrepancy", "discrepancies")


def discrepancy_table(
    context: PortalContext,
    found: tuple[Discrepancy, ...],
    *,
    is_whole: bool = False,
    has_service: bool = True,
) -> Table:
    """Each discrepancy with before, after, when it was first seen and what to do."""
    what_key, service_key = ("kind", "service") if is_whole else ("", "")
    columns = _columns(context, what_key, service_key)
    return Listing[Discrepancy](
        id="discrepancy-list",
        caption=counted_words(len(found)),
        columns=[each for place, each in enumerate(columns) if has_service or place != SERVICE],
        empty="No discrepancy." if context.history.runs else NO_HISTORY,
        download="discrepancies" if is_whole else "",
        has_tools=is_whole,
        is_full_list=is_whole,
    ).table(found)


def _columns(
    context: PortalContext, what_key: str, service_key: str
) -> tuple[Column[Discrepancy], ...]:
    return (
        Column(
            Heading(title="What does not agree", is_row_header=True, filter=what_key),
            lambda each: cell(each.kind.value),
        ),
        words("Record", lambda each: record_words(context, each.change)),
        choice("Service", service_key, lambda each: service_words(context, each.change)),
        words("Field", lambda each: field_words(context, each.change) or "The whole row"),
        words("Before", lambda each: _before(context, each.change)),
        words("After", lambda each: _after(context, each.change)),
        day("First seen", lambda each: each.first_seen),
        words("What to do", lambda each: TO_DO[each.kind]),
    )


def _before(context: PortalContext, change: Change) -> str:
    """What stood there before; of a whole row, whether it did."""
    if change.field:
        return value_words(context, change, change.before)
    return "Not there" if change.kind is ChangeKind.NEW else "There"


def _after(context: PortalContext, change: Change) -> str:
    """What stands there now; of a whole row, whether it does."""
    if change.field:
        return value_words(context, change, change.after)
    return "There" if change.kind is ChangeKind.NEW else "Gone"


def action_discrepancies(context: PortalContext, ref: str) -> tuple[Section, ...]:
    """What does not agree about a line; nothing where all does."""
    found = newest_first(context.said.discrepancies_of_action[ref])
    if not found:
        return ()
    return (
        section(
            "discrepancies",
            "Discrepancies",
            discrepancy_table(context, found, has_service=False),
            lead="What the workbooks say now does not agree with what was recorded before.",
        ),
    )


def latest_discrepancies(context: PortalContext) -> Section:
    """The latest discrepancies, for a page that is about something else."""
    found = newest_first(context.assessment.discrepancies)
    more = Anchor(f"See all {counted_words(len(found))}", DISCREPANCIES_PAGE)
    rest: tuple[Block, ...] = (Paragraph(content=(more,)),) if found else ()
    return section(
        "discrepancies",
        "Discrepancies",
        discrepancy_table(context, found[:MOST_LATEST]),
        *rest,
        lead="Where the workbooks do not agree with what was recorded before.",
    )
