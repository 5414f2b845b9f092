"""The lists that say what the rules found, beside what the workbooks hold."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from builder.exports.lists import (
    CellValue,
    ExportList,
    ListRow,
    cell_value,
    record_list,
    record_lists,
)
from builder.portal.context import PortalContext
from builder.portal.downloads import LISTS
from builder.records import Action
from builder.rules.assessment import ActionAssessment, AssuredStatus, Escalation
from builder.rules.verdict import Scalar, Verdict

_LINE_HEADINGS = (
    "Ref",
    "Title",
    "Service ID",
    "Theme",
    "Owner",
    "Accountable manager",
    "Claimed status",
    "Assured status",
    "Risk band",
    "Risk score",
    "Risk score at the start",
    "Raised on",
    "Due",
    "Original due",
    "Deadline moves",
    "Overdue",
    "Days overdue",
    "Days open",
    "Evidence due",
    "Proposed on",
    "Closed on",
    "Can be closed",
    "What stands in the way",
    "Quality statements",
    "Regulations",
    "Workbook",
    "Sheet",
    "Row",
)
_AT_THE_PANEL = frozenset(
    {
        AssuredStatus.READY_FOR_PANEL,
        AssuredStatus.NOT_READY,
        AssuredStatus.DEFERRED,
        AssuredStatus.REJECTED,
    }
)


def export_lists(context: PortalContext) -> tuple[ExportList, ...]:
    """Every list, in the order of ``LISTS``."""
    made = {name: make(context) for name, make in _MAKERS.items()}
    made |= {each.name: each for each in record_lists(context, made)}
    return tuple(made[name] for name in LISTS)


def _actions(context: PortalContext) -> ExportList:
    return _lines(context, "actions", lambda _: True)


def _overdue(context: PortalContext) -> ExportList:
    return _lines(context, "overdue", lambda each: bool(each.overdue))


def _closure(context: PortalContext) -> ExportList:
    return _lines(context, "closure", lambda each: each.assured_status in _AT_THE_PANEL)


def _lines(
    context: PortalContext, name: str, is_wanted: Callable[[ActionAssessment], bool]
) -> ExportList:
    typed = context.by_ref.actions
    return ExportList(
        name=name,
        headings=_LINE_HEADINGS,
        rows=tuple(
            _line(typed[each.ref], each)
            for each in context.assessment.actions
            if each.ref in typed and is_wanted(each)
        ),
    )


def _line(typed: Action, judged: ActionAssessment) -> ListRow:
    failing = "; ".join(each.check for each in judged.gate if not each.passes)
    return (
        typed.ref,
        typed.title,
        judged.service,
        typed.theme,
        typed.owner,
        typed.accountable_manager,
        cell_value(judged.claimed_status),
        str(judged.assured_status),
        judged.risk_band,
        judged.risk_score,
        judged.baseline_risk_score,
        typed.raised_on,
        judged.due,
        judged.original_due,
        judged.due_moves,
        judged.overdue,
        judged.days_overdue,
        judged.days_open,
        typed.evidence_due,
        typed.proposed_on,
        typed.closed_on,
        judged.closable,
        failing or None,
        cell_value(typed.quality_statements),
        cell_value(typed.regulations),
        judged.source.workbook,
        judged.source.sheet,
        judged.source.row,
    )


def _gate_checks(context: PortalContext) -> ExportList:
    return ExportList(
        name="gate-checks",
        headings=("Action ref", "Service ID", "Check", "Passes", *_VERDICT_HEADINGS),
        rows=tuple(
            (line.ref, line.service, check.check, check.passes, *_verdict(check.verdict))
            for line in context.assessment.actions
            for check in line.gate
        ),
    )


_VERDICT_HEADINGS = (
    "Rule",
    "Clause",
    "Verdict",
    "Observed",
    "Comparison",
    "Limit",
    "Unit",
    "Tell",
    "By",
    "Reason",
    "Cells",
)


def _verdict(verdict: Verdict) -> ListRow:
    return (
        verdict.rule,
        verdict.clause,
        str(verdict.outcome),
        _scalar(verdict.observed),
        verdict.comparison,
        _scalar(verdict.limit),
        verdict.unit,
        verdict.tell,
        verdict.by,
        verdict.reason,
        "; ".join(str(each) for each in verdict.cells) or None,
    )


def _scalar(value: Scalar) -> CellValue:
    return value


def _verdicts(context: PortalContext) -> ExportList:
    return ExportList(
        name="verdicts",
        headings=("About", "Ref", "Scope", *_VERDICT_HEADINGS),
        rows=tuple(
            (*_about(each), each.scope, *_verdict(each)) for each in _every_verdict(context)
        ),
    )


def _about(verdict: Verdict) -> ListRow:
    return (verdict.subject.sheet, verdict.subject.ref) if verdict.subject else (None, None)


def _every_verdict(context: PortalContext) -> Iterator[Verdict]:
    for register in context.assessment.registers:
        yield from register.verdicts
    yield from context.assessment.verdicts


def _registers(context: PortalContext) -> ExportList:
    return ExportList(
        name="registers",
        headings=(
            "Register",
            "Name",
            "Scope",
            "Recorded",
            "Figure",
            "Value",
            "Counted",
            "Left out",
        ),
        rows=tuple(
            (
                result.id,
                result.name,
                result.scope,
                result.recorded,
                figure,
                value,
                cell_value(result.counted.get(figure, ())),
                cell_value(result.left_out.get(figure, ())),
            )
            for result in context.assessment.registers
            for figure, value in result.figures.items()
        ),
    )


def _escalations(context: PortalContext) -> ExportList:
    return ExportList(
        name="escalations",
        headings=(
            "About",
            "Ref",
            "Service ID",
            "Rung",
            "To",
            "People",
            "Because",
            "Duty",
            "By",
            "Told at",
            "Passed",
        ),
        rows=tuple(map(_escalation, context.assessment.escalations)),
    )


def _escalation(escalation: Escalation) -> ListRow:
    return (
        escalation.subject.sheet,
        escalation.subject.ref,
        escalation.service,
        escalation.rung,
        escalation.to,
        cell_value(escalation.people),
        escalation.because,
        escalation.duty,
        escalation.by,
        escalation.told_at,
        escalation.has_passed,
    )


def _evidence(context: PortalContext) -> ExportList:
    typed = record_list(context, "evidence", "evidence")
    fitness = context.by_ref.fitness
    headings = ("State", "Age in days", "Limit in days", "Latest review at", "Why")
    return ExportList(
        name="evidence",
        headings=(*typed.headings, *headings),
        rows=tuple((*row, *_fitness(fitness.get(str(row[0])))) for row in typed.rows),
    )


def _fitness(fitness: Any) -> ListRow:
    if fitness is None:
        return (None, None, None, None, None)
    return (
        fitness.state,
        fitness.age_days,
        fitness.limit_days,
        fitness.reviewed_at,
        cell_value(fitness.reasons),
    )


def _problems(context: PortalContext) -> ExportList:
    return ExportList(
        name="problems",
        headings=("Code", "Severity", "Workbook", "Sheet", "Cell", "What is wrong", "What to do"),
        rows=tuple(
            (
                each.code,
                str(each.severity),
                each.place.workbook,
                each.place.sheet,
                each.place.cell,
                each.message,
                each.remedy,
            )
            for each in context.assessment.problems
        ),
    )


_MAKERS: Mapping[str, Callable[[PortalContext], ExportList]] = {
    "actions": _actions,
    "overdue": _overdue,
    "closure": _closure,
    "gate-checks": _gate_checks,
    "evidence": _evidence,
    "escalations": _escalations,
    "verdicts": _verdicts,
    "registers": _registers,
    "problems": _problems,
}
