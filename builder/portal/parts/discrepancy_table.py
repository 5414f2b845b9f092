"""Discrepancies as a table, for their own page and for those that are about something else."""

from collections.abc import Iterable, Mapping

from builder.field.pages import DISCREPANCIES_PAGE
from builder.history import Change, ChangeKind
from builder.history.discrepancies import Discrepancy, DiscrepancyKind
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell, date_column, filter_column, text_column, when
from builder.portal.parts.change_words import field_words, record_words, service_words, value_words
from builder.portal.parts.listing import downloads
from builder.portal.parts.views import (
    Anchor,
    Block,
    Column,
    Paragraph,
    Row,
    Section,
    Table,
    TableCell,
)
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
    columns, rows = _columns(is_whole=is_whole), [_cells(context, each) for each in found]
    kept = [place for place in range(len(columns)) if has_service or place != SERVICE]
    return Table(
        id="discrepancy-list",
        caption=counted_words(len(found)),
        columns=tuple(columns[place] for place in kept),
        rows=tuple(Row(cells=tuple(cells[place] for place in kept)) for cells in rows),
        empty="No discrepancy." if context.history.runs else NO_HISTORY,
        downloads=downloads("discrepancies") if is_whole else (),
        has_tools=is_whole,
        is_full_list=is_whole,
    )


def _columns(*, is_whole: bool) -> tuple[Column, ...]:
    def chosen(title: str, key: str) -> Column:
        return filter_column(title, key) if is_whole else text_column(title)

    return (
        Column(title="What does not agree", is_row_header=True, filter="kind" if is_whole else ""),
        text_column("Record"),
        chosen("Service", "service"),
        text_column("Field"),
        text_column("Before"),
        text_column("After"),
        date_column("First seen"),
        text_column("What to do"),
    )


def _cells(context: PortalContext, each: Discrepancy) -> tuple[TableCell, ...]:
    change = each.change
    return (
        cell(each.kind.value),
        cell(*record_words(context, change)),
        cell(service_words(context, change)),
        cell(field_words(context, change) or "The whole row"),
        cell(value_words(context, change, change.before) if change.field else _there(change)),
        cell(value_words(context, change, change.after) if change.field else _then(change)),
        when(each.first_seen),
        cell(TO_DO[each.kind]),
    )


def _there(change: Change) -> str:
    """Of a whole row: whether it stood there before."""
    return "Not there" if change.kind is ChangeKind.NEW else "There"


def _then(change: Change) -> str:
    return "There" if change.kind is ChangeKind.NEW else "Gone"


def action_discrepancies(context: PortalContext, ref: str) -> tuple[Section, ...]:
    """What does not agree about a line; nothing where all does."""
    found = newest_first(context.said.discrepancies_of_action[ref])
    if not found:
        return ()
    return (
        Section(
            id="discrepancies",
            title="Discrepancies",
            lead="What the workbooks say now does not agree with what was recorded before.",
            blocks=(discrepancy_table(context, found, has_service=False),),
        ),
    )


def latest_discrepancies(context: PortalContext) -> Section:
    """The latest discrepancies, for a page that is about something else."""
    found = newest_first(context.assessment.discrepancies)
    more = Anchor(f"See all {counted_words(len(found))}", DISCREPANCIES_PAGE)
    rest: tuple[Block, ...] = (Paragraph(content=(more,)),) if found else ()
    return Section(
        id="discrepancies",
        title="Discrepancies",
        lead="Where the workbooks do not agree with what was recorded before.",
        blocks=(discrepancy_table(context, found[:MOST_LATEST]), *rest),
    )
