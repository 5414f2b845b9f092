"""The lists that say what the rules found, beside what the workbooks hold."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from builder.exports.lists import PLACE, Columns, ExportList, columns_of, record_list
from builder.exports.verdict_lists import gate_checks, registers, verdicts
from builder.field import Action, Evidence
from builder.history.discrepancies import Discrepancy
from builder.portal.context import PortalContext
from builder.portal.parts.downloads import LISTS
from builder.problems import Problem
from builder.rules.assessment import ActionAssessment, AssuredStatus, Escalation, Fitness


class _Line(NamedTuple):
    typed: Action
    said: ActionAssessment


_LINES: Columns[_Line] = {
    "Ref": lambda each: each.typed.ref,
    "Title": lambda each: each.typed.title,
    "Service ID": lambda each: each.said.service,
    "Theme": lambda each: each.typed.theme,
    "Owner": lambda each: each.typed.owner,
    "Accountable manager": lambda each: each.typed.accountable_manager,
    "Claimed status": lambda each: each.said.claimed_status,
    "Assured status": lambda each: each.said.assured_status,
    "Risk band": lambda each: each.said.risk_band,
    "Risk score": lambda each: each.said.risk_score,
    "Risk score at the start": lambda each: each.said.baseline_risk_score,
    "Raised on": lambda each: each.typed.raised_on,
    "Due": lambda each: each.said.due,
    "Original due": lambda each: each.said.original_due,
    "Deadline moves": lambda each: each.said.due_moves,
    "Overdue": lambda each: each.said.overdue,
    "Days overdue": lambda each: each.said.days_overdue,
    "Days open": lambda each: each.said.days_open,
    "Evidence due": lambda each: each.typed.evidence_due,
    "Proposed on": lambda each: each.typed.proposed_on,
    "Closed on": lambda each: each.typed.closed_on,
    "Can be closed": lambda each: each.said.closable,
    "What stands in the way": lambda each: tuple(
        check.check for check in each.said.gate if not check.passes
    ),
    "Quality statements": lambda each: each.typed.quality_statements,
    "Regulations": lambda each: each.typed.regulations,
    **columns_of(lambda each: each.said, PLACE),
}
_ESCALATIONS: Columns[Escalation] = {
    "Sheet": lambda each: each.subject.sheet,
    "Ref": lambda each: each.subject.ref,
    "To": lambda each: each.to,
    "People": lambda each: each.people,
    "Because": lambda each: each.because,
    "By": lambda each: each.by,
    "Told at": lambda each: each.told_at,
    "Service ID": lambda each: each.service,
    "Rung": lambda each: each.rung,
    "Duty": lambda each: each.duty,
    "Passed": lambda each: each.has_passed,
}
_FITNESS: Columns[Fitness | None] = {
    "State": lambda each: each and each.state,
    "Age in days": lambda each: each and each.age_days,
    "Limit in days": lambda each: each and each.limit_days,
    "Latest review at": lambda each: each and each.reviewed_at,
    "Why": lambda each: each and each.reasons,
}
_PROBLEMS: Columns[Problem] = {
    "Code": lambda each: each.code,
    "Severity": lambda each: each.severity,
    "Workbook": lambda each: each.place.workbook,
    "Sheet": lambda each: each.place.sheet,
    "Cell": lambda each: each.place.cell,
    "What is wrong": lambda each: each.message,
    "What to do": lambda each: each.remedy,
}
_DISCREPANCIES: Columns[Discrepancy] = {
    "What does not agree": lambda each: each.kind,
    "Sheet": lambda each: each.change.sheet,
    "Record": lambda each: each.change.ref,
    "Action ref": lambda each: each.change.action or None,
    "Service ID": lambda each: each.change.service or None,
    "Field": lambda each: each.change.field or None,
    "Before": lambda each: each.change.before or None,
    "After": lambda each: each.change.after or None,
    "First seen": lambda each: each.first_seen,
}
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


def _lines(
    context: PortalContext, name: str, is_wanted: Callable[[ActionAssessment], bool]
) -> ExportList:
    typed = context.by_ref.actions
    lines = [
        _Line(typed[each.ref], each)
        for each in context.assessment.actions
        if each.ref in typed and is_wanted(each)
    ]
    return ExportList(name=name, records=lines, columns=_LINES)


def _evidence(context: PortalContext) -> ExportList:
    typed = record_list(context, "evidence", "evidence")
    fitness = context.by_ref.fitness

    def said(record: Evidence) -> Fitness | None:
        return fitness.get(record.ref)

    columns = {**typed.columns, **columns_of(said, _FITNESS)}
    return ExportList(name="evidence", records=typed.records, columns=columns)


_MAKERS: Mapping[str, Callable[[PortalContext], ExportList]] = {
    "actions": lambda context: _lines(context, "actions", lambda _: True),
    "overdue": lambda context: _lines(context, "overdue", lambda each: bool(each.overdue)),
    "closure": lambda context: _lines(
        context, "closure", lambda each: each.assured_status in _AT_THE_PANEL
    ),
    "gate-checks": gate_checks,
    "evidence": _evidence,
    "escalations": lambda context: ExportList(
        name="escalations", records=context.assessment.escalations, columns=_ESCALATIONS
    ),
    "verdicts": verdicts,
    "registers": registers,
    "problems": lambda context: ExportList(
        name="problems", records=context.assessment.problems, columns=_PROBLEMS
    ),
    "discrepancies": lambda context: ExportList(
        name="discrepancies", records=context.assessment.discrepancies, columns=_DISCREPANCIES
    ),
}
