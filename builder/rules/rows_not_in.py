"""What cannot be said while rows of the workbooks are not in: any figure that needs them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from builder.field import Register, SheetRows, WorkbookInput
from builder.field.references import RECORD_KINDS
from builder.problems import Problem
from builder.problems.in_workbook import NOT_READ
from builder.rules.assessment import RegisterResult
from builder.rules.verdict import PROVIDER, Outcome, Verdict

_ALL = ("B1", "B2", "B3")
_NEEDED_BY: Mapping[str, tuple[str, ...]] = {
    "Actions": ("B1", "B3"),
    "Evidence": _ALL,
    "Deadline changes": ("B1",),
    "Rebalance": ("B1",),
    "Sessions": ("B1",),
    "Burst samples": ("B2",),
    "Validity reviews": ("B2", "B3"),
    "Live proof": ("B2",),
    "Retests": ("B2",),
    "Burst cycles": ("B2",),
    "Measures": ("B3",),
    "Complaints": ("B3",),
    "Panels": ("B3",),
    "Batches": ("B3",),
}
"""Sheet -> the families of registers whose figures need its rows."""
_Missing = dict[tuple[str, str], str]


def without_rows(
    registers: Iterable[RegisterResult],
    register: Register,
    problems: Iterable[Problem],
    scopes: Sequence[str],
) -> tuple[RegisterResult, ...]:
    """The registers; where rows that they need are not in, without a figure or a limit that is met.

    A limit that is reached stays: further rows do not take it back.
    """
    missing = _missing(register, problems, scopes)
    if not missing:
        return tuple(registers)
    return tuple(
        _unknown(each, missing[key]) if (key := (each.id[:2], each.scope)) in missing else each
        for each in registers
    )


def _missing(register: Register, problems: Iterable[Problem], scopes: Sequence[str]) -> _Missing:
    """(Family of registers, scope) -> which rows are not in."""
    found: _Missing = {}
    for each in register.inputs:
        for sheet in each.sheets:
            if not sheet.is_whole:
                families = _NEEDED_BY.get(sheet.read_as or "", ())
                places = product(families, _scopes_of(each, register, scopes))
                found = {**dict.fromkeys(places, _words(each.workbook, sheet)), **found}
    for problem in problems:
        if problem.kind in NOT_READ:
            why = f"No row of {problem.place.workbook} is in."
            found = {**dict.fromkeys(product(_ALL, scopes), why), **found}
    return found


def _words(workbook: str, sheet: SheetRows) -> str:
    count = sheet.rows_there - sheet.rows_in
    return f"{count} of {sheet.rows_there} rows of {workbook}, {sheet.sheet} are not in."


def _scopes_of(each: WorkbookInput, register: Register, scopes: Sequence[str]) -> set[str]:
    """Whose rows may be missing: the services of the workbook, or anybody's."""
    services = {
        service
        for attribute in RECORD_KINDS
        for row in getattr(register, attribute)
        if row.source.workbook == each.workbook and (service := getattr(row, "service", None))
    }
    return {PROVIDER, *services} if services else set(scopes)


def _unknown(result: RegisterResult, why: str) -> RegisterResult:
    return replace(
        result,
        figures=dict.fromkeys(result.figures),
        verdicts=tuple(_unjudged(each, why) for each in result.verdicts),
    )


def _unjudged(verdict: Verdict, why: str) -> Verdict:
    if verdict.outcome not in (Outcome.MET, Outcome.NOT_DUE):
        return verdict
    return verdict._replace(outcome=Outcome.NOT_COMPUTABLE, observed=None, reason=why)
