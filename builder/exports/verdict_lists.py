"""The lists of what the rules said: verdicts, gate checks, figures."""

from collections.abc import Iterator
from typing import NamedTuple

from builder.exports.lists import Columns, ExportList, columns_of
from builder.portal.context import PortalContext
from builder.rules.assessment import ActionAssessment, RegisterResult
from builder.rules.verdict import GateCheck, Verdict


class _Checked(NamedTuple):
    line: ActionAssessment
    check: GateCheck


class _Figure(NamedTuple):
    register: RegisterResult
    figure: str


_VERDICT: Columns[Verdict] = {
    "Rule": lambda each: each.rule,
    "Clause": lambda each: each.clause,
    "Whose limit": lambda each: each.origin,
    "Verdict": lambda each: each.outcome,
    "Observed": lambda each: each.observed,
    "Comparison": lambda each: each.comparison,
    "Limit": lambda each: each.limit,
    "Unit": lambda each: each.unit,
    "Tell": lambda each: each.tell,
    "By": lambda each: each.by,
    "Reason": lambda each: each.reason,
    "Cells": lambda each: each.cells,
}
_VERDICTS: Columns[Verdict] = {
    "About": lambda each: each.subject and each.subject.sheet,
    "Ref": lambda each: each.subject and each.subject.ref,
    "Scope": lambda each: each.scope,
    **_VERDICT,
}
_GATE_CHECKS: Columns[_Checked] = {
    "Action ref": lambda each: each.line.ref,
    "Service ID": lambda each: each.line.service,
    "Check": lambda each: each.check.check,
    "Passes": lambda each: each.check.passes,
    **columns_of(lambda each: each.check.verdict, _VERDICT),
}
_REGISTERS: Columns[_Figure] = {
    "Register": lambda each: each.register.id,
    "Name": lambda each: each.register.name,
    "Scope": lambda each: each.register.scope,
    "Recorded": lambda each: each.register.recorded,
    "Figure": lambda each: each.figure,
    "Value": lambda each: each.register.figures[each.figure],
    "Counted": lambda each: each.register.counted.get(each.figure),
    "Left out": lambda each: each.register.left_out.get(each.figure),
}


def gate_checks(context: PortalContext) -> ExportList:
    """Every check of every line's closure gate."""
    lines = context.assessment.actions
    checks = [_Checked(line, check) for line in lines for check in line.gate]
    return ExportList(name="gate-checks", records=checks, columns=_GATE_CHECKS)


def verdicts(context: PortalContext) -> ExportList:
    """Every verdict of every rule."""
    return ExportList(name="verdicts", records=[*_every_verdict(context)], columns=_VERDICTS)


def _every_verdict(context: PortalContext) -> Iterator[Verdict]:
    for register in context.assessment.registers:
        yield from register.verdicts
    yield from context.assessment.verdicts


def registers(context: PortalContext) -> ExportList:
    """Every figure of every register in every scope."""
    results = context.assessment.registers
    figures = [_Figure(result, figure) for result in results for figure in result.figures]
    return ExportList(name="registers", records=figures, columns=_REGISTERS)
