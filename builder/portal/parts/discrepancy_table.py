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
from builder.portal.shared import About

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


def empty_words(context: PortalContext) -> str:
    """What is said where none is found: that all agrees, or that nothing can be compared."""
    return "No discrepancy." if context.history.runs else NO_HISTORY


def discrepancy_table(
    about: About,
    found: tuple[Discrepancy, ...],
    *,
    empty: str = "",
    is_whole: bool = False,
    has_service: bool = True,
) -> Table:
    """Each discrepancy with before, after, when it was first seen and what to do."""
    what_key, service_key = ("kind", "service") if is_whole else ("", "")
    columns = _columns(about, what_key, service_key)
    return Listing[Discrepancy](
        id="discrepancy-list",
        caption=counted_words(len(found)),
        columns=[each for place, each in enumerate(columns) if has_service or place != SERVICE],
        empty=empty,
        download="discrepancies" if is_whole else "",
        has_tools=is_whole,
        is_full_list=is_whole,
    ).table(found)


def _columns(about: About, what_key: str, service_key: str) -> tuple[Column[Discrepancy], ...]:
    return (
        Column(
            Heading(title="What does not agree", is_row_header=True, filter=what_key),
            lambda each: cell(each.kind.value),
        ),
        words("Record", lambda each: record_words(about, each.change)),
        choice("Service", service_key, lambda each: service_words(about, each.change)),
        words("Field", lambda each: field_words(about, each.change) or "The whole row"),
        words("Before", lambda each: _before(about, each.change)),
        words("After", lambda each: _after(about, each.change)),
        day("First seen", lambda each: each.first_seen),
        words("What to do", lambda each: TO_DO[each.kind]),
    )


def _before(about: About, change: Change) -> str:
    """What stood there before; of a whole row, whether it did."""
    if change.field:
        return value_words(about, change, change.before)
    return "Not there" if change.kind is ChangeKind.NEW else "There"


def _after(about: About, change: Change) -> str:
    """What stands there now; of a whole row, whether it does."""
    if change.field:
        return value_words(about, change, change.after)
    return "There" if change.kind is ChangeKind.NEW else "Gone"


def action_discrepancies(about: About, found: Iterable[Discrepancy]) -> tuple[Section, ...]:
    """What does not agree about a line; nothing where all does."""
    found = newest_first(found)
    if not found:
        return ()
    return (
        section(
            "discrepancies",
            "Discrepancies",
            discrepancy_table(about, found, has_service=False),
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
        discrepancy_table(context, found[:MOST_LATEST], empty=empty_words(context)),
        *rest,
        lead="Where the workbooks do not agree with what was recorded before.",
    )
