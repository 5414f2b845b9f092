"""What happened to the records between two moments, as a table that can be filtered."""

from collections import Counter

from builder.history import Change, ChangeKind
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell
from builder.portal.parts.change_words import field_words, record_words, service_words, value_words
from builder.portal.parts.links import person_name
from builder.portal.parts.listing import Column, Listing, choice, words
from builder.portal.parts.record import section
from builder.portal.parts.views import Block, Paragraph, Section, Table
from builder.portal.parts.views import Column as Heading
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
    return section("records", "Records", _table(context, changes), *rest, lead=_summary(changes))


def _summary(changes: tuple[Change, ...]) -> str:
    counts = Counter(each.kind for each in changes)
    said = [f"{counts[kind]:,} {kind.value}" for kind in ChangeKind if counts[kind]]
    return f"{capitalised(list_words(said))}." if said else ""


def _table(context: PortalContext, changes: tuple[Change, ...]) -> Table:
    def value(change: Change, said: str) -> tuple[str]:
        has_values = bool(change.before or change.after)
        return (value_words(context, change, said) if has_values else "",)

    return Listing[Change](
        id="record-changes",
        caption=counted(len(changes), "change"),
        columns=(
            Column(
                Heading(title="What happened", is_row_header=True, filter="what"),
                lambda each: cell(capitalised(each.kind.value)),
            ),
            words("Record", lambda each: record_words(context, each)),
            choice("Service", "service", lambda each: service_words(context, each)),
            choice(
                "Owner", "owner", lambda each: person_name(context, each.owner or None, "Nobody")
            ),
            words("Field or rule", lambda each: field_words(context, each) or "The whole row"),
            words("Before", lambda each: value(each, each.before)),
            words("After", lambda each: value(each, each.after)),
        ),
        empty="No record changed.",
        has_tools=True,
        is_full_list=True,
    ).table(changes[:MOST_ROWS])
