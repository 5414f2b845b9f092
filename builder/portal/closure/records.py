"""The tables of the closure page: comparison, experience, decisions, batches."""

from collections.abc import Mapping

from builder.field import Batch, PanelDecision
from builder.field.registers import (
    ClosureComparison,
    ClosureControl,
    ClosureExperience,
    Value,
)
from builder.field.words import PanelOutcome
from builder.portal.context import PortalContext
from builder.portal.parts.cells import (
    cell,
    date_column,
    filter_column,
    number_column,
    ref_column,
    tag_cell,
    text_column,
    when,
)
from builder.portal.parts.figures.register_table import row_columns
from builder.portal.parts.links import action_link, person_link
from builder.portal.parts.states import verdict_tag
from builder.portal.parts.views import (
    Block,
    Disclosure,
    Paragraph,
    Row,
    Table,
    TableCell,
    Tag,
    Tone,
)
from builder.portal.parts.words import (
    NOT_ASSESSABLE,
    NOT_RECORDED,
    counted,
    is_figure,
    number_words,
    quantity,
    sentence,
)
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.verdict import PROVIDER, Scalar, Subject

_DECISIONS: Mapping[PanelOutcome, Tone] = {
    PanelOutcome.APPROVED: Tone.GOOD,
    PanelOutcome.DEFERRED: Tone.WATCH,
    PanelOutcome.REJECTED: Tone.BAD,
}


def decision_tag(decision: PanelOutcome | None) -> Tag:
    """The tag of what a panel decided; "No decision" where none did."""
    return Tag(decision.value, _DECISIONS[decision]) if decision else Tag("No decision", Tone.MUTED)


def comparison_table(context: PortalContext) -> Table:
    """Baseline, current and reduction of each line, as register B3.2 holds them."""
    result = context.said.result(ClosureComparison, PROVIDER)
    return Table(
        id="closure-comparison",
        caption="Baseline and current failure rates",
        columns=(
            ref_column("Action"),
            text_column("Measure"),
            number_column("Baseline rate"),
            number_column("Current rate"),
            number_column("Reduction"),
            filter_column("Limit", "limit"),
            text_column("Why not assessable"),
        ),
        rows=tuple(_comparison_row(context, row) for row in result.rows),
        empty=_empty(result, "No line at the gate has a measure."),
    )


def _empty(result: RegisterResult, words: str) -> str:
    return words if result.recorded else f"{NOT_RECORDED}."


def _value(value: Scalar, unit: str = "") -> TableCell:
    if not is_figure(value):
        return cell(str(value) if isinstance(value, str) else NOT_ASSESSABLE)
    return TableCell((quantity(value, unit),), f"{float(value):g}")


def _comparison_row(context: PortalContext, row: RegisterRow) -> Row:
    unit = str(row.value(ClosureComparison.unit) or "")
    reduction = ClosureComparison.reduction_percent
    return Row(
        cells=(
            cell(action_link(context, row.subject)),
            cell(str(row.value(ClosureComparison.measure) or NOT_RECORDED)),
            _value(row.value(ClosureComparison.baseline_rate), unit),
            _value(row.value(ClosureComparison.current_rate), unit),
            _value(row.value(reduction), reduction.unit),
            tag_cell(_limit(context, row.subject)),
            cell(sentence(str(row.value(ClosureComparison.why_not) or ""))),
        )
    )


def _limit(context: PortalContext, ref: str) -> Tag:
    """The line's own verdict on its reduction, from its gate or from the rule."""
    action = context.by_ref.assessed.get(ref)
    for check in action.gate if action else ():
        if check.check == "outcome reduction":
            return verdict_tag(check.verdict)
    for verdict in context.said.verdicts_of_subject[Subject("Actions", ref)]:
        if verdict.rule == ClosureComparison.reduction_percent.rule:
            return verdict_tag(verdict)
    return Tag("Not at the gate", Tone.MUTED)


