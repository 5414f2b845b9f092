"""The lists that say what the rules found, beside what the workbooks hold."""

from collections.abc import Callable, Iterator, Mapping

from builder.exports.lists import (
    ExportList,
    ListRow,
    cell_value,
    record_list,
)
from builder.exports.verdict_lists import gate_checks, registers, verdicts
from builder.history.discrepancies import Discrepancy
from builder.portal.context import PortalContext
from builder.portal.downloads import LISTS
from builder.problems import Problem
from builder.records import Action
from builder.rules.assessment import ActionAssessment, AssuredStatus, Escalation, Fitness

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


def export_lists(context: PortalContext) -> Iterator[ExportList]:
    """Every list, in the order of ``LISTS``."""
    for name in LISTS:
        make = _MAKERS.get(name)
        yield make(context) if make else record_list(context, name, name.replace("-", "_"))


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
        records=[
            (typed[each.ref], each)
            for each in context.assessment.actions
            if each.ref in typed and is_wanted(each)
        ],
        row=lambda line: _line(*line),
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
        records=context.assessment.escalations,
        row=_escalation,
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
        records=typed.records,
        row=lambda record: (*typed.row(record), *_fitness(fitness.get(record.ref))),
    )


def _fitness(fitness: Fitness | None) -> ListRow:
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
        records=context.assessment.problems,
        row=_problem,
    )


def _problem(problem: Problem) -> ListRow:
    return (
        problem.code,
        str(problem.severity),
        problem.place.workbook,
        problem.place.sheet,
        problem.place.cell,
        problem.message,
        problem.remedy,
    )


def _discrepancies(context: PortalContext) -> ExportList:
    return ExportList(
        name="discrepancies",
        headings=(
            "What does not agree",
            "Sheet",
            "Record",
            "Action ref",
            "Service ID",
            "Field",
            "Before",
            "After",
            "First seen",
        ),
        records=context.assessment.discrepancies,
        row=_discrepancy,
    )


def _discrepancy(found: Discrepancy) -> ListRow:
    change = found.change
    return (
        found.kind.value,
        change.sheet,
        change.ref,
        change.action or None,
        change.service or None,
        change.field or None,
        change.before or None,
        change.after or None,
        found.first_seen,
    )


_MAKERS: Mapping[str, Callable[[PortalContext], ExportList]] = {
    "actions": _actions,
    "overdue": _overdue,
    "closure": _closure,
    "gate-checks": gate_checks,
    "evidence": _evidence,
    "escalations": _escalations,
    "verdicts": verdicts,
    "registers": registers,
    "problems": _problems,
    "discrepancies": _discrepancies,
}
