"""Deadline integrity: dates that contradict each other, missing dates, owners who have left."""

from collections.abc import Iterator

from builder.portal.cells import cell, filter_column, ref_column, text_column
from builder.portal.context import PortalContext
from builder.portal.duties import register_verdict, verdict_duty
from builder.portal.figure_names import figure_name
from builder.portal.figures import figure_grid, left_out_notes
from builder.portal.parts import (
    Anchor,
    Block,
    PageView,
    Paragraph,
    Row,
    Section,
    Table,
    Warning,
)
from builder.portal.references import action_link, person_link, service_link
from builder.portal.register_table import register_rows
from builder.portal.wording import NOT_RECORDED, counted, places_words
from builder.rules.assessment import RegisterResult
from builder.rules.verdict import PROVIDER, Outcome

KINDS = ("mismatched_deadlines", "missing_evidence_due", "inactive_owner")
FIGURES = tuple(("B1.2", figure) for figure in ("defects", *KINDS, "lines_with_defects"))
MOST_CELLS = 3


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the deadline-integrity log."""
    result = context.judged.result("B1.2", PROVIDER)
    yield PageView(
        path="deadlines/integrity.html",
        kind="integrity",
        title="Deadline integrity",
        lead="Deadlines that cannot both be right, evidence without a due date, and actions whose "
        "owner is not in post.",
        breadcrumbs=(Anchor("Today", "index.html"),),
        blocks=(
            *_fired(context, result),
            figure_grid(context, FIGURES),
            *left_out_notes(context, FIGURES),
            _defects(context, result),
            *_rows(context, result),
        ),
    )


def _fired(context: PortalContext, result: RegisterResult | None) -> Iterator[Block]:
    verdict = register_verdict(result, "integrity_defects")
    if verdict is not None and verdict.outcome is Outcome.FIRED:
        yield Warning(
            title="There are more deadline defects than the limit allows",
            duties=(verdict_duty(context, verdict),),
        )


def _defects(context: PortalContext, result: RegisterResult | None) -> Table:
    counted_refs = result.counted if result else {}
    pairs = [(ref, kind) for kind in KINDS for ref in counted_refs.get(kind, ())]
    return Table(
        id="defects",
        caption=counted(len(pairs), "defect"),
        columns=(
            ref_column("Ref"),
            text_column("Action"),
            filter_column("Service", "service"),
            filter_column("Owner", "owner"),
            filter_column("Defect", "defect"),
        ),
        rows=tuple(_defect(context, ref, kind) for ref, kind in pairs),
        empty="No deadline defect was found.",
        has_tools=True,
    )


def _defect(context: PortalContext, ref: str, kind: str) -> Row:
    action = context.by_ref.actions.get(ref)
    return Row(
        cells=(
            cell(action_link(context, ref)),
            cell((action and action.title) or NOT_RECORDED),
            cell(service_link(context, action.service if action else None)),
            cell(person_link(context, action.owner if action else None)),
            cell(figure_name("B1.2", kind).title),
        )
    )


def _rows(context: PortalContext, result: RegisterResult | None) -> Iterator[Block]:
    """Each defect in the register's own words, where it says more than the count."""
    if result is not None and result.rows:
        yield Section(
            id="reasons",
            title="Why each one counts",
            blocks=(
                register_rows(context, result, id="reasons-table", caption="Defects by action"),
            ),
        )
    if result is not None and result.cells.get("defects"):
        words = f"From the cells {places_words(result.cells['defects'], MOST_CELLS)}."
        yield Paragraph(content=(words,), is_small=True)
