"""The table of every evidence file with its fitness."""

from builder.portal.addresses import slug
from builder.portal.cells import (
    cell,
    date_column,
    filter_column,
    ref_column,
    tag_cell,
    text_column,
    when,
)
from builder.portal.context import PortalContext
from builder.portal.evidence_states import (
    category_title,
    evidence_tag,
    evidence_title,
)
from builder.portal.line_table import downloads
from builder.portal.parts import Anchor, Column, Row, Table, TableCell
from builder.portal.references import action_link, service_name
from builder.portal.wording import NOT_RECORDED, counted, sentence
from builder.records import Evidence
from builder.rules.assessment import Fitness

PATH = "evidence/index.html"
FILE_COLUMNS: tuple[Column, ...] = (
    ref_column("File"),
    text_column("What it is"),
    text_column("Action"),
    filter_column("Service", "service"),
    filter_column("Kind", "kind"),
    date_column("Source date"),
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
        id=file_anchor(evidence.ref),
        cells=(
            cell(Anchor(evidence.ref, file_link(evidence.ref))),
            cell(evidence_title(evidence)),
            cell(action_link(context, evidence.action) if evidence.action else NOT_RECORDED),
            cell(service_name(context, action.service if action else None)),
            cell(category_title(context, evidence)),
            _source_date(evidence, fitness),
            tag_cell(evidence_tag(fitness)),
            cell(sentence(reasons)),
        ),
    )


def file_anchor(ref: str) -> str:
    """Where on the evidence page a file stands."""
    return f"file-{slug(ref)}"


def file_link(ref: str) -> str:
    """The address of a file's row."""
    return f"{PATH}#{file_anchor(ref)}"


def _source_date(evidence: Evidence, fitness: Fitness | None) -> TableCell:
    """The source date with its age in days and the limit for its kind, where they are known."""
    shown = when(evidence.source_date)
    if fitness is None or fitness.age_days is None:
        return shown
    age = counted(fitness.age_days, "day")
    limit = "" if fitness.limit_days is None else f", limit {fitness.limit_days:,}"
    return TableCell((*shown.content, f" ({age}{limit})"), shown.sort)
