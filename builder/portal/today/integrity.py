"""Deadline integrity: dates that contradict each other, missing dates, owners who have left."""

from collections.abc import Iterator

from builder.field.registers import DeadlineIntegrity
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell, filter_column, ref_column, text_column
from builder.portal.parts.links import action_link, person_link, service_link
from builder.portal.parts.register_page import (
    figure_blocks,
    fired_in,
    fired_warning,
    note,
    today_page,
)
from builder.portal.parts.views import PageView, Row, Table
from builder.portal.parts.words import NOT_RECORDED, capitalised, counted, places_words
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.verdict import PROVIDER

KINDS = (DeadlineIntegrity.missing_evidence_due, DeadlineIntegrity.inactive_owner)
FIGURES = (
    DeadlineIntegrity.defects,
    DeadlineIntegrity.mismatched_deadlines,
    *KINDS,
    DeadlineIntegrity.lines_with_defects,
)
MOST_CELLS = 3


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the deadline-integrity log."""
    result = context.said.result(DeadlineIntegrity, PROVIDER)
    fired = fired_in(context, DeadlineIntegrity)
    yield today_page(
        DeadlineIntegrity,
        view="integrity",
        title="Deadline integrity",
        lead="Deadlines that cannot both be right, evidence without a due date, and actions whose "
        "owner is not in post.",
        blocks=(
            *fired_warning(context, "There are more deadline defects than the limit allows", fired),
            *figure_blocks(context, FIGURES),
            _defects(context, result),
            *note(result),
        ),
    )


def _defects(context: PortalContext, result: RegisterResult) -> Table:
    rows = result.rows
    return Table(
        id="defects",
        caption=counted(len(rows), "action with a defect", "actions with a defect"),
        columns=(
            ref_column("Ref"),
            text_column("Action"),
            filter_column("Service", "service"),
            filter_column("Owner", "owner"),
            text_column("What does not fit"),
            text_column("Cells to look at"),
        ),
        rows=tuple(_defect(context, row) for row in rows),
        empty="No deadline defect was found.",
        has_tools=True,
        is_full_list=True,
    )


def _defect(context: PortalContext, row: RegisterRow) -> Row:
    action = context.by_ref.actions.get(row.subject)
    return Row(
        cells=(
            cell(action_link(context, row.subject)),
            cell((action and action.title) or NOT_RECORDED),
            cell(service_link(context, action.service if action else None)),
            cell(person_link(context, action.owner if action else None)),
            cell(". ".join(_reasons(row))),
            cell(places_words(row.cells, MOST_CELLS)),
        )
    )


def _reasons(row: RegisterRow) -> Iterator[str]:
    mismatch = row.value(DeadlineIntegrity.mismatched_deadline)
    if mismatch:
        yield capitalised(str(mismatch))
    yield from (kind.title for kind in KINDS if row.value(kind))
