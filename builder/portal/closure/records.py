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
from builder.portal.parts.cells import cell
from builder.portal.parts.figures.register_table import row_columns
from builder.portal.parts.links import action_link, person_link
from builder.portal.parts.listing import Column, Listing, choice, day, figure, ref, words
from builder.portal.parts.states import verdict_tag
from builder.portal.parts.views import Block, Disclosure, Paragraph, Table, TableCell, Tag, Tone
from builder.portal.parts.views import Column as Heading
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
    why_not, reduction = ClosureComparison.why_not, ClosureComparison.reduction_percent
    return Listing[RegisterRow](
        id="closure-comparison",
        caption="Baseline and current failure rates",
        columns=(
            ref("Action", lambda each: action_link(context, each.subject)),
            words("Measure", lambda each: str(each.value(ClosureComparison.measure) or "")),
            _rate("Baseline rate", ClosureComparison.baseline_rate),
            _rate("Current rate", ClosureComparison.current_rate),
            _share("Reduction", reduction),
            choice("Limit", "limit", lambda each: _limit(context, each.subject)),
            words("Why not assessable", lambda each: (sentence(str(each.value(why_not) or "")),)),
        ),
        empty=_empty(result, "No action at the gate has a measure."),
    ).table(result.rows)


def _empty(result: RegisterResult, words: str) -> str:
    return words if result.recorded else f"{NOT_RECORDED}."


def _rate(title: str, value: Value) -> Column[RegisterRow]:
    """A rate in the unit of its row's own measure."""

    def shown(row: RegisterRow) -> TableCell:
        return _value(row.value(value), str(row.value(ClosureComparison.unit) or ""))

    return Column(Heading(title=title, sort="number"), shown)


def _share(title: str, value: Value) -> Column[RegisterRow]:
    """A value in its own unit."""
    heading = Heading(title=title, sort="number")
    return Column(heading, lambda row: _value(row.value(value), value.unit))


def _value(value: Scalar, unit: str) -> TableCell:
    if not is_figure(value):
        return cell(str(value) if isinstance(value, str) else NOT_ASSESSABLE)
    return TableCell((quantity(value, unit),), f"{float(value):g}")


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
    return (
        table,
        Disclosure(
            summary=f"{counted(len(others), 'theme')} without a review point",
            blocks=(Paragraph(content=(sentence(", ".join(others)),)),),
        ),
    )


def has_review_point(context: PortalContext) -> bool:
    """Whether any theme has a review point with its complaints (B3.3)."""
    rows = context.said.result(ClosureExperience, PROVIDER).rows
    return any(is_figure(row.value(ClosureExperience.complaints_linked)) for row in rows)


def _experience_table(result: RegisterResult, rows: list[RegisterRow]) -> Table:
    return Listing[RegisterRow](
        id="closure-experience",
        caption="Complaints by theme, in the latest review period",
        columns=(
            ref("Theme", lambda each: each.subject),
            *(_share(each.title, each) for each in row_columns(result.id, rows)),
        ),
        empty=_empty(result, "No theme has a review point yet."),
    ).table(rows)


def decisions_table(context: PortalContext) -> Table:
    """Every decision of a panel, the latest first."""
    is_kept = context.register.keeps("Panels")
    return Listing[PanelDecision](
        id="decisions-made",
        caption="Decisions of the closure panel, the latest first",
        columns=(
            ref("Action", lambda each: action_link(context, each.action)),
            day("Panel", lambda each: each.panel_at),
            choice("Decision", "decision", lambda each: decision_tag(each.decision)),
            words("Reason", lambda each: each.reason),
            words("Decided by", lambda each: person_link(context, each.decided_by)),
            words(
                "External assurance",
                lambda each: ", ".join(each.external_assurance) or "None named",
            ),
            day("Review again", lambda each: each.re_review_on, absent="None"),
            choice("Batch", "batch", lambda each: each.batch or "None"),
        ),
        empty="No decision is recorded."
        if is_kept
        else f"{NOT_RECORDED}: no Panels sheet is kept.",
        has_tools=True,
    ).table(
        sorted(
            context.register.panels,
            key=lambda each: (each.panel_at.end.isoformat() if each.panel_at else "", each.action),
            reverse=True,
        )
    )


def batches_table(context: PortalContext) -> Table:
    """Every batch with its figures, the latest first."""
    result = context.said.result(ClosureControl, PROVIDER)
    rows = {row.subject: row for row in result.rows}
    is_kept = context.register.keeps("Batches")
    return Listing[Batch](
        id="batch-figures",
        caption="Closure batches, the latest first",
        columns=(
            ref("Batch", lambda each: each.ref),
            day("Authorised", lambda each: each.authorised_at),
            words("Authorised by", lambda each: person_link(context, each.authorised_by)),
            day("Update issued", lambda each: each.update_issued_at, absent="Not issued"),
            *(_of_batch(each, rows) for each in row_columns(result.id, result.rows)),
        ),
        empty="No batch is recorded." if is_kept else f"{NOT_RECORDED}: no Batches sheet is kept.",
    ).table(
        sorted(
            context.register.batches,
            key=lambda each: each.authorised_at.end.isoformat() if each.authorised_at else "",
            reverse=True,
        )
    )


def _of_batch(value: Value, rows: Mapping[str, RegisterRow]) -> Column[Batch]:
    def shown(batch: Batch) -> str | None:
        found = rows[batch.ref].value(value) if batch.ref in rows else None
        return number_words(found) if is_figure(found) else None

    return figure(value.title, shown)
