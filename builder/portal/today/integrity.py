"""Deadline integrity: dates that contradict each other, missing dates, owners who have left."""

from collections.abc import Iterator

from builder.field.pages import FRONT_PAGE, INTEGRITY_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell, filter_column, ref_column, text_column
from builder.portal.parts.duties import register_verdict, verdict_duty
from builder.portal.parts.figures.cards import figure_grid, left_out_notes
from builder.portal.parts.figures.names import figure_name
from builder.portal.parts.links import action_link, person_link, service_link
from builder.portal.parts.views import Anchor, Block, PageView, Paragraph, Row, Table, Warning
from builder.portal.parts.words import NOT_RECORDED, capitalised, counted, places_words
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.verdict import PROVIDER, Outcome

KINDS = ("mismatched_deadlines", "missing_evidence_due", "inactive_owner")
FIGURES = tuple(("B1.2", figure) for figure in ("defects", *KINDS, "lines_with_defects"))
MOST_CELLS = 3


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the deadline-integrity log."""
    result = context.said.result("B1.2", PROVIDER)
    yield PageView(
        path=INTEGRITY_PAGE,
        kind="integrity",
        title="Deadline integrity",
        lead="Deadlines that cannot both be right, evidence without a due date, and actions whose "
        "owner is not in post.",
        breadcrumbs=(Anchor("Today", FRONT_PAGE),),
        blocks=(
            *_fired(context, result),
            figure_grid(context, FIGURES),
            *left_out_notes(context, FIGURES),
            _defects(context, result),
            *_note(result),
        ),
    )


def _fired(context: PortalContext, result: RegisterResult | None) -> Iterator[Block]:
    verdict = register_verdict(result, "integrity_defects")
    if verdict is not None and verdict.outcome is Outcome.FIRED:
        yield Warning(
            title="There are more deadline defects than the limit allows",
            duties=(verdict_duty(context, verdict),),
        )


def _note(result: RegisterResult | None) -> Iterator[Block]:
    if result is not None and result.note:
        yield Paragraph(content=(result.note,), is_small=True)


def _defects(context: PortalContext, result: RegisterResult | None) -> Table:
    rows = result.rows if result else ()
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
    mismatch = row.values.get("mismatched_deadline")
    if mismatch:
        yield capitalised(str(mismatch))
    for kind in KINDS[1:]:
        if row.values.get(kind):
            yield figure_name("B1.2", kind).title