def experience(context: PortalContext) -> tuple[Block, ...]:
    """Complaints by theme, as register B3.3 holds them; themes without a figure by name alone."""
    result = context.said.result(ClosureExperience, PROVIDER)
    known = [row for row in result.rows if any(map(is_figure, row.values.values()))]
    others = [row.subject for row in result.rows if row not in known]
    table = _experience_table(result, known)
    if not others:
        return (table,)
    words = sentence(", ".join(others))
    return (
        table,
        Disclosure(
            summary=f"{counted(len(others), 'theme')} without a review point",
            blocks=(Paragraph(content=(words,)),),
        ),
    )


def has_review_point(context: PortalContext) -> bool:
    """Whether any theme has a review point with its complaints (B3.3)."""
    rows = context.said.result(ClosureExperience, PROVIDER).rows
    return any(is_figure(row.value(ClosureExperience.complaints_linked)) for row in rows)


def _experience_table(result: RegisterResult, rows: list[RegisterRow]) -> Table:
    values = row_columns(result.id, rows)
    return Table(
        id="closure-experience",
        caption="Complaints by theme, in the latest review period",
        columns=(
            ref_column("Theme"),
            *(number_column(each.title) for each in values),
        ),
        rows=tuple(
            Row(cells=(cell(row.subject), *(_value(row.value(each), each.unit) for each in values)))
            for row in rows
        ),
        empty=_empty(result, "No theme has a review point yet."),
    )


def decisions_table(context: PortalContext) -> Table:
    """Every decision of a panel, the latest first."""
    decisions = sorted(
        context.register.panels,
        key=lambda each: (each.panel_at.end.isoformat() if each.panel_at else "", each.action),
        reverse=True,
    )
    return Table(
        id="decisions-made",
        caption="Decisions of the closure panel, the latest first",
        columns=(
            ref_column("Action"),
            date_column("Panel"),
            filter_column("Decision", "decision"),
            text_column("Reason"),
            text_column("Decided by"),
            text_column("External assurance"),
            date_column("Review again"),
            filter_column("Batch", "batch"),
        ),
        rows=tuple(_decision_row(context, each) for each in decisions),
        empty="No decision is recorded."
        if context.register.keeps("Panels")
        else f"{NOT_RECORDED}: no Panels sheet is kept.",
        has_tools=True,
    )


def _decision_row(context: PortalContext, decision: PanelDecision) -> Row:
    return Row(
        cells=(
            cell(action_link(context, decision.action)),
            when(decision.panel_at),
            tag_cell(decision_tag(decision.decision)),
            cell(decision.reason or NOT_RECORDED),
            cell(person_link(context, decision.decided_by)),
            cell(", ".join(decision.external_assurance) or "None named"),
            when(decision.re_review_on, "None"),
            cell(decision.batch or "None"),
        )
    )


def batches_table(context: PortalContext) -> Table:
    """Every batch with its figures, the latest first."""
    result = context.said.result(ClosureControl, PROVIDER)
    rows = {row.subject: row for row in result.rows}
    values = row_columns(result.id, result.rows)
    batches = sorted(
        context.register.batches,
        key=lambda each: each.authorised_at.end.isoformat() if each.authorised_at else "",
        reverse=True,
    )
    return Table(
        id="batch-figures",
        caption="Closure batches, the latest first",
        columns=(
            ref_column("Batch"),
            date_column("Authorised"),
            text_column("Authorised by"),
            date_column("Update issued"),
            *(number_column(each.title) for each in values),
        ),
        rows=tuple(_batch_row(context, each, rows.get(each.ref), values) for each in batches),
        empty="No batch is recorded."
        if context.register.keeps("Batches")
        else f"{NOT_RECORDED}: no Batches sheet is kept.",
    )


def _batch_row(
    context: PortalContext, batch: Batch, row: RegisterRow | None, values: tuple[Value, ...]
) -> Row:
    shown = []
    for each in values:
        value = row.value(each) if row else None
        shown.append(cell(number_words(value) if is_figure(value) else NOT_RECORDED))
    return Row(
        cells=(
            cell(batch.ref),
            when(batch.authorised_at),
            cell(person_link(context, batch.authorised_by)),
            when(batch.update_issued_at, "Not issued"),
            *shown,
        )
    )
