"""The table of every evidence file with its fitness."""

from builder.portal.addresses import slug
from builder.portal.cells import (
    cell,
    date_column,
    filter_column,
    number_column,
    ref_column,
    tag_cell,
    text_column,
    when,
)
from builder.portal.context import PortalContext
from builder.portal.evidence_states import (
    NOT_CHECKED,
    category_title,
    evidence_tag,
    evidence_title,
)
from builder.portal.line_table import downloads
from builder.portal.parts import Column, Row, Table, TableCell
from builder.portal.references import action_link, service_name
from builder.portal.wording import NOT_RECORDED, sentence
from builder.records import Evidence

FILE_COLUMNS: tuple[Column, ...] = (
    ref_column("File"),
    text_column("What it is"),
    text_column("Action"),
    filter_column("Service", "service"),
    filter_column("Kind", "kind"),
    date_column("Source date"),
    number_column("Age in days"),
    filter_column("Result", "result"),
    text_column("Why"),
)


def files_table(context: PortalContext) -> Table:
    """Every evidence file with its fitness, in the order of the workbooks."""
    return Table(
        id="evidence",
        caption="Evidence files",
        columns=FILE_COLUMNS,
        rows=tuple(_file_row(context, each) for each in context.register.evidence),
        empty="No evidence is recorded.",
        has_tools=True,
        downloads=downloads("evidence"),
    )


def _file_row(context: PortalContext, evidence: Evidence) -> Row:
    fitness = context.by_ref.fitness.get(evidence.ref)
    action = context.by_ref.actions.get(evidence.action or "")
    reasons = "; ".join(fitness.reasons) if fitness else ""
    return Row(
        id=f"file-{slug(evidence.ref)}",
        cells=(
            cell(evidence.ref),
            cell(evidence_title(evidence)),
            cell(action_link(context, evidence.action) if evidence.action else NOT_RECORDED),
            cell(service_name(context, action.service if action else None)),
            cell(category_title(context, evidence)),
            when(evidence.source_date),
            _age(fitness.age_days if fitness else None, fitness.limit_days if fitness else None),
            tag_cell(evidence_tag(fitness)),
            cell(sentence(reasons)),
        ),
    )


def _age(days: int | None, limit: int | None) -> TableCell:
    if days is None:
        return cell(NOT_CHECKED)
    words = f"{days:,}" if limit is None else f"{days:,} (limit {limit:,})"
    return cell(words, sort=str(days))
