"""The lists of what the rules said: verdicts, gate checks, figures."""

from collections.abc import Iterator

from builder.exports.lists import ExportList, ListRow, cell_value
from builder.portal.context import PortalContext
from builder.rules.assessment import ActionAssessment, RegisterResult
from builder.rules.verdict import GateCheck, Verdict


def gate_checks(context: PortalContext) -> ExportList:
    """Every check of every line's closure gate."""
    return ExportList(
        name="gate-checks",
        headings=("Action ref", "Service ID", "Check", "Passes", *_VERDICT_HEADINGS),
        records=[(line, check) for line in context.assessment.actions for check in line.gate],
        row=lambda each: _gate_check(*each),
    )


def _gate_check(line: ActionAssessment, check: GateCheck) -> ListRow:
    return (line.ref, line.service, check.check, check.passes, *_verdict(check.verdict))


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
        verdict.observed,
        verdict.comparison,
        verdict.limit,
        verdict.unit,
        verdict.tell,
        verdict.by,
        verdict.reason,
        "; ".join(str(each) for each in verdict.cells) or None,
    )


def verdicts(context: PortalContext) -> ExportList:
    """Every verdict of every rule."""
    return ExportList(
        name="verdicts",
        headings=("About", "Ref", "Scope", *_VERDICT_HEADINGS),
        records=[*_every_verdict(context)],
        row=lambda each: (*_about(each), each.scope, *_verdict(each)),
    )


def _about(verdict: Verdict) -> ListRow:
    return (verdict.subject.sheet, verdict.subject.ref) if verdict.subject else (None, None)


def _every_verdict(context: PortalContext) -> Iterator[Verdict]:
    for register in context.assessment.registers:
        yield from register.verdicts
    yield from context.assessment.verdicts


def registers(context: PortalContext) -> ExportList:
    """Every figure of every register in every scope."""
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
        records=[
            (result, figure) for result in context.assessment.registers for figure in result.figures
        ],
        row=lambda each: _figure(*each),
    )


def _figure(result: RegisterResult, figure: str) -> ListRow:
    return (
        result.id,
        result.name,
        result.scope,
        result.recorded,
        figure,
        result.figures[figure],
        cell_value(result.counted.get(figure, ())),
        cell_value(result.left_out.get(figure, ())),
    )
