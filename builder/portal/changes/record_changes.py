"""What happened to the records between two moments, as a table that can be filtered."""

from collections import Counter

from builder.history import Change, ChangeKind
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell, filter_column, text_column
from builder.portal.parts.change_words import field_words, record_words, service_words, value_words
from builder.portal.parts.links import person_name
from builder.portal.parts.views import Block, Column, Paragraph, Row, Section, Table
from builder.portal.parts.words import capitalised, counted, list_words

_COMMON = frozenset({ChangeKind.NEW, ChangeKind.CHANGED})
"""Kinds that stand last: there are many of them and few ask for anything."""
MOST_ROWS = 300
"""How many changes a page lists."""


def record_changes(context: PortalContext, changes: tuple[Change, ...]) -> Section:
    """New, changed, overdue, escalated, proposed, closed, reopened and so on, with who owns it."""
    changes = tuple(sorted(changes, key=lambda each: each.kind in _COMMON))
    more = len(changes) - MOST_ROWS
    rest: tuple[Block, ...] = ()
    if more > 0:
        rest = (Paragraph(content=(f"{more:,} more are not listed here.",)),)
    return Section(
        id="records",
        title="Records",
        lead=_summary(changes),
        blocks=(_table(context, changes), *rest),
    )


def _summary(changes: tuple[Change, ...]) -> str:
    counts = Counter(each.kind for each in changes)
    words = [f"{counts[kind]:,} {kind.value}" for kind in ChangeKind if counts[kind]]
    return f"{capitalised(list_words(words))}." if words else ""


def _table(context: PortalContext, changes: tuple[Change, ...]) -> Table:
    return Table(
        id="record-changes",
        caption=counted(len(changes), "change"),
        columns=(
            Column(title="What happened", is_row_header=True, filter="what"),
            text_column("Record"),
            filter_column("Service", "service"),
            filter_column("Owner", "owner"),
            text_column("Field or rule"),
            text_column("Before"),
            text_column("After"),
        ),
        rows=tuple(_row(context, each) for each in changes[:MOST_ROWS]),
        empty="No record changed.",
        has_tools=True,
        is_full_list=True,
    )


def _row(context: PortalContext, change: Change) -> Row:
    has_values = bool(change.before or change.after)
    return Row(
        cells=(
            cell(capitalised(change.kind.value)),
            cell(*record_words(context, change)),
            cell(service_words(context, change)),
            cell(person_name(context, change.owner or None, "Nobody")),
            cell(field_words(context, change) or "The whole row"),
            cell(value_words(context, change, change.before) if has_values else ""),
            cell(value_words(context, change, change.after) if has_values else ""),
        )
    )
